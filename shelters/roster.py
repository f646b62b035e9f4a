"""The roster of an organisation for the days ahead: who is on duty where, and the hours in which nobody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Gap:
    """Hours in which nobody is on duty."""

    begins: datetime
    ends: datetime


def gaps(taken: Iterable[tuple[datetime, datetime]], begins: datetime, ends: datetime) -> list[Gap]:
    """The parts of [begins, ends) that none of these hours covers, in order."""
    found, covered = [], begins
    for starts, stops in sorted(taken):
        if starts > covered:
            found.append(Gap(covered, min(starts, ends)))
        covered = max(covered, stops)
        if covered >= ends:
            return found
    return [*found, Gap(covered, ends)]
