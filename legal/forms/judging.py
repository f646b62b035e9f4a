"""What a prosecutor types: the register, the decision, the result of an appeal; and that an act was given."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.forms.dated import DatedForm
from legal.states import GROUNDS_TO_GRANT, GROUNDS_TO_REFUSE, AppealState, DecisionGround, ServiceMethod
from tvcase.forms import CharField, ChoiceField, DateField, MultipleChoiceField, TextField

GRANT, REFUSE = "grant", "refuse"


def _worded(grounds: tuple[DecisionGround, ...]) -> list[tuple[str, Any]]:
    return [(ground.value, ground.label) for ground in grounds]


class RegisterForm(DatedForm):
    """The entry in the office's register."""

    register_number = CharField(label=_("Number in the register of your office"), max_length=60)
    registered_on = DateField(label=_("Registered on"))


class DecisionForm(DatedForm):
    """A prosecutor's decision."""

    granted = ChoiceField(
        label=_("Your decision"),
        choices=[(GRANT, _("Grant special protection")), (REFUSE, _("Refuse special protection"))],
    )
    grounds_to_grant = MultipleChoiceField(
        label=_("Granted because"), choices=_worded(GROUNDS_TO_GRANT), required=False
    )
    extended_stay = forms.BooleanField(label=_("The protection includes an extended stay"), required=False)
    grounds_to_refuse = MultipleChoiceField(
        label=_("Refused because"), choices=_worded(GROUNDS_TO_REFUSE), required=False
    )
    decided_on = DateField(label=_("Day of the decision"))
    decision_reference = CharField(
        label=_("Reference of the decision"), max_length=60, help_text=_("As on the prosecutor's order.")
    )
    decision_reasons = TextField(
        label=_("Reasons"), max_length=6000, help_text=_("The person and those who support her or him read them.")
    )

    def clean(self) -> dict[str, Any]:
        """The grounds must be those of the answer that was given."""
        cleaned = super().clean()
        if "granted" in cleaned:
            own = "grounds_to_grant" if cleaned["granted"] == GRANT else "grounds_to_refuse"
            if not cleaned.get(own):
                self.add_error(own, _("Choose at least one answer."))
        return cleaned

    def not_asked(self) -> tuple[str, ...]:
        """The questions that belong to the other decision."""
        return (
            ("grounds_to_refuse",) if self.cleaned_data["granted"] == GRANT else ("grounds_to_grant", "extended_stay")
        )

    def decision(self) -> dict[str, Any]:
        """The answers as a decision; a refusal includes nothing, and of the grounds only its own count."""
        granted = self.cleaned_data["granted"] == GRANT
        facts = ("decided_on", "decision_reference", "decision_reasons")
        return {
            "granted": granted,
            "grounds": self.cleaned_data["grounds_to_grant" if granted else "grounds_to_refuse"],
            "extended_stay": granted and self.cleaned_data["extended_stay"],
        } | {name: self.cleaned_data[name] for name in facts}


class ServiceForm(DatedForm):
    """That the person was given the act."""

    served_on = DateField(label=_("The person was given the act on"))
    served_how = ChoiceField(label=_("How?"), choices=ServiceMethod.choices)


class AppealResultForm(DatedForm):
    """What became of an appeal."""

    result = ChoiceField(
        label=_("What was decided?"),
        choices=[
            (AppealState.UPHELD.value, AppealState.UPHELD.label),
            (AppealState.OVERTURNED.value, AppealState.OVERTURNED.label),
        ],
    )
    extended_stay = forms.BooleanField(label=_("The protection includes an extended stay"), required=False)
    on = DateField(label=_("Day of the act on the appeal"))
    reference = CharField(label=_("Reference of that act"), max_length=60)
    reasons = TextField(
        label=_("Reasons"),
        max_length=6000,
        required=False,
        help_text=_("The person and those who support her or him read them."),
    )

    def __init__(self, *args: Any, grants: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not grants:
            del self.fields["extended_stay"]
