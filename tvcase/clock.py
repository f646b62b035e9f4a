"""How a term of days is drawn and said: cells of a bar in percent of its width, a headline and a sentence."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

URGENT_DAYS = 3  # from here on a right is about to be lost, and the picture says so


class Clock(Protocol):
    """What the picture needs to know of a term; every day is a calendar day in Sofia."""

    starts_on: date
    last_day: date
    runs_to: date
    ended_on: date | None
    end_label: str
    today: date
    days_left: int
    notices: list[tuple[date, str]]
    next: tuple[str, date | None] | None


@dataclass(frozen=True)
class Day:
    """One cell: its left edge and width in percent, and what it is (empty: to come)."""

    x: str
    width: str
    kind: str = ""


@dataclass(frozen=True)
class Dot:
    """A reminder under the bar; one that lies ahead is drawn hollow."""

    x: str
    ahead: bool


@dataclass(frozen=True)
class Marker:
    """The line at today, with its words; they hang to the side on which there is room."""

    x: str
    anchor: str
    label: str


@dataclass(frozen=True)
class Bar:
    """Everything the template draws and says."""

    headline: str
    sub: str
    urgent: bool
    over: bool
    days: list[Day] = field(default_factory=list)
    notices: list[Dot] = field(default_factory=list)
    given: list[tuple[date, str]] = field(default_factory=list)
    marker: Marker | None = None


def bar_of(clock: Any) -> Bar:
    """The picture of a term as it stands today."""
    clock = Facts(clock) if isinstance(clock, dict) else clock
    length = (clock.last_day - clock.starts_on).days + 1
    over = clock.ended_on is not None or clock.today > clock.last_day
    return Bar(
        headline=_headline(clock),
        sub=_sub(clock),
        urgent=not over and clock.days_left <= URGENT_DAYS,
        over=over,
        days=[_day(clock, offset, length) for offset in range(length)],
        notices=[
            Dot(_percent((on - clock.starts_on).days + 0.5, length), on > clock.today)
            for on, _label in clock.notices
            if clock.starts_on <= on <= clock.last_day
        ],
        given=[(on, label) for on, label in clock.notices if on <= clock.today],
        marker=None if over else _marker(clock, length),
    )


class Facts(dict[str, Any]):
    """A plain dict read by attribute."""

    __getattr__ = dict.__getitem__


def _headline(clock: Any) -> str:
    if clock.ended_on is not None:
        return _("Ended on %(day)s") % {"day": date_format(clock.ended_on)}
    if clock.today > clock.last_day:
        return _("Over since the end of %(day)s") % {"day": date_format(clock.last_day)}
    if clock.today == clock.last_day:
        return _("Today is the last day")
    left = npgettext("headline", "%(count)d day left", "%(count)d days left", clock.days_left)
    return left % {"count": clock.days_left}


def _sub(clock: Any) -> str:
    if clock.ended_on is not None:
        return str(clock.end_label)
    if clock.today > clock.last_day:
        return _("The recovery and reflection period has run out.")
    return _("The recovery and reflection period runs until the end of %(day)s.") % {"day": date_format(clock.last_day)}


def _day(clock: Any, offset: int, length: int) -> Day:
    on = date.fromordinal(clock.starts_on.toordinal() + offset)
    return Day(_percent(offset, length), _percent(0.86, length), _kind(clock, on))


def _kind(clock: Any, on: date) -> str:
    if on > clock.runs_to:
        return "gone"
    if on == clock.today and clock.ended_on is None:
        return "today"
    if on <= min(clock.today, clock.runs_to):
        return "past"
    return "last" if on == clock.last_day else ""


def _marker(clock: Any, length: int) -> Marker:
    offset = (clock.today - clock.starts_on).days
    share = (offset + 0.5) / length
    anchor = "start" if share < 0.2 else "end" if share > 0.8 else "middle"
    label = _("Today, %(day)s") % {"day": date_format(clock.today, "MONTH_DAY_FORMAT")}
    return Marker(_percent(offset + 0.5, length), anchor, label)


def _percent(part: float, whole: int) -> str:
    return f"{100 * part / whole:.2f}"
