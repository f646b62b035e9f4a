"""The sealer and the auditor at work on a test's own database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections, transaction

from tvcase.audit import heads, log, verifier
from tvcase.audit.export import export
from tvcase.audit.sealer import Sealer

OLDER_ELSEWHERE = """
WITH running AS (
    SELECT pid, backend_xid, coalesce(datname = current_database() AND backend_type = 'client backend', false) AS ours
      FROM pg_stat_activity WHERE backend_xid IS NOT NULL)
SELECT pid, backend_xid::text FROM running
 WHERE NOT ours AND (age(backend_xid) > (SELECT max(age(backend_xid)) FROM running WHERE ours)) IS NOT FALSE
"""
STILL_RUNNING = "SELECT pid, backend_xid::text FROM pg_stat_activity WHERE backend_xid IS NOT NULL"
LOOKS = 1200  # with 0.05 seconds between them: a minute


@pytest.fixture
def other_roles(cloned_db: str, servers: Any) -> Iterator[None]:
    """Connections as sealer and auditor to the test's own database."""
    for role in ("sealer", "auditor"):
        address = servers.settings(role, cloned_db)
        connections.databases[role] = connections.databases["audit"] | address
    yield
    connections.close_all()
    for role in ("sealer", "auditor"):
        del connections.databases[role]
        if hasattr(connections._connections, role):
            delattr(connections._connections, role)


@pytest.fixture
def others_ended(cloned_db: str, connect: Callable[..., Any]) -> Callable[[], None]:
    """`others_ended()`: wait until what the test committed can be sealed.

    The sealer waits for every older transaction of the server, also for those of tests that run beside this one in
    other databases. Only what is older than the test's own open transactions is waited for; so two tests never wait
    for each other. Raises TimeoutError after a minute.
    """
    watch = connect("postgres")

    def wait() -> None:
        older = set(watch.execute(OLDER_ELSEWHERE).fetchall())
        for _ in range(LOOKS):
            older &= set(watch.execute(STILL_RUNNING).fetchall())
            if not older:
                return
            watch.execute("SELECT pg_sleep(0.05)")
        raise TimeoutError(f"Older transactions of other databases run on: {sorted(older)}")

    return wait


@dataclass
class Trace:
    """A trace with its sealer, and what somebody with the heads and the public key finds in it."""

    folder: Path
    sealer: Sealer
    others_ended: Callable[[], None]

    def write(self, *actions: str) -> None:
        """Each an event in a transaction of its own."""
        for action in actions:
            with transaction.atomic():
                log.record(f"tests.trace.{action}", by=None, case=action.upper())

    def seal(self) -> int:
        """Seal all that no open transaction of the test itself holds back; how many events."""
        self.others_ended()
        return self.sealer.seal(at=datetime.now(UTC))

    def export(self) -> Path:
        file = self.folder / "trace.txt"
        with file.open("w", newline="\n") as lines:
            export(lines)
        return file

    def verify(self, *, with_heads: bool = True) -> verifier.Report:
        known = heads.read(self.sealer.heads) if with_heads else {}
        with self.export().open(newline="\n") as lines:
            return verifier.verify(lines, [self.sealer.key.public_key()], known)


@pytest.fixture
def trace(other_roles: None, others_ended: Callable[[], None], tmp_path: Path) -> Trace:
    return Trace(tmp_path, Sealer(Ed25519PrivateKey.generate(), tmp_path / "heads.txt"), others_ended)


@pytest.fixture
def owner(cloned_db: str, connect: Callable[..., Any]) -> Any:
    """The owner of the tables who has put every guard out of the way."""
    connection = connect("owner")
    for table in ("audit_event", "audit_seal"):
        connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_written_once")
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    return connection
