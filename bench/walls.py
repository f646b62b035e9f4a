"""What the wall costs the list of cases: the same SQL with the application's filter only, and with the wall as well.

`python -m bench.walls` prints a table; `--cases 5000` for a quick look, `--explain` for the plans of the slowest.
"""

import argparse
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

import psycopg
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench import database, many_cases
from tvcase.local.postgres import SUPERUSER, Postgres

ON = date(2026, 4, 9)
RUNS = 3
SAMPLES = 15  # of each kind in a run, by turns
LIMIT = 1.3
PAGE = 25
FREE = "bench_free"  # may what app may, and no policy applies to it
SECRET = "for-measurements-only"  # noqa: S105


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the walls.")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--explain", action="store_true")
    arguments = parser.parse_args()
    with database.fresh("web") as postgres:
        prepare(postgres, arguments.cases)
        report(postgres, arguments.cases, explain=arguments.explain)


def report(postgres: Postgres, cases: int, *, explain: bool) -> None:
    """The table, under what it says."""
    print(f"\nWhat the wall costs, with {cases:,} cases of {many_cases.ORGANISATIONS} organisations. Times in ms,")
    print(f"the median of {RUNS} runs of {SAMPLES} samples by turns; the limit of the ratio is {LIMIT}.\n")
    table(postgres, explain=explain)


def prepare(postgres: Postgres, cases: int) -> None:
    """A filled database, and a role past the policies."""
    started = time.perf_counter()
    many_cases.fill(postgres, cases)
    print(f"{cases:,} cases, filled in {time.perf_counter() - started:.0f} s")
    make_free_role(postgres)


def make_free_role(postgres: Postgres) -> None:
    """A role with the application's rights for which no policy holds."""
    with postgres.connect(SUPERUSER, database.NAME) as link:
        if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [FREE]).fetchone():
            link.execute(f"CREATE ROLE {FREE} LOGIN")
        link.execute(f"ALTER ROLE {FREE} BYPASSRLS INHERIT PASSWORD '{SECRET}'")
        link.execute(f"GRANT app TO {FREE}")
        link.execute(f'GRANT CONNECT ON DATABASE "{database.NAME}" TO {FREE}')


def free_connection(postgres: Postgres) -> psycopg.Connection:
    return psycopg.connect(
        host=str(postgres.sockets),
        port=postgres.port,
        user=FREE,
        password=SECRET,
        dbname=database.NAME,
        autocommit=True,
    )


def queries(user_id: int) -> tuple[Any, dict[str, str]]:
    """The person, and the statements that the list of cases asks for them: the first page, and how many there are."""
    from cases import register  # noqa: PLC0415  Django is set up by now
    from tvcase.accounts.models import User  # noqa: PLC0415
    from tvcase.wall.identity import SIGN_IN, acting_as, system_actor  # noqa: PLC0415

    with system_actor(SIGN_IN):
        user = User.objects.select_related("organisation").get(pk=user_id)
    with acting_as(user), transaction.atomic():
        listed = register.listed(user, {}, on=ON)
        count = register.narrowed(user, {}, on=ON).count
        return user, {"list": asked(lambda: list(listed[:PAGE])), "count": asked(count)}


def asked(act: Callable[[], Any]) -> str:
    """The one statement that an act sends."""
    with CaptureQueriesContext(connection) as captured:
        act()
    (query,) = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    return str(query)


def table(postgres: Postgres, *, explain: bool) -> None:
    """One line for each kind of user and statement."""
    print(f"{'who':<22}{'what':<7}{'cases':>8}{'filter':>9}{'and wall':>10}{'ratio':>8}")
    with free_connection(postgres) as free, postgres.connect("app", database.NAME) as walled:
        for who, organisation in many_cases.CLASSES.items():
            user, statements = queries(many_cases.coordinator(organisation))
            for what, query in statements.items():
                alone, together, rows = compare(free, walled, user, query)
                verdict = "" if together / alone < LIMIT else "  over the limit"
                print(f"{who:<22}{what:<7}{rows:>8,}{alone:>9.2f}{together:>10.2f}{together / alone:>8.2f}{verdict}")
                if explain and together / alone >= LIMIT:
                    show_plans(free, walled, user, query)


def compare(free: psycopg.Connection, walled: psycopg.Connection, user: Any, query: str) -> tuple[float, float, int]:
    """Milliseconds without and with the wall, and how many rows there are; the rows must be the same."""
    without, within = [], []
    for _run in range(RUNS):
        alone, together = [], []
        for _sample in range(SAMPLES):
            seconds, expected = timed(lambda: in_transaction(free, None, query))
            alone.append(seconds)
            seconds, found = timed(lambda: in_transaction(walled, user, query))
            together.append(seconds)
            assert [row[0] for row in expected] == [row[0] for row in found], "the wall hides what the filter shows"
        without.append(median(alone) * 1000)
        within.append(median(together) * 1000)
    count = found[0][0] if len(found) == 1 and len(found[0]) == 1 else len(found)
    return median(without), median(within), int(count)


def in_transaction(link: psycopg.Connection, user: Any, query: str) -> list[Any]:
    """One transaction as the application makes it; somebody acts in it, or the wall is not there."""
    from tvcase.wall.identity import identity_of  # noqa: PLC0415
    from tvcase.wall.signing import TELL, signed  # noqa: PLC0415

    with link.transaction():
        cursor = psycopg.ClientCursor(link)
        if user is not None:
            cursor.execute(TELL, [signed(identity_of(user))])
        return cursor.execute(query.encode()).fetchall()


def show_plans(free: psycopg.Connection, walled: psycopg.Connection, user: Any, query: str) -> None:
    """The plans of a statement that is over the limit."""
    explain = f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {query}"
    for name, link, who in (("filter only", free, None), ("and wall", walled, user)):
        print(f"--- {name}")
        print("\n".join(line for (line,) in in_transaction(link, who, explain)))


def timed[T](act: Callable[[], T]) -> tuple[float, T]:
    """How long an act took, and its answer."""
    started = time.perf_counter()
    answer = act()
    return time.perf_counter() - started, answer


if __name__ == "__main__":
    main()
