"""What every act on a stay has in common: who may do it, what it opens, its line in the trace, who is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.actions import notices, team
from cases.actions.act import raised_to
from cases.models import Case
from cases.states import OpeningGround, TeamRole
from shelters.models import AccompanyingChild, Stay, StayExtension, StayReview
from shelters.states import ExtensionState, StayState
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.audit import log
from tvcase.db import lock, save_checked
from tvcase.flow import Refused, move
from tvcase.notifications import outbox


def only_the_house(stay: Stay, by: User) -> None:
    """Raise Refused for anybody but the staff of the shelter."""
    if by.organisation_id != stay.shelter.organisation_id:
        raise Refused(_("Only the staff of the shelter do this."))


def only_those_of_the_stay(stay: Stay, by: User) -> None:
    """Raise Refused for anybody but the staff of the shelter and those who hold the case."""
    if by.organisation_id not in (stay.shelter.organisation_id, stay.case.organisation_id):
        raise Refused(_("Only the organisation that holds the case, or the shelter, does this."))


def open_to_the_house(case: Case, stay: Stay, *, by: User, on: date) -> None:
    """Open what the house needs of the case; the one who records the arrival joins the team."""
    team.close_openings(case, subject=stay.pk, ground=OpeningGround.STAY_REQUEST, by=by, on=on)
    team.open_to(case, stay.shelter.organisation, OpeningGround.STAY, subject=stay.pk, by=by, on=on)
    if not case.members.filter(user=by, left_on=None).exists():
        team.add(case, by, TeamRole.SHELTER_WORKER, by=by, on=on)


def close_to_the_house(stay: Stay, *, by: User, on: date, team_too: bool = True) -> None:
    """Close what the stay had opened; the places of the house's workers on the team end with it."""
    if team_too:
        team.end_places(stay.case, stay.shelter.organisation, TeamRole.SHELTER_WORKER, by=by, on=on)
    team.close_openings(stay.case, subject=stay.pk, by=by, on=on)


@dataclass(frozen=True)
class Hanging:
    """What hung from a stay when it ended: it goes on with the person where she or he moved."""

    children: list[AccompanyingChild]
    extensions: list[StayExtension]
    reviews: list[StayReview]


def end_what_hangs(stay: Stay, *, by: User, on: date) -> Hanging:
    """With the stay the children leave, and what still waited for an answer or a review falls away."""
    children = list(stay.children.here().select_related("place"))
    for child in children:
        child.to_on, child.ended_recorded_by = max(on, child.from_on), by
        save_checked(child)
    extensions = list(stay.extensions.filter(state=ExtensionState.PROPOSED))
    for extension in extensions:
        move(extension, to=ExtensionState.WITHDRAWN)
        save_checked(extension)
    reviews = list(stay.reviews.open())
    for review in reviews:
        review.fell_away_on = on
        save_checked(review)
    return Hanging(children, extensions, reviews)


def give_back_later_reservations(stay: Stay, *, by: User, on: date) -> None:
    """Nobody is evicted: reservations after the planned end, of this place or for this person, are requests again.

    They wait for the place, expected free on the day on which this stay is planned to end.
    """
    here = Q(place=stay.place) | Q(person=stay.person_id)
    later = Stay.objects.filter(here, state=StayState.RESERVED, from_on__gte=stay.planned_to_on)
    for found in later.exclude(pk=stay.pk).exclude(moved_from=stay).select_related("case").order_by("pk"):
        with raised_to(found.case):
            reservation = lock(found)
            reservation.case = found.case
            move(reservation, to=StayState.REQUESTED)
            if reservation.place_id == stay.place_id:
                reservation.waits_for, reservation.expected_free_on = stay.place, stay.planned_to_on
            reservation.place = reservation.moved_from = reservation.answered_on = reservation.answered_by = None
            save_checked(reservation)
            record("given_back", reservation, by=by, on=on)
            tell_asker(reservation, by=by, on=on)


def record(verb: str, stay: Stay, *, by: User | None, on: date, **facts: Any) -> None:
    """One line of the trace: shelter, number and dates of the stay; never why somebody was declined."""
    log.record(
        f"shelters.stay.{verb}",
        by=by,
        on=on,
        case=stay.case.code,
        area=Stay.AREA,
        number=stay.number,
        shelter=stay.shelter.code,
        **facts,
    )


def tell_house(stay: Stay, kind: str, *, by: User | None, on: date, subject: UUID | None = None) -> None:
    """Tell the staff of the house, but for who acts."""
    staff = [user for user in notices.holding(stay.shelter.organisation, *SHELTER_ROLES) if user != by]
    _tell(staff, kind, stay, subject or stay.pk, on)


def tell_of_a_free_place(stay: Stay, *, on: date) -> None:
    """The place of a stay that ended is free: the house is told of each request that waits for it."""
    waiting = Stay.objects.filter(waits_for=stay.place_id, state=StayState.REQUESTED)
    for request in waiting.select_related("case", "shelter__organisation").order_by("requested_on", "pk"):
        staff = notices.holding(request.shelter.organisation, *SHELTER_ROLES)
        _tell(staff, "stay_place_free", request, request.pk, on, occurrence=on.isoformat())


def tell_asker(stay: Stay, *, by: User, on: date) -> None:
    """Each answer is news of its own: a reservation may be given back and made again on one day."""
    asker = [user for user in [stay.requested_by] if user.is_active and user != by]
    outbox.notify(asker, "stay_answered", case_code=stay.case.code, subject=stay.pk, occurrence=uuid4().hex, due_on=on)


def tell_team(stay: Stay, kind: str, *, by: User | None, on: date, subject: UUID | None = None) -> None:
    """Tell the team of the case, but for who acts."""
    _tell([user for user in notices.team(stay.case) if user != by], kind, stay, subject or stay.pk, on)


def _tell(people: Iterable[User], kind: str, stay: Stay, subject: UUID, on: date, *, occurrence: str = "") -> None:
    outbox.notify(people, kind, case_code=stay.case.code, subject=subject, occurrence=occurrence, due_on=on)
