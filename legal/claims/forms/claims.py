"""What each page of a claim for compensation lets one type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.claims.forms.amounts import AmountField, check_money, currency_field
from legal.claims.models import Claim
from legal.claims.states import AWARDS, Claimant, ClaimResult, ClaimRoute, TriggerEvent
from legal.forms import DatedForm
from legal.models import CriminalProceedings
from tvcase.forms import CharField, ChoiceField, DateField, Form, TextField

ROUTE_HINTS: dict[str, Any] = {
    ClaimRoute.CRIMINAL_CIVIL_CLAIM: _("Against the offender, in the criminal case. No court fee."),
    ClaimRoute.CIVIL_CLAIM: _("Against the offender or the employer, in a case of its own."),
    ClaimRoute.STATE_COMPENSATION: _("For material damage, when neither of the others gave compensation."),
}


class ProceedingsField(forms.ModelChoiceField):
    """One of the case's criminal proceedings, by the number the authority gave them."""

    def label_from_instance(self, obj: CriminalProceedings) -> str:
        return f"{obj.number}: {obj.pre_trial_number}"


class NewClaimForm(Form):
    """By which route, and who claims."""

    route = ChoiceField(label=_("By which route?"), choices=ClaimRoute.choices, hints=ROUTE_HINTS)
    claimant = ChoiceField(label=_("Who claims?"), choices=Claimant.choices, initial=Claimant.PERSON)
    proceedings = ProceedingsField(
        CriminalProceedings.objects.none(),
        label=_("In which criminal proceedings?"),
        help_text=_("Needed for a civil claim in the criminal case."),
        empty_label=_("Choose the proceedings"),
        required=False,
    )

    def __init__(self, *args: Any, proceedings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("proceedings", proceedings)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        route = cleaned.get("route")
        if route == ClaimRoute.CRIMINAL_CIVIL_CLAIM and not cleaned.get("proceedings"):
            self.add_error("proceedings", _("Choose the criminal proceedings in which the claim is made."))
        if cleaned.get("claimant") == Claimant.PROSECUTOR and route and route != ClaimRoute.CRIMINAL_CIVIL_CLAIM:
            self.add_error("claimant", _("A prosecutor claims in the criminal case only."))
        return cleaned


class DraftForm(DatedForm):
    """What is prepared before filing; only what belongs to the route is asked."""

    trigger_event = ChoiceField(
        label=_("Which act took effect?"),
        choices=[("", _("None yet")), *TriggerEvent.choices],
        required=False,
    )
    trigger_on = DateField(
        label=_("When did it take effect?"),
        help_text=_("The last day for filing is counted from this day."),
        required=False,
    )
    addressee = CharField(label=_("Court"), max_length=160, required=False)
    damage = TextField(
        label=_("Damage, and how it can be shown"),
        help_text=_("For example lost wages, costs of treatment, papers. Write nothing from counselling."),
        max_length=4000,
        required=False,
    )
    asked_amount = AmountField(label=_("Amount asked for"), required=False)
    asked_currency = currency_field(required=False)
    asked_on = DateField(label=_("On which day was the amount worked out?"), required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = ("addressee",) if claim.to_the_state else ("trigger_event", "trigger_on")
        for name in others:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_the_act(cleaned.get("trigger_event"), cleaned.get("trigger_on"))
        if cleaned.get("asked_amount") and not cleaned.get("asked_on") and "asked_on" not in self.errors:
            self.add_error("asked_on", _("Say on which day the amount was worked out."))
        check_money(self, "asked_amount", "asked_currency", cleaned.get("asked_on"))
        if not self.errors and cleaned.get("asked_amount") is None:
            cleaned["asked_on"] = None
        return cleaned

    def _check_the_act(self, event: Any, on: Any) -> None:
        """The act and its day come together."""
        if not self.errors.keys() & {"trigger_event", "trigger_on"} and bool(event) != bool(on):
            self.add_error("trigger_on" if event else "trigger_event", _("Give the act and the day it took effect."))


class FileForm(DatedForm):
    """The day of filing."""

    filed_on = DateField(label=_("Filed on"))


class FreezeForm(DatedForm):
    """That freezing was asked for."""

    freeze_asked_on = DateField(label=_("Freezing of property was asked for on"))


class MissingForm(DatedForm):
    """Which documents are missing."""

    incomplete_on = DateField(label=_("Documents were asked for on"))
    missing = TextField(label=_("Which documents?"), max_length=1000)


class CompleteForm(DatedForm):
    """That the documents were given."""

    completed_on = DateField(label=_("The documents were given on"))


class ExtendForm(DatedForm):
    """That the examination takes longer."""

    extended_on = DateField(label=_("The National Council extended the examination on"))


class DecideForm(DatedForm):
    """The decision on a claim."""

    decided_on = DateField(label=_("Day of the decision"))
    result = ChoiceField(label=_("What was decided?"))
    awarded_amount = AmountField(label=_("Amount granted"), required=False)
    awarded_currency = currency_field(required=False)
    decision_reference = CharField(label=_("Reference of the decision"), max_length=60)
    decision_reasons = TextField(label=_("Reasons, in short"), max_length=4000, required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_criminal_case = claim.route == ClaimRoute.CRIMINAL_CIVIL_CLAIM
        offered = [one for one in ClaimResult if in_criminal_case or one != ClaimResult.NOT_EXAMINED]
        self.set_choices("result", [(one.value, one.label) for one in offered])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        granted = cleaned.get("result") in AWARDS
        amount = cleaned.get("awarded_amount")
        if granted and amount is None and "awarded_amount" not in self.errors:
            self.add_error("awarded_amount", _("Write the amount that was granted."))
        if cleaned.get("result") and not granted and amount is not None:
            self.add_error("awarded_amount", _("Nothing was granted: leave the amount empty."))
        check_money(self, "awarded_amount", "awarded_currency", cleaned.get("decided_on"))
        return cleaned


class PayForm(DatedForm):
    """That the person was paid."""

    paid_on = DateField(label=_("Paid on"))
    paid_amount = AmountField(label=_("Amount paid"))
    paid_currency = currency_field()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_money(self, "paid_amount", "paid_currency", cleaned.get("paid_on"))
        return cleaned


class GiveUpForm(DatedForm):
    """That the person does not go on."""

    withdrawn_on = DateField(label=_("The person gave the claim up on"))
