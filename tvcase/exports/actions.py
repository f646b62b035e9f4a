"""Every step of a copy: asked for, released or refused by a second person, taken once."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.exports.kinds import Asked, Kind, Sheet, Table
from tvcase.exports.marks import new_number
from tvcase.exports.models import KEPT, ExportRequest
from tvcase.exports.notification_kinds import ASKED, DECIDED
from tvcase.exports.states import RELEASERS, ExportState, Format
from tvcase.flow import Refused, move
from tvcase.notifications.outbox import notify


@transaction.atomic
def ask(
    kind: Kind,
    contents: Table | Sheet,
    asked: Asked,
    *,
    format: str,
    reason: str,
    reason_text: str,
    at: datetime,
) -> ExportRequest:
    """Keep who wants which copy and why; above the limit, and for a table with names, ask the second person.

    Raises Refused when there is nothing to copy, and when nobody else in the organisation could release it.
    """
    by = asked.user
    if by.organisation is None or not contents.count:
        raise Refused(_("There is nothing to copy."))
    request = ExportRequest(
        number=new_number(),
        kind=kind.code,
        case_code=asked.case_code,
        parameters=dict(asked.parameters),
        format=format,
        with_names=asked.with_names,
        rows=contents.count,
        reason=reason,
        reason_text=reason_text,
        needs_release=_needs_two(contents, asked, by.organisation.kind, at=at),
        asked_by=by,
        organisation=by.organisation,
        asked_at=at,
        expires_at=at + KEPT,
    )
    save_checked(request)
    _record(request, "asked", by, at)
    if request.needs_release:
        others = _second_people(request)
        if not others:
            raise Refused(_("Nobody else in your organisation can release this. Ask your administrator."))
        _notify(request, others, ASKED, at)
    return request


@transaction.atomic
def release(request: ExportRequest, *, by: User, at: datetime) -> ExportRequest:
    """The second person lets the copy go: it can be taken once within 24 hours."""
    request = _decided(request, ExportState.RELEASED, by, at)
    request.expires_at = at + KEPT
    return _saved(request, "released", by, at)


@transaction.atomic
def refuse(request: ExportRequest, *, refusal: str, by: User, at: datetime) -> ExportRequest:
    """The second person does not let the copy go, and says why."""
    request = _decided(request, ExportState.REFUSED, by, at)
    request.refusal = refusal
    return _saved(request, "refused", by, at)


@transaction.atomic
def fetch(request: ExportRequest, *, rows: int, by: User, at: datetime) -> ExportRequest:
    """The asker takes the copy, once, in time, and with no more rows than were released."""
    request = lock(request)
    if request.asked_by_id != by.pk:
        raise Refused(_("Only who asked for this copy can take it."))
    if request.is_over(at=at):
        raise Refused(_("The time to take this copy is over: ask again."))
    if request.needs_release and request.state == ExportState.ASKED:
        raise Refused(_("A second person must release this copy first."))
    move(request, to=ExportState.FETCHED)
    if rows > request.rows:
        raise Refused(_("There is more to copy now than was asked for: ask again."))
    request.fetched_at = at
    save_checked(request)
    return request


def _needs_two(contents: Table | Sheet, asked: Asked, organisation_kind: str, *, at: datetime) -> bool:
    """Whether a second person decides: for a table with names, and above so many rows within a day, however split."""
    limits: dict[str, int] = settings.ROWS_ALONE
    most = limits.get(organisation_kind, limits["default"])
    if not isinstance(contents, Table):
        return contents.count > most
    alone = ExportRequest.objects.filter(asked_by=asked.user, needs_release=False, asked_at__gt=at - KEPT)
    taken = alone.exclude(format=Format.PRINT).aggregate(rows=Sum("rows"))["rows"] or 0
    return asked.with_names or taken + contents.count > most


def _decided(request: ExportRequest, state: ExportState, by: User, at: datetime) -> ExportRequest:
    request = lock(request)
    if request.asked_by_id == by.pk:
        raise Refused(_("You asked for this copy: somebody else must release it."))
    if not by.has_role(*RELEASERS) or by.organisation_id != request.organisation_id:
        raise Refused(request.TRIGGERS["export_request_released_by_a_second_person"])
    if request.is_over(at=at):
        raise Refused(_("The time to decide on this copy is over: it must be asked for again."))
    move(request, to=state)
    request.decided_by = by
    request.decided_at = at
    return request


def _saved(request: ExportRequest, what: str, by: User, at: datetime) -> ExportRequest:
    save_checked(request)
    _record(request, what, by, at)
    _notify(request, [request.asked_by], DECIDED, at)
    return request


def _second_people(request: ExportRequest) -> list[User]:
    colleagues = User.objects.filter(organisation=request.organisation, is_active=True).exclude(pk=request.asked_by_id)
    return list(colleagues.filter(roles__overlap=sorted(RELEASERS)))


def _record(request: ExportRequest, what: str, by: User, at: datetime) -> None:
    log.record(f"exports.copy.{what}", by=by, on=local_date(at), case=request.case_code, **facts_of(request))


def facts_of(request: ExportRequest) -> dict[str, Any]:
    """What the trace says of a copy: never what somebody wrote, never what is in it."""
    return {
        "copy": request.number,
        "kind": request.kind,
        "format": request.format,
        "rows": request.rows,
        "names": request.with_names,
        "reason": request.reason,
    }


def _notify(request: ExportRequest, people: list[User], kind: str, at: datetime) -> None:
    day = local_date(at)
    notify(people, kind, case_code="", subject=request.pk, occurrence=f"{kind} {day.isoformat()}", due_on=day)
