"""Away and back: the person keeps the place meanwhile; and the children who came with her or him (domain 4.6, E-25).

Instants are aware; their day is the Europe/Sofia date.
"""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from shelters.actions.chain import only_the_house, record
from shelters.models import Absence, AccompanyingChild, Place, Stay
from shelters.rules import why_not_leave
from shelters.states import StayState
from shelters.staying import why_not_absent, why_not_back, why_not_go
from tvcase.accounts.models import User
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for

S = StayState


@act
def absent(
    stay: Stay, *, kind: str, since: datetime, expected_at: datetime | None = None, note: str = "", by: User
) -> Absence:
    """Record that the person is away since an instant, and when she or he is expected back; the place is kept.

    Raises Refused or ValidationError.
    """
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_absent(stay))
    if local_date(since) < stay.from_on:
        raise Refused(_("This is before the person arrived."))
    move(stay, to=S.ABSENT)
    save_checked(stay)
    absence = Absence(
        case=stay.case, stay=stay, kind=kind, since=since, expected_at=expected_at, note=note, recorded_by=by
    )
    save_checked(absence)
    record("absent", stay, by=by, on=local_date(since), kind=kind)
    return absence


@act
def back(stay: Stay, *, at: datetime, by: User) -> Stay:
    """Record that the person came back at an instant. Raises Refused or ValidationError."""
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_back(stay))
    absence = lock(stay.absences.going_on().get())
    absence.back_at, absence.back_recorded_by = at, by
    save_checked(absence)
    move(stay, to=S.ACTIVE)
    save_checked(stay)
    record("back", stay, by=by, on=local_date(at), late=absence.expected_at is not None and at > absence.expected_at)
    return stay


@act
def child_comes(
    stay: Stay, *, house_alias: str, age: str = "", needs: str = "", place: Place | None = None, from_on: date, by: User
) -> AccompanyingChild:
    """Record that a child sleeps here with its parent from a night on, in the parent's bed or in a place of its own.

    Raises Refused or ValidationError.
    """
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_leave(stay))
    if from_on < stay.from_on:
        raise Refused(_("This is before the person arrived."))
    if place is not None:
        place = lock(place)
        if place.shelter_id != stay.shelter_id or (place.closed_on and place.closed_on <= from_on):
            raise Refused(_("This place is not in use in these nights."))
    child = AccompanyingChild(
        case=stay.case,
        stay=stay,
        number=next_number(stay.children.all()),
        house_alias=house_alias,
        age=age,
        needs=needs,
        place=place,
        from_on=from_on,
        recorded_by=by,
    )
    save_checked(child)
    record("child_came", stay, by=by, on=from_on, child=child.number)
    return child


@act
def child_goes(child: AccompanyingChild, *, to_on: date, by: User) -> AccompanyingChild:
    """Record that a child left on a day, so that the last night is the one before. Raises Refused or
    ValidationError."""
    child = locked(child)
    only_the_house(child.stay, by)
    refuse_for(why_not_go(child))
    child.to_on, child.ended_recorded_by = to_on, by
    save_checked(child)
    record("child_left", child.stay, by=by, on=to_on, child=child.number)
    return child
