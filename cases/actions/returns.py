"""The plan for a safe return, step by step; every step is the person's own choice (SOP 3.2; Convention, Article 16).

Days are Europe/Sofia dates; `on` is the day of recording. What comes after the arrival is in journey.py.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions import notices
from cases.actions.act import act, locked
from cases.models import Case, ReturnPlan
from cases.models.codes import CodeList, check_codes
from cases.permissions import CasePerm, places_with
from cases.returning import FOREIGNER_RETURNS, ReturnState, Threat
from cases.rules import return_kinds, situations, why_not_propose, why_not_step, why_not_written
from cases.rules.returns import standing_assessment, why_not_decided_as_a_child, why_not_safe
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future
from tvcase.notifications import outbox

S = ReturnState


@act
def propose(case: Case, *, situation: str, kind: str, on: date, by: User) -> ReturnPlan:
    """Open a plan on a Sofia day, in one of the five situations and of a kind that fits the citizenships.

    Raises Refused when another plan is open, the case is closed, or the situation does not hold on that day.
    """
    case = lock(case)
    refuse_for(why_not_propose(case, case.return_plans.all()))
    if not situations(case, on=on).get(situation):
        raise Refused(_("This situation does not hold on that day."))
    if kind not in return_kinds(case.person):
        raise Refused(_("This kind of return does not fit the person's citizenships."))
    number = next_number(case.return_plans.all())
    plan = ReturnPlan(case=case, number=number, situation=situation, kind=kind, opened_on=on, recorded_by=by)
    save_checked(plan)
    record(plan, "proposed", on=on, by=by)
    return plan


@act
def decide(
    plan: ReturnPlan,
    *,
    options_explained_on: date,
    options_language: str,
    decided_on: date,
    decided_with: str = "",
    child_opinion: str = "",
    on: date,
    by: User,
) -> ReturnPlan:
    """Record the person's informed decision to return, made after the options to stay were explained.

    A child decides with who represents her or him, and is heard. Who is found to be a child after having decided as an
    adult decides anew (E-13): the plan is in preparation again. Raises Refused or ValidationError.
    """
    plan = locked_for(plan, "decide")
    refuse_future(decided_on, on=on)
    refuse_for(why_not_written(plan.case.person, decided_with, child_opinion))
    child = plan.case.counts_as_child
    if plan.state in (S.PROPOSED, S.READY):
        move(plan, to=S.PREPARING)
    plan.decided_with, plan.child_opinion = (decided_with, child_opinion) if child else ("", "")
    plan.options_explained_on = options_explained_on
    plan.options_language = options_language
    plan.decided_on = decided_on
    refuse_for(why_not_decided_as_a_child(plan))
    return save(plan, "decided", on=decided_on, by=by)


@act
def prepare(
    plan: ReturnPlan,
    *,
    leaves_from: str = "",
    destination: str = "",
    receiving_party: str = "",
    reception_confirmed_on: date | None = None,
    sad_contacted_on: date | None = None,
    services_ready: str = "",
    planned_on: date | None = None,
    transport: str = "",
    route: str = "",
    escorts: Sequence[str] = (),
    meeting: str = "",
    cost_bearer: str = "",
    on: date,
    by: User,
) -> ReturnPlan:
    """Record what is arranged so far; a plan that was ready is in preparation again.

    `escorts` are codes of the list of escorts. No text may send anybody to an asylum applicant's embassy (E-16).
    Raises Refused or ValidationError.
    """
    plan = locked_for(plan, "prepare")
    texts = (leaves_from, destination, receiving_party, services_ready, route, meeting)
    refuse_for(why_not_written(plan.case.person, *texts))
    check_codes(CodeList.ESCORT_KIND, escorts, on=on, keep=plan.escorts)
    if "NONE" in escorts and len(escorts) > 1:
        raise Refused(_("Either somebody travels with the person, or nobody does."))
    if plan.state != S.PREPARING:
        move(plan, to=S.PREPARING)
    refuse_future(reception_confirmed_on, sad_contacted_on, on=on)
    plan.leaves_from, plan.destination, plan.receiving_party = leaves_from, destination, receiving_party
    plan.reception_confirmed_on, plan.sad_contacted_on = reception_confirmed_on, sad_contacted_on
    plan.services_ready, plan.planned_on, plan.transport = services_ready, planned_on, transport
    plan.route, plan.escorts, plan.meeting, plan.cost_bearer = route, list(escorts), meeting, cost_bearer
    return save(plan, "prepared", on=on, by=by)


@act
def judge_risk(plan: ReturnPlan, *, risk_threat: str, on: date, by: User) -> ReturnPlan:
    """Say whether the joint risk assessment in force shows a threat to life or health.

    A threat stops a foreigner's return: the way to protection is open instead (SOP foreigners 3.2). A plan that was
    stopped is prepared again once a newer assessment shows none. Raises Refused.
    """
    plan = locked_for(plan, "risk")
    standing = standing_assessment(plan)
    if standing is None:
        raise Refused(_("Assess the risk of the return first, together with the receiving side."))
    if risk_threat not in (Threat.YES, Threat.NO):
        raise Refused(_("Say whether the assessment shows a threat to life or health."))
    refuse_for(why_not_safe(standing, risk_threat))
    if risk_threat == Threat.YES and plan.kind in FOREIGNER_RETURNS and plan.state != S.BLOCKED:
        move(plan, to=S.BLOCKED)
        plan.blocked_on = on
    elif plan.state == S.READY or (plan.state == S.BLOCKED and risk_threat == Threat.NO):
        move(plan, to=S.PREPARING)
    plan.risk_assessment, plan.risk_threat = standing, risk_threat
    plan.risk_assessed_on = local_date(standing.assessed_at)
    save(plan, "blocked" if plan.state == S.BLOCKED else "risk", on=on, by=by)
    if plan.state == S.BLOCKED:
        tell(plan, "return_blocked", by=by, on=on)
    return plan


@act
def make_ready(plan: ReturnPlan, *, on: date, by: User) -> ReturnPlan:
    """Say that everything is arranged. Raises Refused with what is missing."""
    plan = locked_for(plan, "ready")
    move(plan, to=S.READY)
    return save(plan, "ready", on=on, by=by)


@act
def depart(plan: ReturnPlan, *, departed_on: date, on: date, by: User) -> ReturnPlan:
    """Record that the person left.

    A departure is refused without a joint risk assessment that is newer than the last contact and shows no threat to
    life or health (SOP foreigners 3.2). Raises Refused.
    """
    plan = locked_for(plan, "depart")
    refuse_future(departed_on, on=on)
    move(plan, to=S.IN_TRANSIT)
    plan.departed_on = departed_on
    return save(plan, "departed", on=departed_on, by=by)


@act
def arrive(plan: ReturnPlan, *, arrived_on: date, met_by: str = "", on: date, by: User) -> ReturnPlan:
    """Record that the person arrived, also after contact was lost, and who met her or him. Raises Refused."""
    plan = locked_for(plan, "arrive")
    refuse_future(arrived_on, on=on)
    refuse_for(why_not_written(plan.case.person, met_by))
    move(plan, to=S.ARRIVED)
    plan.arrived_on = arrived_on
    plan.met_by = met_by
    return save(plan, "arrived", on=arrived_on, by=by)


@act
def lose(plan: ReturnPlan, *, incident_on: date, incident_note: str, on: date, by: User) -> ReturnPlan:
    """Record that the person did not arrive, or that contact was lost on the way, and who was told of it.

    Team and coordinators are told at once. Raises Refused.
    """
    plan = locked_for(plan, "incident")
    refuse_future(incident_on, on=on)
    refuse_for(why_not_written(plan.case.person, incident_note))
    move(plan, to=S.INCIDENT)
    plan.incident_on, plan.incident_note = incident_on, incident_note
    save(plan, "incident", on=incident_on, by=by)
    tell(plan, "return_incident", by=by, on=on)
    return plan


@act
def find(plan: ReturnPlan, *, on: date, by: User) -> ReturnPlan:
    """Record that the person was reached again, and the journey goes on. Raises Refused."""
    plan = locked_for(plan, "found")
    move(plan, to=S.IN_TRANSIT)
    return save(plan, "found", on=on, by=by)


@act
def decline(plan: ReturnPlan, *, declined_on: date, on: date, by: User) -> ReturnPlan:
    """Record that the person does not want to return after all; possible until the departure. Raises Refused."""
    plan = locked_for(plan, "decline")
    refuse_future(declined_on, on=on)
    move(plan, to=S.DECLINED)
    plan.declined_on = declined_on
    return save(plan, "declined", on=declined_on, by=by)


def locked_for(plan: ReturnPlan, step: str) -> ReturnPlan:
    """The plan, locked with its case, when the step may be taken. Raises Refused with what speaks against it."""
    plan = locked(plan)
    refuse_for(why_not_step(plan, step))
    return plan


def save(plan: ReturnPlan, step: str, *, on: date, by: User) -> ReturnPlan:
    """Save the plan and write the step into the trace. Part of an act."""
    save_checked(plan)
    record(plan, step, on=on, by=by)
    return plan


def record(plan: ReturnPlan, step: str, *, on: date, by: User, **more: Any) -> None:
    """One line of the trace: codes only."""
    facts: dict[str, Any] = {"number": plan.number, "state": plan.state, "kind": plan.kind, "situation": plan.situation}
    log.record(f"cases.return.{step}", by=by, on=on, case=plan.case.code, area="return", **facts, **more)


def tell(plan: ReturnPlan, kind: str, *, by: User, on: date) -> None:
    """Tell those of the team whose place opens returns, and the holder's coordinators, once a day, except for the one
    who acts; of a sealed file only those it names."""
    case = plan.case
    placed = set(
        case.members.filter(left_on=None, role__in=places_with(CasePerm.VIEW_RETURN)).values_list("user", flat=True)
    )
    told = {user for user in notices.team(case) if user.pk in placed}
    if case.sealed_to is None:
        told.update(notices.coordinators(case.organisation))
    people = sorted(told - {by}, key=lambda user: user.pk)
    outbox.notify(people, kind, case_code=case.code, subject=plan.pk, occurrence=on.isoformat(), due_on=on)
