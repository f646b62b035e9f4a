"""What stays remind of: whom, on which days, and of nothing that is over."""

from datetime import date, datetime

import pytest

from cases.actions import following, reminders
from cases.states import TeamRole
from shelters.actions import presence, stays, terms
from shelters.states import ReviewOutcome, StayEnd
from tests.cases import said_and_done as said
from tests.factories import CaseMemberFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.dates import SOFIA
from tvcase.notifications.kinds import words
from tvcase.notifications.models import Notification
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import REMINDERS


@pytest.fixture
def stay():
    """Planned until Thursday 9 April 2026."""
    return StayFactory(active=True)


@pytest.fixture
def caseworker(stay):
    return CaseMemberFactory(case=stay.case, joined_on=stay.from_on).user


def reminded(kind, month, day):
    """Who is reminded of this on a day of 2026 at nine, and was not before."""
    before = set(Notification.objects.filter(kind=kind).values_list("pk", flat=True))
    with system_actor(REMINDERS):
        reminders.raise_due(at=said.at(month, day, 9))
    return {one.recipient for one in Notification.objects.filter(kind=kind).exclude(pk__in=before)}


def test_house_and_holder_are_reminded_seven_and_two_days_before_and_on_the_day(stay, caseworker):
    told = {stay.arrived_recorded_by, caseworker, staff_of(stay.shelter)}

    days = {day: reminded("stay_term_ends", 4, day) for day in range(1, 13)}

    assert {day for day, people in days.items() if people} == {2, 7, 9}
    assert all(days[day] == told for day in (2, 7, 9))


def test_a_day_off_is_reminded_of_on_the_working_day_before_too():
    StayFactory(active=True, planned_to_on=date(2026, 3, 22))  # a Sunday; seven days before it is one too

    days = [day for day in range(12, 23) if reminded("stay_term_ends", 3, day)]

    assert days == [13, 15, 20, 22]


def test_nobody_else_is_reminded(stay):
    CaseMemberFactory(case=stay.case, user=UserFactory(officer=True), role=TeamRole.OFFICER, joined_on=stay.from_on)
    UserFactory(shelter_staff=True)

    assert reminded("stay_term_ends", 4, 9) == {stay.arrived_recorded_by}


def test_the_sentence_names_the_day_and_evicts_nobody(stay):
    reminded("stay_term_ends", 4, 2)

    text = words(Notification.objects.filter(kind="stay_term_ends").first()).text
    assert "9 April 2026" in text
    assert "Nobody is evicted" in text


def test_a_stay_that_is_over_reminds_of_nothing(stay):
    stays.leave(stay, to_on=date(2026, 4, 1), end_reason=StayEnd.OWN_HOUSING, by=stay.arrived_recorded_by)

    assert reminded("stay_term_ends", 4, 9) == set()


def test_an_absence_is_asked_about_after_two_days_and_every_week(stay):
    since = datetime(2026, 3, 12, 22, 30, tzinfo=SOFIA)
    presence.absent(stay, kind="UNEXPLAINED", since=since, by=stay.arrived_recorded_by)

    days = [day for day in range(12, 30) if reminded("stay_absence_goes_on", 3, day)]

    assert days == [14, 21, 28]


def test_who_is_back_is_asked_about_no_more(stay):
    since = datetime(2026, 3, 12, 22, 30, tzinfo=SOFIA)
    presence.absent(stay, kind="LATE", since=since, by=stay.arrived_recorded_by)
    presence.back(stay, at=datetime(2026, 3, 13, 1, 0, tzinfo=SOFIA), by=stay.arrived_recorded_by)

    assert reminded("stay_absence_goes_on", 3, 20) == set()


def test_a_review_is_reminded_of_on_its_day_and_every_week_until_it_is_done(stay, caseworker):
    following.protection_ended(stay.case, on=date(2026, 3, 20))
    assert reminded("stay_review_due", 3, 26) == set()
    assert reminded("stay_review_due", 3, 27) == {stay.arrived_recorded_by, caseworker}
    assert reminded("stay_review_due", 4, 3) == {stay.arrived_recorded_by, caseworker}

    terms.review(stay.reviews.get(), outcome=ReviewOutcome.GOES_ON, on=date(2026, 4, 4), by=caseworker)

    assert reminded("stay_review_due", 4, 10) == set()
