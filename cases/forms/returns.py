"""What each step of a return asks. No field asks for contact with an embassy (domain E-16)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import Order, PastForm, language_field, refuse_before, refuse_embassies
from cases.forms.people import offer
from cases.models import ReturnPlan
from cases.models.codes import CodeList
from cases.returning import CostBearer, ReturnKind, ReturnSituation, Threat, Transport
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, Form, MultipleChoiceField, TextField

BEFORE_DEPARTURE, BEFORE_ARRIVAL = _("This day lies before the departure."), _("This day lies before the arrival.")


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


class StepForm(PastForm):
    """What one step of a plan asks; `now` is the instant for which lists are read.

    `not_before`: which days of the plan the days that are asked follow.
    """

    not_before: ClassVar[Order] = ()

    def __init__(self, *args: Any, plan: ReturnPlan, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.plan = plan
        self.fit(plan, now)

    def fit(self, plan: ReturnPlan, now: datetime) -> None:
        """Ask only what this plan needs."""

    def clean(self) -> dict[str, Any]:
        """What is wrong with one answer stands beside its field."""
        super().clean()
        refuse_before(self, self.plan, self.not_before)
        refuse_embassies(self, self.plan.case.person)
        return self.cleaned_data


class DecideForm(StepForm):
    """The person's informed decision."""

    options_explained_on = DateField(label=_("When were the ways to stay in Bulgaria explained?"))
    options_language = language_field(label=_("In which language?"))
    decided_on = DateField(label=_("When did the person decide to return?"))
    decided_with = CharField(
        label=_("Who represents the child, and decided with her or him?"),
        max_length=200,
        help_text=_("For example: the mother; the special representative. Where a parent may be involved, no parent."),
    )
    child_opinion = TextField(
        label=_("What does the child think of it?"), max_length=600, help_text=_("In the child's own words.")
    )

    def fit(self, plan: ReturnPlan, now: datetime) -> None:
        """Who is or may be a child decides with somebody, and is heard."""
        if not plan.case.counts_as_child:
            del self.fields["decided_with"], self.fields["child_opinion"]

    def clean(self) -> dict[str, Any]:
        """The ways to stay come first."""
        cleaned = super().clean()
        explained, decided = cleaned.get("options_explained_on"), cleaned.get("decided_on")
        if explained and decided and decided < explained:
            self.add_error("decided_on", _("The options to stay must be explained before the person decides."))
        return cleaned


class PrepareForm(StepForm):
    """What is arranged so far; everything may be filled in later."""

    ahead = ("planned_on",)
    leaves_from = CharField(
        label=_("Where the journey begins"),
        required=False,
        max_length=120,
        help_text=_("Town and country. No street and no house number."),
    )
    destination = CharField(
        label=_("Where the journey ends"),
        required=False,
        max_length=120,
        help_text=_("Town and country. No street and no house number."),
    )
    receiving_party = CharField(
        label=_("Who receives the person"),
        required=False,
        max_length=200,
        help_text=_("An organisation, or somebody close to the person."),
    )
    reception_confirmed_on = DateField(label=_("When did they confirm it?"), required=False)
    sad_contacted_on = DateField(
        label=_("When was the social assistance directorate at the new place told?"), required=False
    )
    services_ready = TextField(label=_("Which services wait for the person there?"), required=False, max_length=600)
    planned_on = DateField(label=_("Planned day of departure"), required=False)
    transport = ChoiceField(
        label=_("How does the person travel?"),
        required=False,
        choices=[("", "—"), *Transport.choices],
        widget=forms.Select,
    )
    route = TextField(
        label=_("Route, with the places where the person changes"),
        required=False,
        max_length=600,
        help_text=_("Places and times. No address of a shelter."),
    )
    escorts = MultipleChoiceField(label=_("Who travels with the person?"), required=False)
    meeting = CharField(
        label=_("Who meets the person, where and when?"),
        required=False,
        max_length=300,
        help_text=_("A public place and a role, for example: a social worker, at the railway station, 14:30."),
    )
    cost_bearer = ChoiceField(
        label=_("Who pays for the journey?"),
        required=False,
        choices=[("", "—"), *CostBearer.choices],
        widget=forms.Select,
    )

    def fit(self, plan: ReturnPlan, now: datetime) -> None:
        """The social assistance directorate is asked of Bulgarian citizens only (SOP 3.2)."""
        offer(self, {"escorts": CodeList.ESCORT_KIND}, now=now, keep=plan.escorts)
        if plan.kind not in (ReturnKind.BG_CITIZEN_TO_RESIDENCE, ReturnKind.BG_CITIZEN_FROM_ABROAD):
            del self.fields["sad_contacted_on"]

    def clean(self) -> dict[str, Any]:
        """The departure lies ahead, unless it was planned so before; somebody travels along, or nobody does."""
        cleaned = super().clean()
        planned = cleaned.get("planned_on")
        if planned and planned < local_date(self.now) and planned != self.plan.planned_on:
            self.add_error("planned_on", _("This day is over. Plan a day that lies ahead."))
        escorts = cleaned.get("escorts") or []
        if "NONE" in escorts and len(escorts) > 1:
            self.add_error("escorts", _("Either somebody travels with the person, or nobody does."))
        return cleaned


