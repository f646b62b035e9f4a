"""The log of the house: what happened with a guest, incidents, and points that the next shift must know.

Instants are given by whoever asks; the log keeps when something happened beside when it was written.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from cases.actions import documents, notices
from cases.actions.act import act, locked
from cases.actions.documents import HandedIn
from cases.models import Document
from cases.permissions import Area
from shelters.actions.chain import record
from shelters.house_rules import why_not_close, why_not_work_in
from shelters.models import Stay, StayLogEntry, StayPoint
from shelters.rules import why_not_leave
from shelters.states import LogKind, Severity
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import next_number, save_checked
from tvcase.documents.intake import Clean
from tvcase.documents.states import UploadKind
from tvcase.flow import Refused, refuse_for
from tvcase.notifications import outbox


@act
def write(
    stay: Stay, *, kind: str, note: str, happened_at: datetime, photo: Clean | None = None, at: datetime, by: User
) -> StayLogEntry:
    """Write a short note into the log of the house, with a photo that was looked at and cleaned; it is never changed.

    Raises Refused or ValidationError.
    """
    stay = _staying(stay, by)
    if kind == LogKind.INCIDENT:
        raise Refused(_("An incident has a page of its own: it says how serious it was and who was told."))
    return _enter(StayLogEntry(stay=stay, kind=kind, note=note), happened_at=happened_at, photo=photo, at=at, by=by)


@act
def incident(
    stay: Stay,
    *,
    incident: str,
    severity: str,
    told: Iterable[str] = (),
    note: str,
    happened_at: datetime,
    photo: Clean | None = None,
    at: datetime,
    by: User,
) -> StayLogEntry:
    """Write an incident: its kind, how serious it was, who was told. A serious one is told to the heads of the house
    and to the team at once.

    Raises Refused or ValidationError.
    """
    stay = _staying(stay, by)
    entry = StayLogEntry(
        stay=stay, kind=LogKind.INCIDENT, incident=incident, severity=severity, told=sorted(told), note=note
    )
    entry = _enter(entry, happened_at=happened_at, photo=photo, at=at, by=by)
    if severity == Severity.SERIOUS:
        on = local_date(at)
        heads = [head for head in notices.holding(stay.shelter.organisation, Role.SHELTER_HEAD) if head != by]
        outbox.notify(heads, "incident_serious", case_code=stay.case.code, subject=entry.pk, due_on=on)
        notices.tell_team(stay.case, "incident_serious", subject=entry.pk, on=on, but=by)
    return entry


@act
def raise_point(stay: Stay, *, text: str, at: datetime, by: User) -> StayPoint:
    """Leave something about a guest open for the next shift. Raises Refused or ValidationError."""
    stay = _staying(stay, by)
    point = StayPoint(
        case=stay.case,
        stay=stay,
        number=next_number(stay.case.stay_points.all()),
        text=text,
        raised_at=at,
        raised_by=by,
    )
    save_checked(point)
    _record("point.raised", point, at=at, by=by)
    return point


@act
def close_point(point: StayPoint, *, at: datetime, by: User) -> StayPoint:
    """Say that an open point is done. Raises Refused or ValidationError."""
    point = locked(point)
    refuse_for([*why_not_close(point), *why_not_work_in(point.stay.shelter, by)])
    point.done_at = at
    point.done_by = by
    save_checked(point)
    _record("point.closed", point, at=at, by=by)
    return point


def _staying(stay: Stay, by: User) -> Stay:
    """The stay, locked with its case, when this person works where the guest stays now."""
    stay = locked(stay)
    refuse_for([*why_not_work_in(stay.shelter, by), *why_not_leave(stay)])
    return stay


def _enter(entry: StayLogEntry, *, happened_at: datetime, photo: Clean | None, at: datetime, by: User) -> StayLogEntry:
    stay = entry.stay
    if happened_at > at:
        raise Refused(_("This time has not come yet."))
    if local_date(happened_at) < stay.from_on:
        raise Refused(_("This is before the person arrived."))
    entry.case = stay.case
    entry.happened_at = happened_at
    entry.recorded_by = by
    entry.photo = _keep(photo, stay, at=at, by=by) if photo else None
    save_checked(entry)
    facts = {"severity": entry.severity} if entry.severity else {}
    record("logged", stay, by=by, on=local_date(happened_at), kind=entry.kind, **facts)
    return entry


def _keep(photo: Clean, stay: Stay, *, at: datetime, by: User) -> Document:
    said = HandedIn(UploadKind.PHOTO, _("Photo for the log of the house"), Area.STAY)
    return documents.hand_in(stay.case, said, photo, by=by, on=local_date(at), at=at)


def _record(step: str, point: StayPoint, *, at: datetime, by: User) -> None:
    log.record(
        f"shelters.{step}",
        by=by,
        on=local_date(at),
        case=point.case.code,
        area=StayPoint.AREA,
        number=point.number,
        shelter=point.stay.shelter.code,
    )
