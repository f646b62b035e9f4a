"""When a period's reminders come: which days, and on which working day before. Pure: no database, no clock.

Every day is a Europe/Sofia date. A notice belongs to its day from midnight on, so it is there before 09:00
(product decision 18). One that looks ahead, up to the last day's, comes on the working day before as well
when its own day is not a working day; "has ended" never comes before the end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cases.states import MILESTONES
from tvcase.dates import is_working_day, previous_working_day

RUNS_OUT = "period_runs_out"
LAST_DAY = "period_last_day"
OVER = "period_over"
PERIOD_KINDS = (RUNS_OUT, LAST_DAY, OVER)

ON_THE_DAY = "DAY"
THE_WORKING_DAY_BEFORE = "BEFORE"

LOOK_BACK = timedelta(days=366)  # what an outage of up to a year missed is still written
LOOK_AHEAD = timedelta(days=max(MILESTONES) + 14)  # the longest row of days off is shorter than two weeks


@dataclass(frozen=True)
class Notice:
    """One reminder of a period: what it says, which one it is, and the first day on which it is due."""

    kind: str
    occurrence: str
    on: date


def notices(last_day: date) -> Iterator[Notice]:
    """Every reminder of a period with this last day, were it to run to its end."""
    for before in MILESTONES:
        day = last_day - timedelta(days=before)
        kind = RUNS_OUT if before > 0 else LAST_DAY if before == 0 else OVER
        yield Notice(kind, f"{before} {ON_THE_DAY} {last_day}", day)
        if before >= 0 and not is_working_day(day):
            yield Notice(kind, f"{before} {THE_WORKING_DAY_BEFORE} {last_day}", previous_working_day(day))


def due(on: date) -> list[tuple[date, Notice]]:
    """The reminders that are due on a day or were due before it, each with the last day of its periods."""
    first, last = on - LOOK_BACK, on + LOOK_AHEAD
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [(day, notice) for day in days for notice in notices(day) if notice.on <= on]
