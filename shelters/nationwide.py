"""What the commission may know of all shelters together: counts of years that are over, none of them small.

The wall hides every stay from it; one function of the wall counts (tvcase/wall/figures.py), for analysts alone. No
count is of one house: kinds of house of which there are fewer than three stand together. What is told cannot be worked
back to a small count (tvcase/figures.py), and a year that is over is counted once, not from one day to the next.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shelters.occupancy import BANDS, band_label
from shelters.states import DeclineKind, FacilityKind
from tvcase.figures import Published, published, suppress

FEWEST_HOUSES = 3
ASK = "SELECT measure, kind, answer, counted FROM app_shelter_figures(%s)"

type Label = str | Promise


@dataclass(frozen=True)
class Crossed:
    """A table of counts by kind of house, with its totals, as it may be told."""

    columns: list[Label]
    rows: list[tuple[Label, tuple[int | None, ...]]]

    @property
    def hides(self) -> bool:
        return any(count is None for _label, counts in self.rows for count in counts)


@dataclass(frozen=True)
class MonthOfAll:
    """A month of all houses together; nothing is told where fewer than five people stayed."""

    first: date
    people: int | None
    nights: int | None
    in_service: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.nights / self.in_service) if self.nights and self.in_service else None


@dataclass(frozen=True)
class Nationwide:
    """A year of all shelters; empty where there are too few houses to tell anything."""

    year: int
    months: list[MonthOfAll]
    lengths: Crossed | None
    declined: Crossed | None


def nationwide(year: int) -> Nationwide:
    """The figures of a year that is over; nothing for anybody but analysts."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [year])
        counted = [(measure, kind, answer, int(count)) for measure, kind, answer, count in cursor.fetchall()]
    houses = {kind: count for measure, kind, _answer, count in counted if measure == "HOUSES"}
    if sum(houses.values()) < FEWEST_HOUSES:
        return Nationwide(year, [], None, None)
    columns = together(houses)
    bands: dict[str, Label] = {str(least): band_label(least, most) for least, most in BANDS}
    reasons: dict[str, Label] = {kind.value: kind.label for kind in DeclineKind}
    return Nationwide(
        year,
        [_month(date(year, month, 1), counted) for month in range(1, 13)],
        _crossed("LENGTHS", counted, columns, bands),
        _crossed("DECLINED", counted, columns, reasons),
    )


def together(houses: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The kinds of house that are told by themselves, and at last those that stand together as they are too few."""
    kinds = sorted(houses, key=lambda kind: (houses[kind], kind), reverse=True)
    alone = [kind for kind in kinds if houses[kind] >= FEWEST_HOUSES]
    rest = kinds[len(alone) :]
    while rest and alone and sum(houses[kind] for kind in rest) < FEWEST_HOUSES:
        rest.insert(0, alone.pop())
    return [(kind,) for kind in sorted(alone)] + ([tuple(sorted(rest))] if rest else [])


def _crossed(
    measure: str,
    counted: Iterable[tuple[str, str, str, int]],
    columns: Sequence[tuple[str, ...]],
    rows: Mapping[str, Label],
) -> Crossed:
    counts: Counter[tuple[str, str]] = Counter()
    for found, kind, answer, count in counted:
        if found == measure:
            counts[answer, kind] += count
    cells = [[sum(counts[row, kind] for kind in kinds) for kinds in columns] for row in rows]
    told: Published = suppress(cells)
    headings = [*map(_name, columns), _("all houses")]
    kept = slice(-1, None) if len(columns) == 1 else slice(None)  # one kind of house is all houses
    labels = [*rows.values(), _("all")]
    return Crossed(headings[kept], [(label, line[kept]) for label, line in zip(labels, told.cells, strict=True)])


def _name(kinds: Sequence[str]) -> Label:
    return FacilityKind(kinds[0]).label if len(kinds) == 1 else _("other houses")


def _month(first: date, counted: Iterable[tuple[str, str, str, int]]) -> MonthOfAll:
    found: dict[str, int] = defaultdict(int)
    for measure, _kind, answer, count in counted:
        if answer == first.isoformat():
            found[measure] += count
    people = published(found["PEOPLE"])
    told = people is not None
    return MonthOfAll(first, people, found["NIGHTS"] if told else None, found["IN_SERVICE"] if told else None)
