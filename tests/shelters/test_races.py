"""Eight processes claim one place, or a place for one person, at the same moment and by direct SQL: one has it."""

from collections import Counter
from datetime import date
from uuid import uuid4

import pytest

from shelters.models import Hold, TakenNights
from tests.conftest import FIXTURES
from tests.factories import CaseFactory, PlaceFactory, StayFactory, identified_informally
from tests.shelters.racing import race
from tvcase.wall.signing import signed

EIGHT = range(8)
FROM, TO = date(2026, 3, 10), date(2026, 4, 9)
HOLD = """
    INSERT INTO shelters_hold (id, case_id, person_id, number, place_id, from_on, to_on, held_at, held_by_id,
                               expires_at, ending)
    VALUES (%s, %s, %s, %s, %s, %s, %s, now(), %s, now() + interval '90 minutes', '')
"""
RESERVE = "UPDATE shelters_stay SET state = 'RESERVED', place_id = %s WHERE id = %s"
OUTAGE = "INSERT INTO shelters_outage (id, place_id, from_on, reason) VALUES (%s, %s, %s, 'REPAIR')"


def hold(case, place, number=1):
    return HOLD, [uuid4(), case.pk, case.person_id, number, place.pk, FROM, TO, case.recorded_by_id]


@pytest.fixture
def run(cloned_db, connect, servers):
    """`run(claims)`: how often each constraint refused; nothing for the claim that went through."""
    return lambda claims: Counter(race(connect, servers.url("app", cloned_db), signed(FIXTURES), claims))


def cases():
    return [identified_informally(CaseFactory()) for _number in EIGHT]


def test_eight_holds_of_one_place_give_one(run):
    place = PlaceFactory()

    refused = run([hold(case, place) for case in cases()])

    assert refused == {"": 1, "place_is_taken_once": 7}
    assert Hold.objects.count() == TakenNights.objects.count() == 1


def test_eight_holds_for_one_person_give_one(run):
    case = identified_informally(CaseFactory())

    refused = run([hold(case, PlaceFactory(), number) for number in EIGHT])

    assert refused == {"": 1, "hold_one_for_a_person": 7}
    assert TakenNights.objects.count() == 1


def test_holds_reservations_and_outages_of_one_place_give_one(run):
    place = PlaceFactory()
    asked = [StayFactory(shelter=place.shelter) for _number in range(3)]
    claims = [hold(case, place) for case in cases()[:3]]
    claims += [(RESERVE, [place.pk, stay.pk]) for stay in asked]
    claims += [(OUTAGE, [uuid4(), place.pk, FROM]) for _number in range(2)]

    refused = run(claims)

    assert refused[""] == 1
    assert set(refused) <= {"", "place_is_taken_once", "stay_one_person_in_a_place"}
    assert TakenNights.objects.count() == 1


def test_eight_reservations_for_one_person_give_one(run):
    case = identified_informally(CaseFactory())
    asked = [StayFactory(case=case) for _number in EIGHT]

    refused = run([(RESERVE, [PlaceFactory(shelter=stay.shelter).pk, stay.pk]) for stay in asked])

    assert refused == {"": 1, "stay_one_place_for_a_person": 7}
