"""A fresh, durable PostgreSQL database for a measurement, under `.run/bench`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tvcase.local import processes
from tvcase.local.passwords import key_file
from tvcase.local.postgres import SUPERUSER, Postgres

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / ".run" / "bench"
NAME = "bench"


@contextmanager
def fresh(process: str = "worker") -> Iterator[Postgres]:
    """Start the server, make the database anew as everywhere else, set Django up on it as `worker` or `web`."""
    processes.end_leftovers(RUN)
    postgres = Postgres(RUN)
    postgres.start()
    try:
        postgres.wait()
        with postgres.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        postgres.prepare_roles(NAME)
        os.environ |= environment(postgres)
        command = [sys.executable, "manage.py", "prepare_database", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603
        take_fixtures_away(postgres)
        os.environ["TVCASE_PROCESS"] = process
        django.setup()
        yield postgres
    finally:
        postgres.stop()


def take_fixtures_away(postgres: Postgres) -> None:
    """As on a server: no policy lets tests and the demo write, and jobs run as the worker only."""
    extra = "SELECT tablename, policyname FROM pg_policies WHERE policyname IN ('wall_of_fixtures', 'wall_of_jobs')"
    with postgres.connect(SUPERUSER, NAME) as connection:
        for table, policy in connection.execute(extra).fetchall():
            if policy == "wall_of_fixtures":
                connection.execute(f'DROP POLICY wall_of_fixtures ON "{table}"')
            else:
                connection.execute(f'ALTER POLICY wall_of_jobs ON "{table}" TO worker')


def environment(postgres: Postgres) -> dict[str, str]:
    """What the settings need to know."""
    roles = {"DATABASE_URL": "app", "DATABASE_WORKER_URL": "worker", "DATABASE_OWNER_URL": "owner"}
    return {name: postgres.url(role, NAME) for name, role in roles.items()} | {
        "DJANGO_SETTINGS_MODULE": "tvcase.settings",
        "TVCASE_DEMO": "1",
        "SECRET_KEY": "for-measurements-only",
        "SITE_URL": "http://localhost",
        "ALLOWED_HOSTS": "localhost,testserver",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "KEY_FILE": str(key_file(RUN / "keys.json")),
        "LIMITS": json.dumps(dict.fromkeys(("copies", "keys", "lists", "reveals", "searches"), (10**9, 60))),
        "LOG_LEVEL": "ERROR",
    }


def run_as_superuser(postgres: Postgres, *statements: str) -> None:
    """Run statements past roles and grants."""
    with postgres.connect(SUPERUSER, NAME) as connection:
        for statement in statements:
            connection.execute(statement)
