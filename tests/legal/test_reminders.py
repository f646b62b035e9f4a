"""The office is reminded of what waits, without end; the team of a permit that lapses."""

from datetime import date, datetime, timedelta

import pytest

from cases.actions import reminders
from cases.states import TeamRole
from cases.terms import RuleKind
from legal.actions import appeals, requests
from tests.factories import (
    CaseMemberFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    UserFactory,
)
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification

FILED = date(2026, 3, 24)
WEEK = timedelta(days=7)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=SOFIA)


def told(kind: str, *, on: date) -> set[User]:
    """Who gets a reminder of this kind on a day, if the job runs on that day only."""
    before = set(Notification.objects.filter(kind=kind).values_list("pk", flat=True))
    reminders.raise_due(at=morning(on))
    found = Notification.objects.filter(kind=kind).exclude(pk__in=before)
    return {notification.recipient for notification in found}


@pytest.fixture
def office(db):
    """A filed request, and the people of its office: prosecutor, deputy, head."""
    filed = ProtectionRequestFactory(filed=True)
    people = [
        UserFactory(organisation=filed.office, roles=[role])
        for role in (Role.PROSECUTOR, Role.DEPUTY_HEAD, Role.OFFICE_HEAD)
    ]
    return filed, *people


@pytest.mark.parametrize(("weeks", "levels"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (52, 3), (520, 3)], ids=str)
def test_first_the_prosecutors_then_the_deputies_then_the_head_and_without_end(office, weeks, levels):
    _filed, *people = office

    assert told("protection_waits", on=FILED + weeks * WEEK) == set(people[:levels])


def test_between_two_weeks_nobody_is_told_again(office):
    _filed, judge, _deputy, _head = office

    assert told("protection_waits", on=FILED + WEEK) == {judge}
    assert told("protection_waits", on=FILED + WEEK + timedelta(days=6)) == set()
    assert judge in told("protection_waits", on=FILED + 2 * WEEK)


def test_whoever_has_taken_it_is_reminded_in_the_place_of_the_others(office):
    filed, judge, _deputy, _head = office
    other = UserFactory(organisation=filed.office, prosecutor=True)
    requests.claim(filed, at=morning(FILED + WEEK) - timedelta(hours=1), by=judge)

    assert told("protection_waits", on=FILED + WEEK) == {judge}
    assert {judge, other} <= told("protection_waits", on=FILED + 2 * WEEK)  # the claim has run out


@pytest.mark.parametrize(("roles", "first"), [([Role.OFFICE_HEAD], 0), ([Role.DEPUTY_HEAD, Role.OFFICE_HEAD], 0)])
def test_where_nobody_holds_the_lower_place_the_next_one_is_told_at_once(db, roles, first):
    filed = ProtectionRequestFactory(filed=True)
    people = [UserFactory(organisation=filed.office, roles=[role]) for role in roles]

    assert told("protection_waits", on=FILED + WEEK) == {people[first]}


@pytest.mark.parametrize("trait", ["granted", "refused", "withdrawn"])
def test_what_is_decided_waits_no_longer(db, trait):
    over = ProtectionRequestFactory(**{trait: True})
    UserFactory(organisation=over.office, prosecutor=True)

    assert told("protection_waits", on=FILED + 5 * WEEK) == set()


def test_other_offices_are_told_nothing(office):
    UserFactory(prosecutor=True)

    assert all(user.organisation == office[0].office for user in told("protection_waits", on=FILED + 3 * WEEK))


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        (date(2026, 4, 5), 0),
        (date(2026, 4, 4), 1),
        (date(2026, 4, 6), 1),
        (date(2026, 4, 7), 2),
        (date(2026, 4, 8), 3),
        (date(2026, 4, 9), 3),
    ],
)
def test_a_term_that_the_law_sets_is_reminded_of_and_escalates(term, day, levels):
    term(RuleKind.PROTECTION_DECISION, 14)
    draft, office = ProtectionRequestFactory(), OrganisationFactory(prosecutors_office=True)
    requests.file(draft, office=office, filed_on=FILED, by=CaseMemberFactory(case=draft.case).user)
    people = [
        UserFactory(organisation=office, roles=[role]) for role in (Role.PROSECUTOR, Role.DEPUTY_HEAD, Role.OFFICE_HEAD)
    ]

    assert told("protection_due", on=day) == set(people[:levels])


PERMIT = {"permit_number": "1", "permit_issued_on": date(2026, 4, 5), "permit_valid_to": date(2026, 10, 10)}


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (date(2026, 9, 9), False),
        (date(2026, 9, 10), True),
        (date(2026, 10, 3), True),
        (date(2026, 10, 9), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
    ],
)
def test_the_team_is_reminded_before_a_permit_lapses(db, day, is_told):
    status = ProtectionFactory(foreigner=True, **PERMIT)
    caseworker = CaseMemberFactory(case=status.case).user
    CaseMemberFactory(case=status.case, user=UserFactory(shelter_staff=True), role=TeamRole.SHELTER_WORKER)

    assert told("permit_lapses", on=day) == ({caseworker} if is_told else set())


