"""Which version of a rule of law holds on a day, and the deadline that follows from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from cases.deadlines import Deadline, deadline
from cases.models.rule import LegalRule
from cases.terms import GROUP_OF, PersonGroup, TermUnit
from tvcase.dates import ONE_DAY, local_date

_at_hand: ContextVar[list[LegalRule] | None] = ContextVar("versions of the law", default=None)


@contextmanager
def law_at_hand() -> Iterator[None]:
    """Read every version that counts once; inside, `rule_for` asks the database no more. For pages of many dates."""
    token = _at_hand.set(list(LegalRule.objects.approved()))
    try:
        yield
    finally:
        _at_hand.reset(token)


def rule_for(kind: str, *, on: date, group: str = "") -> LegalRule | None:
    """The approved version of a rule that is law on a Sofia day, for a group of people; None if none is recorded.

    `on` is the day on which what is counted from happened, not the day of asking: so a new version, which never
    begins in the past, moves nothing that runs. Without a group it is the one the kind is about, else everybody.
    A version for the group goes before that for everybody.
    """
    wanted = group or GROUP_OF.get(kind, PersonGroup.EVERYBODY)
    found = {version.group: version for version in _valid(kind, on)}
    return found.get(wanted) or found.get(PersonGroup.EVERYBODY)


def deadline_for(kind: str, start: date | datetime, *, group: str = "") -> Deadline | None:
    """When a term that began on a Sofia day or at an instant is over, under the rule of that day; None where the
    sources set no term. Raises ValueError for hours counted from a day."""
    day = local_date(start) if isinstance(start, datetime) else start
    return deadline(rule_for(kind, on=day, group=group), start)


def still_runs_since(version: LegalRule, *, on: date) -> date | None:
    """The earliest Sofia day from which a term counted under a version still runs on a day; None where it sets no
    term, so that nothing is over, or where the term is counted in hours."""
    if version.unit == TermUnit.ELAPSED_HOURS or deadline(version, on) is None:
        return None
    earliest = on
    while (before := deadline(version, earliest - ONE_DAY)) is not None and before.last_day >= on:
        earliest -= ONE_DAY
    return earliest


def _valid(kind: str, on: date) -> list[LegalRule]:
    versions = _at_hand.get()
    if versions is None:
        return list(LegalRule.objects.valid(kind, on=on))
    return [version for version in versions if version.kind == kind and version.is_valid(on=on)]
