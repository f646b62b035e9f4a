"""The pages of finding and holding a place, and the house's own page of its places."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.states import BirthPrecision
from shelters.models import Hold, Outage
from shelters.rules import night_of
from shelters.states import HoldEnd, OutageReason, StayState
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    ShelterFactory,
    UserFactory,
    identified_informally,
)
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import age_on

NEED = {"beds": "1", "cots": "0"}


def nights(first=None):
    day = first or night_of(timezone.now())
    return {"from_on_0": str(day.day), "from_on_1": str(day.month), "from_on_2": str(day.year)}


@pytest.fixture
def case(db):
    return identified_informally(CaseMemberFactory().case)


@pytest.fixture
def caseworker(case, client):
    user = case.members.get().user
    client.force_login(user)
    return user


def find(case):
    return reverse("shelters:find-for", args=[case.code])


def test_houses_are_found_before_anything_is_asked_and_nothing_typed_is_in_an_address(client, case, caseworker, words):
    place = PlaceFactory(shelter__district_bg="Русе", shelter__phone="000 111")

    response = client.get(find(case))
    answer = client.post(find(case), nights() | NEED | {"far_from": "Русе"})

    assert response.status_code == answer.status_code == 200
    assert place.shelter.code in words(response)
    assert "000 111" in words(response)
    assert answer.request["QUERY_STRING"] == ""
    assert answer.context["found"].fits == []
    assert "Русе" not in str(Event.objects.filter(action="shelters.find.opened").values_list("facts"))


def born(case, day, **known):
    person = case.person
    person.born_on, person.born_precision = day, BirthPrecision.YEAR
    for name, value in known.items():
        setattr(person, name, value)
    person.save()


def test_what_the_case_says_of_sex_and_age_is_filled_in_and_can_be_changed(client, case, caseworker):
    born(case, date(1990, 1, 1), sex="F")
    PlaceFactory(shelter__sexes=["M"])
    fits = PlaceFactory(shelter__sexes=["F"], shelter__lowest_age=18)

    response = client.get(find(case))
    other = client.post(find(case), nights() | NEED | {"sex": "M"})

    known = {"sex": "F", "age": age_on(date(1990, 1, 1), night_of(timezone.now()))}
    assert response.context["form"].initial.items() >= known.items()
    assert [match.shelter for match in response.context["found"].fits] == [fits.shelter]
    assert fits.shelter not in [match.shelter for match in other.context["found"].fits]


def test_an_age_that_contradicts_what_was_found_is_not_filled_in(client, case, caseworker):
    born(case, date(2090, 1, 1))

    assert client.get(find(case)).context["known"] == {}

    born(case, night_of(timezone.now()))

    assert client.get(find(case)).context["known"] == {}


def test_a_place_is_asked_for_in_two_taps(client, case, caseworker):
    place = PlaceFactory()

    held = client.post(find(case), nights() | NEED | {"house": place.shelter.code})
    asked = client.post(reverse("shelters:hold-ask", args=[case.code, 1]))

    stay = case.stays.get()
    assert held.url == reverse("shelters:hold", args=[case.code, 1])
    assert asked.url == reverse("shelters:stay", args=[case.code, 1])
    assert (stay.state, stay.shelter) == (StayState.REQUESTED, place.shelter)


def test_what_was_taken_meanwhile_is_said_and_the_answers_stay(client, case, caseworker, words):
    house = ShelterFactory()

    response = client.post(find(case), nights() | NEED | {"house": house.code, "age": "31"})

    assert response.status_code == 422
    assert 'value="31"' in response.content.decode()
    assert not Hold.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"beds": "0"}, {"beds": "x"}, {"beds": ""}, {"from_on_2": "2020"}, {"from_on_2": "2090"}, {"age": "999"}],
)
def test_an_answer_that_cannot_be_is_refused_beside_its_field(client, case, caseworker, wrong):
    response = client.post(find(case), nights() | NEED | wrong)

    assert response.status_code == 422
    assert response.context["found"] is None


def test_the_held_place_says_until_when_is_held_longer_once_and_given_back(client, case, caseworker, words):
    place = PlaceFactory()
    client.post(find(case), nights() | NEED | {"house": place.shelter.code})
    hold = reverse("shelters:hold", args=[case.code, 1])

    assert "data-ticks" in client.get(hold).content.decode()
    longer = client.post(reverse("shelters:hold-extend", args=[case.code, 1]), {"reason": "no driver yet"})
    again = client.get(reverse("shelters:hold-extend", args=[case.code, 1]))
    back = client.post(reverse("shelters:hold-give-back", args=[case.code, 1]))

    assert longer.url == hold
    assert again.context["why_not_extend"]
    assert back.url == find(case)
    assert Hold.objects.get().ending == HoldEnd.RELEASED
    assert client.post(reverse("shelters:hold-give-back", args=[case.code, 1])).url == hold


def test_the_hold_of_a_sealed_case_is_a_hold_of_nobody_to_others(client, case, caseworker):
    place = PlaceFactory()
    client.post(find(case), nights() | NEED | {"house": place.shelter.code})
    client.force_login(staff_of(place.shelter))

    assert client.get(reverse("shelters:hold", args=[case.code, 1])).status_code == 404


def test_without_a_case_houses_are_shown_and_nothing_can_be_held(client, db):
    PlaceFactory()
    client.force_login(UserFactory())

    response = client.get(reverse("shelters:find"))
    tried = client.post(reverse("shelters:find"), nights() | NEED | {"house": "HOUSE-1"})

    assert len(response.context["found"].fits) == 1
    assert 'name="house"' not in response.content.decode()
    assert tried.status_code == 200
    assert not Hold.objects.exists()


def test_the_staff_put_a_place_out_of_service_and_back(client, db):
    place = PlaceFactory()
    client.force_login(staff_of(place.shelter))
    page = reverse("shelters:places", args=[place.shelter.code])

    put = client.post(page, nights() | {"place": place.pk, "reason": OutageReason.REPAIR})
    shown = client.get(page)
    back = client.post(reverse("shelters:place-back", args=[place.shelter.code]), {"place": place.label})

    assert put.url == back.url == page
    assert [outage.place for outage in shown.context["outages"]] == [place]
    assert Outage.objects.get().to_on is not None
    again = client.post(reverse("shelters:place-back", args=[place.shelter.code]), {"place": place.label})
    assert again.status_code == 404


def test_a_place_that_somebody_has_is_not_put_out_of_service(client, case, caseworker, words):
    place = PlaceFactory()
    client.post(find(case), nights() | NEED | {"house": place.shelter.code})
    client.force_login(staff_of(place.shelter))

    response = client.post(
        reverse("shelters:places", args=[place.shelter.code]),
        nights() | {"place": place.pk, "reason": OutageReason.REPAIR},
    )

    assert response.status_code == 422
    assert not Outage.objects.exists()


def test_the_staff_confirm_the_picture_and_nobody_else_does(client, db):
    shelter = ShelterFactory()
    client.force_login(staff_of(shelter))
    assert client.post(reverse("shelters:confirm", args=[shelter.code])).url == reverse("shelters:board")
    shelter.refresh_from_db()
    assert shelter.confirmed_at is not None

    client.force_login(UserFactory(shelter_head=True))
    assert client.post(reverse("shelters:confirm", args=[shelter.code])).status_code == 404


def test_a_closed_case_holds_nothing(client, case, caseworker):
    case = CaseFactory(closed=True)
    client.force_login(CaseMemberFactory(case=case).user)
    place = PlaceFactory()

    response = client.post(find(case), nights(date(2099, 1, 1)) | NEED | {"house": place.shelter.code})

    assert response.status_code in (404, 422)
    assert not Hold.objects.exists()
