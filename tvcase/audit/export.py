"""The trace as a text file that can be checked anywhere: seals in order, each followed by its events.

    tvcase trace 1
    S number era upto sealed_at events root previous head signature leaves     (hashes in hexadecimal)
    E ["id", "at", "on", "actor", …]                                           the row in its canonical form
    U                                                                          from here on not sealed yet
    Z seals events                                                             the end, so that a cut file is seen

Written from one snapshot. An event stands where its transaction's number puts it, whatever the row says otherwise.
"""

from collections.abc import Iterator
from typing import IO, Any

from django.db import connections, transaction
from psycopg import IsolationLevel

TITLE = "tvcase trace 1"
SEALS = """
SELECT era, upto::text::bigint, concat_ws(' ', 'S', number, era, upto,
       to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), events, encode(root, 'hex'),
       encode(previous, 'hex'), encode(head, 'hex'), encode(signature, 'hex'), encode(leaves, 'hex'))
  FROM audit_seal ORDER BY number
"""
EVENTS = """
SELECT era, xid::text::bigint, audit_canonical(e) FROM audit_event e ORDER BY era, xid, at, id
"""


def export(to: IO[str], *, using: str = "auditor") -> tuple[int, int]:
    """Write the whole trace; returns how many seals and events. Raises OSError, DatabaseError."""
    seals = events = 0
    to.write(f"{TITLE}\n")
    connections[using].ensure_connection()
    raw: Any = connections[using].connection
    raw.isolation_level = IsolationLevel.REPEATABLE_READ  # of the transaction that begins next
    with transaction.atomic(using=using):
        rows = _rows(raw, "events", EVENTS)
        event = next(rows, None)
        for era, upto, line in _rows(raw, "seals", SEALS):
            to.write(f"{line}\n")
            seals += 1
            while event and event[:2] < (era, upto):
                to.write(f"E {event[2]}\n")
                events, event = events + 1, next(rows, None)
        to.write("U\n")
        while event:
            to.write(f"E {event[2]}\n")
            events, event = events + 1, next(rows, None)
    to.write(f"Z {seals} {events}\n")
    return seals, events


def _rows(raw: Any, name: str, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, fetched as they are wanted."""
    with raw.cursor(name=f"tvcase_{name}") as cursor:
        cursor.itersize = 2000
        cursor.execute(query)
        yield from cursor