class RiskForm(StepForm):
    """What the joint risk assessment shows."""

    risk_threat = ChoiceField(
        label=_("Does the risk assessment show a threat to life or health?"),
        choices=[(Threat.NO.value, Threat.NO.label), (Threat.YES.value, Threat.YES.label)],
    )

    def fit(self, plan: ReturnPlan, now: datetime) -> None:
        """Say what a threat does, before it is chosen."""
        field: Any = self.fields["risk_threat"]
        field.help_text = (
            _("With a threat a foreigner is not returned: the plan stops, and the way to protection is open.")
            if plan.kind in (ReturnKind.FOREIGNER_TO_ORIGIN, ReturnKind.FOREIGNER_THIRD_COUNTRY)
            else _("With a threat the plan cannot be made ready: agree on measures, then assess again.")
        )


class NothingForm(StepForm):
    """Nothing is asked."""


class DepartForm(StepForm):
    """The departure."""

    not_before = (("departed_on", "decided_on", _("The departure needs its day, after the person's decision.")),)
    departed_on = DateField(label=_("When did the person leave?"))


class ArriveForm(StepForm):
    """The arrival."""

    not_before = (("arrived_on", "departed_on", _("The arrival needs its day, not before the departure.")),)
    arrived_on = DateField(label=_("When did the person arrive?"))
    met_by = CharField(label=_("Who met the person?"), required=False, max_length=120)


class IncidentForm(StepForm):
    """The person did not arrive, or contact was lost."""

    not_before = (("incident_on", "departed_on", BEFORE_DEPARTURE),)
    incident_on = DateField(label=_("Since when?"))
    incident_note = TextField(
        label=_("What happened, and who was told?"),
        max_length=1000,
        help_text=_("For example: not met at the station at 14:30; Ministry of Interior and National Commission told."),
    )


class ContactsForm(StepForm):
    """The person agrees to be contacted after the return."""

    contact_agreed_on = DateField(label=_("When did the person agree to be contacted?"))
    contact_way = CharField(
        label=_("Which way of contact is safe?"),
        required=False,
        max_length=300,
        help_text=_("For example: a call by a colleague of the receiving organisation. No telephone number."),
    )


class TakeOverForm(ContactsForm):
    """Who supports the person there."""

    field_order = ("taken_over_by", "taken_over_on", "contact_agreed_on", "contact_way")
    not_before = (("taken_over_on", "arrived_on", BEFORE_ARRIVAL),)
    taken_over_by = CharField(label=_("Who supports the person there?"), max_length=200)
    taken_over_on = DateField(label=_("Since when?"))

    def fit(self, plan: ReturnPlan, now: datetime) -> None:
        """Contact is the person's choice."""
        self.fields["contact_agreed_on"].required = False
        self.fields["contact_agreed_on"].help_text = _("Leave empty if the person does not want it: nobody calls then.")


class FinishForm(StepForm):
    """The end of the plan."""

    not_before = (("closed_on", "departed_on", BEFORE_DEPARTURE), ("closed_on", "arrived_on", BEFORE_ARRIVAL))
    closed_on = DateField(label=_("When did the return end?"))
    closure_note = TextField(
        label=_("How did the return end?"),
        max_length=2000,
        help_text=_(
            "This is the closure in the personal file: how the person is, who supports her or him, what stays."
        ),
    )


class DeclineForm(StepForm):
    """The person does not want to return."""

    declined_on = DateField(label=_("When did the person say so?"))
