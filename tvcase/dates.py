"""How days are counted: terms of law, working days, age.

Every `date` here is a calendar day in Europe/Sofia; every `datetime` is an instant and must carry its zone.
A term of law is counted in days of the calendar, never in seconds, so a change of the clocks cannot move it.
Nothing here asks what day it is.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from holidays import country_holidays

SOFIA = ZoneInfo("Europe/Sofia")
ONE_DAY = timedelta(days=1)
REFLECTION_DAYS = 30  # the floor of the Council of Europe Convention, Article 13
SATURDAY = 5


class PeriodRule(TextChoices):
    """How the last day of a term follows from its start."""

    DAYS_30 = "DAYS_30", _("30 days")
    ONE_MONTH = "ONE_MONTH", _("one month")
    LATER_OF_BOTH = "LATER_OF_BOTH", _("30 days or one month, whichever is later")


def local_date(instant: datetime) -> date:
    """The day on the wall calendar in Sofia at an instant. Raises ValueError for a time without a zone."""
    return _aware(instant).astimezone(SOFIA).date()


def midnight_after(day: date) -> datetime:
    """The instant, in UTC, at which a day in Sofia is over: the midnight that begins the next one."""
    return datetime.combine(day + ONE_DAY, time.min, SOFIA).astimezone(UTC)


def add_months(day: date, count: int) -> date:
    """The same day of a later month (an earlier one for a negative count), or that month's last day where it has no
    such day."""
    years, months = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, months + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_month(day: date) -> date:
    """The same day of the next month, or that month's last day where it has no such day."""
    return add_months(day, 1)


def last_day(rule: PeriodRule, start: date) -> date:
    """The last day on which a term that began on `start` is alive; the day of the event is day 0.

    A protective term ends on this day, working or not; a term for acting is rolled forward besides.
    """
    match PeriodRule(rule):
        case PeriodRule.DAYS_30:
            return start + REFLECTION_DAYS * ONE_DAY
        case PeriodRule.ONE_MONTH:
            return add_month(start)
        case PeriodRule.LATER_OF_BOTH:
            return max(start + REFLECTION_DAYS * ONE_DAY, add_month(start))


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a Bulgarian public holiday or its substitute (Labour Code, Article 154)."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def previous_working_day(day: date) -> date:
    """The nearest working day before `day`, never `day` itself."""
    return _nearest(day - ONE_DAY, -ONE_DAY)


def next_working_day(day: date) -> date:
    """The nearest working day after `day`, never `day` itself."""
    return _nearest(day + ONE_DAY, ONE_DAY)


def roll_forward(day: date) -> date:
    """Where a term for acting (filing, appealing) ends: on `day`, or after a day off the next working day."""
    return _nearest(day, ONE_DAY)


def add_working_days(day: date, count: int) -> date:
    """The working day that is `count` working days after `day`; `day` itself for none.

    Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError("Working days are counted forward.")
    for _step in range(count):
        day = next_working_day(day)
    return day


def non_working_days(start: date, end: date) -> list[date]:
    """The days from `start` to `end`, both inside, on which nobody is expected to work, in order."""
    days = (start + offset * ONE_DAY for offset in range((end - start).days + 1))
    return [day for day in days if not is_working_day(day)]


def age_on(birth: date, day: date) -> int:
    """Full years of age. In common years somebody born on 29 February is a year older on 1 March.

    Raises ValueError for a day before the birth.
    """
    if day < birth:
        raise ValueError("This day is before the birth.")
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def turns_18_on(birth: date) -> date:
    """The first day on which somebody is of age (Convention on the Rights of the Child, Article 1)."""
    if (birth.month, birth.day) == (2, 29):
        return date(birth.year + 18, 3, 1)
    return birth.replace(year=birth.year + 18)


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("An instant needs its time zone.")
    return instant


def _nearest(day: date, step: timedelta) -> date:
    while not is_working_day(day):
        day += step
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("BG", years=year))
