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


@dataclass(frozen=True)
class Entry:
    """One fact as the timeline shows it; `at` is a Sofia day, or an instant where that is known."""

    at: date | datetime
    title: str | Promise
    text: str | Promise
    who: str
    rank: int

    @property
    def order(self) -> tuple[date, bool, datetime, int]:
        """By day; within a day what has a time comes after what has none."""
        if isinstance(self.at, datetime):
            return local_date(self.at), True, self.at, self.rank
        return self.at, False, datetime.min.replace(tzinfo=SOFIA), self.rank


def entries(case: Case, user: User, perms: frozenset[CasePerm]) -> list[Entry]:
    """What happened in a case, oldest first, as far as this person's permissions on it go."""
    sources = {source.kind: source for source in timeline_source if source.perm in perms}
    queries: list[QuerySet[Any]] = [source.query(case, user) for source in sources.values()]
    if not queries:
        return []
    ranks = {kind: rank for rank, kind in enumerate(sources)}
    rows = queries[0].union(*queries[1:], all=True).order_by()  # a combined query takes up the ordering of its model
    return sorted((_entry(sources[row[0]], row, ranks[row[0]]) for row in rows), key=attrgetter("order"))


def _entry(source: TimelineSource, row: tuple[Any, ...], rank: int) -> Entry:
    _kind, at, on, detail, first_name, last_name = row
    who = " ".join(filter(None, [first_name, last_name]))
    return Entry(at or on, source.title, dict(source.labels).get(detail, ""), who, rank)
