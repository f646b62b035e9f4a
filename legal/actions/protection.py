"""Article 25: the person asks, a prosecutor decides, the status ends. Nobody else can take any of these steps.

All days are Europe/Sofia dates. Every act locks the case first, which puts the acts of one case in a row.
"""

from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.actions import cooperation, notices, team
from cases.actions.act import act
from cases.geo import is_third_country
from cases.models import Case
from cases.states import OpeningGround
from legal import rules
from legal.actions import chain
from legal.models import Protection, ProtectionRequest
from legal.states import EndKind, RequestState
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import PROSECUTORS, OrganisationKind
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for
from tvcase.notifications import outbox


class Asked(TypedDict):
    """What the person asks for, in her or his own words; `asked_on` is the Sofia date on which it was said."""

    asked_on: date
    lawyer_offered: bool
    own_words: NotRequired[str]
    wants_permit: NotRequired[bool]
    wants_extended_stay: NotRequired[bool]


@act
def draft(case: Case, *, by: User, on: date, **asked: Unpack[Asked]) -> ProtectionRequest:
    """Record that the person asks for special protection; nothing leaves the team. `on` is the day of recording.

    Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(rules.why_not_help(case, by=by) + rules.why_not_draft(case))
    protection_request = ProtectionRequest(
        case=case, number=next_number(case.protection_requests.all()), recorded_by=by
    )
    _write_down(protection_request, on=on, **asked)
    chain.record("legal.request.drafted", protection_request, by=by, on=on)
    return protection_request


@act
def amend(protection_request: ProtectionRequest, *, by: User, on: date, **asked: Unpack[Asked]) -> ProtectionRequest:
    """Correct a draft. What was filed is never edited. Raises Refused or ValidationError."""
    protection_request = chain.locked(protection_request)
    refuse_for(rules.why_not_help(protection_request.case, by=by))
    if protection_request.state != RequestState.DRAFT:
        raise Refused(_("What was filed is not edited."))
    _write_down(protection_request, on=on, **asked)
    chain.record("legal.request.amended", protection_request, by=by, on=on)
    return protection_request


@act
def file(protection_request: ProtectionRequest, *, office: Organisation, filed_on: date, by: User) -> ProtectionRequest:
    """File the person's request with a prosecutor's office, on a day: needs an effective YES and a lawyer offered.

    Filing is the person's own act, so it also tells the office of the decision to cooperate and opens identity,
    identification, clock and legal file to its prosecutors, and nothing else. Raises Refused or ValidationError.
    """
    protection_request = chain.locked(protection_request)
    case = protection_request.case
    decision = rules.last_word(case)
    refuse_for(rules.why_not_help(case, by=by))
    move(protection_request, to=RequestState.FILED)
    refuse_for(rules.why_not_file(protection_request, decision))
    if office.kind != OrganisationKind.PROSECUTORS_OFFICE or office.closed_on is not None:
        raise Refused(_("A request is filed with a prosecutor's office only."))
    if decision is None or decision.declared_on > filed_on:
        raise Refused(_("The request cannot be filed before the person decided to cooperate."))
    protection_request.decision_to_cooperate = decision
    protection_request.office = office
    protection_request.filed_on = filed_on
    save_checked(protection_request)
    if not decision.communications.filter(authority=office).exists():
        cooperation.communicate(decision, authority=office, agreed_on=filed_on, by=by)
    team.open_to(case, office, OpeningGround.PROTECTION, subject=protection_request.pk, by=by, on=filed_on)
    chain.record("legal.request.filed", protection_request, by=by, on=filed_on, office=office.code)
    outbox.notify(
        notices.holding(office, *PROSECUTORS),
        "protection_filed",
        case_code=case.code,
        subject=protection_request.pk,
        due_on=filed_on,
    )
    return protection_request


@act
def withdraw(protection_request: ProtectionRequest, *, withdrawn_on: date, by: User) -> ProtectionRequest:
    """Record that the person takes the request back; the case closes to the office again. Raises Refused."""
    protection_request = chain.locked(protection_request)
    case = protection_request.case
    refuse_for(rules.why_not_help(case, by=by))
    move(protection_request, to=RequestState.WITHDRAWN)
    if withdrawn_on < (protection_request.filed_on or protection_request.asked_on):
        raise Refused(_("The request cannot be withdrawn before it was made."))
    protection_request.withdrawn_on = withdrawn_on
    save_checked(protection_request)
    chain.close_to_the_office(protection_request, by=by, on=withdrawn_on)
    chain.record("legal.request.withdrawn", protection_request, by=by, on=withdrawn_on)
    return protection_request


@act
def decide(
    protection_request: ProtectionRequest,
    *,
    granted: bool,
    decided_on: date,
    decision_reference: str,
    decision_reasons: str,
    extended_stay: bool = False,
    by: User,
) -> ProtectionRequest:
    """Record the decision of a prosecutor of the office, with reference and reasons; a grant opens the status.

    A refusal closes the case to the office again. Raises Refused or ValidationError.
    """
    protection_request = chain.locked(protection_request)
    case = protection_request.case
    refuse_for(rules.why_not_judge(protection_request, by=by))
    move(protection_request, to=RequestState.ACTIVE if granted else RequestState.REFUSED)
    refuse_for(rules.why_not_decide(protection_request) + (rules.why_not_grant(protection_request) if granted else []))
    protection_request.decided_on = decided_on
    protection_request.decision_reference = decision_reference
    protection_request.decision_reasons = decision_reasons
    protection_request.decided_by = by
    protection_request.decided_by_organisation = by.organisation
    save_checked(protection_request)
    if granted:
        _open_status(protection_request, decided_on=decided_on, extended_stay=extended_stay)
    else:
        chain.close_to_the_office(protection_request, by=by, on=decided_on)
    chain.record(
        "legal.request.granted" if granted else "legal.request.refused",
        protection_request,
        by=by,
        on=decided_on,
    )
    chain.tell(case, "protection_decided", protection_request, on=decided_on)
    return protection_request


@act
def record_permit(
    protection: Protection, *, permit_number: str, permit_issued_on: date, permit_valid_to: date, by: User
) -> Protection:
    """Record the residence permit that a non-EU foreigner received on the strength of the protection, or its
    renewal. Raises Refused or ValidationError."""
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_help(protection.case, by=by) + rules.why_not_permit(protection))
    if permit_issued_on < protection.valid_from:
        raise Refused(_("The permit cannot have been issued before the protection began."))
    protection.permit_possible = True
    protection.permit_number = permit_number
    protection.permit_issued_on = permit_issued_on
    protection.permit_valid_to = permit_valid_to
    save_checked(protection)
    chain.record(
        "legal.protection.permit", protection.request, by=by, on=permit_issued_on, valid_to=permit_valid_to.isoformat()
    )
    return protection


@act
def end_with_proceedings(protection: Protection, *, reference: str, on: date, by: User) -> Protection:
    """Record that the criminal proceedings ended on a day, and the protection with them. Raises Refused."""
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_judge(protection.request, by=by) + rules.why_not_end(protection))
    return _end(protection, EndKind.PROCEEDINGS_ENDED, reference=reference, on=on, by=by)


@act
def terminate(protection: Protection, *, ground: str, reasons: str, reference: str, on: date, by: User) -> Protection:
    """End the protection early on one of exactly three grounds, with reasons (SEED-2). Raises Refused."""
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_judge(protection.request, by=by) + rules.why_not_terminate(protection))
    protection.termination_ground = ground
    protection.termination_reasons = reasons
    return _end(protection, EndKind.TERMINATED, reference=reference, on=on, by=by)


def _write_down(protection_request: ProtectionRequest, *, on: date, **asked: Unpack[Asked]) -> None:
    facts = {"own_words": "", "wants_permit": False, "wants_extended_stay": False, **asked}
    for name, fact in facts.items():
        setattr(protection_request, name, fact)
    if protection_request.asked_on > on:
        raise Refused(_("What the person said cannot lie in the future."))
    if protection_request.wants_permit and is_third_country(protection_request.case.person.citizenships) is False:
        raise Refused(_("A residence permit is for foreigners from outside the European Union."))
    save_checked(protection_request)


def _open_status(protection_request: ProtectionRequest, *, decided_on: date, extended_stay: bool) -> None:
    case = protection_request.case
    protection = Protection(
        case=case,
        request=protection_request,
        valid_from=decided_on,
        extended_stay=extended_stay,
        permit_possible=is_third_country(case.person.citizenships) is True,
    )
    save_checked(protection)


def _end(protection: Protection, kind: EndKind, *, reference: str, on: date, by: User) -> Protection:
    protection.ended_on = on
    protection.end_kind = kind
    protection.end_reference = reference
    protection.ended_by = by
    protection.ended_by_organisation = by.organisation
    save_checked(protection)
    chain.close_to_the_office(protection.request, by=by, on=on)
    act = "legal.protection.terminated" if kind == EndKind.TERMINATED else "legal.protection.ended"
    ground = {"ground": protection.termination_ground} if kind == EndKind.TERMINATED else {}
    chain.record(act, protection.request, by=by, on=on, **ground)
    chain.tell(protection.case, "protection_ended", protection.request, on=on)
    return protection
