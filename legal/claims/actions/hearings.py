"""Hearings and interviews: planned, moved, prepared, held or called off (SOP 3.3)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case
from legal.claims import rules
from legal.claims.models import Hearing, Preparation
from legal.claims.states import HearingState, Measure, Prepared
from legal.models import CriminalProceedings
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future


class Calendar(TypedDict):
    """When, by whom and about what the person will be heard; `starts_at` is an instant."""

    kind: str
    starts_at: datetime
    held_by: str
    place: NotRequired[str]
    language: NotRequired[str]
    topics: NotRequired[Sequence[str]]
    proceedings: NotRequired[CriminalProceedings | None]
    agreed_on: NotRequired[date | None]


@act
def plan(case: Case, *, on: date, by: User, **facts: Unpack[Calendar]) -> Hearing:
    """Put a hearing or an interview into the calendar, with every measure of protection still to be asked about.

    `on` is the Sofia day of recording; a hearing may be recorded after it took place. Raises Refused or
    ValidationError.
    """
    case = lock(case)
    refuse_for(rules.why_not_write(case, by=by))
    hearing = Hearing(case=case, number=next_number(case.hearings.all()), recorded_by=by)
    _write_down(hearing, on=on, **facts)
    for measure in Measure:
        save_checked(Preparation(case=case, hearing=hearing, measure=measure, recorded_by=by))
    _record(hearing, "planned", on=on, by=by)
    return hearing


@act
def change(hearing: Hearing, *, on: date, by: User, **facts: Unpack[Calendar]) -> Hearing:
    """Move a hearing or correct what is known of it; what was prepared stays. Raises Refused or ValidationError."""
    hearing = _locked(hearing, by=by)
    _write_down(hearing, on=on, **facts)
    _record(hearing, "changed", on=on, by=by)
    return hearing


@act
def prepare(hearing: Hearing, *, measures: Mapping[str, tuple[str, str]], on: date, by: User) -> Hearing:
    """Record how far each measure of protection is prepared: measure → (how far, who or what).

    Measures that are not named stay as they are. Raises Refused or ValidationError.
    """
    hearing = _locked(hearing, by=by)
    rows = {row.measure: row for row in hearing.preparations.all()}
    for measure, (prepared, note) in measures.items():
        row = rows[measure]
        if (row.prepared, row.note) != (prepared, note):
            row.prepared, row.note, row.recorded_by = prepared, note, by
            save_checked(row)
    open_still = sum(row.prepared in (Prepared.NOT_ASKED, Prepared.WANTED) for row in rows.values())
    _record(hearing, "prepared", on=on, by=by, still_open=open_still)
    return hearing


@act
def hold(hearing: Hearing, *, at: datetime, by: User) -> Hearing:
    """Record that the hearing took place; `at` is the instant of recording. Raises Refused before it began."""
    hearing = _locked(hearing, by=by)
    move(hearing, to=HearingState.HELD)
    if hearing.starts_at > at:
        raise Refused(_("It has not begun yet."))
    save_checked(hearing)
    _record(hearing, "held", on=local_date(at), by=by)
    return hearing


@act
def cancel(hearing: Hearing, *, cancelled_on: date, on: date, by: User) -> Hearing:
    """Record that the hearing was called off, on a Sofia day. Raises Refused."""
    hearing = _locked(hearing, by=by)
    move(hearing, to=HearingState.CANCELLED)
    refuse_future(cancelled_on, on=on)
    hearing.cancelled_on = cancelled_on
    save_checked(hearing)
    _record(hearing, "cancelled", on=cancelled_on, by=by)
    return hearing


def _write_down(hearing: Hearing, *, on: date, **facts: Unpack[Calendar]) -> None:
    for name, fact in facts.items():
        setattr(hearing, name, fact)
    refuse_future(hearing.agreed_on, on=on)
    if hearing.proceedings and hearing.proceedings.case_id != hearing.case_id:
        raise Refused(_("The criminal proceedings belong to another case."))
    save_checked(hearing)
    hearing.refresh_from_db(fields=["starts_on"])


def _locked(hearing: Hearing, *, by: User) -> Hearing:
    hearing = locked(hearing)
    refuse_for(rules.why_not_write(hearing.case, by=by) or rules.why_not_change(hearing))
    return hearing


def _record(hearing: Hearing, step: str, *, on: date, by: User, **facts: int) -> None:
    known: dict[str, Any] = {"number": hearing.number, "kind": hearing.kind, **facts}
    log.record(f"claims.hearing.{step}", by=by, on=on, case=hearing.case.code, area="aid", **known)
