"""Services: questions whose answer is a list of reasons, and what the rest of a case must know of them.

Nothing here asks whether the person cooperates. The long-term rule counts the whole reflection period, also where a
decision to cooperate ended it sooner, so that it is the same whatever the person said.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Case, ReflectionPeriod, RiskAssessment
from cases.risk import RiskLevel
from cases.rules import ContactSource, Reasons, closing_rule, contact_source
from cases.services.models import Service, Session
from cases.services.states import COUNSELLING, RECEIVING, ServiceState, SessionState
from cases.support.models import PlanStep
from cases.support.states import PlanState

S = ServiceState
CLOSED = _("This case is closed: it accepts no new records.")


def why_not_record_need(case: Case) -> Reasons:
    """Why no need can be recorded now."""
    return [] if case.is_open else [CLOSED]


def why_not_step(service: Service, *, to: str) -> Reasons:
    """Why a service cannot become this now."""
    if to in service.FLOW.get(S(service.state), ()):
        return []
    return [gettext("This is not open now: the service is “%(state)s”.") % {"state": service.get_state_display()}]


def why_not_cannot_meet(service: Service) -> Reasons:
    """Why a need cannot go into the ledger now: it is for needs without an offer, once at a time."""
    if service.state != S.NEEDED:
        return [_("Only a need that has no offer is put in the ledger.")]
    if service.unmet.standing().exists():
        return [_("It is in the ledger already.")]
    return []


def steps_in_force(case: Case) -> QuerySet[PlanStep]:
    """The steps of the plan that is signed and in force."""
    return PlanStep.objects.filter(case=case, plan__state=PlanState.ACTIVE, struck_on=None)


def why_not_accept(service: Service) -> Reasons:
    """Why the person's acceptance cannot be recorded now: counselling is a step of a plan in force (SOP 2.2, 3)."""
    reasons = why_not_step(service, to=S.PLANNED)
    if not reasons and service.is_counselling and not steps_in_force(service.case).exists():
        reasons.append(_("Counselling is a step of a plan that is signed and in force. Make the plan first."))
    return reasons


def why_not_put_in_plan(service: Service) -> Reasons:
    """Why a service cannot be said to be a step of the plan now."""
    if not service.takes_sessions:
        return [_("Only a service that the person accepted and that goes on is a step of the plan.")]
    if not steps_in_force(service.case).exists():
        return [_("There is no plan that is signed and in force.")]
    return []


def why_not_begin(service: Service, *, on: date) -> Reasons:
    """Why a service that the person accepted cannot begin on a Sofia day."""
    reasons = why_not_step(service, to=S.ACTIVE)
    if reasons:
        return reasons
    first = service.first_day()
    if first is not None and on < first:
        reasons.append(_("It begins after the person accepted it, and after the crisis is overcome."))
    step = service.plan_step_id
    in_force = step is not None and steps_in_force(service.case).filter(pk=step).exists()
    if service.type == COUNSELLING and not in_force:
        reasons.append(_("Counselling is a step of a plan that is signed and in force. Choose the step of that plan."))
    return reasons + (why_not_long_term(service.case, on=on) if service.long_term else [])


def why_not_long_term(case: Case, *, on: date) -> Reasons:
    """Why long-term support does not begin on a Sofia day (SOP 3.1): the period lasts, or life is at risk."""
    reasons: Reasons = []
    if ReflectionPeriod.objects.standing().filter(case=case, starts_on__lte=on, last_day__gte=on).exists():
        reasons.append(_("Long-term support begins when the reflection period is over."))
    if RiskAssessment.objects.current().filter(case=case, level=RiskLevel.CRITICAL).exists():
        reasons.append(_("Long-term support begins when there is no risk to life."))
    return reasons


def why_not_schedule(service: Service) -> Reasons:
    """Why no session can be planned now."""
    if not service.case.is_open:
        return [CLOSED]
    if not service.takes_sessions:
        return [_("Sessions belong to a service that the person accepted and that goes on.")]
    return []


def why_not_record_session(session: Session) -> Reasons:
    """Why nothing can be recorded of a session now."""
    if session.state == SessionState.SCHEDULED:
        return []
    return [gettext("This session is recorded already: it is “%(state)s”.") % {"state": session.get_state_display()}]


def why_not_write_note(session: Session) -> Reasons:
    """Why no note can be written now: a session that lies ahead has none, and a closed case takes none."""
    return [] if session.case.is_open else [CLOSED]


# A session in which the risk was found to have changed asks for a new assessment (domain 4.7).
contact_source(
    ContactSource(
        "sessions",
        "SELECT case_id, starts_at + minutes * interval '1 minute' FROM services_session "
        "WHERE state = 'HELD' AND risk_changed",
    )
)


@closing_rule
def nothing_goes_on(case: Case, *, on: object) -> Reasons:
    """A case does not close over a service that the person still receives or was offered, nor over a session of which
    nobody knows whether it was held. A need that nobody could meet stays written down as it is."""
    reasons: Reasons = []
    if Service.objects.filter(case=case, state__in=(S.OFFERED, *RECEIVING)).exists():
        reasons.append(_("A service is offered, accepted or under way: record the answer, or how it ended, first."))
    if Session.objects.filter(case=case).planned().exists():
        reasons.append(_("Of a planned session nobody recorded yet whether it was held."))
    return reasons
