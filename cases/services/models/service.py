"""A service: from the need to what became of it (domain 4.7; SOP 2.2 and 3.1)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.services import checks
from cases.services.states import (
    COUNSELLING,
    OPEN_SERVICES,
    RECEIVING,
    SERVICE_FLOW,
    Funding,
    Outcome,
    ServiceEnd,
    ServiceState,
)
from cases.support.models import PlanStep
from tvcase.accounts.models import Organisation, User
from tvcase.sealing.fields import SealedText


class ServiceQuerySet(CaseRecordQuerySet["Service"]):
    def not_over(self) -> Self:
        """Those that are needed, offered, accepted or under way."""
        return self.filter(state__in=OPEN_SERVICES)


class Service(models.Model):
    """One need and the service that answers it. Nothing in it asks whether the person cooperates; it is voluntary:
    it goes on from the day on which she or he accepts it, and the person stops it at any time.

    `type` is a code of the list `service_type`. Days are Europe/Sofia dates.
    """

    FLOW = SERVICE_FLOW
    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "service_keeps_what_it_is": _("Case, number and kind of a service never change."),
        "service_over_stays_as_it_was": _("What is over stays as it was recorded."),
        "service_counselling_is_in_an_active_plan": _("Counselling is a step of a plan that is signed and in force."),
        "service_step_of_a_plan_of_the_same_case": _("The step belongs to the plan of another case."),
        "service_long_term_after_the_period": _("Long-term support begins when the reflection period is over."),
        "service_long_term_without_risk_to_life": _("Long-term support begins when there is no risk to life."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="services")
    number = models.PositiveSmallIntegerField(_("number"))
    type = models.CharField(_("service"), max_length=50)
    state = models.CharField(_("state"), max_length=20, choices=ServiceState, default=ServiceState.NEEDED)
    need = SealedText(_("what the person needs"), max_length=1000, blank=True, key="case_id")
    needed_on = models.DateField(_("the need was recorded on"))
    plan_step = models.ForeignKey(
        PlanStep, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("step of the plan")
    )
    individual = models.BooleanField(_("for this person alone, not in a group"), default=True)
    long_term = models.BooleanField(_("long-term support"), default=False)
    offered_on = models.DateField(_("offered on"), null=True, blank=True)
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("provider")
    )
    provider_name = SealedText(_("name of another provider"), max_length=160, blank=True, key="case_id")
    funding = models.CharField(_("who pays"), max_length=15, choices=Funding, blank=True)
    answered_on = models.DateField(_("the person answered on"), null=True, blank=True)
    crisis_overcome_on = models.DateField(_("the crisis was overcome on"), null=True, blank=True)
    stable_on = models.DateField(_("the person is stable since"), null=True, blank=True)
    starts_on = models.DateField(_("begun on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=15, choices=ServiceEnd, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    outcome_note = SealedText(_("what was reached"), max_length=1000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    label = ""  # what `type` is called, and why the need is in the ledger: of a row that is shown (portrait.py)
    unmet_reason = ""

    objects = ServiceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("service")
        ordering = ["number"]
        constraints = [models.UniqueConstraint("case", "number", name="service_number_once"), *checks.SERVICE]
        indexes = [models.Index("case", "state", name="service_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("services:service", args=[self.case.code, self.number])

    @property
    def is_counselling(self) -> bool:
        return self.type == COUNSELLING

    @property
    def takes_sessions(self) -> bool:
        """Whether it is accepted and not over."""
        return self.state in RECEIVING

    def first_day(self) -> date | None:
        """The first day on which a session may be held: the answer's, and for counselling not before the crisis is
        overcome; None while the person has not accepted."""
        if self.answered_on is None:
            return None
        return max(self.answered_on, self.crisis_overcome_on or self.answered_on, self.stable_on or self.answered_on)
