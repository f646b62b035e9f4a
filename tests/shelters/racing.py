"""A claim by direct SQL, in a process of its own: eight of them begin at the same moment."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import psycopg

GATE = 20_260_310  # the advisory lock at which they wait
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


def claim(url: str, who: str, statement: str, values: Sequence[Any]) -> str:
    """Run a statement as the application, as whoever is signed; gives the constraint that refused it, or nothing."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config('app.ctx', %s, true)", [who])
        connection.execute("SELECT pg_advisory_xact_lock_shared(%s)", [GATE])
        try:
            connection.execute(statement.encode(), values)
        except psycopg.errors.IntegrityError as error:
            connection.rollback()
            return error.diag.constraint_name or "refused"
    return ""


def race(
    connect: Callable[[str], psycopg.Connection], url: str, who: str, claims: Sequence[tuple[str, list[Any]]]
) -> list[str]:
    """Run these statements at the same moment, each in a process; what refused each of them."""
    gate = connect("postgres")
    gate.execute("SELECT pg_advisory_lock(%s)", [GATE])
    with ProcessPoolExecutor(len(claims), mp_context=get_context("spawn")) as processes:
        asked = [processes.submit(claim, url, who, statement, values) for statement, values in claims]
        for _turn in range(600):
            waiting = gate.execute(WAITING, [GATE]).fetchone()
            if waiting and waiting[0] == len(claims):
                break
            time.sleep(0.1)
        gate.execute("SELECT pg_advisory_unlock(%s)", [GATE])
        return [one.result(60) for one in asked]
