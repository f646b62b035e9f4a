"""Which houses have a place: what fits, what nearly does, how fresh it is, and who learns what of whose place it is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cases.actions import dangers, sealing_file
from shelters.actions import holds, shelters
from shelters.models import ClosedDays, Outage, Place, Room, TakenNights
from shelters.search import FRESH_FOR, Need, end_of_stay, search, take, why_not_fit
from shelters.states import FacilityKind, OutageReason, PlaceKind
from tests.cases import kept_apart as apart
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    ShelterFactory,
    StayFactory,
    UserFactory,
    identified_informally,
)
from tests.shelters.crowd import staff_of
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.wall.identity import identified
from tvcase.wall.signing import Identity

AT = datetime(2026, 3, 10, 21, 0, tzinfo=SOFIA)
NEED = Need(date(2026, 3, 10), date(2026, 4, 9))


def codes(need=NEED, case=None, at=AT):
    return [match.shelter.code for match in search(need, case=case, at=at).fits]


def a_house(beds=1, cots=0, **facts):
    shelter = ShelterFactory(**facts)
    for _number in range(beds):
        PlaceFactory(shelter=shelter)
    for _number in range(cots):
        PlaceFactory(shelter=shelter, kind=PlaceKind.COT)
    return shelter


def test_houses_with_a_free_place_are_found_and_counted():
    house = a_house(beds=2, cots=1)
    StayFactory(reserved=True, place=house.places.filter(kind=PlaceKind.BED).first())
    a_house(closed_on=date(2026, 3, 1))

    (match,) = search(NEED, at=AT).fits

    assert (match.shelter, match.beds, match.cots) == (house, 1, 1)
    assert match.free == "1 free bed, 1 free cot"


@pytest.mark.parametrize("takes", ["stay", "hold", "outage", "closed"])
def test_a_place_that_anything_takes_is_not_offered(takes):
    house = a_house()
    place = house.places.get()
    match takes:
        case "stay":
            StayFactory(active=True, place=place)
        case "hold":
            case = identified_informally(CaseFactory())
            holds.hold(case, place=place, from_on=NEED.from_on, to_on=NEED.to_on, by=case.recorded_by, at=AT)
        case "outage":
            Outage.objects.create(place=place, from_on=date(2026, 4, 8), reason=OutageReason.REPAIR)
        case _:
            ClosedDays.objects.create(shelter=house, from_on=NEED.from_on, last_on=NEED.from_on)

    assert codes() == []


@pytest.mark.parametrize(
    ("house", "need", "lacks"),
    [
        ({"sexes": ["F"]}, {"sex": "M"}, "this sex"),
        ({"sexes": ["F"]}, {"sex": "F"}, ""),
        ({"lowest_age": 18}, {"age": 17}, "this age"),
        ({"highest_age": 18}, {"age": 19}, "this age"),
        ({"lowest_age": 18}, {"age": 18}, ""),
        ({}, {"cots": 1, "beds": 1}, "with children"),
        ({"with_children": True}, {"cots": 1, "beds": 1}, ""),
        ({}, {"accessible": True}, "wheelchair"),
        ({"accessible": True}, {"accessible": True}, ""),
        ({"languages": ["bg"]}, {"language": "uk"}, "language"),
        ({"languages": ["bg", "uk"]}, {"language": "uk"}, ""),
        ({"district_bg": "Русе"}, {"far_from": "Sofia, Ruse"}, "far from"),
        ({"district_bg": "Русе"}, {"far_from": "Варна"}, ""),
        ({"with_children": True}, {"beds": 3}, "enough free places"),
    ],
)
def test_what_a_house_lacks_is_said(house, need, lacks):
    built = ShelterFactory(**house)

    reasons = why_not_fit(built, replace(NEED, **need), (2, 1), closed=False)

    assert bool(reasons) == bool(lacks)
    assert lacks in " ".join(reasons)


def test_a_bed_does_for_a_cot_and_a_cot_for_no_bed():
    house = ShelterFactory(with_children=True)

    assert not why_not_fit(house, replace(NEED, cots=1), (2, 0), closed=False)
    assert why_not_fit(house, replace(NEED, beds=2), (1, 3), closed=False)


def test_where_nothing_fits_what_nearly_does_is_shown_with_what_it_lacks():
    far, near = a_house(sexes=["M"], lowest_age=40), a_house(sexes=["M"])

    found = search(replace(NEED, sex="F", age=20), at=AT)

    assert (found.fits, found.count) == ([], 0)
    assert [match.shelter for match in found.nearly] == [near, far]


def test_the_freshest_picture_comes_first_and_an_old_one_says_so():
    old, never, fresh = a_house(), a_house(), a_house()
    shelters.confirm(old, by=staff_of(old), at=AT - FRESH_FOR)
    shelters.confirm(fresh, by=staff_of(fresh), at=AT - timedelta(minutes=5))

    found = search(NEED, at=AT).fits

    assert [match.shelter for match in found] == [fresh, old, never]
    assert [match.is_fresh for match in found] == [True, False, False]
    assert [match.freshness for match in found] == [
        "confirmed 20:55",
        "not confirmed for a day: phone first",
        "never confirmed: phone first",
    ]


def test_only_the_staff_of_the_house_confirm_its_picture():
    house = a_house()

    with pytest.raises(Refused, match="staff of the shelter"):
        shelters.confirm(house, by=UserFactory(), at=AT)


def test_for_a_case_what_may_not_be_safe_is_warned_of_and_comes_last():
    case = CaseFactory()
    apart.place(case, "Варна", by=case.recorded_by)
    varna, elsewhere = a_house(district_bg="Варна"), a_house(district_bg="Русе")

    found = search(NEED, case=case, at=AT).fits

    assert [match.shelter for match in found] == [elsewhere, varna]
    assert [bool(match.warnings) for match in found] == [False, True]
    assert "Варна" not in " ".join(found[1].warnings)


def test_a_house_where_somebody_is_whom_the_person_avoids_is_warned_of():
    stay = StayFactory(active=True)
    PlaceFactory(shelter=stay.shelter)
    case = CaseFactory(organisation=stay.case.organisation)
    dangers.connect(case, stay.case, on=NEED.from_on, by=case.recorded_by)

    (match,) = search(NEED, case=case, at=AT).fits

    assert match.warnings


def test_a_child_in_a_house_for_adults_is_warned_of():
    a_house(kind=FacilityKind.SHELTER)

    (match,) = search(NEED, case=CaseFactory(child=True), at=AT).fits

    assert ["for adults" in reason for reason in match.warnings] == [True]


def test_a_place_is_looked_for_until_the_term_of_the_law_or_for_one_night():
    assert end_of_stay(CaseFactory(), date(2026, 3, 10)) == date(2026, 4, 9)
    assert end_of_stay(None, date(2026, 3, 10)) == date(2026, 3, 11)


def test_places_for_a_family_are_taken_in_one_room_that_is_just_large_enough():
    house = ShelterFactory(with_children=True)
    large, small = (Room.objects.create(shelter=house, label=label) for label in "AB")
    for room, count in ((large, 4), (small, 2), (None, 1)):
        for _number in range(count):
            PlaceFactory(shelter=house, room=room)
    cot = PlaceFactory(shelter=house, room=small, kind=PlaceKind.COT)

    place, beside = take(house, replace(NEED, cots=1), at=AT)
    family, others = take(house, replace(NEED, beds=3), at=AT)

    assert (place.room, list(beside)) == (small, [cot])
    assert {one.room for one in (family, *others)} == {large}
    assert take(house, replace(NEED, beds=9), at=AT) is None


def test_another_organisation_learns_which_places_are_free_and_nothing_of_the_others():
    stay = StayFactory(active=True)
    free = PlaceFactory(shelter=stay.shelter)
    stranger = UserFactory()

    with identified(Identity(user=stranger.pk, organisations=(stranger.organisation_id,))):
        found = set(Place.objects.free(from_on=NEED.from_on, to_on=NEED.to_on, at=AT))
        rows = TakenNights.objects.count()

    assert found == {free}
    assert rows == 0


def test_a_bed_whose_guest_is_hidden_from_the_staff_is_taken_all_the_same():
    stay = StayFactory(active=True)
    staff = staff_of(stay.shelter)
    coordinator = UserFactory(organisation=stay.case.organisation, coordinator=True)
    people = [coordinator, CaseMemberFactory(case=stay.case).user]
    sealing_file.seal(stay.case, people=people, reason="at risk", by=coordinator, at=AT)

    with identified(Identity(user=staff.pk, organisations=(staff.organisation_id,))):
        taken = list(TakenNights.objects.values_list("place", "source"))
        free = list(Place.objects.free(from_on=NEED.from_on, to_on=NEED.to_on, at=AT))

    assert taken == [(stay.place_id, "STAY")]
    assert free == []


def test_nobody_learns_of_free_places_without_signing_in():
    a_house()

    with identified(Identity()):
        assert list(Place.objects.free(from_on=NEED.from_on, to_on=NEED.to_on, at=AT)) == []


@pytest.mark.parametrize("houses", [2, 20])
def test_a_search_takes_as_many_statements_for_many_houses(houses, django_assert_max_num_queries):
    case = CaseFactory()
    for _number in range(houses):
        a_house()

    with django_assert_max_num_queries(14):
        assert len(codes(case=case)) == houses
