"""The board: tonight's picture for the people of the house, and what it never shows."""

from datetime import date, datetime

import pytest

from shelters import board
from shelters.models import Place, Shelter, ShelterAddress
from shelters.states import StayState
from tests.factories import (
    CaseFactory,
    PersonFactory,
    PlaceFactory,
    ShelterFactory,
    StayFactory,
    UserFactory,
)
from tests.shelters.crowd import fill, staff_of
from tvcase.dates import SOFIA

NIGHT = date(2026, 3, 20)
AT = datetime(2026, 3, 20, 22, 14, tzinfo=SOFIA)


def test_places_are_free_held_or_taken_tonight():
    shelter = ShelterFactory()
    free, held, taken, later = (PlaceFactory(shelter=shelter) for _place in range(4))
    StayFactory(reserved=True, place=held)
    StayFactory(active=True, place=taken, house_alias="Мира")
    StayFactory(reserved=True, place=later, from_on=date(2026, 3, 25))
    PlaceFactory(shelter=shelter, closed_on=NIGHT)

    (house,) = board.tonight(staff_of(shelter), night=NIGHT, at=AT).houses

    assert (house.free, house.held, house.taken) == (2, 1, 1)
    beds = {bed.place: bed for bed in house.beds}
    assert beds.keys() == {free, held, taken, later}
    assert (beds[taken].taken.name, beds[taken].taken.nights, beds[taken].taken.nights_left) == ("Мира", 11, 20)
    assert beds[later].reserved_from == date(2026, 3, 25)


def test_who_sleeps_in_a_place_out_of_use_or_a_closed_house_is_still_seen():
    stay = StayFactory(active=True)
    Place.objects.filter(pk=stay.place.pk).update(closed_on=NIGHT)
    Shelter.objects.filter(pk=stay.shelter.pk).update(closed_on=NIGHT)

    (house,) = board.tonight(stay.arrived_recorded_by, night=NIGHT, at=AT).houses

    assert [bed.taken.stay for bed in house.beds] == [stay]


@pytest.mark.parametrize("count", [2, 200])
def test_the_panel_of_my_work_takes_at_most_four_statements(client, count, django_assert_max_num_queries):
    shelter = ShelterFactory()
    fill(shelter, count)
    client.force_login(staff_of(shelter))

    with django_assert_max_num_queries(4 + 8):
        part = client.get("/shelters/work/", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert f"({count})" in part.content.decode()


@pytest.mark.parametrize(
    ("night", "left"), [(date(2026, 4, 7), 2), (date(2026, 4, 8), 1), (date(2026, 4, 9), 0), (date(2026, 5, 9), 0)]
)
def test_the_nights_left_of_the_term_are_counted_down_and_then_none(night, left):
    stay = StayFactory(active=True)

    assert board.Guest(stay, night).nights_left == left


def test_expected_arrivals_and_waiting_requests_are_those_of_the_own_houses():
    shelter = ShelterFactory()
    expected = StayFactory(reserved=True, place=PlaceFactory(shelter=shelter), from_on=date(2026, 3, 19))
    request = StayFactory(shelter=shelter)
    StayFactory(reserved=True)
    StayFactory()

    tonight = board.tonight(staff_of(shelter), night=NIGHT, at=AT)

    assert [guest.stay for guest in tonight.expected] == [expected]
    assert tonight.expected[0].is_late
    assert tonight.requests == [request]


def test_the_board_shows_alias_or_code_and_never_a_name_or_an_address(client, words):
    person = PersonFactory(given_name="Измислена", family_name="Проба")
    case = CaseFactory(person=person, organisation=person.organisation)
    stay = StayFactory(active=True, case=case)
    ShelterAddress.objects.create(
        shelter=stay.shelter, address="Измислена улица 1", recorded_by=stay.arrived_recorded_by
    )
    client.force_login(staff_of(stay.shelter))

    text = words(client.get("/shelters/"))

    assert case.code in text
    assert "Check out" in text
    assert "Измислена" not in text


def test_who_heads_the_house_finds_the_way_to_its_address(client):
    shelter = ShelterFactory()

    client.force_login(staff_of(shelter))
    assert "/address/" not in client.get("/shelters/").content.decode()
    client.force_login(UserFactory(shelter_head=True, organisation=shelter.organisation))
    assert f"/shelters/{shelter.code}/address/" in client.get("/shelters/").content.decode()


@pytest.mark.parametrize(
    ("trait", "status"),
    [("shelter_staff", 200), ("shelter_head", 200), ("coordinator", 404), ("officer", 404), ("prosecutor", 404)],
)
def test_the_board_is_for_people_of_a_shelter(client, trait, status):
    client.force_login(UserFactory(**{trait: True}))

    assert client.get("/shelters/").status_code == status


def test_the_board_speaks_both_languages_and_says_what_to_do_first(client, words):
    client.force_login(UserFactory(shelter_staff=True))
    assert "Your organisation runs no shelter yet" in words(client.get("/shelters/"))

    client.force_login(UserFactory(shelter_staff=True, language="bg"))
    assert client.get("/shelters/")["Content-Language"] == "bg"


@pytest.mark.parametrize("count", [2, 200])
def test_the_board_takes_as_many_statements_for_two_stays_as_for_two_hundred(
    client, count, django_assert_max_num_queries
):
    shelter = ShelterFactory()
    fill(shelter, count)
    client.force_login(staff_of(shelter))

    with django_assert_max_num_queries(21 + 8):
        response = client.get("/shelters/")

    assert response.content.decode().count('data-opens="log"') == count


@pytest.mark.parametrize("count", [2, 20])
def test_the_picture_takes_fifteen_statements(count, django_assert_num_queries):
    shelter = ShelterFactory()
    fill(shelter, count)
    staff = staff_of(shelter)
    board.tonight(staff, night=NIGHT, at=AT)

    with django_assert_num_queries(15):  # one of them fetches the keys of the names used in the house
        board.tonight(staff, night=NIGHT, at=AT)


def test_my_work_shows_requests_to_the_house_what_ends_soon_and_what_i_asked():
    shelter = ShelterFactory()
    request = StayFactory(shelter=shelter)
    ending = StayFactory(active=True, place=PlaceFactory(shelter=shelter))
    staff = staff_of(shelter)

    work = board.work(staff, on=date(2026, 4, 2))

    assert (work.to_answer, work.ending, work.asked) == ([request], [ending], [])
    assert board.work(staff, on=date(2026, 4, 1)).ending == []
    assert board.work(UserFactory(), on=date(2026, 4, 2)).is_empty


@pytest.mark.parametrize("state", [StayState.REQUESTED, StayState.RESERVED, StayState.ACTIVE])
def test_the_panel_of_my_work_renders(client, words, state):
    stay = StayFactory(until=state)
    client.force_login(staff_of(stay.shelter))

    part = client.get("/shelters/work/", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert stay.case.code in words(part)
    assert "<html" not in part.content.decode()
    assert client.get("/shelters/work/").status_code == 200
