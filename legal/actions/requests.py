"""Article 25: the person asks, the office registers and decides. Nobody else can take any of these steps.

All days are Europe/Sofia dates. Every act locks the case first, which puts the acts of one case in a row.
"""

from datetime import date, datetime, timedelta
from typing import NotRequired, TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.actions import cooperation, notices, team
from cases.actions.act import act, locked
from cases.geo import is_third_country
from cases.law import deadline_for
from cases.models import Case
from cases.states import OpeningGround
from cases.terms import RuleKind
from legal import rules
from legal.actions import chain
from legal.actions.letters import issue_with_the_act
from legal.letters import DECISION
from legal.models import CriminalProceedings, ProtectionRequest
from legal.states import GROUNDS_TO_GRANT, GROUNDS_TO_REFUSE, FilingMethod, RequestState
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import PROSECUTORS, OrganisationKind
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for
from tvcase.notifications import outbox

CLAIM_LASTS = timedelta(hours=48)  # then another prosecutor of the office may go on


class Asked(TypedDict):
    """What the person asks for, in her or his own words; `asked_on` is the Sofia date on which it was said."""

    asked_on: date
    lawyer_offered: bool
    own_words: NotRequired[str]
    wants_permit: NotRequired[bool]
    wants_extended_stay: NotRequired[bool]


class Decision(TypedDict):
    """A prosecutor's decision as the act says it; `decided_on` is its Sofia date."""

    granted: bool
    grounds: list[str]
    decided_on: date
    decision_reference: str
    decision_reasons: str
    extended_stay: NotRequired[bool]


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
    protection_request = locked(protection_request)
    refuse_for(rules.why_not_help(protection_request.case, by=by))
    if protection_request.state != RequestState.DRAFT:
        raise Refused(_("What was filed is not edited."))
    _write_down(protection_request, on=on, **asked)
    chain.record("legal.request.amended", protection_request, by=by, on=on)
    return protection_request


@act
def file(
    protection_request: ProtectionRequest,
    *,
    office: Organisation,
    filed_on: date,
    by: User,
    filed_how: str = FilingMethod.IN_PERSON,
) -> ProtectionRequest:
    """File the person's request with a prosecutor's office, on a day: needs an effective YES and a lawyer offered.

    Filing is the person's own act, so it also tells the office of the decision to cooperate and opens identity,
    identification, clock and legal file to its prosecutors, and nothing else. If the law of that day sets a term for
    the decision, its last day is kept. Raises Refused or ValidationError.
    """
    protection_request = locked(protection_request)
    case = protection_request.case
    decision = rules.last_word(case)
    refuse_for(rules.why_not_help(case, by=by))
    move(protection_request, to=RequestState.FILED)
    refuse_for(rules.why_not_file(protection_request, decision))
    if office.kind != OrganisationKind.PROSECUTORS_OFFICE or office.closed_on is not None:
        raise Refused(_("A request is filed with a prosecutor's office only."))
    if decision is None or decision.declared_on > filed_on:
        raise Refused(_("The request cannot be filed before the person decided to cooperate."))
    due = deadline_for(RuleKind.PROTECTION_DECISION, filed_on)
    protection_request.decision_to_cooperate = decision
    protection_request.office = office
    protection_request.filed_on = filed_on
    protection_request.filed_how = filed_how
    protection_request.decision_due_on = due.last_day if due else None
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
def register(
    protection_request: ProtectionRequest, *, register_number: str, registered_on: date, by: User
) -> ProtectionRequest:
    """Enter a filed request in the office's register; from then on it can be decided. Raises Refused."""
    protection_request = locked(protection_request)
    refuse_for(rules.why_not_judge(protection_request, by=by))
    move(protection_request, to=RequestState.PENDING)
    protection_request.register_number = register_number
    protection_request.registered_on = registered_on
    protection_request.registered_by = by
    save_checked(protection_request)
    chain.record("legal.request.registered", protection_request, by=by, on=registered_on)
    return protection_request


@act
def claim(protection_request: ProtectionRequest, *, at: datetime, by: User) -> ProtectionRequest:
    """Take a waiting request to work on it alone for two days; a deputy or the head may take it from another.

    Raises Refused.
    """
    protection_request = locked(protection_request)
    refuse_for(rules.why_not_judge(protection_request, by=by))
    refuse_for(rules.why_not_claim(protection_request, by=by, at=at))
    protection_request.claimed_by = by
    protection_request.claimed_at = at
    protection_request.claim_ends_at = at + CLAIM_LASTS
    save_checked(protection_request)
    chain.record("legal.request.claimed", protection_request, by=by, on=local_date(at))
    return protection_request


