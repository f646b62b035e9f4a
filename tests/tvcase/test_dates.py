"""The counting of days, against a second way of counting: day numbers and the European clock rule."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvcase.dates import (
    PeriodRule,
    add_month,
    age_on,
    last_day,
    local_date,
    midnight_after,
    turns_18_on,
)

pytestmark = pytest.mark.pure
HOUR = timedelta(hours=1)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))
INSTANTS = st.integers(946_684_800, 4_099_680_000).map(lambda second: datetime.fromtimestamp(second, UTC))
CLOCK_CHANGES = [
    datetime(year, month, day, 1, tzinfo=UTC)
    for year, march, october in [
        (2024, 31, 27),
        (2025, 30, 26),
        (2026, 29, 25),
        (2027, 28, 31),
        (2028, 26, 29),
        (2029, 25, 28),
        (2030, 31, 27),
    ]
    for month, day in [(3, march), (10, october)]
]

# The oracle. Days are numbered by the formula for the Gregorian calendar; the offset of Sofia is the European
# rule: summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.


def day_number(year: int, month: int, day: int) -> int:
    shift = (14 - month) // 12
    y, m = year + 4800 - shift, month + 12 * shift - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def numbered(day: date) -> int:
    return day_number(day.year, day.month, day.day)


def last_sunday(year: int, month: int) -> int:
    number = day_number(year, month, 31)
    return number - (number + 1) % 7


def offset_hours(hours: int, year: int) -> int:
    """The offset of Sofia, told hours since day number 0 in UTC."""
    return 3 if last_sunday(year, 3) * 24 + 1 <= hours < last_sunday(year, 10) * 24 + 1 else 2


def hours_of(instant: datetime) -> int:
    return numbered(instant.date()) * 24 + instant.hour


def oracle_local_day(instant: datetime) -> int:
    hours = hours_of(instant)
    return (hours + offset_hours(hours, instant.year)) // 24


def oracle_month_later(day: date) -> int:
    year, month = divmod(day.year * 12 + day.month, 12)
    first = day_number(year, month + 1, 1)
    year, month = divmod(day.year * 12 + day.month + 1, 12)
    length = day_number(year, month + 1, 1) - first
    return first + min(day.day, length) - 1


def oracle_last_day(rule: PeriodRule, start: date) -> int:
    thirty, month = numbered(start) + 30, oracle_month_later(start)
    return {PeriodRule.DAYS_30: thirty, PeriodRule.ONE_MONTH: month}.get(rule, max(thirty, month))


def agrees(instant: datetime) -> None:
    start = local_date(instant)
    assert numbered(start) == oracle_local_day(instant), instant

    for rule in PeriodRule:
        last = last_day(rule, start)
        assert numbered(last) == oracle_last_day(rule, start), (rule, instant)
        expires_at = midnight_after(last)
        midnight = (numbered(last) + 1) * 24
        # The clocks change in the small hours; three hours before midnight its offset is already in force.
        assert hours_of(expires_at) == midnight - offset_hours(midnight - 3, last.year), (rule, instant)
        assert expires_at.utcoffset() == timedelta(0)


def test_every_starting_hour_of_seven_years_agrees_with_the_oracle():
    instant, end = datetime(2023, 12, 31, 20, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    seen = 0

    while instant < end:
        agrees(instant)
        instant += HOUR
        seen += 1

    assert seen == 61372


@given(INSTANTS)
def test_any_instant_agrees_with_the_oracle(instant):
    agrees(instant)


@given(st.sampled_from(CLOCK_CHANGES), st.timedeltas(timedelta(days=-32), timedelta(days=2)))
def test_any_instant_around_a_change_of_the_clocks_agrees_with_the_oracle(change, distance):
    agrees(change + distance)


@given(st.sampled_from([2024, 2028, 2096, 2100]), st.timedeltas(timedelta(days=-40), timedelta(days=40)))
def test_any_instant_around_the_end_of_february_agrees_with_the_oracle(year, distance):
    agrees(datetime(year, 2, 28, tzinfo=UTC) + distance)


@pytest.mark.parametrize(
    ("start", "thirty", "month", "later", "expires_at"),
    [
        ("2026-01-31", "2026-03-02", "2026-02-28", "2026-03-02", "2026-03-02T22:00:00+00:00"),
        ("2026-02-01", "2026-03-03", "2026-03-01", "2026-03-03", "2026-03-03T22:00:00+00:00"),
        ("2026-03-10", "2026-04-09", "2026-04-10", "2026-04-10", "2026-04-09T21:00:00+00:00"),
        ("2026-07-01", "2026-07-31", "2026-08-01", "2026-08-01", "2026-07-31T21:00:00+00:00"),
        ("2026-10-05", "2026-11-04", "2026-11-05", "2026-11-05", "2026-11-04T22:00:00+00:00"),
        ("2026-12-15", "2027-01-14", "2027-01-15", "2027-01-15", "2027-01-14T22:00:00+00:00"),
        ("2028-01-31", "2028-03-01", "2028-02-29", "2028-03-01", "2028-03-01T22:00:00+00:00"),
    ],
)
def test_the_worked_examples_hold(start, thirty, month, later, expires_at):
    start = date.fromisoformat(start)

    assert last_day(PeriodRule.DAYS_30, start).isoformat() == thirty
    assert last_day(PeriodRule.ONE_MONTH, start).isoformat() == month
    assert last_day(PeriodRule.LATER_OF_BOTH, start).isoformat() == later
    assert midnight_after(date.fromisoformat(thirty)).isoformat() == expires_at


@pytest.mark.parametrize(("start", "hours"), [(date(2026, 3, 10), 743), (date(2026, 10, 5), 745)])
def test_a_change_of_the_clocks_moves_the_hours_and_not_the_day(start, hours):
    begins, ends = midnight_after(start - timedelta(days=1)), midnight_after(start + timedelta(days=30))

    assert (ends - begins) / HOUR == hours


@given(DAYS)
def test_thirty_days_are_thirty_and_the_later_of_both_is_never_shorter(start):
    assert (last_day(PeriodRule.DAYS_30, start) - start).days == 30
    assert (last_day(PeriodRule.LATER_OF_BOTH, start) - start).days in (30, 31)


@given(st.sampled_from(PeriodRule), DAYS)
def test_a_term_is_alive_until_the_midnight_that_ends_its_last_day(rule, start):
    last = last_day(rule, start)
    expires_at = midnight_after(last)

    assert local_date(expires_at - timedelta(microseconds=1)) == last
    assert local_date(expires_at) == last + timedelta(days=1)


def test_a_rule_may_be_told_by_its_stored_code():
    assert last_day("LATER_OF_BOTH", date(2026, 3, 10)) == date(2026, 4, 10)

    with pytest.raises(ValueError, match="DAYS_70"):
        last_day("DAYS_70", date(2026, 3, 10))


def test_a_month_from_december_is_january():
    assert add_month(date(2026, 12, 31)) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-01-31T21:59:59+00:00", date(2026, 1, 31)),
        ("2026-01-31T22:00:00+00:00", date(2026, 2, 1)),
        ("2026-07-01T20:59:59+00:00", date(2026, 7, 1)),
        ("2026-07-01T21:00:00+00:00", date(2026, 7, 2)),
        ("2026-07-01T23:50:00+03:00", date(2026, 7, 1)),
        ("2026-07-01T23:50:00-05:00", date(2026, 7, 2)),
    ],
)
def test_the_day_is_the_day_in_sofia(instant, day):
    assert local_date(datetime.fromisoformat(instant)) == day


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime.fromisoformat("2026-07-01T12:00:00"))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-07-10", "2026-07-09", 17),
        ("2008-07-10", "2026-07-10", 18),
        ("2008-07-10", "2008-07-10", 0),
    ],
)
def test_age_is_counted_in_birthdays(birth, day, age):
    assert age_on(date.fromisoformat(birth), date.fromisoformat(day)) == age


def test_nobody_has_an_age_before_the_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2008, 7, 10), date(2008, 7, 9))


@given(DAYS)
def test_the_first_day_of_age_is_the_first_on_which_the_age_is_eighteen(birth):
    first = turns_18_on(birth)

    assert age_on(birth, first) == 18
    assert age_on(birth, first - timedelta(days=1)) == 17


def test_zones_other_than_utc_name_the_same_instant():
    there = datetime(2026, 7, 1, 5, tzinfo=timezone(timedelta(hours=8)))

    assert local_date(there) == date(2026, 7, 2) - timedelta(days=1)
