"""The figures of all shelters: for the commission's analysts, of years that are over, and no count that is small."""

from datetime import date, timedelta

import pytest

from cases.models import Case, Person
from shelters.actions import presence, stays
from shelters.nationwide import nationwide, together
from shelters.states import FacilityKind, StayEnd
from tests.factories import OrganisationFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tests.tvcase.test_figures import eliminated, known
from tvcase.accounts.roles import Role
from tvcase.wall.identity import acting_as
from tvcase.years import years_over

PAGE = "/shelters/figures/"


@pytest.fixture
def analyst(db):
    commission = OrganisationFactory(national_commission=True)
    return UserFactory(organisation=commission, roles=[Role.COMMISSION_ANALYST])


@pytest.fixture
def houses(db):
    """Three shelters and one refuge, each with two people who stayed in 2025, and requests that were declined."""
    kinds = [FacilityKind.SHELTER] * 3 + [FacilityKind.REFUGE]
    made = [ShelterFactory(kind=kind) for kind in kinds]
    for shelter in made:
        for place in (PlaceFactory(shelter=shelter), PlaceFactory(shelter=shelter)):
            StayFactory(ended=True, place=place, **nights(date(2025, 3, 1), 20))
    for shelter in made[:3]:
        for _number in range(2):
            StayFactory(declined=True, shelter=shelter, **nights(date(2025, 3, 1), 20))
    return made


def nights(first, count):
    return {"from_on": first, "planned_to_on": first + timedelta(days=30), "to_on": first + timedelta(days=count)}


@pytest.mark.pure
def test_kinds_of_which_there_are_too_few_stand_together():
    assert together({"A": 3, "B": 4}) == [("A",), ("B",)]
    assert together({"A": 9, "B": 2, "C": 1}) == [("A",), ("B", "C")]
    assert together({"A": 9, "B": 3, "C": 1}) == [("A",), ("B", "C")]
    assert together({"A": 3, "C": 1}) == [("A", "C")]


@pytest.mark.pure
def test_the_year_that_runs_is_never_told():
    assert years_over(date(2026, 12, 31)) == [2025, 2024, 2023, 2022, 2021]


def test_march_is_told_as_enough_people_stayed(analyst, houses):
    with acting_as(analyst):
        found = nationwide(2025)

    march, april = found.months[2], found.months[3]
    assert (march.people, march.nights, march.percent) == (8, 160, 65)
    assert (april.people, april.nights, april.percent) == (None, None, None)


def test_a_child_who_comes_along_is_no_victim_in_any_count(analyst, houses):
    """E-25: the mother is one person more; the child has no case, and its cot is a place with its nights."""
    place, cot = PlaceFactory(shelter=houses[0]), PlaceFactory(shelter=houses[0])
    stay = StayFactory(active=True, place=place, **nights(date(2025, 3, 1), 20))
    cases, persons = Case.objects.count(), Person.objects.count()
    staff = stay.arrived_recorded_by
    presence.child_comes(stay, house_alias="Звездичка", place=cot, from_on=date(2025, 3, 1), by=staff)
    stays.leave(stay, to_on=date(2025, 3, 21), end_reason=StayEnd.OWN_HOUSING, by=staff)

    with acting_as(analyst):
        march = nationwide(2025).months[2]

    assert (march.people, march.nights) == (9, 160 + 20 + 20)
    assert (Case.objects.count(), Person.objects.count()) == (cases, persons)


def test_no_count_is_of_one_house_and_none_is_small(analyst, houses):
    """Of the one refuge nothing is told apart: its kind stands with the others, which makes all of them."""
    with acting_as(analyst):
        found = nationwide(2025)

    assert [str(column) for column in found.declined.columns] == ["all houses"]
    assert found.declined.rows[-1] == ("all", (6,))
    for crossed in (found.declined, found.lengths):
        cells = tuple(counts * 2 for _label, counts in crossed.rows)  # one kind of house, and the same as all houses
        assert all(count is None or count >= 5 for line in cells for count in line)
        recovered = known(cells) | eliminated(cells)
        assert all(count >= 5 for count in recovered.values())


def test_too_few_houses_tell_nothing(analyst):
    for _number in range(2):
        StayFactory(ended=True, **nights(date(2025, 3, 1), 20))

    with acting_as(analyst):
        assert nationwide(2025).months == []


@pytest.mark.parametrize("who", ["caseworker", "head of a shelter", "administrator"])
def test_the_wall_counts_for_nobody_else(houses, who):
    user = {
        "caseworker": UserFactory,
        "head of a shelter": lambda: UserFactory(shelter_head=True, organisation=houses[0].organisation),
        "administrator": lambda: UserFactory(roles=[Role.ADMINISTRATOR], is_staff=True, is_superuser=True),
    }[who]()

    with acting_as(user):
        assert nationwide(2025).months == []


def test_the_wall_counts_no_year_that_is_not_over(analyst):
    for _number in range(3):
        StayFactory(active=True, from_on=date(2026, 3, 1), planned_to_on=date(2098, 1, 1))

    with acting_as(analyst):
        assert nationwide(2098).months == []


def test_the_page_and_the_file_say_what_is_not_told(client, analyst, houses, words):
    client.force_login(analyst)

    page = words(client.get(PAGE, {"year": "2025"}))
    answers = {"format": "CSV", "table": "MONTHS", "reason": "REPORT", "reason_text": "For the report of the year."}
    copy = client.post(f"{PAGE}copy/", answers | {"year": "2025"}).content.decode("utf-8-sig")

    assert "March 2025 8 160" in page
    assert "not told" in page
    assert '"2025-03","8","160"' in copy
    assert '"2025-04","not told"' in copy
    assert client.get(PAGE, {"year": "2098"}).status_code == 422
    assert client.post(f"{PAGE}copy/", answers | {"year": "2098"}).status_code == 422


def test_nobody_else_opens_the_page(client):
    client.force_login(UserFactory(shelter_head=True))

    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}copy/", {"year": "2025"}).status_code == 404