@act
def release(protection_request: ProtectionRequest, *, at: datetime, by: User) -> ProtectionRequest:
    """Give a request back, so that another prosecutor of the office may take it. Raises Refused."""
    protection_request = locked(protection_request)
    refuse_for(rules.why_not_judge(protection_request, by=by))
    refuse_for(rules.why_not_claim(protection_request, by=by, at=at))
    chain.let_go(protection_request)
    save_checked(protection_request)
    chain.record("legal.request.released", protection_request, by=by, on=local_date(at))
    return protection_request


@act
def link(
    protection_request: ProtectionRequest, *, proceedings: CriminalProceedings | None, on: date, by: User
) -> ProtectionRequest:
    """Say on which criminal proceedings of the case the request, and the protection after it, rests; a protection
    that lasts keeps them until they end. Raises Refused."""
    protection_request = locked(protection_request)
    refuse_for(rules.why_not_record_proceedings(protection_request.case, by=by))
    refuse_for(rules.why_not_link(protection_request))
    protection_request.proceedings = proceedings
    save_checked(protection_request)
    chain.record("legal.request.linked", protection_request, by=by, on=on)
    return protection_request


@act
def decide(
    protection_request: ProtectionRequest, *, at: datetime, by: User, **decision: Unpack[Decision]
) -> ProtectionRequest:
    """Record the decision of a prosecutor of the office, with grounds and reasons; a grant opens the status.

    `at` is the instant of recording: nobody decides past a colleague who has taken the request, and the decision
    becomes a letter. A refusal closes the
    case to the office again. Raises Refused or ValidationError.
    """
    protection_request = locked(protection_request)
    case = protection_request.case
    granted = decision["granted"]
    refuse_for(rules.why_not_judge(protection_request, by=by))
    refuse_for(rules.why_not_past_a_claim(protection_request, by=by, at=at))
    refuse_for(rules.why_not_decide(protection_request))
    move(protection_request, to=RequestState.ACTIVE if granted else RequestState.REFUSED)
    refuse_for(rules.why_not_grant(protection_request) if granted else [])
    if not set(decision["grounds"]) <= set(GROUNDS_TO_GRANT if granted else GROUNDS_TO_REFUSE):
        raise Refused(_("These grounds belong to the other decision."))
    protection_request.decided_on = decision["decided_on"]
    protection_request.decision_reference = decision["decision_reference"]
    protection_request.decision_grounds = list(decision["grounds"])
    protection_request.decision_reasons = decision["decision_reasons"]
    protection_request.decided_by = by
    protection_request.decided_by_organisation = by.organisation
    chain.let_go(protection_request)
    save_checked(protection_request)
    decided_on = decision["decided_on"]
    if granted:
        chain.open_status(protection_request, valid_from=decided_on, extended_stay=decision.get("extended_stay", False))
    issue_with_the_act(DECISION, protection_request, at=at, by=by)
    if not granted:
        chain.close_to_the_office(protection_request, by=by, on=decided_on)
    act = "legal.request.granted" if granted else "legal.request.refused"
    chain.record(act, protection_request, by=by, on=decided_on)
    chain.tell(case, "protection_decided", protection_request, on=decided_on)
    return protection_request


@act
def serve(protection_request: ProtectionRequest, *, served_on: date, served_how: str, by: User) -> ProtectionRequest:
    """Record that the person was given the decision, and how. Raises Refused or ValidationError."""
    protection_request = locked(protection_request)
    refuse_for(rules.why_not_tell(protection_request, by=by) + rules.why_not_serve(protection_request))
    protection_request.served_on = served_on
    protection_request.served_how = served_how
    save_checked(protection_request)
    chain.record("legal.request.served", protection_request, by=by, on=served_on)
    return protection_request


@act
def withdraw(protection_request: ProtectionRequest, *, withdrawn_on: date, by: User) -> ProtectionRequest:
    """Record that the person takes the request back; the case closes to the office again. Raises Refused."""
    protection_request = locked(protection_request)
    case = protection_request.case
    refuse_for(rules.why_not_help(case, by=by))
    move(protection_request, to=RequestState.WITHDRAWN)
    if withdrawn_on < (protection_request.filed_on or protection_request.asked_on):
        raise Refused(_("The request cannot be withdrawn before it was made."))
    protection_request.withdrawn_on = withdrawn_on
    chain.let_go(protection_request)
    save_checked(protection_request)
    chain.close_to_the_office(protection_request, by=by, on=withdrawn_on)
    chain.record("legal.request.withdrawn", protection_request, by=by, on=withdrawn_on)
    return protection_request


def _write_down(protection_request: ProtectionRequest, *, on: date, **asked: Unpack[Asked]) -> None:
    facts = {"own_words": "", "wants_permit": False, "wants_extended_stay": False, **asked}
    for name, fact in facts.items():
        setattr(protection_request, name, fact)
    if protection_request.asked_on > on:
        raise Refused(_("What the person said cannot lie in the future."))
    if protection_request.wants_permit and is_third_country(protection_request.case.person.citizenships) is False:
        raise Refused(_("A residence permit is for foreigners from outside the European Union."))
    save_checked(protection_request)
