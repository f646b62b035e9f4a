"""What the pages of a service let one type: the need, the offer, the answer, the course and the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.past import PastForm
from cases.models import CodeEntry
from cases.models.codes import CodeList
from cases.services.models import Service
from cases.services.rules import steps_in_force
from cases.services.states import Funding, Outcome, ServiceEnd, UnmetReason
from tvcase.accounts.models import Organisation
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, TextField

NOT_SAID = ("", gettext_lazy("not known"))


class NeedForm(PastForm):
    """What the person needs."""

    type = ChoiceField(label=gettext_lazy("Which service?"), widget=forms.Select)
    need = TextField(
        label=gettext_lazy("What does the person need? (optional)"),
        help_text=gettext_lazy("In the person's own words, and no more than the service needs."),
        max_length=1000,
        required=False,
    )
    needed_on = DateField(label=gettext_lazy("When did the person say so?"))
    unmet_reason = ChoiceField(
        label=gettext_lazy("Can it be met?"),
        choices=[
            ("", gettext_lazy("Yes, or we do not know yet")),
            *((reason.value, reason.label) for reason in UnmetReason),
        ],
        help_text=gettext_lazy("A reason puts the need into the ledger of unmet needs."),
        required=False,
    )
    tried = TextField(label=gettext_lazy("What was tried? (optional)"), max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = CodeEntry.objects.choices(CodeList.SERVICE_TYPE, on=local_date(self.now))
        self.set_choices("type", [("", gettext_lazy("Choose a service")), *listed])


class ServiceForm(PastForm):
    """A form about one service."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service

    def _offer_steps(self, name: str) -> None:
        """Offer the steps of the plan in force, by their words."""
        self.set_records(name, steps_in_force(self.service.case))
        choice: Any = self.fields[name]
        choice.label_from_instance = lambda step: f"{step.number}. {step.what}"


def _step_field(**kwargs: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        None, label=gettext_lazy("Which step of the plan is it?"), to_field_name="number", widget=forms.Select, **kwargs
    )


class UnmetForm(ServiceForm):
    """Why a need cannot be met now."""

    reason = ChoiceField(label=gettext_lazy("Why can it not be met now?"), choices=UnmetReason.choices)
    since_on = DateField(label=gettext_lazy("Since when?"))
    note = TextField(label=gettext_lazy("What was tried? (optional)"), max_length=1000, required=False)


class OfferForm(ServiceForm):
    """Who offers it."""

    provider = forms.ModelChoiceField(
        Organisation.objects.active(),
        to_field_name="code",
        label=gettext_lazy("Provider"),
        empty_label=gettext_lazy("Another one: I write the name"),
        required=False,
        widget=forms.Select,
    )
    provider_name = CharField(label=gettext_lazy("Or the name of the provider"), max_length=160, required=False)
    offered_on = DateField(label=gettext_lazy("When was it offered to the person?"))
    funding = ChoiceField(label=gettext_lazy("Who pays?"), choices=[NOT_SAID, *Funding.choices], required=False)
    group = forms.BooleanField(label=gettext_lazy("It takes place in a group"), required=False)
    long_term = forms.BooleanField(
        label=gettext_lazy("It is long-term support"),
        help_text=gettext_lazy(
            "Long-term support begins when the reflection period is over, the person is stable and life is not at risk."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.service.is_counselling:
            del self.fields["group"]

    def clean(self) -> dict[str, Any]:
        """One provider, named in one way."""
        cleaned = super().clean()
        named = [name for name in ("provider", "provider_name") if cleaned.get(name)]
        if not named:
            self.add_error("provider_name", _("Choose the provider, or write the name."))
        elif len(named) > 1:
            self.add_error("provider_name", _("Leave this empty: you have chosen a provider."))
        cleaned["individual"] = not cleaned.pop("group", False)
        return cleaned


class AcceptForm(ServiceForm):
    """That the person accepts; what counselling and long-term support ask besides."""

    answered_on = DateField(label=gettext_lazy("When did the person accept?"))
    willing = forms.BooleanField(
        label=gettext_lazy("The person wants it, and knows that she or he can stop at any time")
    )
    crisis_overcome_on = DateField(
        label=gettext_lazy("When was the crisis overcome?"),
        help_text=gettext_lazy("Counselling begins after that. Until then there is crisis psychological help."),
    )
    stable_on = DateField(label=gettext_lazy("Since when is the person stable?"))
    plan_step = _step_field(required=False, empty_label=gettext_lazy("None, or the plan is still to be made"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.service.is_counselling:
            del self.fields["crisis_overcome_on"]
        if not self.service.long_term:
            del self.fields["stable_on"]
        self._offer_steps("plan_step")
        if self.service.is_counselling:
            step: Any = self.fields["plan_step"]
            step.required, step.empty_label = True, _("Choose a step")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.pop("willing", None)
        return cleaned


class DeclineForm(ServiceForm):
    """That the person does not want it."""

    answered_on = DateField(label=gettext_lazy("When did the person say so?"))


class PlanStepForm(ServiceForm):
    """Which step of the plan it is."""

    plan_step = _step_field(empty_label=gettext_lazy("Choose a step"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_steps("plan_step")


class BeginForm(ServiceForm):
    """Since when the person receives it."""

    starts_on = DateField(label=gettext_lazy("Since when does the person receive it?"))


class EndingForm(ServiceForm):
    """The day on which it is over."""

    ended_on = DateField(label=gettext_lazy("On which day?"))


class CompleteForm(EndingForm):
    """What became of the need."""

    outcome = ChoiceField(label=gettext_lazy("What became of the need?"), choices=Outcome.choices)
    outcome_note = TextField(
        label=gettext_lazy("What was reached? (optional)"),
        help_text=gettext_lazy("Nothing that was said in confidence."),
        max_length=1000,
        required=False,
    )


class EndForm(EndingForm):
    """Why the provider ends it."""

    end_reason = ChoiceField(label=gettext_lazy("Why does the provider end it?"), choices=ServiceEnd.choices)
