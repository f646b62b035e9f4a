"""The ledger of unmet needs: exact for those who hold the cases, never small for anybody else."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.urls import reverse

from cases.actions import merging
from cases.models import DuplicateLink
from cases.services.figures import ASK, nationwide, own_sums, standing
from cases.services.models import UnmetNeed
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tests.services import given
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA
from tvcase.wall.identity import acting_as
from tvcase.years import years_over

MARCH, APRIL = date(2025, 3, 14), date(2025, 4, 2)


@pytest.fixture
def analyst(db):
    commission = OrganisationFactory(national_commission=True)
    return UserFactory(organisation=commission, roles=[Role.COMMISSION_ANALYST])


def unmet(organisation, count, on, *, reason="NO_MONEY"):
    """So many people of an organisation whose need cannot be met since a day."""
    cases = [CaseFactory(organisation=organisation, opened_on=date(2025, 1, 2)) for _number in range(count)]
    for case in cases:
        given.needed(case, by=case.recorded_by, on=on, unmet_reason=reason)
    return cases


def test_the_sums_of_the_own_organisation_are_exact_and_a_coordinators(db):
    house = OrganisationFactory()
    coordinator, caseworker = UserFactory(organisation=house, coordinator=True), UserFactory(organisation=house)
    unmet(house, 2, MARCH)
    unmet(house, 1, APRIL, reason="NO_LANGUAGE")
    unmet(OrganisationFactory(), 3, MARCH)

    with acting_as(coordinator):
        sums = own_sums(coordinator, on=date(2025, 4, 30))
        assert len(standing(coordinator)) == 3

    assert dict(sums.rows)["no money"][-2:] == (0, 2)
    assert sums.total[-3:] == (2, 1, 3)
    assert own_sums(caseworker, on=date(2025, 4, 30)) is None


def test_outside_a_person_counts_once_in_a_year_and_no_small_count_is_told(analyst):
    big, small = OrganisationFactory(), OrganisationFactory()
    cases = unmet(big, 6, MARCH)
    given.needed(cases[0], by=cases[0].recorded_by, on=APRIL, unmet_reason="NO_PLACE")  # the same person once more
    unmet(small, 2, MARCH)

    with acting_as(analyst):
        sums = nationwide(2025)

    rows = dict(sums.rows)
    assert rows[str(small)][2] is None
    assert all(count is None or count == 0 or count >= 5 for line in [*rows.values(), sums.total] for count in line)
    assert sums.hides


def test_rule_14_each_organisation_counts_a_person_once_and_the_sum_is_never_below_the_persons(analyst):
    """Two organisations know some people both: the sum counts registrations, of which a person may have several."""
    first, second = OrganisationFactory(), OrganisationFactory()
    here, there = unmet(first, 8, MARCH), unmet(second, 8, MARCH)
    for case in [*here, *there]:
        given.needed(case, by=case.recorded_by, on=APRIL, unmet_reason="NO_PLACE")
    for case, other in zip(here[:3], there, strict=False):
        link = merging.propose(case, other_code=other.code, reason="-", by=case.recorded_by, on=APRIL)
        merging.confirm(other, link, at=datetime(2025, 4, 2, 12, tzinfo=SOFIA), by=other.recorded_by)

    with acting_as(analyst), connection.cursor() as cursor:
        cursor.execute(ASK, [2025])
        counted = {organisation: count for organisation, _month, count in cursor.fetchall()}
        told = nationwide(2025).total[-1]

    persons = len(here) + len(there) - DuplicateLink.objects.confirmed().count()
    assert counted == {first.pk: 8, second.pk: 8}
    assert told == sum(counted.values()) == 16 > persons == 13
    assert UnmetNeed.objects.count() == 32


def test_the_wall_counts_for_analysts_and_years_that_are_over_only(analyst, db):
    cases = unmet(OrganisationFactory(), 7, MARCH)

    with acting_as(cases[0].recorded_by):
        assert nationwide(2025) is None
    with acting_as(analyst):
        assert nationwide(2098) is None
        assert nationwide(2024) is None
        assert nationwide(2025).total[-1] == 7
    assert years_over(date(2026, 12, 31)) == [2025, 2024, 2023, 2022, 2021]


def test_the_pages_say_who_waits_and_what_is_not_told(client, analyst, words):
    house = OrganisationFactory()
    (case,) = unmet(house, 1, MARCH)
    coordinator = UserFactory(organisation=house, coordinator=True)

    client.force_login(coordinator)
    ledger = words(client.get(reverse("services:ledger")))
    assert case.code in ledger
    assert "social support and counselling no money" in ledger
    assert client.get(reverse("services:unmet-figures")).status_code == 404

    client.force_login(analyst)
    page = words(client.get(reverse("services:unmet-figures"), {"year": "2025"}))
    assert "not told" in page
    assert case.code not in page
    assert client.get(reverse("services:ledger")).status_code == 404
    assert client.get(reverse("services:unmet-figures"), {"year": "2098"}).status_code == 422