def test_each_stage_of_a_permit_is_told_once(db):
    status = ProtectionFactory(foreigner=True, **PERMIT)
    caseworker = CaseMemberFactory(case=status.case).user

    days = [day for day in range(0, 40) if told("permit_lapses", on=date(2026, 9, 5) + timedelta(days=day))]

    assert [date(2026, 9, 5) + timedelta(days=day) for day in days] == [
        date(2026, 9, 10),
        date(2026, 10, 3),
        date(2026, 10, 9),
        date(2026, 10, 10),
    ]
    assert Notification.objects.filter(kind="permit_lapses", recipient=caseworker).count() == 4


def test_the_lead_is_that_of_the_rule(term):
    term(RuleKind.PERMIT_REMINDER, 60)
    status = ProtectionFactory(foreigner=True, **PERMIT)
    caseworker = CaseMemberFactory(case=status.case).user

    assert told("permit_lapses", on=date(2026, 8, 11)) == {caseworker}


def test_a_permit_of_a_protection_that_ended_is_not_reminded_of(db):
    ended = ProtectionFactory(foreigner=True, ended=True, **PERMIT)
    CaseMemberFactory(case=ended.case)

    assert told("permit_lapses", on=date(2026, 10, 9)) == set()


MADE = date(2026, 4, 2)


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (date(2026, 4, 4), False),
        (date(2026, 4, 5), True),
        (date(2026, 4, 12), True),
        (date(2027, 4, 4), True),
    ],
)
def test_the_team_is_reminded_of_a_refusal_that_the_person_was_not_given(db, day, is_told):
    refused = ProtectionRequestFactory(refused=True)
    caseworker = CaseMemberFactory(case=refused.case).user
    CaseMemberFactory(case=refused.case, user=UserFactory(shelter_staff=True), role=TeamRole.SHELTER_WORKER)

    assert told("protection_not_given", on=day) == ({caseworker} if is_told else set())


def test_of_what_was_not_given_the_team_is_told_once_a_week(db):
    refused = ProtectionRequestFactory(refused=True)
    CaseMemberFactory(case=refused.case)

    days = [MADE + timedelta(days=day) for day in range(20) if told("protection_not_given", on=MADE + timedelta(day))]

    assert days == [date(2026, 4, 5), date(2026, 4, 12), date(2026, 4, 19)]


def test_what_was_given_or_granted_is_not_reminded_of(db):
    refused, granted = ProtectionRequestFactory(refused=True), ProtectionRequestFactory(granted=True)
    for found in (refused, granted):
        CaseMemberFactory(case=found.case)
    refused.served_on, refused.served_how = MADE, "IN_HAND"
    refused.save()

    assert told("protection_not_given", on=date(2026, 4, 5)) == set()


def test_the_team_is_reminded_of_an_early_end_until_it_is_given_or_appealed(db):
    status = ProtectionFactory(terminated=True)
    caseworker = CaseMemberFactory(case=status.case).user

    assert told("protection_not_given", on=date(2026, 6, 3)) == set()
    assert told("protection_not_given", on=date(2026, 6, 4)) == {caseworker}
    appeals.appeal(status.request, filed_on=date(2026, 6, 8), body="a court", by=caseworker)
    assert told("protection_not_given", on=date(2026, 6, 11)) == set()


@pytest.mark.parametrize(("weeks", "levels"), [(0, 0), (1, 1), (2, 2), (3, 3), (52, 3)], ids=str)
def test_the_office_is_reminded_of_an_open_appeal_like_of_a_request(db, weeks, levels):
    refused = ProtectionRequestFactory(refused=True)
    people = [
        UserFactory(organisation=refused.office, roles=[role])
        for role in (Role.PROSECUTOR, Role.DEPUTY_HEAD, Role.OFFICE_HEAD)
    ]
    User.objects.filter(pk=refused.decided_by_id).update(is_active=False)
    User.objects.filter(pk=refused.registered_by_id).update(is_active=False)
    helper = CaseMemberFactory(case=refused.case).user
    made = appeals.appeal(refused, filed_on=date(2026, 6, 8), body="a court", by=helper)

    assert told("protection_appeal_waits", on=made.filed_on + weeks * WEEK) == set(people[:levels])
    appeals.take_back(made, on=made.filed_on, by=helper)
    assert told("protection_appeal_waits", on=made.filed_on + (weeks + 1) * WEEK) == set()
