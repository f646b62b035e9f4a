"""The plan for a safe return, step by step; every step is the person's own choice (SOP 3.2; Convention, Article 16)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case, ReturnPlan
from cases.rules import return_kinds, situations, why_not_propose, why_not_step
from cases.states import ReturnState, Threat
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future


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
    _record(plan, "proposed", on=on, by=by)
    return plan


@act
def decide(
    plan: ReturnPlan, *, options_explained_on: date, options_language: str, decided_on: date, on: date, by: User
) -> ReturnPlan:
    """Record the person's informed decision to return, made after the options to stay were explained.

    Days are Sofia dates; `on` is the day of recording. Raises Refused or ValidationError.
    """
    plan = _locked(plan, "decide")
    refuse_future(decided_on, on=on)
    move(plan, to=ReturnState.PREPARING)
    plan.options_explained_on = options_explained_on
    plan.options_language = options_language
    plan.decided_on = decided_on
    return _save(plan, "decided", on=decided_on, by=by)


@act
def prepare(
    plan: ReturnPlan,
    *,
    destination: str = "",
    receiving_party: str = "",
    reception_confirmed_on: date | None = None,
    planned_on: date | None = None,
    risk_assessed_on: date | None = None,
    risk_threat: str = Threat.UNKNOWN,
    on: date,
    by: User,
) -> ReturnPlan:
    """Record what is arranged so far; a plan that was ready is in preparation again. Raises Refused.

    Days are Sofia dates; `on` is the day of recording.
    """
    plan = _locked(plan, "prepare")
    if plan.state != ReturnState.PREPARING:
        move(plan, to=ReturnState.PREPARING)
    refuse_future(reception_confirmed_on, risk_assessed_on, on=on)
    plan.destination = destination
    plan.receiving_party = receiving_party
    plan.reception_confirmed_on = reception_confirmed_on
    plan.planned_on = planned_on
    plan.risk_assessed_on = risk_assessed_on
    plan.risk_threat = risk_threat
    return _save(plan, "prepared", on=on, by=by)


@act
def make_ready(plan: ReturnPlan, *, on: date, by: User) -> ReturnPlan:
    """Say that everything is arranged. Raises Refused with what is missing."""
    plan = _locked(plan, "ready")
    move(plan, to=ReturnState.READY)
    return _save(plan, "ready", on=on, by=by)


@act
def depart(plan: ReturnPlan, *, departed_on: date, on: date, by: User) -> ReturnPlan:
    """Record that the person left, on a Sofia day; `on` is the day of recording.

    A foreigner's departure is refused without a current risk assessment that shows no threat to life or
    health (SOP foreigners 3.2). Raises Refused.
    """
    plan = _locked(plan, "depart")
    refuse_future(departed_on, on=on)
    move(plan, to=ReturnState.IN_TRANSIT)
    plan.departed_on = departed_on
    return _save(plan, "departed", on=departed_on, by=by)


@act
def arrive(plan: ReturnPlan, *, arrived_on: date, met_by: str = "", on: date, by: User) -> ReturnPlan:
    """Record that the person arrived, on a Sofia day, and who met her or him. Raises Refused."""
    plan = _locked(plan, "arrive")
    refuse_future(arrived_on, on=on)
    move(plan, to=ReturnState.ARRIVED)
    plan.arrived_on = arrived_on
    plan.met_by = met_by
    return _save(plan, "arrived", on=arrived_on, by=by)


@act
def decline(plan: ReturnPlan, *, declined_on: date, on: date, by: User) -> ReturnPlan:
    """Record that the person does not want to return after all; possible until the departure. Raises Refused."""
    plan = _locked(plan, "decline")
    refuse_future(declined_on, on=on)
    move(plan, to=ReturnState.DECLINED)
    plan.declined_on = declined_on
    return _save(plan, "declined", on=declined_on, by=by)


def _locked(plan: ReturnPlan, step: str) -> ReturnPlan:
    plan = locked(plan)
    refuse_for(why_not_step(plan, step))
    return plan


def _save(plan: ReturnPlan, step: str, *, on: date, by: User) -> ReturnPlan:
    save_checked(plan)
    _record(plan, step, on=on, by=by)
    return plan


def _record(plan: ReturnPlan, step: str, *, on: date, by: User) -> None:
    facts: dict[str, Any] = {"number": plan.number, "state": plan.state, "kind": plan.kind, "situation": plan.situation}
    log.record(f"cases.return.{step}", by=by, on=on, case=plan.case.code, area="return", **facts)
