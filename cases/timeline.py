"""The history of a case: one query over every kind of fact that this person may see, in order of time."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from tvcase.accounts.models import User
from tvcase.dates import SOFIA, local_date

SIGNAL = 0  # the rank of the first source: with the signal a case begins


@dataclass(frozen=True)
class Entry:
    """One fact as the timeline shows it; `at` is a Sofia day, or an instant where that is known."""

    at: date | datetime
    title: str | Promise
    text: str | Promise
    who: str
    rank: int

    @property
    def order(self) -> tuple[date, bool, bool, datetime, int]:
        """By day; within a day the signal first, then what has no time, then what has one."""
        later = self.rank > SIGNAL
        if isinstance(self.at, datetime):
            return local_date(self.at), later, True, self.at, self.rank
        return self.at, later, False, datetime.min.replace(tzinfo=SOFIA), self.rank


def entries(case: Case, user: User, perms: frozenset[CasePerm]) -> list[Entry]:
    """What happened in a case, oldest first, as far as this person's permissions on it go."""
    sources = {source.kind: source for source in timeline_source if source.perm is None or source.perm in perms}
    queries: list[QuerySet[Any]] = [source.query(case, user) for source in sources.values()]
    if not queries:
        return []
    ranks = {source.kind: rank for rank, source in enumerate(timeline_source)}
    rows = queries[0].union(*queries[1:], all=True).order_by()  # a combined query takes up the ordering of its model
    return sorted((_entry(sources[row[0]], row, ranks[row[0]]) for row in rows), key=attrgetter("order"))


def _entry(source: TimelineSource, row: tuple[Any, ...], rank: int) -> Entry:
    _kind, at, on, detail, first_name, last_name = row
    who = " ".join(filter(None, [first_name, last_name]))
    return Entry(at or on, source.title, dict(source.labels).get(detail, ""), who, rank)
