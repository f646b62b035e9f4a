"""The database and the calendar in Python count the same days: every start hour of 2024 to 2030."""

from datetime import UTC, datetime

from django.db import connection

from cases.models import ReflectionPeriod
from tvcase.dates import PeriodRule, last_day, local_date, midnight_after

HOURS = """
SELECT hour, {starts_on} AS starts_on, {expires_at} AS expires_at
  FROM generate_series('2024-01-01T00:00Z'::timestamptz, '2030-12-31T23:00Z', interval '1 hour') AS hour,
       LATERAL (SELECT hour AS starts_at, ((hour AT TIME ZONE 'Europe/Sofia')::date + 30) AS last_day) AS period
"""


def stored(column: str) -> str:
    """The expression by which the table itself computes a column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a "
            "ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
            "WHERE d.adrelid = %s::regclass AND a.attname = %s",
            [ReflectionPeriod._meta.db_table, column],
        )
        return cursor.fetchone()[0]


def test_every_start_hour_gives_the_same_days_in_the_database_and_in_python(db):
    with connection.cursor() as cursor:
        cursor.execute(HOURS.format(starts_on=stored("starts_on"), expires_at=stored("expires_at")))
        rows = cursor.fetchall()

    assert len(rows) > 61_000
    for hour, starts_on, expires_at in rows:
        assert starts_on == local_date(hour)
        assert expires_at == midnight_after(last_day(PeriodRule.DAYS_30, starts_on))


def test_the_worked_example_over_the_spring_change_ends_at_its_instant(db):
    ends = midnight_after(last_day(PeriodRule.DAYS_30, local_date(datetime(2026, 3, 10, 9, tzinfo=UTC))))

    assert ends == datetime(2026, 4, 9, 21, tzinfo=UTC)
