"""What can happen in a stay that goes on, and why not: the sentences that the page shows beside its button."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.rules import Reasons
from shelters.models import (
    ONE_NIGHT,
    Absence,
    AccompanyingChild,
    Place,
    PlaceQuerySet,
    Shelter,
    Stay,
    StayExtension,
    StayReview,
)
from shelters.rules import why_not_leave
from shelters.states import ExtensionState, StayState
from tvcase.accounts.models import User

S = StayState


def why_not_absent(stay: Stay) -> Reasons:
    """Why nobody can be recorded as away."""
    if stay.state == S.ABSENT:
        return [_("The person is recorded as absent already.")]
    return why_not_leave(stay)


def why_not_back(stay: Stay) -> Reasons:
    """Why nobody can be recorded as back."""
    return [] if stay.state == S.ABSENT else [_("The person is not recorded as absent.")]


def why_not_move(stay: Stay) -> Reasons:
    """Why the person cannot move to another place of the same organisation."""
    if stay.state == S.ABSENT:
        return [_("The person is away. Record first that she or he is back.")]
    return why_not_leave(stay)


def why_not_move_to(stay: Stay, place: Place, *, on: date) -> Reasons:
    """Why the person cannot move to this place from the night that begins on this day."""
    if on < stay.from_on:
        return [_("This is before the person arrived.")]
    if place.pk == stay.place_id:
        return [_("The person sleeps in this place already.")]
    if place.shelter.organisation_id != stay.shelter.organisation_id:
        return [_("This house is run by another organisation: ask it for a place.")]
    if place.closed_on and place.closed_on <= on:
        return [_("This place is not in use in these nights.")]
    return []


def why_not_extend(stay: Stay) -> Reasons:
    """Why no longer stay can be proposed."""
    if gone := why_not_leave(stay):
        return gone
    if stay.extensions.filter(state=ExtensionState.PROPOSED).exists():
        return [_("A longer stay has been proposed already. Record the answer first.")]
    return []


def why_not_answer_extension(extension: StayExtension) -> Reasons:
    """Why no answer to a proposal can be recorded."""
    if extension.state != ExtensionState.PROPOSED:
        return [_("This proposal has been answered already, or was taken back.")]
    return []


def why_not_review(review: StayReview) -> Reasons:
    """Why a review cannot be recorded."""
    if review.done_on:
        return [_("This review is done already.")]
    return [_("The stay has ended, and the review with it.")] if review.fell_away_on else []


def why_not_go(child: AccompanyingChild) -> Reasons:
    """Why no departure of a child can be recorded."""
    return [_("The child has left already.")] if child.to_on else []


def places_to_move_to(stay: Stay, *, night: date, at: datetime) -> PlaceQuerySet:
    """The places of the organisation that are free from the night that begins on this day to the planned end: what is
    reserved afterwards is given back."""
    ours = Shelter.objects.filter(organisation=stay.shelter.organisation_id).open()
    until = max(stay.planned_to_on, night + ONE_NIGHT)
    return _by_house(Place.objects.filter(shelter__in=ours).free(from_on=night, to_on=until, at=at))


def places_for_a_child(stay: Stay, *, night: date, at: datetime) -> PlaceQuerySet:
    """The beds and cots of the house that are free from this night on, without an end."""
    return _by_house(Place.objects.filter(shelter=stay.shelter_id).free(from_on=night, to_on=date.max, at=at))


def _by_house(places: PlaceQuerySet) -> PlaceQuerySet:
    return places.select_related("shelter").order_by("shelter__code", "label")


def story_of(stay: Stay, user: User) -> dict[str, Any]:
    """What belongs to a stay and this person may see: where she or he came from and went, absences, children, a longer
    stay, reviews. Those who hold the case and the house see the rest of a stay that they may see."""
    visible = Stay.objects.visible_to(user).filter(case=stay.case_id).select_related("shelter", "place")
    extensions = list(StayExtension.objects.visible_to(user).filter(stay=stay).select_related("proposed_by"))
    return {
        "came_from": visible.filter(pk=stay.moved_from_id).first() if stay.moved_from_id else None,
        "went_to": visible.filter(moved_from=stay).exclude(state__in=[S.DECLINED, S.CANCELLED]).first(),
        "absences": Absence.objects.visible_to(user).filter(stay=stay),
        "children": AccompanyingChild.objects.visible_to(user).filter(stay=stay).select_related("place"),
        "extensions": extensions,
        "awaits_answer": any(extension.state == ExtensionState.PROPOSED for extension in extensions),
        "reviews": StayReview.objects.visible_to(user).filter(stay=stay).select_related("done_by"),
    }
