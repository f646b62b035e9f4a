"""The reminder job with many running periods, beside the floor: a bare INSERT … SELECT of the same rows.

`python -m bench.reminders` (or `make bench`) prints a table; `--periods 1000` for a quick look.
"""

import argparse
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from bench import database, many_periods
from tvcase.dates import SOFIA
from tvcase.local.postgres import SUPERUSER, Postgres
from tvcase.wall.policies import REMINDERS

ON = date(2026, 4, 9)
LAST_NIGHT = datetime(2026, 4, 8, 23, 45, tzinfo=SOFIA)
AFTERNOON = datetime(2026, 4, 9, 12, 15, tzinfo=SOFIA)
COLUMNS = "recipient_id, kind, case_code, subject, occurrence, due_on, late"
TABLE = "notifications_notification"
NEW = (
    "WHERE NOT EXISTS (SELECT FROM start s WHERE s.recipient_id = n.recipient_id AND s.kind = n.kind "
    "AND s.subject = n.subject AND s.occurrence = n.occurrence)"
)
EMPTY = [f"TRUNCATE {TABLE}", f"VACUUM ANALYZE {TABLE}"]
REPEATS = 3


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the reminder job.")
    parser.add_argument("--periods", type=int, default=100_000)
    periods = parser.parse_args().periods
    with database.fresh() as postgres:
        started = time.perf_counter()
        many_periods.fill(postgres, periods, on=ON)
        print(f"{periods:,} running periods, filled in {time.perf_counter() - started:.0f} s; times in seconds,")
        print(f"the median of {REPEATS}. The floor inserts the same rows into the same table by one bare statement.\n")
        print(f"{'what':<42}{'rows':>9}{'job':>9}{'floor':>9}{'ratio':>8}")
        against_the_floor(postgres, "after an outage of weeks: everything", [])
        against_the_floor(postgres, "an ordinary day after the day before", [LAST_NIGHT])
        nothing_to_write(postgres)
        print(f"\n{'runs at once':<42}{'rows':>9}{'all done':>9}   the same rows")
        at_once(postgres)


def job(at: datetime = AFTERNOON) -> int:
    """One run of the job, as the worker's role."""
    from cases.actions import reminders  # noqa: PLC0415  Django is set up by now
    from tvcase.wall.identity import system_actor  # noqa: PLC0415

    with system_actor(REMINDERS):
        return reminders.raise_due(at=at)


def against_the_floor(postgres: Postgres, what: str, before: list[datetime]) -> None:
    """Measure the job and the floor by turns, each from the same table."""
    jobs, floors, rows = [], [], 0
    reset(postgres, before)
    keep(postgres, "start")
    for _repeat in range(REPEATS):
        restore(postgres)
        seconds, rows = timed(job)
        assert rows, "the job was shown nothing"
        jobs.append(seconds)
        keep(postgres, "written", NEW)
        restore(postgres)
        with postgres.connect(SUPERUSER, database.NAME) as connection:
            bare = f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM written"
            seconds, _answer = timed(lambda: connection.execute(bare))  # noqa: B023
        floors.append(seconds)
    show(what, rows, median(jobs), median(floors))


def nothing_to_write(postgres: Postgres) -> None:
    """What a run costs when everything has been written: every fifteen minutes."""
    reset(postgres, [AFTERNOON])
    answers = [timed(lambda: job(AFTERNOON + timedelta(minutes=15))) for _repeat in range(REPEATS)]
    assert {rows for _seconds, rows in answers} == {0}
    show("the next run, nothing to write", 0, median(seconds for seconds, _rows in answers), None)


def at_once(postgres: Postgres) -> None:
    """One, two and four runs at the same moment."""
    prints = []
    for count in (1, 2, 4):
        reset(postgres, [])
        seconds, rows = timed(lambda: together(count))  # noqa: B023
        with postgres.connect(SUPERUSER, database.NAME) as connection:
            digest = f"SELECT md5(string_agg(r::text, ';' ORDER BY r::text)) FROM (SELECT {COLUMNS} FROM {TABLE}) r"
            prints.append(connection.execute(digest).fetchone())
        print(f"{count:<42}{rows:>9,}{seconds:>9.2f}   {'yes' if prints[-1] == prints[0] else 'NO'}")
    assert len(set(prints)) == 1, "concurrent runs wrote different rows"


def together(count: int) -> int:
    """Run the job in threads that start together; returns how many rows all of them wrote."""
    barrier, written = threading.Barrier(count), [0] * count

    def one(number: int) -> None:
        barrier.wait()
        written[number] = job()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(written)


def reset(postgres: Postgres, before: list[datetime]) -> None:
    """An empty table, then the runs that came before."""
    database.run_as_superuser(postgres, *EMPTY)
    for at in before:
        job(at)
    database.run_as_superuser(postgres, f"VACUUM ANALYZE {TABLE}", "CHECKPOINT")


def restore(postgres: Postgres) -> None:
    """The table as it was at the start of the measurement."""
    again = f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM start"
    database.run_as_superuser(postgres, f"TRUNCATE {TABLE}", again, f"VACUUM ANALYZE {TABLE}", "CHECKPOINT")


def keep(postgres: Postgres, table: str, condition: str = "") -> None:
    """Copy the rows there are, in the order in which they were written, into a table of the superuser's."""
    copy = f"CREATE TABLE {table} AS SELECT {COLUMNS} FROM {TABLE} n {condition} ORDER BY id"
    database.run_as_superuser(postgres, f"DROP TABLE IF EXISTS {table}", copy, f"ANALYZE {table}")


def timed[T](act: Callable[[], T]) -> tuple[float, T]:
    """How long an act took, and its answer."""
    started = time.perf_counter()
    answer = act()
    return time.perf_counter() - started, answer


def show(what: str, rows: Any, seconds: float, floor: float | None) -> None:
    """One line of the table."""
    beside = f"{floor:>9.2f}{seconds / floor:>8.2f}" if floor else ""
    print(f"{what:<42}{rows:>9,}{seconds:>9.2f}{beside}")


if __name__ == "__main__":
    main()
