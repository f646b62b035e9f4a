"""Moves: one story of stays without a gap, in which nobody sleeps in two places or loses the one she has."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from cases.models.case import access
from cases.permissions import CasePerm
from shelters.actions import holds, moves, stays
from shelters.models import Stay
from shelters.states import HoldEnd, StayEnd, StayState
from tests.cases.said_and_done import told
from tests.factories import CaseFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory, identified_informally
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

S = StayState
ON = date(2026, 3, 20)
UNTIL = date(2026, 4, 9)
FAR = date(2099, 1, 1)


@pytest.fixture
def stay():
    return StayFactory(active=True, house_alias="Мира")


def moved(stay, place=None, on=ON):
    return moves.move_to(stay, place=place or PlaceFactory(shelter=stay.shelter), on=on, by=stay.arrived_recorded_by)


def elsewhere(stay, **fields):
    """The same person asks a house of another organisation, and it keeps a place."""
    return StayFactory(reserved=True, case=stay.case, from_on=ON, planned_to_on=UNTIL, **fields)


def test_a_move_ends_one_stay_and_begins_the_next_without_a_gap(stay):
    going_on = moved(stay)

    stay.refresh_from_db()
    assert (stay.state, stay.to_on, stay.end_reason) == (S.MOVED, ON, "")
    assert (going_on.state, going_on.from_on, going_on.moved_from) == (S.ACTIVE, ON, stay)
    assert (going_on.story_began_on, going_on.planned_to_on) == (date(2026, 3, 10), UNTIL)
    assert (going_on.house_alias, going_on.number) == ("Мира", 2)
    actions = set(Event.objects.filter(action__startswith="shelters.stay.moved").values_list("action", flat=True))
    assert actions == {"shelters.stay.moved_out", "shelters.stay.moved_in"}


def test_the_house_keeps_its_access_when_it_moves_somebody_itself(stay):
    moved(stay)

    worker = stay.arrived_recorded_by
    assert CasePerm.VIEW_IDENTITY in access(worker, stay.case)
    assert stay.case.members.get(user=worker).left_on is None


def test_a_move_frees_the_place_for_somebody_else(stay):
    moved(stay)

    assert StayFactory(reserved=True, place=stay.place, from_on=ON, planned_to_on=UNTIL).state == S.RESERVED


def test_in_the_first_night_the_place_alone_changes(stay):
    place = PlaceFactory(shelter=stay.shelter)

    again = moved(stay, place, on=stay.from_on)

    assert (again.pk, again.place, again.state) == (stay.pk, place, S.ACTIVE)


def test_a_house_of_the_same_organisation_takes_somebody_over(stay):
    house = ShelterFactory(organisation=stay.shelter.organisation)

    going_on = moved(stay, PlaceFactory(shelter=house))

    assert (going_on.shelter, going_on.state) == (house, S.ACTIVE)


def test_nobody_moves_into_a_place_that_is_taken_in_these_nights(stay):
    other = StayFactory(reserved=True, shelter=stay.shelter, place=PlaceFactory(shelter=stay.shelter))

    with pytest.raises(ValidationError, match="taken"):
        moved(stay, other.place)


def test_a_move_gives_later_reservations_of_the_new_place_back(stay):
    place = PlaceFactory(shelter=stay.shelter)
    later = StayFactory(reserved=True, place=place, from_on=UNTIL, planned_to_on=date(2026, 5, 1))

    moved(stay, place)

    later.refresh_from_db()
    assert (later.state, later.place, later.waits_for, later.expected_free_on) == (S.REQUESTED, None, place, UNTIL)


@pytest.mark.parametrize("state", [S.REQUESTED, S.RESERVED, S.ABSENT, S.MOVED, S.ENDED])
def test_only_who_is_in_the_house_is_moved_by_it(state):
    stay = StayFactory(until=state)

    with pytest.raises(Refused):
        moves.move_to(stay, place=PlaceFactory(shelter=stay.shelter), on=ON, by=staff_of(stay.shelter))


def test_the_house_moves_people_only_among_its_own_places(stay):
    with pytest.raises(Refused, match="another organisation"):
        moved(stay, PlaceFactory())
    with pytest.raises(Refused, match="sleeps in this place"):
        moved(stay, stay.place)
    with pytest.raises(Refused, match="before the person arrived"):
        moved(stay, on=date(2026, 3, 9))
    with pytest.raises(Refused, match="not in use"):
        moved(stay, PlaceFactory(shelter=stay.shelter, closed_on=ON))
    with pytest.raises(Refused, match="Only the staff"):
        moves.move_to(stay, place=PlaceFactory(shelter=stay.shelter), on=ON, by=UserFactory(shelter_staff=True))


def test_a_place_elsewhere_is_kept_for_somebody_who_still_stays_here(stay):
    kept = elsewhere(stay)

    stay.refresh_from_db()
    assert (stay.state, kept.state, kept.moved_from) == (S.ACTIVE, S.RESERVED, stay)


def test_the_arrival_elsewhere_ends_the_stay_here_and_tells_its_house(stay):
    colleague = staff_of(stay.shelter)
    kept = elsewhere(stay)

    kept = stays.arrive(kept, on=ON, by=staff_of(kept.shelter))

    stay.refresh_from_db()
    assert (stay.state, stay.to_on) == (S.MOVED, ON)
    assert (kept.state, kept.story_began_on) == (S.ACTIVE, date(2026, 3, 10))
    assert access(colleague, stay.case) == frozenset()
    assert stay.case.members.get(user=stay.arrived_recorded_by).left_on == ON
    assert colleague in told("stay_moved_out")


def test_who_is_away_may_arrive_elsewhere():
    stay = StayFactory(absent=True)
    kept = elsewhere(stay)

    stays.arrive(kept, on=ON, by=staff_of(kept.shelter))

    stay.refresh_from_db()
    assert stay.state == S.MOVED


def test_two_places_are_never_kept_for_one_person(stay):
    elsewhere(stay)

    with pytest.raises(Refused, match="Another place is kept"):
        elsewhere(stay)


def test_nobody_arrives_elsewhere_before_a_night_was_spent_here(stay):
    kept = StayFactory(reserved=True, case=stay.case, from_on=stay.from_on, planned_to_on=UNTIL)

    with pytest.raises(Refused, match="not spent a night"):
        stays.arrive(kept, on=stay.from_on, by=staff_of(kept.shelter))


def test_who_left_in_the_meantime_arrives_all_the_same(stay):
    kept = elsewhere(stay)
    stays.leave(stay, to_on=date(2026, 3, 15), end_reason=StayEnd.REFERRAL, by=stay.arrived_recorded_by)

    kept = stays.arrive(kept, on=ON, by=staff_of(kept.shelter))

    assert (kept.state, kept.story_began_on) == (S.ACTIVE, ON)


def test_calling_off_the_next_place_changes_nothing_here(stay):
    kept = elsewhere(stay)

    stays.cancel(kept, by=stay.requested_by, on=ON)

    stay.refresh_from_db()
    assert stay.state == S.ACTIVE
    assert elsewhere(stay).moved_from == stay


def test_a_move_is_planned_until_the_end_of_the_term_that_runs(stay):
    asked = stays.request(stay.case, shelter=ShelterFactory(), from_on=ON, by=stay.requested_by, on=ON)

    assert (asked.planned_to_on, asked.term_rule) == (UNTIL, stay.term_rule)


def test_the_database_lets_nobody_move_to_nowhere(stay):
    with pytest.raises(IntegrityError, match="stay_moved_means_a_next_place"):
        Stay.objects.filter(pk=stay.pk).update(state=S.MOVED, to_on=ON)


def test_the_database_links_only_stays_of_one_case(stay):
    other = StayFactory()

    with pytest.raises(IntegrityError, match="stay_moved_from_a_stay_of_the_case"):
        Stay.objects.filter(pk=other.pk).update(moved_from=stay)


def test_the_team_is_told_of_a_move(stay):
    moved(stay)

    assert Notification.objects.filter(kind="stay_moved", case_code=stay.case.code).count() == len(told("stay_moved"))


def test_a_hold_of_later_nights_keeps_nobody_at_the_door():
    tonight = timezone.localdate()
    stay = StayFactory(reserved=True, from_on=tonight, planned_to_on=FAR)
    case = identified_informally(CaseFactory())
    nights = {"from_on": FAR, "to_on": FAR + timedelta(days=9)}
    held = holds.hold(case, place=stay.place, **nights, by=case.recorded_by, at=timezone.now())

    stays.arrive(stay, on=tonight, by=staff_of(stay.shelter))

    held.refresh_from_db()
    assert held.ending == HoldEnd.RELEASED
    assert Stay.objects.get(pk=stay.pk).state == S.ACTIVE
