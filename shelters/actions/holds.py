"""A place held for a short while: claimed, extended once, given back, turned into a request (domain 4.6)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case
from shelters.actions import stays
from shelters.holding import why_not_ask, why_not_extend, why_not_give_back, why_not_hold
from shelters.models import Hold, Place, Stay
from shelters.states import HoldEnd
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for


def lasts() -> timedelta:
    """How long a place is held: the setting HOLD_MINUTES."""
    return timedelta(minutes=settings.HOLD_MINUTES)


@act
def hold(
    case: Case,
    *,
    place: Place,
    from_on: date,
    to_on: date,
    by: User,
    at: datetime,
    beside: Sequence[Place] = (),
) -> Hold:
    """Keep a place for the person in the nights [from_on, to_on), Sofia days, and `beside` it those for the children
    who come along: all of them or none.

    The database lets nobody else have them until the time has run out, and ends what ran out before. Raises Refused
    or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_hold(case, place, from_on=from_on, by=by, at=at))
    if any(other.shelter_id != place.shelter_id for other in beside):
        raise Refused(_("The places for the children must be in the same house."))
    made: dict[int, Hold] = {}
    for one in sorted([place, *beside], key=lambda one: (one != place, one.pk)):
        made[one.pk] = _claim(case, one, made.get(place.pk), from_on=from_on, to_on=to_on, by=by, at=at)
    _record("made", made[place.pk], by=by, at=at)
    return made[place.pk]


def _claim(
    case: Case, place: Place, leading: Hold | None, *, from_on: date, to_on: date, by: User, at: datetime
) -> Hold:
    one = Hold(
        case=case,
        person_id=case.person_id,
        number=next_number(case.holds.all()),
        place=place,
        beside=leading,
        from_on=from_on,
        to_on=to_on,
        held_at=at,
        held_by=by,
        expires_at=at + lasts(),
    )
    save_checked(one)
    return one


@act
def extend(held: Hold, *, reason: str, by: User, at: datetime) -> Hold:
    """Keep the place once more as long, counted from now, with a reason. Raises Refused or ValidationError."""
    held = locked(held)
    refuse_for(why_not_extend(held, by=by, at=at))
    for one in [held, *held.children.filter(ended_at=None)]:
        one.expires_at = at + lasts()
        one.extended_at = at
        one.extension_reason = reason
        save_checked(one)
    _record("extended", held, by=by, at=at)
    return held


@act
def give_back(held: Hold, *, by: User, at: datetime) -> Hold:
    """Let the place go before the time has run out. Raises Refused."""
    held = locked(held)
    refuse_for(why_not_give_back(held, by=by, at=at))
    for one in [*held.children.filter(ended_at=None), held]:
        one.ended_at = at
        one.ending = HoldEnd.RELEASED
        save_checked(one)
    _record("given_back", held, by=by, at=at)
    return held


@act
def ask(held: Hold, *, by: User, at: datetime) -> Stay:
    """Ask the house for the place that is held; in a house of one's own it is reserved at once.

    It stays held until the house answers or the time runs out. Raises Refused or ValidationError.
    """
    held = locked(held)
    refuse_for(why_not_ask(held, by=by, at=at))
    shelter, on = held.place.shelter, local_date(at)
    stay = stays.request(held.case, shelter=shelter, from_on=held.from_on, planned_to_on=held.to_on, by=by, on=on)
    held.stay = stay
    save_checked(held)
    if shelter.organisation_id == by.organisation_id:
        stay = stays.reserve(stay, place=held.place, by=by, on=on)
    return stay


def _record(verb: str, held: Hold, *, by: User, at: datetime) -> None:
    """One line of the trace: the house and the number of the hold."""
    log.record(
        f"shelters.hold.{verb}",
        by=by,
        on=local_date(at),
        case=held.case.code,
        area=Hold.AREA,
        number=held.number,
        shelter=held.place.shelter.code,
    )
