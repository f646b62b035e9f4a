"""What is typed about criminal proceedings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.forms.dated import DatedForm
from legal.models import CriminalProceedings
from legal.states import ProceedingsEnd, StepKind
from tvcase.accounts.models import Organisation
from tvcase.accounts.roles import FORMAL_KINDS
from tvcase.forms import CharField, ChoiceField, DateField


class ProceedingsForm(DatedForm):
    """Proceedings about what was done to the person."""

    pre_trial_number = CharField(
        label=_("Number of the pre-trial proceedings"),
        max_length=60,
        help_text=_("As on the copy of the order that the person was given."),
    )
    authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Authority that leads them"),
        empty_label=_("Choose the authority"),
        widget=forms.Select,
    )
    opened_on = DateField(label=_("Opened on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority: Any = self.fields["authority"]
        authority.queryset = Organisation.objects.of_kind(*FORMAL_KINDS)


class StepForm(DatedForm):
    """What happened in the proceedings."""

    kind = ChoiceField(
        label=_("What happened?"),
        choices=StepKind.choices,
        hints={
            StepKind.SUSPENDED: _("Suspended is not ended: special protection lasts on."),
            StepKind.REOPENED: _("No protection revives. The person may ask anew."),
        },
    )
    how = ChoiceField(label=_("How did they end?"), choices=ProceedingsEnd.choices, required=False)
    on = DateField(label=_("The act took effect on"))
    reference = CharField(label=_("Reference of the act"), max_length=60, required=False)
    court = CharField(
        label=_("Court and number of the court case"),
        max_length=160,
        required=False,
        help_text=_("Only when the case is before a court."),
    )

    def __init__(self, *args: Any, steps: list[StepKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("kind", [(step.value, step.label) for step in steps])
        if StepKind.ENDED not in steps:
            del self.fields["how"]
        if StepKind.TO_COURT not in steps:
            del self.fields["court"]

    def clean(self) -> dict[str, Any]:
        """How they ended is asked of an end only, the court of a case before it only."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == StepKind.ENDED and not cleaned.get("how") and "how" in self.fields:
            self.add_error("how", _("Choose how the proceedings ended."))
        if kind != StepKind.ENDED:
            cleaned["how"] = ""
        if kind != StepKind.TO_COURT:
            cleaned["court"] = ""
        return cleaned


class ProceedingsChoice(forms.ModelChoiceField):
    """Proceedings by their number in the case and that of the pre-trial proceedings."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}: {obj.pre_trial_number}"


class LinkForm(DatedForm):
    """On which proceedings a request rests."""

    proceedings = ProceedingsChoice(
        CriminalProceedings.objects.none(),
        label=_("Criminal proceedings"),
        empty_label=_("Choose the proceedings"),
        widget=forms.Select,
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("proceedings", offered)
