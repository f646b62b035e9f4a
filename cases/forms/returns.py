"""What each step of a return asks. No field asks for contact with an embassy (domain E-16)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.geo import language_choices
from cases.states import ReturnKind, ReturnSituation, Threat
from tvcase.forms import CharField, ChoiceField, DateField, Form


class ProposeForm(Form):
    """Open a plan: in which situation, and what kind of return."""

    situation = ChoiceField(label=_("In which situation is the return planned?"))
    kind = ChoiceField(label=_("What kind of return is it?"))

    def __init__(
        self, *args: Any, situations: Iterable[ReturnSituation], kinds: Iterable[ReturnKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Iterable[Any]] = {"situation": situations, "kind": kinds}
        for name, items in offered.items():
            field: Any = self.fields[name]
            field.choices = [(item.value, item.label) for item in items]


class DecideForm(Form):
    """The person's informed decision."""

    options_explained_on = DateField(label=_("When were the ways to stay in Bulgaria explained?"))
    options_language = ChoiceField(label=_("In which language?"), choices=language_choices, widget=forms.Select)
    decided_on = DateField(label=_("When did the person decide to return?"))


class PrepareForm(Form):
    """What is arranged so far; everything may be filled in later."""

    destination = CharField(
        label=_("Town and country"),
        required=False,
        max_length=120,
        help_text=_("No street and no house number."),
    )
    receiving_party = CharField(
        label=_("Who receives the person"),
        required=False,
        max_length=200,
        help_text=_("An organisation, or somebody close to the person."),
    )
    reception_confirmed_on = DateField(label=_("When did they confirm it?"), required=False)
    planned_on = DateField(label=_("Planned day of departure"), required=False)
    risk_threat = ChoiceField(
        label=_("Does the risk assessment show a threat to life or health?"),
        choices=Threat.choices,
        help_text=_("The risk of the return is assessed together with the receiving side."),
        hints={Threat.YES: _("A foreigner cannot be returned then: look at protection.")},
    )
    risk_assessed_on = DateField(label=_("When was the risk assessed?"), required=False)


class ReadyForm(Form):
    """Nothing is asked: everything has been arranged."""


class DepartForm(Form):
    """The departure."""

    departed_on = DateField(label=_("When did the person leave?"))


class ArriveForm(Form):
    """The arrival."""

    arrived_on = DateField(label=_("When did the person arrive?"))
    met_by = CharField(label=_("Who met the person?"), required=False, max_length=120)


class DeclineForm(Form):
    """The person does not want to return."""

    declined_on = DateField(label=_("When did the person say so?"))
