"""How the nights of a place are drawn and said: shares of the width for the picture, sentences beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shelters.occupancy import House, Line, Occupancy, Run, Use

ROOM_FOR_A_LABEL = 88.0  # a month that begins further right has no room for its name


@dataclass(frozen=True)
class Bar:
    """A stretch of the picture: `kind` names how it is filled."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Mark:
    """A day on the scale, with its name where there is room."""

    x: str
    label: str = ""


@dataclass(frozen=True)
class Row:
    """A place: its picture, the same in words, and how many of the nights that are over somebody had it."""

    label: str
    bars: list[Bar]
    words: list[str]
    slept: int
    nights: int


@dataclass(frozen=True)
class Chart:
    """A house from the first night to the last."""

    house: House
    rows: list[Row]
    months: list[Mark]
    weeks: list[Mark]
    now: str


def charts(found: Occupancy) -> list[Chart]:
    """A picture of each house."""
    scale = _Scale(found.first, found.end)
    return [
        Chart(
            house=house,
            rows=[_row(line, scale, found.on) for line in house.lines],
            months=list(scale.months()),
            weeks=[Mark(scale.x(day)) for day in scale.days() if day.weekday() == 0],
            now=scale.x(found.on),
        )
        for house in found.houses
    ]


@dataclass(frozen=True)
class _Scale:
    """Days as shares of the width, written with a point in every language."""

    first: date
    end: date

    def share(self, day: date) -> float:
        within = min(max(day, self.first), self.end)
        return 100 * (within - self.first).days / (self.end - self.first).days

    def x(self, day: date) -> str:
        return f"{self.share(day):.3f}%"

    def bar(self, kind: str, first: date, to: date) -> Bar:
        return Bar(kind, self.x(first), f"{self.share(to) - self.share(first):.3f}%")

    def days(self) -> Iterator[date]:
        for number in range((self.end - self.first).days):
            yield self.first + timedelta(days=number)

    def months(self) -> Iterator[Mark]:
        """The first days of months, with their names."""
        for day in self.days():
            if day.day == 1:
                label = date_format(day, "F") if self.share(day) <= ROOM_FOR_A_LABEL else ""
                yield Mark(self.x(day), label)


def _row(line: Line, scale: _Scale, on: date) -> Row:
    shown = [run for run in line.runs if run.nights(scale.first, scale.end)]
    return Row(
        label=line.place.label,
        bars=[bar for run in shown for bar in _bars(run, scale, on)],
        words=[_words(run) for run in shown] or [_("Nobody has this place in any of these nights.")],
        slept=line.slept(scale.first, on),
        nights=(on - scale.first).days,
    )


def _bars(run: Run, scale: _Scale, on: date) -> Iterator[Bar]:
    """What is certain is filled; where somebody is planned to stay on, it is lighter."""
    if run.use != Use.TAKEN or run.to is not None:
        yield scale.bar(run.use, run.first, run.to or scale.end)
        return
    tonight = on + timedelta(days=1)
    yield scale.bar(run.use, run.first, tonight)
    if run.planned and run.planned > tonight:
        yield scale.bar("planned", tonight, run.planned)


def _words(run: Run) -> str:
    facts = {"use": run.use.label, "from": _day(run.first), "to": _day(run.to), "planned": _day(run.planned)}
    if run.to is not None:
        return _("%(use)s from %(from)s to %(to)s") % facts
    if run.planned is not None:
        return _("%(use)s since %(from)s, planned until %(planned)s") % facts
    return _("%(use)s since %(from)s") % facts


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
