"""A planned stay, meeting or journey is warned of, without a word on whose danger it is or why."""

import pytest

from cases import placement
from cases.actions import dangers, nocontact
from cases.nocontact import MeasureKind
from shelters.rules import safety
from tests.cases.kept_apart import ON, agreed, ordered, place
from tests.factories import CaseFactory, CaseMemberFactory, ShelterFactory, StayFactory, UserFactory


@pytest.mark.parametrize(
    ("town", "planned", "warned"),
    [
        ("Русе", "Русе", True),
        ("гр. Русе", "Ruse", True),
        ("Ruse", "Районен съд, гр. РУСЕ, ул. Проба 1", True),
        ("Стара Загора", "Stara Zagora, railway station", True),
        ("Стара Загора", "Нова Загора", False),
        ("Русе", "Русенски Лом", False),
        ("Русе", "Варна", False),
        ("Русе", "", False),
        ("..", "Русе", False),
    ],
)
def test_a_place_is_compared_by_its_words_in_either_alphabet(town, planned, warned):
    case = CaseFactory()
    place(case, town)

    assert bool(placement.warnings(case, place=planned)) is warned


@pytest.mark.parametrize("make", [ordered, lambda case, **facts: agreed(case, MeasureKind.VOLUNTARY_DISTANCE, **facts)])
def test_a_measure_in_force_warns_of_the_places_it_names(make):
    case = CaseFactory()
    make(case, places="Варна\nгр. Добрич")

    assert placement.warnings(case, place="Dobrich")
    assert not placement.warnings(case, place="Русе")


def test_what_is_over_warns_no_more():
    case = CaseFactory()
    measure = agreed(case, MeasureKind.VOLUNTARY_DISTANCE, places="Варна")
    town = place(case, "Варна")
    nocontact.take_back(measure, on=ON, by=case.recorded_by)
    assert placement.warnings(case, place="Варна")

    dangers.over(town, on=ON, by=case.recorded_by)

    assert not placement.warnings(case, place="Варна")


def test_both_people_of_a_pair_are_warned_of_the_house_of_the_other():
    stay = StayFactory(active=True)
    case = CaseFactory(organisation=stay.case.organisation)
    other_house = ShelterFactory()
    dangers.connect(case, stay.case, on=ON, by=case.recorded_by)

    warned = safety(case, [stay.shelter, other_house])
    theirs = StayFactory(active=True, case=case)

    assert warned[stay.shelter_id]
    assert not warned[other_house.pk]
    assert safety(stay.case, [theirs.shelter])[theirs.shelter_id]


def test_every_warning_says_the_same(words, client):
    stay = StayFactory(active=True)
    case = CaseFactory(organisation=stay.case.organisation)
    dangers.connect(case, stay.case, on=ON, by=case.recorded_by)
    place(case, "Варна")
    of_the_town = placement.warnings(case, place="Варна")

    assert [str(one) for one in safety(case, [stay.shelter])[stay.shelter_id]] == [str(one) for one in of_the_town]
    assert stay.case.code not in str(of_the_town)


def test_the_house_that_answers_is_warned_and_told_no_more(client, words):
    stay = StayFactory()
    type(stay.shelter).objects.filter(pk=stay.shelter_id).update(district_bg="Варна", district_en="Varna")
    place(stay.case, "Варна")
    client.force_login(UserFactory(organisation=stay.shelter.organisation, shelter_head=True))

    page = words(client.get(f"/shelters/requests/{stay.case.code}/{stay.number}/"))

    assert "may not be safe for the person" in page
    assert "perpetrator" not in page


def test_who_asks_for_a_place_is_warned_beside_the_house(client, words):
    stay = StayFactory()
    place(stay.case, "Проба")
    CaseMemberFactory(case=stay.case, user=stay.case.recorded_by)
    client.force_login(stay.case.recorded_by)

    page = words(client.get(f"/cases/{stay.case.code}/stays/new/"))

    assert "may not be safe for the person" in page
