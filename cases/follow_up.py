"""When a person who returned is contacted, as the list of these days says: after a week, a month … (domain 4.11).

Our sources give no length; administrators add and retire the entries of the list. Its codes are terms: P1W, P3M.
"""

import re
from datetime import date, timedelta

from cases.models import CodeEntry
from cases.models.codes import CodeList
from tvcase.dates import add_months

TERM = re.compile(r"P([1-9]\d?)([DWMY])")


def after(day: date, term: str) -> date | None:
    """The Sofia day that lies one term after another; None for a code that is no term."""
    found = TERM.fullmatch(term)
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    match unit:
        case "D":
            return day + timedelta(days=count)
        case "W":
            return day + timedelta(weeks=count)
        case "M":
            return add_months(day, count)
    return add_months(day, 12 * count)


def follow_up_days(arrived_on: date, *, on: date) -> list[date]:
    """The days of the contacts after an arrival, by the entries offered on a Sofia day, in order."""
    codes = CodeEntry.objects.offered(on=on).filter(list=CodeList.RETURN_FOLLOW_UP).values_list("code", flat=True)
    return sorted({day for code in codes if (day := after(arrived_on, code))})
