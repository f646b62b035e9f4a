"""A service begins, and it ends: completed, stopped by the person, or ended by its provider.

All days are Europe/Sofia dates. The person may stop at any time, and nobody asks why.
"""

from datetime import date

from cases.actions.act import act, locked
from cases.services.actions import trace
from cases.services.models import Service
from cases.services.rules import why_not_begin, why_not_step
from cases.services.states import NotHeld, ServiceState, SessionState
from tvcase.accounts.models import User
from tvcase.dates import midnight_after
from tvcase.db import lock, save_checked
from tvcase.flow import move, refuse_for, refuse_future

S = ServiceState


@act
def begin(service: Service, *, starts_on: date, on: date, by: User) -> Service:
    """Record since when the person receives it; a service with sessions begins with the first that is held.

    Raises Refused or ValidationError.
    """
    service = locked(service)
    refuse_future(starts_on, on=on)
    begun(service, on=starts_on, by=by)
    return service


def begun(service: Service, *, on: date, by: User) -> None:
    """Part of an act: the service, locked, has begun on a Sofia day. Raises Refused or ValidationError."""
    refuse_for(why_not_begin(service, on=on))
    move(service, to=S.ACTIVE)
    service.starts_on = on
    save_checked(service)
    trace.of_service(service, "begun", on=on, by=by)


@act
def complete(service: Service, *, ended_on: date, outcome: str, outcome_note: str = "", on: date, by: User) -> Service:
    """Record that it is done, and what became of the need. Raises Refused or ValidationError."""
    service = locked(service)
    refuse_for(why_not_step(service, to=S.COMPLETED))
    service.outcome, service.outcome_note = outcome, outcome_note
    return _over(service, S.COMPLETED, ended_on, NotHeld.OTHER, on=on, by=by)


@act
def stop(service: Service, *, ended_on: date, on: date, by: User) -> Service:
    """Record that the person stops it. Raises Refused or ValidationError."""
    service = locked(service)
    refuse_for(why_not_step(service, to=S.STOPPED_BY_PERSON))
    return _over(service, S.STOPPED_BY_PERSON, ended_on, NotHeld.PERSON, on=on, by=by)


@act
def end(service: Service, *, ended_on: date, end_reason: str, on: date, by: User) -> Service:
    """Record that the provider ends it, or takes its offer back, and why. Raises Refused or ValidationError."""
    service = locked(service)
    refuse_for(why_not_step(service, to=S.ENDED))
    service.end_reason = end_reason
    return _over(service, S.ENDED, ended_on, NotHeld.OTHER, on=on, by=by)


def _over(service: Service, state: S, ended_on: date, why: NotHeld, *, on: date, by: User) -> Service:
    """The service is over; what was planned for later days is called off, what lies before can still be recorded."""
    refuse_future(ended_on, on=on)
    move(service, to=state)
    service.ended_on = ended_on
    save_checked(service)
    for planned in service.sessions.planned().filter(starts_at__gte=midnight_after(ended_on)):
        session = lock(planned)
        move(session, to=SessionState.CANCELLED)
        session.not_held = why
        save_checked(session)
    trace.of_service(service, state.lower(), on=ended_on, by=by)
    return service
