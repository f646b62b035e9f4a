"""What each page of Article 25 lets one type."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.states import TerminationGround
from tvcase.accounts.models import Organisation
from tvcase.accounts.roles import OrganisationKind
from tvcase.forms import CharField, ChoiceField, DateField, Form, TextField

GRANT, REFUSE = "grant", "refuse"


class DatedForm(Form):
    """A form whose days have come: none of them lies after today in Sofia, unless it may."""

    ahead: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if isinstance(field, DateField) and name not in self.ahead and day and day > self.today:
                self.add_error(name, _("This day has not come yet."))
        return cleaned


class RequestForm(DatedForm):
    """What the person asks for."""

    asked_on = DateField(label=_("When did the person ask for protection?"))
    own_words = TextField(
        label=_("What the person asks for, in her or his own words"),
        help_text=_("The prosecutor will read this. Write nothing from counselling, and no shelter."),
        max_length=4000,
        required=False,
    )
    wants_permit = forms.BooleanField(label=_("The person asks for a residence permit"), required=False)
    wants_extended_stay = forms.BooleanField(label=_("The person asks for a longer stay"), required=False)
    lawyer_offered = forms.BooleanField(
        label=_("A lawyer was offered to the person"),
        help_text=_("Without this the request cannot be filed."),
        required=False,
    )

    def __init__(self, *args: Any, permit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not permit:
            del self.fields["wants_permit"]


class FilingForm(DatedForm):
    """Where and when the person files the request."""

    office = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Prosecutor's office"),
        empty_label=_("Choose the office"),
        widget=forms.Select,
    )
    filed_on = DateField(label=_("Filed on"))
    agreed = forms.BooleanField(
        label=_("The person files this request and agrees that the office sees what is listed above")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.queryset = Organisation.objects.of_kind(OrganisationKind.PROSECUTORS_OFFICE)


class WithdrawalForm(DatedForm):
    """That the person takes the request back."""

    withdrawn_on = DateField(label=_("The person withdrew the request on"))


class DecisionForm(DatedForm):
    """A prosecutor's decision."""

    granted = ChoiceField(
        label=_("Your decision"),
        choices=[(GRANT, _("Grant special protection")), (REFUSE, _("Refuse special protection"))],
    )
    extended_stay = forms.BooleanField(label=_("The protection includes an extended stay"), required=False)
    decided_on = DateField(label=_("Day of the decision"))
    decision_reference = CharField(
        label=_("Reference of the decision"), max_length=60, help_text=_("As on the prosecutor's order.")
    )
    decision_reasons = TextField(
        label=_("Reasons"), max_length=6000, help_text=_("The person and those who support her or him read them.")
    )

    def clean(self) -> dict[str, Any]:
        """The answer as yes or no; a refusal includes nothing."""
        cleaned = super().clean()
        if "granted" in cleaned:
            cleaned["granted"] = cleaned["granted"] == GRANT
            cleaned["extended_stay"] = bool(cleaned["granted"] and cleaned.get("extended_stay"))
        return cleaned


class EndForm(DatedForm):
    """The act that ended the criminal proceedings."""

    on = DateField(label=_("The criminal proceedings ended on"), help_text=_("Suspended proceedings have not ended."))
    reference = CharField(label=_("Reference of the final act"), max_length=60)


class TerminationForm(DatedForm):
    """An early end, on one of the three grounds of the law."""

    ground = ChoiceField(
        label=_("Ground"),
        choices=TerminationGround.choices,
        hints={
            TerminationGround.CONTACT_RENEWED: _(
                "By the person's own wish. Contact that the perpetrators force on the person is not this ground."
            )
        },
    )
    reasons = TextField(
        label=_("Reasons"), max_length=6000, help_text=_("The person and those who support her or him read them.")
    )
    on = DateField(label=_("Last day of the protection"))
    reference = CharField(label=_("Reference of the decision"), max_length=60)


class PermitForm(DatedForm):
    """The residence permit as it was issued."""

    ahead = ("permit_valid_to",)
    permit_number = CharField(label=_("Number of the permit"), max_length=40)
    permit_issued_on = DateField(label=_("Issued on"))
    permit_valid_to = DateField(label=_("Valid to"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        issued, last = cleaned.get("permit_issued_on"), cleaned.get("permit_valid_to")
        if issued and last and last < issued:
            self.add_error("permit_valid_to", _("The last day cannot come before the day of issue."))
        return cleaned
