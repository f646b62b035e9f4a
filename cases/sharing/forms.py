"""What one types to begin a consent or a referral."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm, language_field, refuse_embassies
from cases.models import Case
from cases.models.case import access
from cases.sharing import rules
from cases.sharing.models import PartnerAbroad
from cases.sharing.states import Purpose, ReferralReason
from tvcase.accounts.models import Organisation, User
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, MultipleChoiceField, TextField

HERE, ABROAD = "here:", "abroad:"


class ReceiverForm(PastForm):
    """To whom: an organisation here, or a partner abroad."""

    receiver = ChoiceField(label=_("Which organisation?"), widget=forms.Select)

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.here = {f"{HERE}{one.code}": one for one in rules.receivers(case)}
        partners = PartnerAbroad.objects.filter(is_active=True)
        self.abroad = {f"{ABROAD}{one.pk}": one for one in partners}
        self.agreed = rules.parties_to(case.organisation, on=local_date(self.now))
        self.set_choices("receiver", [("", _("Choose an organisation")), *self._groups()])
        if "items" in self.fields:
            offered = rules.sources(access(user, case))
            self.set_choices("items", [(source.kind, source.label) for source in offered])

    def _groups(self) -> list[tuple[Any, list[tuple[str, str]]]]:
        """Organisations here and abroad, those without an agreement apart; a group of none is left out."""
        both: tuple[tuple[Any, Any, Mapping[str, Organisation | PartnerAbroad]], ...] = (
            (_("In Bulgaria"), _("In Bulgaria, without an agreement"), self.here),
            (_("Abroad"), _("Abroad, without an agreement"), self.abroad),
        )
        groups = []
        for agreed, without, found in both:
            groups.append((agreed, [(key, str(one)) for key, one in found.items() if one in self.agreed]))
            groups.append((without, [(key, str(one)) for key, one in found.items() if one not in self.agreed]))
        return [(words, choices) for words, choices in groups if choices]

    def chosen(self) -> dict[str, Organisation | PartnerAbroad | None]:
        """The receiver as the actions name it."""
        key = self.cleaned_data.pop("receiver", "")
        return {"here": self.here.get(key), "abroad": self.abroad.get(key)}


class ConsentOfferForm(ReceiverForm):
    """What was explained to the person."""

    ahead = ("valid_to",)
    purpose = ChoiceField(label=_("What for?"), choices=Purpose.choices)
    purpose_note = TextField(label=_("In which words was it explained? (optional)"), max_length=600, required=False)
    items = MultipleChoiceField(
        label=_("What would be told?"),
        help_text=_("As little as the purpose needs. Risks to life and well-being go with every referral."),
    )
    explained_on = DateField(
        label=_("When was it explained? (optional)"), help_text=_("Leave empty for today."), required=False
    )
    valid_to = DateField(label=_("Until when?"), help_text=_("On the day after it ends by itself."))
    language = language_field(label=_("In which language was it explained?"))
    interpreter = CharField(label=_("Interpreter (optional)"), max_length=120, required=False)
    emergency = TextField(
        label=_("Which emergency cannot wait for an agreement? (optional)"),
        help_text=_("Only where the organisation stands under “without an agreement” above."),
        max_length=600,
        required=False,
    )
    read_aloud = forms.BooleanField(label=_("It was read aloud"), required=False)
    told_free = forms.BooleanField(
        label=_(
            "The person knows: she or he may refuse and may withdraw at any time, in any form; a bed, support and "
            "rights do not depend on it"
        )
    )

    def clean(self) -> dict[str, Any]:
        """The end lies ahead; the receiver is one organisation."""
        cleaned = super().clean()
        until, explained_on = cleaned.get("valid_to"), cleaned.get("explained_on")
        if until is not None and until < local_date(self.now):
            self.add_error("valid_to", _("The last day lies in the past."))
        cleaned.pop("told_free", None)
        receiver = self.chosen()
        to = receiver["here"] or receiver["abroad"]
        agreed = rules.parties_to(self.case.organisation, on=explained_on) if explained_on else self.agreed
        if to is not None and to not in agreed and not cleaned.get("emergency"):
            self.add_error("emergency", _("There is no agreement with this organisation: say what cannot wait."))
        return cleaned | {"recipient": receiver["here"], "partner": receiver["abroad"]}


class ReferralForm(ReceiverForm):
    """A referral to one organisation."""

    reason_kind = ChoiceField(label=_("Why is the person referred?"), choices=ReferralReason.choices)
    purpose = ChoiceField(label=_("What for?"), choices=Purpose.choices)
    plan_step = ChoiceField(label=_("For which step of the plan? (optional)"), widget=forms.Select, required=False)
    purpose_note = TextField(
        label=_("What is asked for? (optional)"),
        help_text=_(
            "The other organisation reads this. No address of a shelter, and nothing that is not chosen below."
        ),
        max_length=1000,
        required=False,
    )
    items = MultipleChoiceField(
        label=_("What is to be told? (optional)"),
        help_text=_("As little as the purpose needs. Risks to life and well-being go with every referral."),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, case=case, user=user, **kwargs)
        self.steps = {str(step.number): step for step in rules.steps_for(case, by=user)}
        if self.steps:
            offered = [(key, step.what) for key, step in self.steps.items()]
            self.set_choices("plan_step", [("", _("For none of them")), *offered])
        else:
            del self.fields["plan_step"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        receiver = self.chosen()
        cleaned["plan_step"] = self.steps.get(cleaned.get("plan_step", ""))
        refuse_embassies(self, self.case.person)
        return cleaned | {"to_organisation": receiver["here"], "partner": receiver["abroad"]}
