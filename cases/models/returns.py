"""The plan for a safe return (SOP 3.2; Convention, Article 16)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.models.risk import RiskAssessment
from cases.permissions import Area
from cases.returning import (
    AGREED_RETURNS,
    DEPARTED_RETURNS,
    FOREIGNER_RETURNS,
    OPEN_RETURNS,
    RETURN_FLOW,
    CostBearer,
    ReturnKind,
    ReturnSituation,
    ReturnState,
    Threat,
    Transport,
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
        "return_plan_rests_on_a_risk_assessment": _(
            "The risk of the return must be assessed with the receiving side, without a threat to life or health."
        ),
        "return_plan_risk_newer_than_the_last_contact": _(
            "There was a contact after the risk was assessed: it must be assessed again."
        ),
        "return_plan_ready_means_arranged": _("Say how the person travels, with whom, and who meets her or him."),
        "return_plan_ready_means_papers": _("The papers for the journey are not ready."),
        "return_plan_no_embassy_for_asylum": _(
            "The person has applied for asylum: nobody may contact the embassy. Stop the paper that its mission issues."
        ),
        "return_plan_of_a_child_is_decided_as_a_childs": _(
            "The person is, or may be, a child: the return is decided anew, with the representative and the child's "
            "opinion."
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
    decided_with = SealedText(_("who decided with the child"), max_length=200, blank=True, key="case_id")
    child_opinion = SealedText(_("what the child thinks of it"), max_length=600, blank=True, key="case_id")
    destination = SealedText(_("destination"), max_length=120, blank=True, key="case_id")
    leaves_from = SealedText(_("where the journey begins"), max_length=120, blank=True, key="case_id")
    receiving_party = SealedText(_("who receives the person"), max_length=200, blank=True, key="case_id")
    reception_confirmed_on = models.DateField(_("reception confirmed on"), null=True, blank=True)
    sad_contacted_on = models.DateField(_("social assistance directorate told on"), null=True, blank=True)
    services_ready = SealedText(_("services that wait for the person"), max_length=600, blank=True, key="case_id")
    planned_on = models.DateField(_("planned departure"), null=True, blank=True)
    transport = models.CharField(_("transport"), max_length=10, choices=Transport, blank=True)
    route = SealedText(_("route and places of transit"), max_length=600, blank=True, key="case_id")
    escorts = ArrayField(models.CharField(max_length=50), default=list, blank=True, verbose_name=_("escort"))
    meeting = SealedText(_("who meets the person, where and when"), max_length=300, blank=True, key="case_id")
    cost_bearer = models.CharField(_("who pays"), max_length=15, choices=CostBearer, blank=True)
    risk_assessment = models.ForeignKey(
        RiskAssessment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("risk assessment")
    )
    risk_assessed_on = models.DateField(_("risk of the return assessed on"), null=True, blank=True)
    risk_threat = models.CharField(_("threat to life or health"), max_length=8, choices=Threat, default=Threat.UNKNOWN)
    departed_on = models.DateField(_("departed on"), null=True, blank=True)
    arrived_on = models.DateField(_("arrived on"), null=True, blank=True)
    met_by = SealedText(_("met by"), max_length=120, blank=True, key="case_id")
    blocked_on = models.DateField(_("stopped on"), null=True, blank=True)
    incident_on = models.DateField(_("did not arrive, or contact lost, on"), null=True, blank=True)
    incident_note = SealedText(_("what happened, and who was told"), max_length=1000, blank=True, key="case_id")
    taken_over_on = models.DateField(_("taken over on"), null=True, blank=True)
    taken_over_by = SealedText(_("who supports the person there"), max_length=200, blank=True, key="case_id")
    contact_agreed_on = models.DateField(_("agreed to be contacted on"), null=True, blank=True)
    contact_way = SealedText(_("safe way of contact"), max_length=300, blank=True, key="case_id")
    contact_withdrawn_on = models.DateField(_("wanted no more contact from"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closure_note = SealedText(_("how the return ended"), max_length=2000, blank=True, key="case_id")
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
                condition=implies(
                    Q(state__in=[ReturnState.ARRIVED, ReturnState.FOLLOW_UP]), Q(arrived_on__isnull=False)
                )
                & implies(
                    Q(arrived_on__isnull=False),
                    Q(state__in=[ReturnState.ARRIVED, ReturnState.FOLLOW_UP, ReturnState.CLOSED])
                    & Q(arrived_on__gte=F("departed_on")),
                ),
                name="return_plan_arrived_after_departing",
                violation_error_message=_("The arrival needs its day, not before the departure."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ReturnState.DECLINED), Q(declined_on__isnull=False)),
                name="return_plan_declined_means_dated",
                violation_error_message=_("Say when the person declined."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state=ReturnState.BLOCKED), Q(blocked_on__isnull=False, risk_threat=Threat.YES)),
                name="return_plan_stopped_by_a_threat",
                violation_error_message=_("A return is stopped by a threat to life or health."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state=ReturnState.INCIDENT), Q(incident_on__isnull=False, incident_note__isnull=False)
                )
                & implies(Q(incident_on__isnull=False), Q(incident_on__gte=F("departed_on"))),
                name="return_plan_incident_is_told",
                violation_error_message=_("Say since when, what happened and who was told."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state=ReturnState.FOLLOW_UP), Q(taken_over_on__isnull=False, taken_over_by__isnull=False)
                )
                & implies(Q(taken_over_on__isnull=False), Q(taken_over_on__gte=F("arrived_on"))),
                name="return_plan_followed_up_by_somebody",
                violation_error_message=_("Say who supports the person there, and since when."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(contact_withdrawn_on__isnull=False),
                    Q(contact_agreed_on__isnull=False, contact_withdrawn_on__gte=F("contact_agreed_on")),
                ),
                name="return_plan_contact_taken_back_after_it_was_agreed",
                violation_error_message=_("Only what was agreed is taken back, and not before."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ReturnState.CLOSED), Q(closed_on__isnull=False, closure_note__isnull=False))
                & implies(Q(closed_on__isnull=False), Q(closed_on__gte=F("departed_on"))),
                name="return_plan_closed_means_written_down",
                violation_error_message=_("The file needs the day on which the return ended, and how."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
