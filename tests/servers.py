"""The test run's own PostgreSQL and Valkey, a migrated template, and databases cloned from it.

One cluster per running test session: a second session at the same time takes the next slot of `.run/test/`.
A slot keeps its cluster and its template between runs; a changed fingerprint makes the template anew.
Set TVCASE_TEST_POSTGRES (a superuser's URL on a server that holds nothing else) to use a server of your own.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from django.conf import settings
from django.db import connections

from tvcase.grants import DatabaseRole
from tvcase.local import processes
from tvcase.local.fingerprint import DATABASE, ROOT, fingerprint
from tvcase.local.passwords import key_file
from tvcase.local.postgres import SUPERUSER, Postgres, private_folder
from tvcase.local.valkey import Valkey
from tvcase.server_roles import role_statements

SLOTS = ROOT / ".run" / "test"
MEMORY = Path("/dev/shm")  # noqa: S108 - made for one user, see `private_folder`
ENOUGH_MEMORY = 2**30
IN_MEMORY = "memory"


@dataclass(frozen=True)
class Servers:
    """Where the servers are, and the passwords of the roles; travels to pytest-xdist's workers as JSON."""

    host: str
    port: int
    passwords: dict[str, str]
    template: str
    redis_url: str
    tablespace: str = "pg_default"

    def connect(self, role: str, database: str) -> psycopg.Connection:
        """A connection that commits each statement, as app, worker, owner or postgres (superuser)."""
        return psycopg.connect(autocommit=True, dbname=database, **self._address(role))

    def settings(self, role: str, database: str) -> dict[str, Any]:
        """The same as entries of Django's DATABASES."""
        address = self._address(role)
        return {"NAME": database} | {name.upper(): value for name, value in address.items()}

    def url(self, role: str, database: str) -> str:
        """The same as a URL, for a process of its own."""
        password = quote(self.passwords[role])
        host = "127.0.0.1" if self.host.startswith("/") else self.host
        return f"postgres://{role}:{password}@{host}:{self.port}/{database}"

    def environment(self, database: str) -> dict[str, str]:
        """The environment of a real process (a worker, a command) on this database."""
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
        return inherited | {
            "DATABASE_URL": self.url("app", database),
            "DATABASE_WORKER_URL": self.url("worker", database),
            "DATABASE_OWNER_URL": self.url("owner", database),
            "DATABASE_SEALER_URL": self.url("sealer", database),
            "DATABASE_AUDITOR_URL": self.url("auditor", database),
            "REDIS_URL": self.redis_url,
            "KEY_FILE": str(key_file(SLOTS / "keys.json")),
            "DJANGO_SETTINGS_MODULE": "tvcase.settings",
        }

    def clone(self, name: str, template: str = "") -> None:
        """Make a database like the template, or like another one that nobody is connected to."""
        with self.connect(SUPERUSER, "postgres") as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(
                f'CREATE DATABASE "{name}" OWNER owner TEMPLATE "{template or self.template}" STRATEGY wal_log'
                f" TABLESPACE {self.tablespace}"
            )
            connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
            connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO app, worker, backup, sealer, auditor')
            # a test may work something out in Python for minutes, with its transaction open
            connection.execute(f'ALTER ROLE app IN DATABASE "{name}" SET idle_in_transaction_session_timeout = 0')

    def drop(self, name: str) -> None:
        """Throw a database away, whoever is still connected."""
        with self.connect(SUPERUSER, "postgres") as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    def _address(self, role: str) -> dict[str, Any]:
        return {"host": self.host, "port": self.port, "user": role, "password": self.passwords[role]}


def point_django_at(servers: Servers, database: str) -> None:
    """From now on this process works on this database, as the application."""
    connections.close_all()
    for alias in ("default", "audit"):
        address = servers.settings("app", database)
        settings.DATABASES[alias].update(address)
        connections[alias].settings_dict.update(address)


@contextmanager
def running() -> Iterator[Servers]:
    """Start the servers in a free slot, make the template if it is not there, and stop them at the end."""
    lock, slot = free_slot()
    processes.end_leftovers(slot)
    valkey = Valkey(slot)
    valkey.start()
    given = os.environ.get("TVCASE_TEST_POSTGRES")
    postgres = None if given else Postgres(slot, durable=False)
    memory = memory_of(slot)
    if postgres:
        for folder in [memory, *map(Path.readlink, (postgres.data / "pg_tblspc").glob("*"))]:
            private_folder(folder)  # a cluster that was killed looks for its clones before it starts
        postgres.start()
    try:
        if postgres:
            postgres.wait()
        valkey.wait()
        servers = with_template(embedded(postgres, valkey) if postgres else external(str(given), slot, valkey))
        if given:
            yield servers
        else:
            with clones_in_memory(servers, memory) as servers:
                yield servers
    finally:
        processes.stop([server.process for server in (postgres, valkey) if server and server.process])
        lock.close()


