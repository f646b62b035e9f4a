"""Eighteen years: told 90, 30 and 7 days before and on the day; nothing opens or ends by itself (E-15)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.actions import people
from cases.actions.reminders import raise_due
from cases.children.ageing import first_day_of_age, month_of_age
from cases.models import Person, ReflectionPeriod
from cases.states import AgeStatus, OpeningGround
from tests.cases.said_and_done import at, find_age, identify, told
from tests.children.given import born, child
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.dates import SOFIA, age_on
from tvcase.notifications.kinds import words
from tvcase.notifications.models import Notification

BIRTHDAY = date(2026, 9, 14)  # the eighteenth
MONTH = date(2026, 9, 1)
BORN = date(2008, 9, 14)
SOON, TODAY = "child_of_age_soon", "child_of_age"


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SOFIA)


def written(kind: str) -> list[tuple[str, date]]:
    found = Notification.objects.filter(kind=kind).order_by("due_on")
    return sorted({(one.occurrence, one.due_on) for one in found})


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
@settings(max_examples=300)
@pytest.mark.pure
def test_the_first_day_of_age_is_the_first_with_eighteen_full_years(day):
    grown, exact = first_day_of_age(Person(born_on=day, born_precision="EXACT"))

    assert exact
    assert age_on(day, grown) == 18
    assert age_on(day, grown - timedelta(days=1)) == 17


@pytest.mark.pure
@pytest.mark.parametrize("precision", ["YEAR", "ESTIMATED"])
def test_of_a_year_the_last_day_on_which_it_can_be_counts(precision):
    assert first_day_of_age(Person(born_on=date(2008, 1, 1), born_precision=precision)) == (date(2026, 12, 31), False)
    assert first_day_of_age(Person()) == (None, False)


def test_the_procedure_counts_to_the_birth_that_is_recorded():
    case = child()
    assert case.child_procedures.get().of_age_month is None

    born(case, BORN)

    procedure = case.child_procedures.get()
    assert (procedure.of_age_month, procedure.of_age_exact, procedure.closed_on) == (MONTH, True, None)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
@settings(max_examples=300)
@pytest.mark.pure
def test_reminders_are_counted_from_a_day_that_is_never_late_and_tells_no_birthday(day):
    grown, _exact = first_day_of_age(Person(born_on=day, born_precision="EXACT"))
    month, _exact = month_of_age(Person(born_on=day, born_precision="EXACT"))

    assert month <= grown
    assert month == grown.replace(day=1)


def test_no_table_and_no_notification_says_the_birthday():
    """Who knows the birthday of a child must not find the case by it in a copy of the database (A3)."""
    case = child()
    CaseMemberFactory(case=case)
    born(case, BORN)
    for before in (90, 30, 7, 0, -20):
        raise_due(at=noon(MONTH - timedelta(days=before)))

    said = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM children_childprocedure t")  # its images have the same columns
        said += [row for (row,) in cursor.fetchall()]
    for one in Notification.objects.filter(kind__in=[SOON, TODAY]):
        said.append(f"{one.occurrence} {one.due_on} {words(one).text}")
    away = [str(BIRTHDAY - timedelta(days=before)) for before in (90, 30, 7, 0)]

    assert len(said) == 1 + 4
    assert not [row for row in said for day in away if day in row]


def test_who_was_recorded_as_of_age_before_the_procedure_began_is_told_to_nobody():
    """An adult by the recorded birth turns out to be a child (E-13): nobody has come of age by that."""
    case = CaseFactory()
    CaseMemberFactory(case=case)
    born(case, date(2000, 5, 1))
    find_age(case, AgeStatus.MINOR_VERIFIED)

    raise_due(at=noon(date(2026, 3, 16)))

    assert case.child_procedures.get().of_age_month == date(2018, 5, 1)
    assert not told(TODAY)


def test_born_on_the_29th_of_february_is_of_age_on_1_march():
    case = child()
    born(case, date(2012, 2, 29))

    assert case.child_procedures.get().of_age_month == date(2030, 3, 1)


def test_the_team_is_told_90_30_and_7_days_before_each_once():
    case = child()
    member = CaseMemberFactory(case=case)
    born(case, BORN)

    for before in (100, 91, 90, 89, 60, 30, 29, 8, 7, 6, 1):
        for _twice in range(2):
            raise_due(at=noon(MONTH - timedelta(days=before)))

    assert written(SOON) == sorted((f"1 {before} {MONTH}", MONTH - timedelta(days=before)) for before in (90, 30, 7))
    assert Notification.objects.filter(kind=SOON, recipient=member.user).count() == 3
    assert not told(TODAY)


def test_who_learns_of_a_birth_late_is_told_the_nearest_only():
    case = child()
    CaseMemberFactory(case=case)
    born(case, BORN)

    raise_due(at=noon(MONTH - timedelta(days=20)))

    assert [occurrence for occurrence, _day in written(SOON)] == [f"1 30 {MONTH}"]


def test_in_the_month_team_and_lawyer_are_told_and_nothing_opens_or_ends():
    case = child()
    identify(case)
    member = CaseMemberFactory(case=case).user
    lawyer = UserFactory(roles=["lawyer"])
    appointed = {"organisation": lawyer.organisation, "user": lawyer, "ground": OpeningGround.APPOINTED}
    case.openings.create(**appointed, subject=case.pk, opened_on=date(2026, 3, 20))
    born(case, BORN)

    for day in range(3):
        raise_due(at=noon(MONTH + timedelta(days=day)))

    assert told(TODAY) == {member, lawyer}
    assert written(TODAY) == [(f"1 {MONTH}", MONTH)]
    case.refresh_from_db()
    assert case.age_status == AgeStatus.MINOR_VERIFIED
    assert case.child_procedures.get().closed_on is None
    assert not ReflectionPeriod.objects.filter(case=case).exists()


def test_what_is_found_of_the_age_afterwards_closes_the_procedure_as_come_of_age():
    case = child()
    born(case, BORN)
    find_age(case, AgeStatus.ADULT_VERIFIED, when=at(9, 14))

    procedure = case.child_procedures.get()
    assert (procedure.closed_on, procedure.end_reason) == (BIRTHDAY, "OF_AGE")
    raise_due(at=noon(BIRTHDAY))
    assert not told(TODAY)
    assert not ReflectionPeriod.objects.filter(case=case).exists()


def test_an_adult_is_watched_by_nobody():
    case = child("UNCERTAIN")
    CaseMemberFactory(case=case)
    born(case, date(2008, 1, 1), "ESTIMATED")
    find_age(case, AgeStatus.ADULT_STATED, when=at(3, 20))

    raise_due(at=noon(date(2026, 12, 1)))

    assert not told(SOON)


def test_a_birth_that_is_corrected_is_counted_anew():
    case = child()
    CaseMemberFactory(case=case)
    born(case, BORN)
    born(case, date(2010, 5, 1))

    raise_due(at=noon(BIRTHDAY - timedelta(days=7)))

    assert case.child_procedures.get().of_age_month == date(2028, 5, 1)
    assert not told(SOON)
    people.record_names(case, alias_in_use="Зайче", by=case.recorded_by, on=date(2026, 3, 20))
    assert case.child_procedures.get().of_age_month is None
