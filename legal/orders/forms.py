"""What is asked about a court's procedure."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legal.forms import DatedForm
from legal.orders.states import Applicant, LiftedBy
from tvcase.forms import CharField, ChoiceField, DateField, TextField

ORDERED, REFUSED = "ORDERED", "REFUSED"


class ApplyForm(DatedForm):
    """That a court was asked."""

    applied_on = DateField(label=gettext_lazy("When was the court asked?"))
    applicant = ChoiceField(label=gettext_lazy("Who asked?"), choices=Applicant.choices)
    court = CharField(label=gettext_lazy("Which court?"), max_length=120)
    file_reference = CharField(label=gettext_lazy("Number of the court file"), required=False, max_length=60)


class DecideForm(DatedForm):
    """What the court decided."""

    ahead = ("from_on", "until_on")
    answer = ChoiceField(
        label=gettext_lazy("What did the court decide?"),
        choices=[(ORDERED, gettext_lazy("it ordered the measure")), (REFUSED, gettext_lazy("it refused"))],
    )
    decided_on = DateField(label=gettext_lazy("Day of the decision"))
    decision_reference = CharField(label=gettext_lazy("Reference of the order"), max_length=60)
    scope = TextField(
        label=gettext_lazy("What does the order cover?"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Places, channels, metres, as in the order. No address of a shelter."),
    )
    from_on = DateField(label=gettext_lazy("From"), required=False)
    until_on = DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("If the order names none: the day on which the court is asked again whether it stays."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == ORDERED:
            for name in ("scope", "from_on", "until_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("An order says what it covers, from when and until when."))
            first, last, decided = (cleaned.get(name) for name in ("from_on", "until_on", "decided_on"))
            if first and decided and first < decided:
                self.add_error("from_on", _("An order begins on the day of the decision or later."))
            if first and last and last < first:
                self.add_error("until_on", _("The last day cannot come before the first."))
        return cleaned


class ServeForm(DatedForm):
    """That the order was served."""

    served_on = DateField(label=gettext_lazy("When was it served on who must obey it?"), required=False)
    person_told_on = DateField(label=gettext_lazy("When was the person told?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            self.add_error("served_on", _("Enter at least one of the two days."))
        return cleaned


class WithdrawForm(DatedForm):
    """That the application was taken back."""

    ended_on = DateField(label=gettext_lazy("When was the application taken back?"))


class LiftForm(DatedForm):
    """That the measure was lifted."""

    ended_on = DateField(label=gettext_lazy("Last day of the measure"))
    lifted_by = ChoiceField(label=gettext_lazy("Who lifted it?"), choices=LiftedBy.choices)
    lift_reference = CharField(label=gettext_lazy("Reference of the act that lifts it"), max_length=60)
