"""Sessions of a service: planned, held, missed, called off; and the confidential notes of them."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.permissions import Area
from cases.rules import why_not_written
from cases.services.actions import trace
from cases.services.actions.course import begun
from cases.services.models import Service, Session, SessionNote
from cases.services.rules import why_not_record_session, why_not_schedule, why_not_write_note
from cases.services.states import ServiceState, SessionState
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future


@act
def schedule(
    service: Service,
    *,
    starts_at: datetime,
    minutes: int,
    place_kind: str,
    held_by: str = "",
    interpreter: str = "",
    by: User,
) -> Session:
    """Plan a session at an instant, in the calendar of who plans it; one that was not planned may lie in the past.
    Nobody of an asylum applicant's embassy takes part (E-16).

    Raises Refused or ValidationError.
    """
    service = locked(service)
    refuse_for(why_not_schedule(service) or why_not_written(service.case.person, held_by, interpreter))
    _not_before_the_answer(service, starts_at)
    session = Session(
        case=service.case,
        service=service,
        number=next_number(service.sessions.all()),
        starts_at=starts_at,
        minutes=minutes,
        staff=by,
        held_by=held_by,
        place_kind=place_kind,
        interpreter=interpreter,
        recorded_by=by,
    )
    save_checked(session)
    trace.of_session(session, "planned", on=session.day, by=by)
    return session


@act
def move_to(session: Session, *, starts_at: datetime, minutes: int, by: User) -> Session:
    """Another time for a session that is planned. Raises Refused or ValidationError."""
    session = _locked(session)
    refuse_for(why_not_record_session(session) or why_not_schedule(session.service))
    _not_before_the_answer(session.service, starts_at)
    session.starts_at, session.minutes = starts_at, minutes
    save_checked(session)
    trace.of_session(session, "moved", on=session.day, by=by)
    return session


@act
def take_over(session: Session, *, on: date, by: User) -> Session:
    """A planned session goes into the calendar of somebody else who supports the person. Raises Refused."""
    session = _locked(session)
    refuse_for(why_not_record_session(session))
    if session.staff_id == by.pk:
        raise Refused(_("It is in your calendar already."))
    session.staff = by
    save_checked(session)
    trace.of_session(session, "taken_over", on=on, by=by)
    return session


@act
def hold(
    session: Session, *, attendance: str, minutes: int, risk_changed: bool, note: str = "", at: datetime, by: User
) -> Session:
    """Record at an instant that the session was held; the first one begins the service. Where the risk has changed, a
    new assessment is due (domain 4.7). Raises Refused or ValidationError."""
    session = _locked(session)
    refuse_for(why_not_record_session(session))
    if session.starts_at > at:
        raise Refused(_("This session lies ahead. Record it when it was held."))
    service = session.service
    if service.state == ServiceState.PLANNED:
        begun(service, on=session.day, by=by)
    elif service.takes_sessions and service.starts_on is not None and session.day < service.starts_on:
        service.starts_on = session.day
        save_checked(service)
    move(session, to=SessionState.HELD)
    session.attendance, session.minutes, session.risk_changed = attendance, minutes, risk_changed
    save_checked(session)
    trace.of_session(session, "held", on=session.day, by=by)
    if note:
        _write(session, note, on=local_date(at), by=by)
    return session


@act
def not_held(session: Session, *, state: SessionState, not_held: str, on: date, by: User) -> Session:
    """Record that a session was missed or called off, and on whose side that lay; nothing follows for the person.

    Raises Refused or ValidationError.
    """
    session = _locked(session)
    refuse_for(why_not_record_session(session))
    if state == SessionState.MISSED:
        refuse_future(session.day, on=on)
    move(session, to=state)
    session.not_held = not_held
    save_checked(session)
    trace.of_session(session, state.lower(), on=on, by=by)
    return session


@act
def write_note(session: Session, *, text: str, on: date, by: User) -> SessionNote:
    """Write a confidential note; it is never edited: what is to be added is another note. Raises Refused."""
    session = _locked(session)
    refuse_for(why_not_write_note(session))
    return _write(session, text, on=on, by=by)


def _write(session: Session, text: str, *, on: date, by: User) -> SessionNote:
    note = SessionNote(case=session.case, session=session, text=text, recorded_by=by)
    save_checked(note)
    number, code = session.service.number, session.case.code
    log.record(
        "services.note.written", by=by, on=on, case=code, area=Area.SUPPORT, number=number, session=session.number
    )
    return note


def _locked(session: Session) -> Session:
    """The session, its service and its case as they are now, all locked."""
    session = locked(session)
    service = lock(session.service)
    service.case = session.case
    session.service = service
    return session


def _not_before_the_answer(service: Service, starts_at: datetime) -> None:
    first = service.first_day()
    if first is not None and local_date(starts_at) < first:
        refuse_for([_("It begins after the person accepted it, and after the crisis is overcome.")], field="starts_at")
