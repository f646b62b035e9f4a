"""One shift hands the house over to the next, and counts at night who sleeps there.

These acts are of a house, not of a case; what they say of a guest is written in that guest's file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.act import act, locked, raised_to
from shelters.actions.shelters import confirm
from shelters.house_rules import mark_of, why_not_count, why_not_read, why_not_work_in
from shelters.models import CensusEntry, NightCensus, Shelter, ShiftHandover, Stay
from shelters.rules import night_of
from shelters.states import DIFFERENT
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for


@dataclass(frozen=True)
class Found:
    """One guest as the count found her or him."""

    stay: Stay
    here: bool
    explanation: str = ""


@transaction.atomic
def hand_over(shelter: Shelter, *, note: str = "", at: datetime, by: User) -> ShiftHandover:
    """Hand a house over to the next shift: what concerns the house is the note; points about guests stay open by
    themselves. Raises Refused or ValidationError."""
    shelter = lock(shelter)
    refuse_for(why_not_work_in(shelter, by))
    handover = ShiftHandover(
        shelter=shelter, number=next_number(shelter.handovers.all()), note=note, written_at=at, written_by=by
    )
    save_checked(handover)
    _record("handover.written", shelter, on=local_date(at), by=by, number=handover.number)
    return handover


@transaction.atomic
def read(handover: ShiftHandover, *, at: datetime, by: User) -> ShiftHandover:
    """Say, for the next shift, that a handover was read. Raises Refused or ValidationError."""
    handover = lock(handover)
    refuse_for(why_not_read(handover, by))
    handover.read_at = at
    handover.read_by = by
    save_checked(handover)
    _record("handover.read", handover.shelter, on=local_date(at), by=by, number=handover.number)
    return handover


@transaction.atomic
def count(
    shelter: Shelter,
    found: Sequence[Found],
    *,
    expected: Sequence[Stay],
    night: date,
    others: int = 0,
    explanation: str = "",
    at: datetime,
    by: User,
) -> NightCensus:
    """Record who was found in a house in the night that begins on this day in Sofia.

    `expected` are the guests whom the house has now: a list that lacks one is looked at again. What differs may be
    explained at once or later; a count with nothing left to explain confirms the picture of the house to others.
    Raises Refused or ValidationError.
    """
    shelter = lock(shelter)
    refuse_for(why_not_count(shelter, by, night=night))
    if {one.stay.pk for one in found} != {stay.pk for stay in expected}:
        raise Refused(_("Somebody came or left while you counted. Look at the list again."))
    census = NightCensus(shelter=shelter, night=night, others=others, counted_at=at, counted_by=by)
    if others and explanation:
        census.explanation, census.explained_at, census.explained_by = explanation, at, by
    save_checked(census)
    entries = [_enter(census, one, at=at, by=by) for one in found]
    different = sum(entry.mark in DIFFERENT for entry in entries)
    _record("census.counted", shelter, on=night, by=by, found=len(entries), different=different, others=others)
    _confirm_if_right(census, at=at, by=by)
    return census


@act
def explain(entry: CensusEntry, *, explanation: str, at: datetime, by: User) -> CensusEntry:
    """Explain, once, why a guest was found otherwise than the stays say. Raises Refused or ValidationError."""
    entry = locked(entry)
    census = entry.census
    refuse_for(why_not_work_in(census.shelter, by))
    if entry.explained_at:
        raise Refused(_("This difference has been explained already."))
    entry.explanation, entry.explained_at, entry.explained_by = explanation, at, by
    save_checked(entry)
    _record_of(entry, "explained", on=local_date(at), by=by)
    return entry


@transaction.atomic
def explain_others(census: NightCensus, *, explanation: str, at: datetime, by: User) -> NightCensus:
    """Explain, once, who the people were that were not on the list. Raises Refused or ValidationError."""
    census = lock(census)
    refuse_for(why_not_work_in(census.shelter, by))
    if not census.is_unexplained:
        raise Refused(_("There is nothing to explain."))
    census.explanation, census.explained_at, census.explained_by = explanation, at, by
    save_checked(census)
    _record("census.explained", census.shelter, on=local_date(at), by=by)
    return census


@transaction.atomic
def explain_night(
    census: NightCensus, explanations: Mapping[CensusEntry, str], *, others: str = "", at: datetime, by: User
) -> None:
    """Explain what one count left open: guests, and people who were not on the list; what is empty stays open.

    Raises Refused or ValidationError.
    """
    if others:
        explain_others(census, explanation=others, at=at, by=by)
    for entry, explanation in explanations.items():
        if explanation:
            explain(entry, explanation=explanation, at=at, by=by)
    census.refresh_from_db()
    _confirm_if_right(census, at=at, by=by)


def _confirm_if_right(census: NightCensus, *, at: datetime, by: User) -> None:
    """Say to others that the picture of the house is right, once nothing is left to explain in that night."""
    is_open = census.is_unexplained or census.entries.different().filter(explained_at=None).exists()
    if not is_open and night_of(at) == census.night:
        confirm(census.shelter, by=by, at=at)


def _enter(census: NightCensus, one: Found, *, at: datetime, by: User) -> CensusEntry:
    with raised_to(one.stay.case):
        entry = CensusEntry(census=census, case=one.stay.case, stay=one.stay, mark=mark_of(one.stay, here=one.here))
        if one.explanation and entry.mark in DIFFERENT:
            entry.explanation, entry.explained_at, entry.explained_by = one.explanation, at, by
        save_checked(entry)
        if entry.mark in DIFFERENT:
            _record_of(entry, "differs", on=census.night, by=by)
    return entry


def _record(step: str, shelter: Shelter, *, on: date, by: User, **facts: Any) -> None:
    log.record(f"shelters.{step}", by=by, on=on, shelter=shelter.code, **facts)


def _record_of(entry: CensusEntry, step: str, *, on: date, by: User) -> None:
    case, stay = entry.case.code, entry.stay
    area, shelter = CensusEntry.AREA, entry.census.shelter.code
    log.record(f"shelters.census.{step}", by=by, on=on, case=case, area=area, number=stay.number, shelter=shelter)
