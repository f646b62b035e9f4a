"""What those who support the person type: the request, its filing, a withdrawal, an appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.forms.dated import DatedForm
from legal.models.protection import WRITTEN
from legal.states import FilingMethod
from tvcase.accounts.models import Organisation
from tvcase.accounts.roles import OrganisationKind
from tvcase.forms import CharField, ChoiceField, DateField, TextField


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
    filed_how = ChoiceField(label=_("How was it filed?"), choices=FilingMethod.choices)
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


class AppealForm(DatedForm):
    """That the person appeals, and to whom."""

    filed_on = DateField(label=_("The person appealed on"))
    body = CharField(
        label=_("Who decides on the appeal?"),
        max_length=160,
        help_text=_("As the act says it. No source that we know names the body or the time; ask a lawyer."),
    )
    own_words = TextField(
        label=_("What the person says against the act, in her or his own words"),
        help_text=_("The prosecutor will read this. Write nothing from counselling, and no shelter."),
        max_length=4000,
        required=False,
    )
    agreed = forms.BooleanField(label=_("The person appeals and agrees that the office reads the file again"))


class TakeBackForm(DatedForm):
    """That the person takes the appeal back."""

    on = DateField(label=_("The person took the appeal back on"))


class RenounceForm(DatedForm):
    """That the person gives the protection up."""

    on = DateField(label=_("Last day of the protection"), help_text=_("The day on which the person renounced it."))
    renounced_how = ChoiceField(label=_("How did the person renounce it?"), choices=WRITTEN)
    explained_on = DateField(label=_("What it changes was explained to the person on"))
    agreed = forms.BooleanField(label=_("The person renounces of her or his own wish; nobody asked for it"))
