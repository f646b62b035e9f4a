"""A version of the plan from its first line to its end (domain 4.9). Days are Europe/Sofia dates.

A signed version is never changed: what is new is a new version, and signing it replaces the one before.
"""

from datetime import date
from typing import Any

from cases.actions import notices
from cases.actions.act import act, locked
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import why_not_written
from cases.support import rules
from cases.support.actions import parts
from cases.support.models import SupportPlan
from cases.support.states import PlanEnd, PlanState
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import move, refuse_for, refuse_future


@act
def draft(case: Case, *, on: date, by: User) -> SupportPlan:
    """Begin a version. Goals not reached, steps not done and measures agreed to go on in it; the person answers to
    each measure anew. Raises Refused."""
    case = lock(case)
    refuse_for(rules.why_not_draft(case))
    before = case.support_plans.active().first()
    plan = SupportPlan(case=case, number=next_number(case.support_plans.all()), drafted_on=on, recorded_by=by)
    if before is not None:
        plan.institutions = before.institutions
    save_checked(plan)
    if before is not None:
        parts.carry_over(before, plan)
    _record(plan, "drafted", on=on, by=by)
    return plan


@act
def write(
    plan: SupportPlan,
    *,
    institutions: str,
    from_on: date | None,
    until_on: date | None,
    review_on: date | None,
    on: date,
    by: User,
) -> SupportPlan:
    """Write the institutions and the time frame of a draft. Raises Refused or ValidationError."""
    plan = locked(plan)
    refuse_for(rules.why_not_write(plan) or why_not_written(plan.case.person, institutions))
    plan.institutions = institutions
    plan.from_on, plan.until_on, plan.review_on = from_on, until_on, review_on
    save_checked(plan)
    _record(plan, "written", on=on, by=by)
    return plan


@act
def sign(plan: SupportPlan, *, signed_on: date, on: date, by: User, **facts: Any) -> SupportPlan:
    """Person and worker sign: the version is in force, with the needs and the risk as assessed last, and the version
    before is replaced. The worker is who records it.

    `facts` are place, signature_form, signed_as, witness, read_aloud, language, interpreter. Supervisors are told.
    Raises Refused or ValidationError.
    """
    plan = locked(plan)
    refuse_for(rules.why_not_sign(plan))
    refuse_future(signed_on, on=on)
    before = plan.case.support_plans.active().first()
    if before is not None:
        move(before, to=PlanState.REPLACED)
        before.ended_on = on
        save_checked(before)
        _record(before, "replaced", on=on, by=by)
    move(plan, to=PlanState.ACTIVE)
    plan.needs = rules.latest_needs(plan.case)
    plan.risk = plan.case.risk_assessments.current().first()
    plan.signed_on, plan.worker, plan.organisation = signed_on, by, by.organisation
    for name, value in facts.items():
        setattr(plan, name, value)
    save_checked(plan)
    _record(plan, "signed", on=on, by=by)
    notices.tell_who_may(
        CasePerm.CHANGE_SUPPORT, plan.case, "support_plan_signed", subject=plan.pk, on=signed_on, but=by
    )
    return plan


@act
def approve(plan: SupportPlan, *, on: date, by: User) -> SupportPlan:
    """A supervisor or a coordinator, who did not sign it, approves a version in force. Raises Refused."""
    plan = locked(plan)
    refuse_for(rules.why_not_approve(plan, by=by))
    plan.approved_on, plan.approved_by = on, by
    save_checked(plan)
    _record(plan, "approved", on=on, by=by)
    return plan


@act
def close(plan: SupportPlan, *, end_reason: str, on: date, by: User) -> SupportPlan:
    """End a version without a newer one; services go on as they are. Raises Refused or ValidationError."""
    plan = locked(plan)
    move(plan, to=PlanState.CLOSED)
    plan.ended_on, plan.end_reason = on, end_reason
    save_checked(plan)
    _record(plan, "closed", on=on, by=by, reason=end_reason)
    return plan


def set_aside(plan: SupportPlan, *, on: date, by: User) -> SupportPlan:
    """End a draft that nobody signs. Raises Refused or ValidationError."""
    return close(plan, end_reason=PlanEnd.SET_ASIDE, on=on, by=by)


def _record(plan: SupportPlan, step: str, *, on: date, by: User, **facts: str) -> None:
    area, code = SupportPlan.AREA, plan.case.code
    log.record(f"support.plan.{step}", by=by, on=on, case=code, area=area, number=plan.number, **facts)
