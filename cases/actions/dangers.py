"""What makes a place unsafe: where the perpetrator may be, and people better not met in one house."""

from datetime import date

from cases.actions.act import act, locked
from cases.models import Case, CaseConnection, KnownPlace
from cases.rules.identification import why_not_record
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import refuse_for


@act
def note_place(case: Case, *, kind: str, town: str, detail: str = "", on: date, by: User) -> KnownPlace:
    """Note a town or place where the perpetrator may be, on a Sofia day. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(why_not_record(case))
    number = next_number(case.known_places.all())
    place = KnownPlace(case=case, number=number, kind=kind, town=town, detail=detail, noted_on=on, recorded_by=by)
    return _save(place, "place_noted", on=on, by=by)


@act
def connect(case: Case, other: Case, *, on: date, by: User) -> CaseConnection:
    """Note that the people of two cases are better not in one house; it is written in the first case's file only.

    Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_record(case))
    number = next_number(case.connections.all())
    connection = CaseConnection(case=case, number=number, other=other, noted_on=on, recorded_by=by)
    return _save(connection, "connection_noted", on=on, by=by)


@act
def over[D: (KnownPlace, CaseConnection)](danger: D, *, on: date, by: User) -> D:
    """Note that it is no longer a danger; saying it twice changes nothing."""
    danger = locked(danger)
    if danger.over_on is None:
        danger.over_on = max(on, danger.noted_on)
        step = "place_over" if isinstance(danger, KnownPlace) else "connection_over"
        _save(danger, step, on=on, by=by)
    return danger


def _save[D: (KnownPlace, CaseConnection)](danger: D, step: str, *, on: date, by: User) -> D:
    save_checked(danger)
    code = danger.case.code
    log.record(f"cases.danger.{step}", by=by, on=on, case=code, area=danger.AREA, number=danger.number)
    return danger
