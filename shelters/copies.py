"""What may be copied of the houses: the tables of one's own, one's own on paper, and those of the whole country."""

from collections.abc import Iterator
from datetime import datetime, time

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shelters.gantt import charts
from shelters.nationwide import Crossed, Nationwide, nationwide
from shelters.occupancy import Occupancy, occupancy
from shelters.occupancy_forms import HouseCopyForm, HousePaperForm, HouseTable, YearCopyForm, YearTable
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.dates import SOFIA
from tvcase.exports.kinds import Asked, Cell, Kind, Sheet, Table, Text, register
from tvcase.exports.states import Format
from tvcase.flow import Refused
from tvcase.years import years_over

type Rows = list[list[Cell]]

MONTHS = (
    gettext_lazy("Month"),
    gettext_lazy("Nights in which somebody had a place"),
    gettext_lazy("Nights in service"),
    gettext_lazy("Per cent"),
)
PLACES = (
    gettext_lazy("House"),
    gettext_lazy("Place"),
    gettext_lazy("State"),
    gettext_lazy("From"),
    gettext_lazy("To"),
    gettext_lazy("Planned until"),
)
NOT_TOLD = gettext_lazy("not told")


def works_in_a_house(user: User) -> bool:
    """Whether this person sees the figures of the organisation's own houses."""
    return user.has_role(*SHELTER_ROLES)


def counts_for_all(user: User) -> bool:
    """Whether this person sees the figures of the whole country."""
    return user.has_role(Role.COMMISSION_ANALYST)


def _own(asked: Asked) -> Occupancy:
    """The figures of the asker's own houses, as of the beginning of the day. Raises Http404 for anybody else."""
    if not works_in_a_house(asked.user):
        raise Http404
    morning = datetime.combine(asked.on, time(), tzinfo=SOFIA)
    return occupancy(asked.user, on=asked.on, at=morning, house=asked.parameters.get("house", ""))


def _table_of_houses(asked: Asked) -> Table:
    found = _own(asked)
    columns, rows = _HOUSE_TABLES[HouseTable(asked.parameters["table"])](found)
    return Table(columns, rows, len(rows))


def _places(found: Occupancy) -> tuple[tuple[Text, ...], Rows]:
    return PLACES, [
        [house.shelter.code, line.place.label, run.use.label, run.first, run.to, run.planned]
        for house in found.houses
        for line in house.lines
        for run in line.runs
        if run.nights(found.first, found.end)
    ]


def _months(found: Occupancy) -> tuple[tuple[Text, ...], Rows]:
    return MONTHS, [[f"{month.first:%Y-%m}", month.slept, month.in_service, month.percent] for month in found.months]


def _lengths(found: Occupancy) -> tuple[tuple[Text, ...], Rows]:
    return (_("Nights"), _("Number of stays")), [[band.label, band.count] for band in found.lengths.bands]


def _declined(found: Occupancy) -> tuple[tuple[Text, ...], Rows]:
    return (_("Why"), _("Number of requests")), [[label, count] for label, count in found.declined]


_HOUSE_TABLES = {
    HouseTable.PLACES: _places,
    HouseTable.MONTHS: _months,
    HouseTable.LENGTHS: _lengths,
    HouseTable.DECLINED: _declined,
}


def _houses_on_paper(asked: Asked) -> Sheet:
    found = _own(asked)
    if not found.houses:
        raise Refused(_("There is nothing to copy."))
    return Sheet("shelters/occupancy_print.html", {"found": found, "charts": charts(found)}, len(found.houses))


def _table_of_a_year(asked: Asked) -> Table:
    if not counts_for_all(asked.user):
        raise Http404
    year = int(asked.parameters["year"])
    if year not in years_over(asked.on):
        raise Refused(_("Choose one of the last five years that are over."))
    columns, rows = _of_a_year(nationwide(year), YearTable(asked.parameters["table"]))
    return Table(columns, rows, len(rows))


def _of_a_year(found: Nationwide, table: YearTable) -> tuple[tuple[Text, ...], Rows]:
    if table == YearTable.MONTHS:
        columns = (MONTHS[0], _("People"), *MONTHS[1:])
        return columns, [
            [f"{month.first:%Y-%m}", *map(_told, (month.people, month.nights, month.in_service, month.percent))]
            for month in found.months
        ]
    crossed = found.lengths if table == YearTable.LENGTHS else found.declined
    first = _("Nights") if table == YearTable.LENGTHS else _("Why")
    return (first, *(crossed.columns if crossed else ())), list(_lines(crossed))


def _lines(crossed: Crossed | None) -> Iterator[list[Cell]]:
    for label, counts in crossed.rows if crossed else ():
        yield [label, *map(_told, counts)]


def _told(count: int | None) -> Cell:
    return NOT_TOLD if count is None else count


def _back_to_the_houses(_code: str) -> str:
    return reverse("shelters:occupancy")


HOUSES = register(
    Kind(
        code="occupancy",
        title=gettext_lazy("A copy of the figures of your houses"),
        contents=_table_of_houses,
        back=_back_to_the_houses,
        form=HouseCopyForm,
    )
)
PAPER = register(
    Kind(
        code="occupancy-paper",
        title=gettext_lazy("Print the places by days"),
        contents=_houses_on_paper,
        back=_back_to_the_houses,
        form=HousePaperForm,
        formats=(Format.PRINT,),
    )
)
COUNTRY = register(
    Kind(
        code="shelter-figures",
        title=gettext_lazy("A copy of the figures of all shelters"),
        contents=_table_of_a_year,
        back=lambda _code: reverse("shelters:figures"),
        form=YearCopyForm,
    )
)
