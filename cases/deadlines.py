"""From a rule of law and a start to the last day, the instant of expiry and the explanation in words.

Pure: no database, no clock. Every `date` is a Europe/Sofia day, every `datetime` an instant with its zone. Days of
law are counted on the calendar, never in seconds; only hours are counted as they pass (domain 5.2).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.terms import MAY_END_ON_A_DAY_OFF, RuleKind, TermUnit
from tvcase.dates import (
    ONE_DAY,
    SOFIA,
    PeriodRule,
    add_months,
    add_working_days,
    last_day,
    local_date,
    midnight_after,
    roll_forward,
)

NO_DEADLINE = gettext_lazy("no deadline set by law in our sources")

# From what a term is counted, where one knows it; in a sentence about the day that is not counted.
DAY_NOT_COUNTED: dict[str, str | Promise] = {
    RuleKind.REFLECTION: gettext_lazy("the day of identification not counted"),
    RuleKind.SHELTER_STAY: gettext_lazy("the day of arrival not counted"),
    RuleKind.COOPERATION_TERM: gettext_lazy("the day on which the person was told not counted"),
}
ANY_DAY_NOT_COUNTED = gettext_lazy("the first day not counted")


class Rule(Protocol):
    """What is read of a version of a rule; cases.models.LegalRule is one."""

    kind: str
    rule: str
    length: int | None
    unit: str
    rolls_forward: bool

    @property
    def cited(self) -> str:
        """The citation in the language of the moment."""


@dataclass(frozen=True)
class Deadline:
    """When a term that began at `start` is over. It is alive through the end of `last_day`, at `expires_at` (UTC).

    `counted_to` is the day to which the term itself was counted; `last_day` is a later one only where that is a day
    off and the rule moves forward.
    """

    rule: Rule
    start: date | datetime
    counted_to: date
    last_day: date
    expires_at: datetime

    @property
    def in_hours(self) -> bool:
        """Whether it ends at a time of day, and not with a day."""
        return self.rule.unit == TermUnit.ELAPSED_HOURS

    @property
    def rolled(self) -> bool:
        """Whether the last day was moved off a day off."""
        return self.last_day != self.counted_to

    def is_over(self, *, at: datetime) -> bool:
        """Whether it has passed at an instant."""
        return at >= self.expires_at

    def end_words(self) -> str:
        """When it ends: the day with its weekday, and the time where it ends at one; in the language of the moment."""
        if not self.in_hours:
            return day_words(self.last_day)
        time = date_format(localtime(self.expires_at, SOFIA), "TIME_FORMAT")
        return _("%(day)s at %(time)s") % {"day": day_words(self.last_day), "time": time}

    def words(self) -> str:
        """How it was counted and when it ends, as one line in the language of the moment."""
        facts = {
            "length": term_words(self.rule),
            "citation": self.rule.cited,
            "end": self.end_words(),
            "not_counted": DAY_NOT_COUNTED.get(self.rule.kind, ANY_DAY_NOT_COUNTED),
        }
        if self.in_hours:
            return _("%(length)s, counted hour by hour, %(citation)s; ends on %(end)s") % facts
        if self.rolled:
            facts["off"] = day_words(self.counted_to)
            return (
                _("%(length)s, %(not_counted)s, %(citation)s; %(off)s is a day off, so it ends on %(end)s at midnight")
                % facts
            )
        return _("%(length)s, %(not_counted)s, %(citation)s; ends on %(end)s at midnight") % facts

    def counted_words(self) -> str:
        """How it was counted, without the day on which it ends: the short form for lists, which show that day."""
        facts = {
            "length": term_words(self.rule),
            "citation": self.rule.cited,
            "not_counted": DAY_NOT_COUNTED.get(self.rule.kind, ANY_DAY_NOT_COUNTED),
        }
        if self.in_hours:
            return _("%(length)s, counted hour by hour, %(citation)s") % facts
        return _("%(length)s, %(not_counted)s, %(citation)s") % facts

    __str__ = words


def deadline(rule: Rule | None, start: date | datetime) -> Deadline | None:
    """When a term under this version of a rule is over that began on a Sofia day or at an instant.

    None where there is no rule, or the rule sets no term: nothing is invented. The day of the start is day 0; a
    month ends on the same number, or on the last day of a shorter month; hours are those that pass, whatever the
    clocks do (domain 5.2). Raises ValueError for hours counted from a day, or an instant without its zone.
    """
    if rule is None or not sets_a_term(rule):
        return None
    if rule.unit == TermUnit.ELAPSED_HOURS:
        return _in_hours(rule, start)
    day = local_date(start) if isinstance(start, datetime) else start
    counted_to = _counted(rule, day)
    rolls = rule.rolls_forward and rule.unit in MAY_END_ON_A_DAY_OFF
    last = roll_forward(counted_to) if rolls else counted_to
    return Deadline(rule, start, counted_to, last, midnight_after(last))


def days_ahead(rule: Rule | None, day: date) -> date | None:
    """The day on which something is to be done *before* a Sofia day, under a rule such as PERMIT_REMINDER.

    None where no rule sets it. Raises ValueError for a unit in which nobody counts back.
    """
    if rule is None or not sets_a_term(rule):
        return None
    if rule.unit == TermUnit.CALENDAR_DAYS:
        return day - (rule.length or 0) * ONE_DAY
    if rule.unit == TermUnit.MONTHS:
        return add_months(day, -(rule.length or 0))
    raise ValueError("Only calendar days and months are counted back.")


def sets_a_term(rule: Rule) -> bool:
    """Whether the rule sets a length at all."""
    return bool(rule.rule) or rule.length is not None


def term_words(rule: Rule) -> str:
    """The length of a rule in the language of the moment, or that the sources give none."""
    if rule.rule:
        return str(PeriodRule(rule.rule).label)
    count = rule.length
    if count is None:
        return str(NO_DEADLINE)
    match TermUnit(rule.unit):
        case TermUnit.CALENDAR_DAYS:
            text = ngettext("%(count)d day", "%(count)d days", count)
        case TermUnit.WORKING_DAYS:
            text = ngettext("%(count)d working day", "%(count)d working days", count)
        case TermUnit.MONTHS:
            text = ngettext("%(count)d month", "%(count)d months", count)
        case TermUnit.YEARS:
            text = ngettext("%(count)d year", "%(count)d years", count)
        case TermUnit.ELAPSED_HOURS:
            text = ngettext("%(count)d hour", "%(count)d hours", count)
    return text % {"count": count}


def day_words(day: date) -> str:
    """A day with its weekday: Thursday 9 April 2026."""
    return _("%(weekday)s %(date)s") % {"weekday": date_format(day, "l"), "date": date_format(day, "DATE_FORMAT")}


def _counted(rule: Rule, day: date) -> date:
    if rule.rule:
        return last_day(PeriodRule(rule.rule), day)
    length = rule.length or 0
    match TermUnit(rule.unit):
        case TermUnit.CALENDAR_DAYS:
            return day + length * ONE_DAY
        case TermUnit.WORKING_DAYS:
            return add_working_days(day, length)
        case TermUnit.MONTHS:
            return add_months(day, length)
        case TermUnit.YEARS:
            return add_months(day, 12 * length)
    raise ValueError("Hours are not counted in days.")


def _in_hours(rule: Rule, start: date | datetime) -> Deadline:
    if not isinstance(start, datetime):
        raise ValueError("Hours are counted from an instant.")
    local_date(start)  # refuses an instant without its zone
    expires_at = start.astimezone(UTC) + timedelta(hours=rule.length or 0)
    day = local_date(expires_at)
    return Deadline(rule, start, day, day, expires_at)
