"""Moves: one continuous story of stays, from place to place and from house to house (domain 4.6).

Days are Europe/Sofia dates. Within an organisation the house moves a person in one act. To a house of another
organisation the person goes with its reservation, and the arrival there ends the stay here.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from shelters.actions.chain import (
    Hanging,
    close_to_the_house,
    end_what_hangs,
    give_back_later_reservations,
    only_the_house,
    open_to_the_house,
    record,
    tell_house,
    tell_of_a_free_place,
    tell_team,
)
from shelters.models import ONE_NIGHT, AccompanyingChild, Place, Stay, StayExtension, StayReview
from shelters.states import HERE, StayState
from shelters.staying import why_not_move, why_not_move_to
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for

S = StayState
CARRIED_PROPOSAL = ("number", "to_on", "ground", "reasons", "proposed_on", "proposed_by")
CARRIED_REVIEW = ("number", "ground", "opened_on", "due_on")


@act
def move_to(stay: Stay, *, place: Place, on: date, by: User) -> Stay:
    """Move the person to another place of the same organisation from the night that begins on a day; gives the stay
    that goes on there.

    In the first night the place alone changes. Children who sleep with the parent go along; a bed or cot of their own
    is chosen anew. Raises Refused or ValidationError.
    """
    lock(stay.case)
    place = lock(place)
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_move(stay) or why_not_move_to(stay, place, on=on))
    if on == stay.from_on and place.shelter_id == stay.shelter_id:
        return _another_bed(stay, place, by=by, on=on)
    going_on = _next_of(stay, place, by=by, on=on)
    save_checked(going_on)
    move(going_on, to=S.RESERVED)
    save_checked(going_on)
    hanging = move_out(stay, by=by, on=on, team_too=False)
    give_back_later_reservations(going_on, by=by, on=on)
    move(going_on, to=S.ACTIVE)
    save_checked(going_on)
    bring_along(hanging, going_on, by=by, on=on)
    open_to_the_house(stay.case, going_on, by=by, on=on)
    record("moved_in", going_on, by=by, on=on)
    tell_team(going_on, "stay_moved", by=by, on=on)
    return going_on


def move_out(stay: Stay, *, by: User, on: date, team_too: bool = True) -> Hanging:
    """End a stay on a day because the person goes on elsewhere; gives what goes along. Part of a larger act, with the
    case locked. Raises Refused or ValidationError."""
    if on <= stay.from_on:
        raise Refused(_("The person has not spent a night in the house before. Choose a later day."))
    hanging = end_what_hangs(stay, by=by, on=on)
    move(stay, to=S.MOVED)
    stay.to_on, stay.ended_recorded_by = on, by
    save_checked(stay)
    close_to_the_house(stay, by=by, on=on, team_too=team_too)
    record("moved_out", stay, by=by, on=on)
    tell_of_a_free_place(stay, on=on)
    return hanging


def move_out_of_the_house_before(stay: Stay, *, by: User, on: date) -> Hanging | None:
    """End the stay from which the person comes, if it goes on, and tell its house; gives what goes along.

    Part of the arrival in the next house. Raises Refused or ValidationError.
    """
    if stay.moved_from is None:
        return None
    before = lock(stay.moved_from)
    before.case = stay.case
    if before.state in HERE or before.to_on == on:
        stay.story_from_on = before.story_began_on
    if before.state not in HERE:
        return None
    hanging = move_out(before, by=by, on=on)
    tell_house(before, "stay_moved_out", by=by, on=on)
    return hanging


def bring_along(hanging: Hanging, stay: Stay, *, by: User, on: date) -> None:
    """What goes on in the new stay: the children, who get a bed anew where they had one in another house, a proposal
    that waits for its answer, and reviews."""
    copied: list[Any] = []
    for child in hanging.children:
        kept = child.place if child.place and child.place.shelter_id == stay.shelter_id else None
        facts = {name: getattr(child, name) for name in ("number", "house_alias", "age", "needs")}
        copied.append(AccompanyingChild(**facts, place=kept, from_on=on, recorded_by=by))
    for extension in hanging.extensions:
        facts = {name: getattr(extension, name) for name in CARRIED_PROPOSAL}
        facts["from_on"] = stay.planned_to_on
        if extension.to_on > stay.planned_to_on:
            copied.append(StayExtension(**facts))
    copied += [StayReview(**{name: getattr(review, name) for name in CARRIED_REVIEW}) for review in hanging.reviews]
    for record_of_stay in copied:
        record_of_stay.case, record_of_stay.stay = stay.case, stay
        save_checked(record_of_stay)


def _another_bed(stay: Stay, place: Place, *, by: User, on: date) -> Stay:
    stay.place = place
    give_back_later_reservations(stay, by=by, on=on)
    save_checked(stay)
    record("another_place", stay, by=by, on=on)
    return stay


def _next_of(stay: Stay, place: Place, *, by: User, on: date) -> Stay:
    """The stay that goes on in the new place, asked for and answered by the house itself."""
    return Stay(
        case=stay.case,
        person_id=stay.person_id,
        number=next_number(stay.case.stays.all()),
        shelter=place.shelter,
        place=place,
        moved_from=stay,
        story_from_on=stay.story_began_on,
        from_on=on,
        planned_to_on=max(stay.planned_to_on, on + ONE_NIGHT),
        term_rule=stay.term_rule,
        house_alias=stay.house_alias,
        requested_on=on,
        requested_by=by,
        answered_on=on,
        answered_by=by,
        arrived_recorded_by=by,
    )
