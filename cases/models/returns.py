"""The plan for a safe return (SOP 3.2; Convention, Article 16)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.states import (
    AGREED_RETURNS,
    DEPARTED_RETURNS,
    FOREIGNER_RETURNS,
    OPEN_RETURNS,
    RETURN_FLOW,
    ReturnKind,
    ReturnSituation,
    ReturnState,
    Threat,
)
from tvcase.accounts.models import User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class ReturnPlan(models.Model):
    """One plan to return, opened in one of five situations, resting on the person's informed decision."""

    FLOW = RETURN_FLOW
    AREA: ClassVar = Area.RETURN
    TRIGGERS: ClassVar = {
        "return_plan_kind_fits_the_citizenships": _("This kind of return does not fit the person's citizenships."),
        "return_plan_risk_assessed_for_this_plan": _(
            "The risk was assessed before this plan was opened: it must be assessed again."
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="return_plans")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=ReturnState, default=ReturnState.PROPOSED)
    kind = models.CharField(_("kind of return"), max_length=25, choices=ReturnKind)
    situation = models.CharField(_("situation"), max_length=25, choices=ReturnSituation)
    opened_on = models.DateField(_("opened on"))
    options_explained_on = models.DateField(_("options to stay explained on"), null=True, blank=True)
    options_language = models.CharField(_("language"), max_length=3, blank=True)
    decided_on = models.DateField(_("informed decision on"), null=True, blank=True)
    destination = SealedText(_("destination"), max_length=120, blank=True, key="case_id")
    receiving_party = SealedText(_("who receives the person"), max_length=200, blank=True, key="case_id")
    reception_confirmed_on = models.DateField(_("reception confirmed on"), null=True, blank=True)
    planned_on = models.DateField(_("planned departure"), null=True, blank=True)
    risk_assessed_on = models.DateField(_("risk of the return assessed on"), null=True, blank=True)
    risk_threat = models.CharField(_("threat to life or health"), max_length=8, choices=Threat, default=Threat.UNKNOWN)
    departed_on = models.DateField(_("departed on"), null=True, blank=True)
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    met_by = SealedText(_("met by"), max_length=120, blank=True, key="case_id")
    declined_on = models.DateField(_("declined on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="return_plan_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(state__in=OPEN_RETURNS),
                name="return_plan_one_open_for_a_case",
                violation_error_message=_("This case already has an open return plan."),
            ),
            models.CheckConstraint(
                condition=Q(situation__in=ReturnSituation.values),
                name="return_plan_in_one_of_five_situations",
                violation_error_message=_("A return is planned only in one of the five situations."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=AGREED_RETURNS),
                    Q(
                        options_explained_on__isnull=False,
                        decided_on__isnull=False,
                        decided_on__gte=F("options_explained_on"),
                    )
                    & ~Q(options_language=""),
                ),
                name="return_plan_rests_on_an_informed_decision",
                violation_error_message=_("The options to stay must be explained before the person decides."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=[ReturnState.READY, *DEPARTED_RETURNS]),
                    Q(reception_confirmed_on__isnull=False, planned_on__isnull=False)
                    & Q(receiving_party__isnull=False),
                ),
                name="return_plan_ready_means_expected",
                violation_error_message=_(
                    "Say who receives the person, since when that is confirmed, and the day of departure."
                ),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(kind__in=FOREIGNER_RETURNS, state__in=[ReturnState.READY, *DEPARTED_RETURNS]),
                    Q(risk_assessed_on__isnull=False, risk_threat=Threat.NO),
                ),
                name="return_plan_foreigner_departs_without_threat",
                violation_error_message=_(
                    "A foreigner departs only after a risk assessment that shows no threat to life or health."
                ),
            ),
            models.CheckConstraint(
                condition=iff(Q(state__in=DEPARTED_RETURNS), Q(departed_on__isnull=False))
                & implies(Q(departed_on__isnull=False), Q(departed_on__gte=F("decided_on"))),
                name="return_plan_departed_means_dated",
                violation_error_message=_("The departure needs its day, after the person's decision."),
            ),
            models.CheckConstraint(
                condition=Q(departed_on=None)
                | ~Q(kind__in=FOREIGNER_RETURNS)
                | Q(risk_assessed_on__lte=F("departed_on")),
                name="return_plan_risk_assessed_before_departure",
                violation_error_message=_("The risk is assessed before the departure."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ReturnState.ARRIVED), Q(arrived_on__isnull=False))
                & (Q(arrived_on=None) | Q(arrived_on__gte=F("departed_on"))),
                name="return_plan_arrived_after_departing",
                violation_error_message=_("The arrival needs its day, not before the departure."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ReturnState.DECLINED), Q(declined_on__isnull=False)),
                name="return_plan_declined_means_dated",
                violation_error_message=_("Say when the person declined."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
