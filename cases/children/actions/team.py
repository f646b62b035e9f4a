"""The multidisciplinary team for a child, and its answers to the plan (SOP children 1.2, 1.3). Days are Sofia dates."""

from datetime import date
from typing import Any

from cases.actions.act import act, locked
from cases.children import rules
from cases.children.models import ChildTeamMember, PlanSignature
from cases.models import Case
from cases.support.models import SupportPlan
from tvcase.accounts.models import Organisation, User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import refuse_for, refuse_future


@act
def add_member(
    case: Case,
    *,
    role: str,
    name: str,
    organisation: Organisation | None = None,
    institution: str = "",
    since_on: date,
    on: date,
    by: User,
) -> ChildTeamMember:
    """Write down who is on the team for the child; the case opens to nobody by it. Raises Refused or
    ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_track(case))
    refuse_future(since_on, on=on)
    member = ChildTeamMember(
        case=case,
        number=next_number(case.child_team.all()),
        role=role,
        name=name,
        organisation=organisation,
        institution=institution,
        since_on=since_on,
        recorded_by=by,
    )
    save_checked(member)
    _record("member.joined", member, on=on, by=by, role=role)
    return member


@act
def end_member(member: ChildTeamMember, *, until_on: date, on: date, by: User) -> ChildTeamMember:
    """Record the last day of somebody on the team; what she or he signed stays. Raises Refused or ValidationError."""
    member = locked(member)
    refuse_for(rules.why_not_leave(member))
    refuse_future(until_on, on=on)
    member.until_on = until_on
    save_checked(member)
    _record("member.left", member, on=on, by=by, role=member.role)
    return member


@act
def answer_plan(
    plan: SupportPlan,
    *,
    member: ChildTeamMember,
    answer: str,
    answered_on: date,
    opinion: str = "",
    on: date,
    by: User,
) -> PlanSignature:
    """Record that a member of the team signed a version in force, with another opinion or without, or refused to, and
    why. The plan is in force whatever they answer. Raises Refused or ValidationError."""
    plan = locked(plan)
    refuse_for(rules.why_not_sign(plan))
    refuse_future(answered_on, on=on)
    signature = PlanSignature(
        case=plan.case,
        plan=plan,
        member=member,
        number=next_number(plan.team_signatures.all()),
        answer=answer,
        answered_on=answered_on,
        opinion=opinion,
        recorded_by=by,
    )
    save_checked(signature)
    _record("plan.answered", signature, on=on, by=by, answer=answer, plan=plan.number, member=member.number)
    return signature


def _record(what: str, record: ChildTeamMember | PlanSignature, *, on: date, by: User, **facts: Any) -> None:
    code, area = record.case.code, record.AREA
    log.record(f"children.{what}", by=by, on=on, case=code, area=area, number=record.number, **facts)
