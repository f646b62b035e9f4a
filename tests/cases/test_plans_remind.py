"""What plans for support and for a return remind of: whom, on which days, and on the working day before a day off."""

from datetime import date

import pytest

from cases.actions import journey, reminders
from cases.models import ReturnPlan
from cases.states import TeamRole
from cases.support.actions import plans
from cases.support.models import SupportPlan
from tests.cases.planned import DAY, SIGNING, drafted
from tests.cases.said_and_done import at
from tests.factories import CaseFactory, CaseMemberFactory, ReturnPlanFactory, UserFactory
from tvcase.notifications.kinds import words
from tvcase.notifications.models import Notification
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import REMINDERS

JOINED = date(2026, 3, 12)
REVIEW, OVER = "support_plan_review", "support_plan_over"
DEPARTS, CONTACT = "return_departs", "return_contact_due"


@pytest.fixture
def case(db):
    return CaseFactory()


def in_force(case, review_on=date(2026, 4, 13)):
    """A plan until 12 June 2026, to be looked at again on this day: else on Monday 13 April, a day off for Easter."""
    plan, by = drafted(case), case.recorded_by
    days = {"from_on": DAY, "until_on": date(2026, 6, 12), "review_on": review_on}
    plan = plans.write(plan, institutions="None yet.", **days, on=DAY, by=by)
    return plans.sign(plan, signed_on=DAY, **SIGNING, on=DAY, by=by)


def on_the_team(case):
    return CaseMemberFactory(case=case, joined_on=JOINED).user


def reminded(kind, month, day):
    """Who is reminded of this on a day of 2026 at nine, and was not before."""
    before = set(Notification.objects.filter(kind=kind).values_list("pk", flat=True))
    with system_actor(REMINDERS):
        reminders.raise_due(at=at(month, day, 9))
    return {one.recipient for one in Notification.objects.filter(kind=kind).exclude(pk__in=before)}


def days_of(kind, month, days):
    return [day for day in days if reminded(kind, month, day)]


def test_the_team_is_reminded_of_the_review_on_its_day_and_once(case):
    in_force(case, review_on=date(2026, 4, 22))  # a Wednesday
    caseworker = on_the_team(case)

    told = {day: reminded(REVIEW, 4, day) for day in range(20, 25)}

    assert told == {20: set(), 21: set(), 22: {caseworker}, 23: set(), 24: set()}


def test_of_a_review_on_a_day_off_one_learns_on_the_working_day_before_too(case):
    in_force(case, review_on=date(2026, 3, 22))  # a Sunday
    on_the_team(case)

    assert days_of(REVIEW, 3, range(18, 25)) == [20, 22]
    text = words(Notification.objects.filter(kind=REVIEW).order_by("pk").first()).text
    assert "22 March 2026" in text


def test_of_a_review_on_the_easter_holidays_one_learns_on_the_thursday_before(case):
    in_force(case)
    on_the_team(case)

    assert days_of(REVIEW, 4, range(7, 15)) == [9, 13]


def test_a_review_is_for_those_who_may_change_the_plan(case):
    in_force(case)
    officer = UserFactory(officer=True)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER, joined_on=JOINED)
    caseworker = on_the_team(case)

    assert reminded(REVIEW, 4, 13) == {caseworker}


def test_a_plan_whose_time_is_over_is_told_every_working_day_until_it_is_closed(case):
    in_force(case)
    caseworker = on_the_team(case)

    assert days_of(OVER, 6, range(12, 18)) == [15, 16, 17]  # its last day is Friday the 12th
    plans.close(SupportPlan.objects.get(), end_reason="GOALS_MET", on=date(2026, 6, 17), by=caseworker)
    assert reminded(OVER, 6, 18) == set()


def test_the_team_is_reminded_of_a_departure_two_days_before():
    case = ReturnPlanFactory(state="READY").case
    ReturnPlan.objects.update(planned_on=date(2026, 4, 23))  # a Thursday
    caseworker = on_the_team(case)

    told = {day: reminded(DEPARTS, 4, day) for day in range(19, 25)}

    assert {day for day, people in told.items() if people} == {21}
    assert told[21] == {caseworker}


@pytest.mark.parametrize(("departs", "days"), [(27, [24, 25]), (28, [24, 26]), (29, [27])])
def test_of_a_departure_after_days_off_one_learns_on_the_friday_before_too(departs, days):
    on_the_team(ReturnPlanFactory(state="READY").case)
    ReturnPlan.objects.update(planned_on=date(2026, 4, departs))  # Monday, Tuesday, Wednesday

    assert days_of(DEPARTS, 4, range(20, 30)) == days
    assert f"{departs} April 2026" in words(Notification.objects.filter(kind=DEPARTS).first()).text


def test_of_a_contact_on_a_day_off_one_learns_on_the_working_day_before_too():
    plan = ReturnPlanFactory(state="ARRIVED")  # on Saturday 18 April: the first contact is on the Saturday after
    on_the_team(plan.case)
    on = date(2026, 4, 20)
    who = {"taken_over_by": "Trial 7", "taken_over_on": on, "contact_agreed_on": on}
    journey.take_over(plan, **who, on=on, by=plan.recorded_by)

    assert days_of(CONTACT, 4, range(22, 28)) == [24, 25]
