"""Two worlds that know nothing of each other in one database, and SQL past Django, as the application's role.

What is far is found from the schema itself: a row is far when a foreign key leads from it to an organisation or a
person of the far world, or when it names one of its records. So a new table is covered without a line here.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from psycopg import sql

from tests.servers import Servers
from tests.world import World
from tvcase.accounts.models import User
from tvcase.local.postgres import SUPERUSER
from tvcase.wall import policies, signing
from tvcase.wall.identity import identity_of
from tvcase.wall.signing import TELL

TABLES = """
    SELECT table_name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name
"""
KEYS = """
    SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, f.attname
      FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
     WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND cardinality(c.conkey) = 1
"""
SHORT = 8  # a key of fewer characters names nothing in a text


@dataclass
class Walled:
    """The database, its two worlds, and for every walled table the rows that are far."""

    servers: Servers
    database: str
    near: World
    far: World
    tables: list[str] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    foreign: dict[str, set[str]] = field(default_factory=dict)

    def connect(self, role: str = "app") -> psycopg.Connection:
        """A connection of its own; it commits what it does outside a transaction."""
        return self.servers.connect(role, self.database)

    @contextmanager
    def acting(self, identity: Any, role: str = "app") -> Iterator[psycopg.Connection]:
        """A connection in a transaction that is undone; a person, an identity, or the text of one acts in it."""
        with self.connect(role) as connection, connection.transaction(force_rollback=True):
            connection.execute(TELL, [told(identity)])
            yield connection

    @property
    def walled(self) -> list[str]:
        """Tables with something that not everybody may read: of class P2 and above."""
        return [table for table in self.tables if table not in policies.OPEN_TO_ALL.union(policies.REFERENCE)]

    @property
    def readable(self) -> list[str]:
        """The walled tables that the application's role may read at all."""
        with self.connect(SUPERUSER) as connection:
            ask = "SELECT has_table_privilege('app', %s, 'SELECT')"
            return [table for table in self.walled if connection.execute(ask, [table]).fetchone() == (True,)]


def told(identity: Any) -> str:
    """The setting's value for a person, an identity, or as it is."""
    if isinstance(identity, str):
        return identity
    return signing.signed(identity_of(identity) if isinstance(identity, User) else identity)


def seen(connection: psycopg.Connection, table: str) -> set[str]:
    """Every row of a table that is shown, as text."""
    query = sql.SQL("SELECT row_to_json(t)::text FROM {} t").format(sql.Identifier(table))
    return {text for (text,) in connection.execute(query)}


def survey(walled: Walled) -> Walled:
    """Read everything there is, past the wall, and find what is far."""
    with walled.connect(SUPERUSER) as connection:
        tables = [table for (table,) in connection.execute(TABLES)]
        texts = {table: sorted(seen(connection, table)) for table in tables}
        keys = connection.execute(KEYS).fetchall()
    rows = {table: [json.loads(text) for text in texts[table]] for table in tables}
    far, near = (_rows_of(world, rows, keys) for world in (walled.far, walled.near))
    names = _names(rows, far) - _names(rows, near)
    foreign = {table: _far(texts[table], far[table], names) for table in tables}
    return replace(walled, tables=tables, rows=rows, foreign=foreign)


def _far(texts: list[str], numbers: set[int], names: set[str]) -> set[str]:
    """The rows of a table that are far; all of them where that cannot be told: then nobody may be shown any."""
    found = {text for number, text in enumerate(texts) if number in numbers or any(name in text for name in names)}
    return found or set(texts)


def _rows_of(world: World, rows: dict[str, list[dict[str, Any]]], keys: Iterable[Any]) -> dict[str, set[int]]:
    """The rows of a world: from them foreign keys lead to one of its organisations."""
    found: dict[str, set[int]] = defaultdict(set)
    organisations = {user.organisation_id for user in world.people.values()}
    found["accounts_organisation"] = {
        number for number, row in enumerate(rows["accounts_organisation"]) if row["id"] in organisations
    }
    grown = True
    while grown:
        grown = False
        for table, column, target, key in keys:
            reached = {rows[target][number][key] for number in found[target]}
            more = {number for number, row in enumerate(rows[table]) if row[column] in reached} - found[table]
            found[table] |= more
            grown = grown or bool(more)
    return found


def _names(rows: dict[str, list[dict[str, Any]]], numbers: dict[str, set[int]]) -> set[str]:
    """What names records in texts and in columns without a foreign key: their ids, codes and user names."""
    found = set()
    for table, chosen in numbers.items():
        for number in chosen:
            row = rows[table][number]
            found |= {str(row[column]) for column in ("id", "code", "username", "token") if row.get(column)}
    return {name for name in found if len(name) >= SHORT}
