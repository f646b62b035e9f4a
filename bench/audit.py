"""What a line of the trace adds to a write, and how long sealing, exporting and verifying take.

`python -m bench.audit` (or `make bench`) prints tables; `--events 20000` for a quick look.
"""

import argparse
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import database
from tvcase.local.postgres import SUPERUSER, Postgres

WRITES = 1500  # of each kind, by turns
RUNS = 3
SECONDS = 4.0
SEALS = 200
LIMIT = 150  # microseconds (control C20)
MANY = """
INSERT INTO audit_event (id, at, actor, actor_id, organisation, organisation_id, on_behalf_of, action, area, case_code,
                         about, purpose, request_id, facts)
SELECT gen_random_uuid(), now(), 'b' || n %% 1000, n %% 1000, 'B' || n %% 100, n %% 100, '', 'cases.identity.opened',
       'identity', 'B' || n, '', '', gen_random_uuid()::text, '{}' FROM generate_series(1, %s) n
"""


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the trace.")
    parser.add_argument("--events", type=int, default=200_000)
    events = parser.parse_args().events
    with database.fresh() as postgres:
        with postgres.connect(SUPERUSER, database.NAME) as connection:
            connection.execute("INSERT INTO tvcase_heartbeat SELECT 'bench' || n, now() FROM generate_series(0, 7) n")
        print("What a line of the trace adds to a write that is committed durably, in microseconds: the median of")
        print(f"{RUNS} runs of {WRITES:,} writes by turns. The limit is {LIMIT}.\n")
        print(f"{'run':<12}{'without':>10}{'with':>10}{'added':>10}")
        one_writer()
        print(f"\n{'writers':<12}{'without':>10}{'with':>10}   writes a second")
        many_writers(8)
        print(f"\nThe trace of {events:,} events under {SEALS} seals\n")
        whole_trace(postgres, events)


def write(row: int = 0, *, traced: bool) -> None:
    """A small write of a task, each writer on a row of its own, in a transaction of its own."""
    from django.db import connection, transaction  # noqa: PLC0415  Django is set up by now

    from tvcase.audit import log  # noqa: PLC0415

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tvcase_heartbeat SET beaten_at = now() WHERE name = %s", [f"bench{row}"])
        if traced:
            log.record("bench.trace.written", by=None, case="BCDF-GHJK", area="core", number=7)


def one_writer() -> None:
    """With and without by turns, so that what else the machine does falls on both."""
    found = []
    for run in range(1, RUNS + 1):
        times: dict[bool, list[float]] = {False: [], True: []}
        for _turn in range(WRITES):
            for traced in (False, True):
                started = time.perf_counter()
                write(traced=traced)
                times[traced].append((time.perf_counter() - started) * 1e6)
        without, with_it = median(times[False]), median(times[True])
        found.append(with_it - without)
        print(f"{run:<12}{without:>10.0f}{with_it:>10.0f}{found[-1]:>10.0f}")
    added = median(found)
    print(f"{'median':<32}{added:>10.0f}   {'within the limit' if added < LIMIT else 'OVER THE LIMIT'}")


def many_writers(count: int) -> None:
    """How many writes a second all of them make."""
    rates = [rate(count, traced=traced) for traced in (False, True)]
    print(f"{count:<12}{rates[0]:>10,.0f}{rates[1]:>10,.0f}")


def rate(count: int, *, traced: bool) -> float:
    """Writes a second of so many threads."""
    from django.db import connections  # noqa: PLC0415

    written, until = [0] * count, time.perf_counter() + SECONDS

    def one(number: int) -> None:
        while time.perf_counter() < until:
            write(number, traced=traced)
            written[number] += 1
        connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(written) / SECONDS


def whole_trace(postgres: Postgres, events: int) -> None:
    """Fill and seal by turns, then export and verify as operators do."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from tvcase.audit import heads, verifier  # noqa: PLC0415
    from tvcase.audit.export import export  # noqa: PLC0415
    from tvcase.audit.sealer import Sealer  # noqa: PLC0415

    for role in ("sealer", "auditor"):
        address = {"USER": role, "PASSWORD": postgres.password(role), "OPTIONS": {}}
        connections.databases[role] = connections.databases["audit"] | address
    with TemporaryDirectory() as folder:
        sealer = Sealer(Ed25519PrivateKey.generate(), Path(folder) / "heads.txt")
        spent = 0.0
        with postgres.connect(SUPERUSER, database.NAME) as connection:
            for _seal in range(SEALS):
                connection.execute(MANY, [events // SEALS])
                spent += timed(lambda: sealer.seal(at=datetime.now(UTC)))[0]
        print(f"{'sealing, each':<24}{spent / SEALS * 1000:>10.1f} ms")
        file = Path(folder) / "trace.txt"
        with file.open("w") as lines:
            print(f"{'exporting':<24}{timed(lambda: export(lines))[0]:>10.2f} s")
        known, key = heads.read(sealer.heads), sealer.key.public_key()
        with file.open() as lines:
            seconds, report = timed(lambda: verifier.verify(lines, [key], known))
        assert report.problems == []
        print(f"{'verifying':<24}{seconds:>10.2f} s   {report.events:,} events, {report.seals} seals, all good")
        print(f"{'the file':<24}{file.stat().st_size / report.events:>10.0f} bytes an event")


def timed[T](act: Callable[[], T]) -> tuple[float, Any]:
    """How long an act took, and its answer."""
    started = time.perf_counter()
    answer = act()
    return time.perf_counter() - started, answer


if __name__ == "__main__":
    main()