def free_slot() -> tuple[IO[str], Path]:
    """The first slot that no running session holds, and the lock that holds it."""
    number = 0
    while True:
        slot = SLOTS / str(number)
        slot.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (slot / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            number += 1
        else:
            return lock, slot


def embedded(postgres: Postgres, valkey: Valkey) -> Servers:
    """The addresses of the servers of a slot."""
    passwords = {role: postgres.password(role) for role in (*DatabaseRole, SUPERUSER)}
    return Servers(str(postgres.sockets), postgres.port, passwords, "", valkey.url)


def external(url: str, slot: Path, valkey: Valkey) -> Servers:
    """The addresses on a server of one's own; the roles get the slot's passwords there."""
    address = urlsplit(url)
    passwords = {role: Postgres(slot).password(role) for role in DatabaseRole}
    passwords[SUPERUSER] = unquote(address.password or "")
    return Servers(address.hostname or "", address.port or 5432, passwords, "", valkey.url)


@contextmanager
def clones_in_memory(servers: Servers, folder: Path) -> Iterator[Servers]:
    """The same servers, which keep their clones in this folder.

    A clone is two thousand small files that live for a second. On ext4 a file that is made looks for a place that
    none was deleted from lately: after some clones that takes ten times as long as the copying.
    """
    with servers.connect(SUPERUSER, "postgres") as connection:
        connection.execute(f"DROP TABLESPACE IF EXISTS {IN_MEMORY}")
        shutil.rmtree(folder)
        private_folder(folder)
        connection.execute(f"CREATE TABLESPACE {IN_MEMORY} OWNER owner LOCATION '{folder}'")
        yield replace(servers, tablespace=IN_MEMORY)
        throw_away(connection, but=servers.template)
        connection.execute(f"DROP TABLESPACE {IN_MEMORY}")
    folder.rmdir()


def memory_of(slot: Path) -> Path:
    """Where a slot keeps its clones: in memory, or beside the cluster where /dev/shm has no room."""
    if not (MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY):
        return slot / "clones"
    return MEMORY / f"tvcase-{os.geteuid()}-{sha256(str(slot).encode()).hexdigest()[:12]}"


def with_template(servers: Servers) -> Servers:
    """The same servers with the template of this version: found, or made; older ones are thrown away."""
    template = f"template_{fingerprint(DATABASE)}"
    servers = replace(servers, template=template)
    with servers.connect(SUPERUSER, "postgres") as connection:
        found = throw_away(connection, but=template)
    if template not in found:
        make_template(servers)
    return servers


def throw_away(connection: psycopg.Connection, *, but: str) -> list[str]:
    """Drop the databases that test sessions made, but one; gives the names of all that were there."""
    ours = "datname LIKE 'template\\_%' OR datname LIKE 'making\\_%' OR datname LIKE 'test\\_%'"
    found = [name for (name,) in connection.execute(f"SELECT datname FROM pg_database WHERE {ours}")]
    for name in found:
        if name != but:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    return found


def make_template(servers: Servers) -> None:
    """Roles, a database prepared by the same command as everywhere, and only then its final name."""
    making = servers.template.replace("template", "making")
    roles = {role: servers.passwords[role] for role in DatabaseRole}
    server, inside = role_statements(making, roles)
    for database, statements in (("postgres", server), (making, inside)):
        with servers.connect(SUPERUSER, database) as connection:
            for statement in statements:
                connection.execute(statement.encode())
    made = subprocess.run(
        [sys.executable, "manage.py", "prepare_database", "--verbosity", "0"],
        cwd=ROOT,
        env=servers.environment(making)
        | {"TVCASE_DEMO": "1", "SITE_URL": "http://localhost", "SECRET_KEY": "template"},
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"The template could not be made:\n{made.stdout}\n{made.stderr}")
    with servers.connect(SUPERUSER, "postgres") as connection:
        connection.execute(f'ALTER DATABASE "{making}" RENAME TO "{servers.template}"')


if __name__ == "__main__":
    with running():
        pass
