"""One person in a place, one place for a person: by the actions, past them, and at the same moment."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelters.actions import stays
from shelters.models import Place, Shelter, Stay
from shelters.states import StayEnd, StayState
from tests.factories import CaseFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory

S = StayState
TAKEN = next(
    constraint.violation_error_message
    for constraint in Stay._meta.constraints
    if constraint.name == "stay_one_person_in_a_place"
)
FIRST = date(2026, 3, 10)


def past_the_form(stay, **facts):
    Stay.objects.filter(pk=stay.pk).update(**facts)


def test_the_database_keeps_a_second_person_out_of_a_place():
    first = StayFactory(reserved=True)
    second = StayFactory(shelter=first.shelter)

    with pytest.raises(IntegrityError, match="stay_one_person_in_a_place"):
        past_the_form(second, state=S.RESERVED, place=first.place)


def test_the_database_keeps_a_person_out_of_a_second_place():
    first = StayFactory(active=True)
    second = StayFactory(case=first.case, from_on=date(2027, 1, 1), planned_to_on=date(2027, 1, 2))

    with pytest.raises(IntegrityError, match="stay_one_place_for_a_person"):
        past_the_form(second, state=S.RESERVED, place=PlaceFactory(shelter=second.shelter))


def test_nights_meet_without_overlapping():
    first = StayFactory(reserved=True)

    second = StayFactory(reserved=True, place=first.place, from_on=first.planned_to_on, planned_to_on=date(2026, 5, 1))

    assert second.state == S.RESERVED


@pytest.mark.parametrize(
    ("until", "facts", "name"),
    [
        (S.REQUESTED, {"state": S.RESERVED}, "stay_reserved_means_a_place"),
        (S.REQUESTED, {"planned_to_on": FIRST}, "stay_planned_for_at_least_one_night"),
        (S.ACTIVE, {"state": S.ENDED, "to_on": FIRST, "end_reason": StayEnd.RETURN}, "stay_ended_after_at_least"),
        (S.ACTIVE, {"state": S.ENDED, "end_reason": StayEnd.RETURN}, "stay_ended_after_at_least"),
        (S.ACTIVE, {"state": S.ENDED, "to_on": date(2026, 3, 12)}, "stay_ended_means_a_reason"),
        (S.REQUESTED, {"state": S.DECLINED}, "stay_declined_means_a_reason"),
        (S.REQUESTED, {"state": S.CANCELLED}, "stay_cancelled_means_dated"),
    ],
)
def test_the_database_refuses(until, facts, name):
    stay = StayFactory(until=until)

    with pytest.raises(IntegrityError, match=name):
        past_the_form(stay, **facts)


def test_the_database_keeps_a_stay_in_its_shelter_and_with_its_person():
    stay = StayFactory()

    for facts in (
        {"state": S.RESERVED, "place": PlaceFactory()},
        {"person": CaseFactory().person},
        {"shelter": ShelterFactory()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            past_the_form(stay, **facts)


def test_eight_reservations_of_one_place_at_the_same_moment_give_one(cloned_db, in_threads):
    place = PlaceFactory()
    staff = UserFactory(shelter_staff=True, organisation=place.shelter.organisation)
    asked = [StayFactory(shelter=place.shelter) for _number in range(8)]

    results = in_threads(8, lambda number: stays.reserve(asked[number], place=place, by=staff, on=FIRST))

    assert sum(isinstance(result, Stay) for result in results) == 1
    refusals = [result for result in results if not isinstance(result, Stay)]
    assert [type(refusal) for refusal in refusals] == [ValidationError] * 7
    assert {refusal.messages[0] for refusal in refusals} == {str(TAKEN)}
    assert Stay.objects.filter(state=S.RESERVED).count() == 1


def test_eight_arrivals_of_one_person_at_the_same_moment_give_one(cloned_db, in_threads):
    stay = StayFactory(reserved=True)
    staff = [UserFactory(shelter_staff=True, organisation=stay.shelter.organisation) for _number in range(8)]

    results = in_threads(8, lambda number: stays.arrive(stay, on=FIRST, by=staff[number]))

    assert sum(isinstance(result, Stay) for result in results) == 1
    assert stay.case.members.filter(left_on=None).count() == 1


NIGHTS = st.tuples(st.integers(0, 20), st.integers(1, 15))
ACTS = st.lists(
    st.tuples(st.sampled_from(["reserve", "arrive", "leave", "cancel"]), st.integers(0, 5), st.integers(0, 25)),
    max_size=14,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(NIGHTS, min_size=2, max_size=6), acts=ACTS)
def test_random_reservations_arrivals_and_departures_never_overlap(db, asked, acts):
    with transaction.atomic():
        places = [place := PlaceFactory(), PlaceFactory(shelter=place.shelter)]
        staff = UserFactory(shelter_staff=True, organisation=place.shelter.organisation)
        made = [_asked(place.shelter, nights) for nights in asked]

        for act, which, day in acts:
            stay = Stay.objects.get(pk=made[which % len(made)].pk)
            try:
                _act(act, stay, places[day % 2], FIRST + timedelta(days=day), staff)
            except ValidationError:
                continue

        _never_two_in_one(places)
        transaction.set_rollback(True)


def _asked(shelter: Shelter, nights: tuple[int, int]) -> Stay:
    first = FIRST + timedelta(days=nights[0])
    return StayFactory(shelter=shelter, from_on=first, planned_to_on=first + timedelta(days=nights[1]))


def _act(act: str, stay: Stay, place: Place, day: date, by: object) -> None:
    match act:
        case "reserve":
            stays.reserve(stay, place=place, by=by, on=day)
        case "arrive":
            stays.arrive(stay, on=day, by=by)
        case "leave":
            stays.leave(stay, to_on=day, end_reason=StayEnd.OWN_HOUSING, by=by)
        case "cancel":
            stays.cancel(stay, by=by, on=day)


def _never_two_in_one(places: list[Place]) -> None:
    """Worked out here by hand: sorted by their first night, each stay is over when the next begins."""
    for place in places:
        kept = Stay.objects.filter(place=place, state__in=[S.RESERVED, S.ACTIVE, S.ENDED]).order_by("from_on")
        for earlier, later in pairwise(kept):
            assert earlier.state != S.ACTIVE
            assert (earlier.to_on or earlier.planned_to_on) <= later.from_on
