"""What the person needs, and the ledger of needs that cannot be met. All days are Europe/Sofia dates."""

from datetime import date

from cases.actions.act import act, locked
from cases.models import Case
from cases.models.codes import CodeList, check_codes
from cases.rules import why_not_written
from cases.services.actions import trace
from cases.services.models import Service, UnmetNeed
from cases.services.rules import why_not_cannot_meet, why_not_record_need, why_not_step
from cases.services.states import ServiceState
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import move, refuse_for, refuse_future


@act
def record(
    case: Case,
    *,
    type: str,
    need: str = "",
    needed_on: date,
    unmet_reason: str = "",
    tried: str = "",
    on: date,
    by: User,
) -> Service:
    """Record that the person needs something; nothing is offered by it. With a reason it cannot be met now, and goes
    into the ledger too. No need sends anybody to an asylum applicant's embassy (E-16).

    Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_record_need(case) or why_not_written(case.person, need))
    check_codes(CodeList.SERVICE_TYPE, [type], on=on)
    refuse_future(needed_on, on=on)
    service = Service(
        case=case,
        number=next_number(case.services.all()),
        type=type,
        need=need,
        needed_on=needed_on,
        recorded_by=by,
    )
    save_checked(service)
    trace.of_service(service, "needed", on=needed_on, by=by)
    if unmet_reason:
        _put_in_ledger(service, unmet_reason, needed_on, tried, by=by)
    return service


@act
def cannot_meet(service: Service, *, reason: str, since_on: date, note: str = "", on: date, by: User) -> UnmetNeed:
    """Put a need into the ledger: it cannot be met now, and why. Raises Refused or ValidationError."""
    service = locked(service)
    refuse_for(why_not_record_need(service.case) or why_not_cannot_meet(service))
    refuse_future(since_on, on=on)
    return _put_in_ledger(service, reason, since_on, note, by=by)


def _put_in_ledger(service: Service, reason: str, since_on: date, note: str, *, by: User) -> UnmetNeed:
    unmet = UnmetNeed(case=service.case, service=service, reason=reason, since_on=since_on, note=note, recorded_by=by)
    save_checked(unmet)
    trace.of_service(service, "unmet", on=since_on, by=by, reason=reason)
    return unmet


@act
def no_longer_needed(service: Service, *, ended_on: date, on: date, by: User) -> Service:
    """Record that the person does not need it any more; it leaves the ledger too. Raises Refused or ValidationError."""
    service = locked(service)
    refuse_for(why_not_step(service, to=ServiceState.NOT_NEEDED))
    refuse_future(ended_on, on=on)
    move(service, to=ServiceState.NOT_NEEDED)
    service.ended_on = ended_on
    save_checked(service)
    resolve(service, on=ended_on)
    trace.of_service(service, "not_needed", on=ended_on, by=by)
    return service


def resolve(service: Service, *, on: date) -> None:
    """Part of an act that answers a need: it does not stand in the ledger any more since a Sofia day."""
    for line in UnmetNeed.objects.standing().filter(service=service):
        unmet = lock(line)
        unmet.resolved_on = max(on, unmet.since_on)
        save_checked(unmet)
