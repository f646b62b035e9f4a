"""What each page of a hearing lets one type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.geo import language_choices
from legal.claims.forms.claims import ProceedingsField
from legal.claims.models import Preparation
from legal.claims.states import HearingKind, Measure, Prepared, Topic
from legal.forms import DatedForm
from legal.models import CriminalProceedings
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, Form, MultipleChoiceField, dress


def languages() -> list[tuple[str, Any]]:
    """Every language, after an empty line."""
    return [("", _("Choose a language")), *language_choices()]


class HearingForm(DatedForm):
    """When, where and by whom the person will be heard."""

    ahead = ("starts_at",)
    kind = ChoiceField(label=_("What is it?"), choices=HearingKind.choices)
    starts_at = DateTimeField(label=_("When does it begin?"))
    held_by = CharField(label=_("Which court or authority?"), max_length=160)
    place = CharField(
        label=_("Where?"),
        help_text=_("Building and room. Never the address of a shelter."),
        max_length=200,
        required=False,
    )
    proceedings = ProceedingsField(
        CriminalProceedings.objects.none(),
        label=_("In which criminal proceedings?"),
        empty_label=_("None, or not known"),
        required=False,
    )
    topics = MultipleChoiceField(
        label=_("What will be asked?"),
        help_text=_("Then you see what the person has already told, and to whom."),
        choices=Topic.choices,
        required=False,
    )
    language = ChoiceField(
        label=_("In which language does the person speak best?"),
        choices=languages,
        widget=forms.Select,
        required=False,
    )
    agreed_on = DateField(
        label=_("When did the person agree to take part?"),
        help_text=_("Leave it empty until the person has agreed."),
        required=False,
    )

    def __init__(self, *args: Any, proceedings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("proceedings", proceedings)


class PrepareForm(Form):
    """How far each measure of protection is prepared: two fields for each, how far and who or what."""

    def __init__(self, *args: Any, preparations: list[Preparation], **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        for row in preparations:
            initial |= {row.measure: row.prepared, _note(row.measure): row.note}
        super().__init__(*args, initial=initial, **kwargs)
        for measure in Measure:
            label = str(measure.label)
            self.fields[measure] = ChoiceField(label=label.capitalize(), choices=Prepared.choices, widget=forms.Select)
            self.fields[_note(measure)] = CharField(label=_("Who or what"), max_length=200, required=False)
        dress(self)

    def measures(self) -> dict[str, tuple[str, str]]:
        """What was answered: measure → (how far, who or what)."""
        answers = self.cleaned_data
        return {measure: (answers[measure], answers[_note(measure)]) for measure in Measure}


class HoldForm(Form):
    """Nothing to type: the button says that it took place."""


class CancelForm(DatedForm):
    """That it was called off."""

    cancelled_on = DateField(label=_("It was called off on"))


def _note(measure: str) -> str:
    return f"{measure}_NOTE"
