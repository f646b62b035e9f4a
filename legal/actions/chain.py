"""What every act on a request or a protection shares: the locks, the audit line, the telling."""

from datetime import date

from cases.actions import notices, team
from cases.actions.act import locked
from cases.geo import is_third_country
from cases.models import Case
from cases.permissions import CasePerm
from cases.states import OpeningGround
from legal.models import Protection, ProtectionRequest
from legal.states import UNDECIDED_REQUESTS, RequestState
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS
from tvcase.audit import log
from tvcase.db import save_checked
from tvcase.flow import move
from tvcase.notifications import outbox


def locked_status(protection: Protection) -> Protection:
    """The protection as it is now, with its case, both locked until the transaction ends."""
    row = locked(protection)
    row.request.case = row.case
    return row


def close_to_the_office(protection_request: ProtectionRequest, *, by: User, on: date) -> None:
    """Nothing is left for the office to decide, so it reads no further (decision 0007)."""
    case = protection_request.case
    for subject in (protection_request.pk, *protection_request.appeals.values_list("pk", flat=True)):
        team.close_openings(case, subject=subject, ground=OpeningGround.PROTECTION, by=by, on=on)


def open_status(protection_request: ProtectionRequest, *, valid_from: date, extended_stay: bool) -> Protection:
    """The protection that begins with a grant, or with the appeal that overturned a refusal."""
    case = protection_request.case
    protection = Protection(
        case=case,
        request=protection_request,
        valid_from=valid_from,
        extended_stay=extended_stay,
        permit_possible=is_third_country(case.person.citizenships) is True,
    )
    save_checked(protection)
    return protection


def supersede_what_waits(beside: ProtectionRequest, *, by: User, on: date) -> None:
    """An appeal brought the protection, or brought it back: a request that was made anew meanwhile is closed without
    a decision, and its office and the team are told. Part of the act that records the result, of a Sofia day."""
    newer = ProtectionRequest.objects.select_for_update().filter(case=beside.case_id, state__in=UNDECIDED_REQUESTS)
    for protection_request in newer.exclude(pk=beside.pk):
        protection_request.case = beside.case
        move(protection_request, to=RequestState.SUPERSEDED)
        made_on = protection_request.filed_on or protection_request.asked_on
        protection_request.superseded_on = max(on, made_on)  # an act may be recorded late
        let_go(protection_request)
        save_checked(protection_request)
        tell_office(protection_request, "protection_superseded", on=on)
        close_to_the_office(protection_request, by=by, on=on)
        record("legal.request.superseded", protection_request, by=by, on=on)
        tell(beside.case, "protection_request_superseded", protection_request, on=on)


def let_go(protection_request: ProtectionRequest) -> None:
    """Nobody works on the request alone any more. Nothing is saved."""
    protection_request.claimed_by = None
    protection_request.claimed_at = None
    protection_request.claim_ends_at = None


def record(act: str, protection_request: ProtectionRequest, *, by: User, on: date, **facts: str) -> None:
    """The audit line of an act; `on` is its day in Sofia."""
    case = protection_request.case.code
    log.record(act, by=by, on=on, case=case, area="legal", number=protection_request.number, **facts)


def tell(case: Case, kind: str, protection_request: ProtectionRequest, *, on: date) -> None:
    """Tell those on the team who may read the legal file."""
    notices.tell_who_may(CasePerm.VIEW_LEGAL, case, kind, subject=protection_request.pk, on=on)


def tell_office(protection_request: ProtectionRequest, kind: str, *, on: date) -> None:
    """Tell the prosecutors of the office with which the request was filed."""
    if protection_request.office is None:
        return
    told = notices.holding(protection_request.office, *PROSECUTORS)
    code = protection_request.case.code
    outbox.notify(told, kind, case_code=code, subject=protection_request.pk, due_on=on)
