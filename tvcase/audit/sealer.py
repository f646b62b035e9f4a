"""Sealing the trace: what ended its transaction goes under the next seal; the heads go to a place of their own.

An event belongs to a seal by its transaction's number: those from the seal before up to the oldest transaction that
still runs. None of them can appear later, so none is lost, and none is sealed twice. See docs/decisions/0011.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from tvcase.audit import chain, heads

LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('tvcase.audit.sealer'))"
HORIZON = "SELECT audit_era(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
LAST = "SELECT number, era, upto::text::bigint, head FROM audit_seal ORDER BY number DESC LIMIT 1"
LEAVES = """
SELECT leaf FROM audit_event
 WHERE (era, xid) >= (%s, %s::text::xid8) AND (era, xid) < (%s, %s::text::xid8)
 ORDER BY era, xid, at, id
"""
ADD = """
INSERT INTO audit_seal (number, era, upto, sealed_at, events, leaves, root, previous, head, signature)
VALUES (%s, %s, %s::text::xid8, %s, %s, %s, %s, %s, %s, %s)
"""
HEADS = "SELECT number, head, sealed_at FROM audit_seal WHERE number > %s ORDER BY number"


class WrongServer(Exception):
    """The server's transaction numbers start below what is sealed already: the database was moved."""


@dataclass(frozen=True)
class Sealer:
    """What one process seals with, and where it writes the heads."""

    key: Ed25519PrivateKey
    heads: Path
    using: str = "sealer"

    def seal(self, *, at: datetime) -> int:
        """Seal what waits and write the heads; returns how many events. 0 also while another sealer is at it.

        Heads that are not yet in their file come first: while it cannot be written, nothing is sealed, and the
        health page tells. Raises OSError, WrongServer, DatabaseError.
        """
        count = self._in_turn(at)
        if count:
            self._in_turn(None)
        return count

    def _in_turn(self, at: datetime | None) -> int:
        with transaction.atomic(using=self.using), connections[self.using].cursor() as cursor:
            cursor.execute(LOCK)
            if not cursor.fetchone()[0]:
                return 0
            self._write_heads(cursor)
            return self._add_seal(cursor, at) if at else 0

    def _write_heads(self, cursor: CursorWrapper) -> None:
        cursor.execute(HEADS, [heads.last(self.heads)])
        heads.append(self.heads, [(number, bytes(head), moment) for number, head, moment in cursor.fetchall()])

    def _add_seal(self, cursor: CursorWrapper, at: datetime) -> int:
        cursor.execute(HORIZON)
        until = cursor.fetchone()
        cursor.execute(LAST)
        number, era, upto, previous = cursor.fetchone() or (0, 0, 0, chain.NOTHING)
        if until < (era, upto):
            raise WrongServer("The trace comes from another server: run prepare_database before anybody works here.")
        cursor.execute(LEAVES, [era, upto, *until])
        leaves = [bytes(leaf) for (leaf,) in cursor.fetchall()]
        if leaves:
            root, moment, previous = chain.root(leaves), written(at), bytes(previous)
            head = chain.head(number + 1, until, sealed_at=moment, events=len(leaves), over=root, previous=previous)
            seal = [number + 1, *until, moment, len(leaves), b"".join(leaves), root, previous, head]
            cursor.execute(ADD, [*seal, chain.sign(self.key, head)])
        return len(leaves)


def written(at: datetime) -> str:
    """An instant as seals and exported logs write it: in UTC, to the microsecond."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
