"""A planned stay, meeting or journey is warned of, without a word on whose danger it is or why."""

import pytest

from cases import placement
from cases.actions import dangers, nocontact
from cases.models import Case
from cases.nocontact import MeasureKind
from cases.returning import ReturnKind
from shelters.rules import safety
from tests.cases.kept_apart import ON, agreed, ordered, place
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    OrganisationFactory,
    ReturnPlanFactory,
    ShelterFactory,
    StayFactory,
    UserFactory,
)
from tvcase.wall.identity import identified, identity_of


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


def followed(case):
    """The next episode of the person, after this one was closed."""
    Case.objects.filter(pk=case.pk).update(
        closure_proposed_on=ON,
        closed_on=ON,
        closure_reason="GOALS_MET",
        closed_by=case.recorded_by,
        closure_confirmed_by=UserFactory(organisation=case.organisation, supervisor=True),
    )
    return CaseFactory(organisation=case.organisation, person=case.person, episode=2, previous_episode=case)


def test_the_next_episode_is_warned_of_what_the_first_knew():
    earlier = CaseFactory()
    place(earlier, "Варна")
    agreed(earlier, MeasureKind.VOLUNTARY_DISTANCE, places="Добрич")

    case = followed(earlier)

    assert placement.warnings(case, place="Варна")
    assert placement.warnings(case, place="Добрич")


def test_a_pair_is_kept_apart_whichever_episode_either_is_in():
    holder = OrganisationFactory()
    earlier, met_in = CaseFactory(organisation=holder), CaseFactory(organisation=holder)
    dangers.connect(earlier, met_in, on=ON, by=earlier.recorded_by)
    case, other = followed(earlier), followed(met_in)
    own, house = (StayFactory(active=True, case=one).shelter for one in (case, other))

    assert safety(case, [house])[house.pk]
    assert safety(other, [own])[own.pk]
    assert not safety(case, [own])[own.pk]


@pytest.mark.parametrize("guest", ["first", "second"])
def test_the_house_sees_neither_first_episode_and_is_warned_all_the_same(guest):
    holder = OrganisationFactory()
    earlier, met_in = CaseFactory(organisation=holder), CaseFactory(organisation=holder)
    dangers.connect(earlier, met_in, on=ON, by=earlier.recorded_by)
    case, other = followed(earlier), followed(met_in)
    asked, staying = (other, case) if guest == "first" else (case, other)
    house = StayFactory(active=True, case=staying).shelter
    StayFactory(case=asked, shelter=house)
    head = UserFactory(organisation=house.organisation, shelter_head=True)

    with identified(identity_of(head)):
        assert not Case.objects.filter(pk__in=[earlier.pk, met_in.pk]).exists()
        assert safety(asked, [house])[house.pk]


@pytest.mark.parametrize(
    ("kind", "destination", "warned"),
    [
        (ReturnKind.FOREIGNER_TO_ORIGIN, "", True),
        (ReturnKind.BG_CITIZEN_TO_RESIDENCE, "Берлин, Германия", True),
        (ReturnKind.BG_CITIZEN_TO_RESIDENCE, "Berlin, Germany", True),
        (ReturnKind.BG_CITIZEN_TO_RESIDENCE, "Русе, България", False),
    ],
)
def test_a_child_who_may_not_leave_the_country_is_not_returned_to_another_unwarned(
    client, words, kind, destination, warned
):
    citizenships = ["UA"] if kind == ReturnKind.FOREIGNER_TO_ORIGIN else ["BG"]
    case = CaseFactory(child=True, person__citizenships=citizenships)
    plan = ReturnPlanFactory(case=case, kind=kind, destination=destination)
    CaseMemberFactory(case=case, user=case.recorded_by)
    client.force_login(case.recorded_by)
    where = f"/cases/{case.code}/returns/{plan.number}/"
    assert "may not be safe for the person" not in words(client.get(where))

    ordered(case, MeasureKind.CHILD_EXIT_BAN, by=case.recorded_by)

    page = words(client.get(where))
    assert ("may not be safe for the person" in page) is warned
    assert "ban" not in page.lower().split()


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
