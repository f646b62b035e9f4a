"""The Bulgarian working calendar: weekends, public holidays and their substitutes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvcase.dates import (
    add_working_days,
    is_working_day,
    next_working_day,
    non_working_days,
    previous_working_day,
    roll_forward,
)

pytestmark = pytest.mark.pure
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2025-03-03", "National day"),
        ("2026-04-10", "Good Friday of the Orthodox Easter"),
        ("2026-04-11", "Holy Saturday"),
        ("2026-04-13", "Easter Monday"),
        ("2026-05-01", "Labour day"),
        ("2026-05-06", "Saint George"),
        ("2026-05-24", "a Sunday, Education and culture"),
        ("2026-05-25", "the substitute of Sunday 24 May"),
        ("2026-09-06", "a Sunday, Unification"),
        ("2026-09-07", "the substitute of Sunday 6 September"),
        ("2026-09-22", "Independence"),
        ("2026-12-24", "Christmas Eve"),
        ("2026-12-25", "Christmas"),
        ("2026-12-28", "the substitute of Saturday 26 December"),
        ("2027-12-27", "the substitute of Saturday 25 December"),
        ("2027-12-28", "the substitute of Sunday 26 December"),
        ("2026-01-01", "New Year"),
        ("2026-07-04", "a Saturday"),
        ("2026-07-05", "a Sunday"),
    ],
)
def test_nobody_works_on(day, why):
    assert not is_working_day(date.fromisoformat(day)), why


@pytest.mark.parametrize("day", ["2026-03-02", "2026-04-09", "2026-11-02", "2026-12-23", "2026-12-29"])
def test_an_ordinary_day_is_a_working_day(day):
    assert is_working_day(date.fromisoformat(day))


def test_the_working_days_beside_easter_skip_the_four_days():
    assert previous_working_day(date(2026, 4, 13)) == date(2026, 4, 9)
    assert next_working_day(date(2026, 4, 9)) == date(2026, 4, 14)
    assert non_working_days(date(2026, 4, 9), date(2026, 4, 14)) == [date(2026, 4, day) for day in range(10, 14)]


@given(DAYS)
def test_the_working_days_beside_a_day_are_the_nearest_and_never_the_day_itself(day):
    before, after = previous_working_day(day), next_working_day(day)

    assert before < day < after
    assert is_working_day(before)
    assert is_working_day(after)
    between = non_working_days(before + timedelta(days=1), after - timedelta(days=1))
    assert len(between) == (after - before).days - 1 - is_working_day(day)


@given(DAYS)
def test_a_term_for_acting_never_ends_on_a_day_off_and_never_earlier(day):
    rolled = roll_forward(day)

    assert rolled == (day if is_working_day(day) else next_working_day(day))


@given(DAYS, st.integers(1, 40))
def test_working_days_are_counted_one_by_one(day, count):
    end = add_working_days(day, count)

    days_off = len(non_working_days(day + timedelta(days=1), end))
    assert (end - day).days - days_off == count
    assert is_working_day(end)


def test_no_working_days_after_a_day_is_that_day_and_backwards_is_refused():
    assert add_working_days(date(2026, 7, 4), 0) == date(2026, 7, 4)
    assert add_working_days(date(2026, 7, 3), 5) == date(2026, 7, 10)

    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 7, 4), -1)


def test_no_days_lie_in_a_range_that_ends_before_it_starts():
    assert non_working_days(date(2026, 7, 5), date(2026, 7, 4)) == []
