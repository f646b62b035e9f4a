"""Who represents the child where a parent may be involved, what is known of family and school, a proposed exit ban.

All days are Europe/Sofia dates (SOP children 1.2; domain 3.4).
"""

from datetime import date
from typing import Any

from cases.actions import nocontact
from cases.actions.act import act, locked
from cases.children import rules
from cases.children.models import ChildFacts, ExitBanProposal, SpecialRepresentation
from cases.models import Case
from cases.nocontact import MeasureKind
from cases.rules import when_parent_is_kept_out
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import refuse_for, refuse_future


@act
def need(case: Case, *, parent: str, reason: str, since_on: date, on: date, by: User) -> SpecialRepresentation:
    """Record that a parent or guardian may be involved: from now on no letter goes to them, they are asked for no
    consent, and a special representative is missing. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_need(case))
    refuse_future(since_on, on=on)
    representation = SpecialRepresentation(
        case=case,
        number=next_number(case.special_representations.all()),
        parent=parent,
        reason=reason,
        since_on=since_on,
        recorded_by=by,
    )
    representation = _save(representation, "needed", on=on, by=by)
    for ends in when_parent_is_kept_out:
        ends(case, on=on, by=by)
    return representation


@act
def appoint(
    representation: SpecialRepresentation, *, appointed_on: date, on: date, by: User, **facts: Any
) -> SpecialRepresentation:
    """Record who was appointed: `facts` are appointed_by, authority, reference and name. Raises Refused or
    ValidationError."""
    representation = locked(representation)
    refuse_for(rules.why_not_appoint(representation))
    refuse_future(appointed_on, on=on)
    representation.appointed_on = appointed_on
    for name, value in facts.items():
        setattr(representation, name, value)
    return _save(representation, "appointed", on=on, by=by)


@act
def end(
    representation: SpecialRepresentation, *, end_reason: str, ended_on: date, on: date, by: User
) -> SpecialRepresentation:
    """Record that it ended, and why; what was recorded stays. Raises Refused or ValidationError."""
    representation = locked(representation)
    refuse_for(rules.why_not_end(representation))
    refuse_future(ended_on, on=on)
    representation.ended_on, representation.end_reason = ended_on, end_reason
    return _save(representation, "ended", on=on, by=by)


@act
def record_facts(
    case: Case, *, known_on: date, family: str = "", school: str = "", opinion: str = "", on: date, by: User
) -> ChildFacts:
    """Write a version of what is known of family and school, and of what the child says. Raises Refused or
    ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_track(case))
    refuse_future(known_on, on=on)
    facts = ChildFacts(
        case=case,
        number=next_number(case.child_facts.all()),
        known_on=known_on,
        family=family,
        school=school,
        opinion=opinion,
        recorded_by=by,
    )
    save_checked(facts)
    code = case.code
    log.record("children.facts.recorded", by=by, on=on, case=code, area=ChildFacts.AREA, number=facts.number)
    return facts


@act
def propose_exit_ban(
    case: Case,
    *,
    addressee: str,
    danger: str,
    against: str = "",
    reference: str = "",
    proposed_on: date,
    on: date,
    by: User,
) -> ExitBanProposal:
    """Record to whom a ban on leaving the country was proposed and why; it is a measure against contact, which is
    applied for, ordered or refused as any other. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_propose_ban(case))
    refuse_future(proposed_on, on=on)
    measure = nocontact.propose(case, kind=MeasureKind.CHILD_EXIT_BAN, against=against, on=proposed_on, by=by)
    proposal = ExitBanProposal(
        case=case,
        measure=measure,
        addressee=addressee,
        proposed_on=proposed_on,
        danger=danger,
        reference=reference,
        recorded_by=by,
    )
    save_checked(proposal)
    area = ExitBanProposal.AREA
    log.record("children.exit_ban.proposed", by=by, on=on, case=case.code, area=area, addressee=addressee)
    return proposal


def _save(representation: SpecialRepresentation, step: str, *, on: date, by: User) -> SpecialRepresentation:
    save_checked(representation)
    code, area = representation.case.code, SpecialRepresentation.AREA
    number = representation.number
    log.record(f"children.representative.{step}", by=by, on=on, case=code, area=area, number=number)
    return representation
