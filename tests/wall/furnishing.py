"""A row of each world in every table that an ordinary life leaves empty, written past rules and triggers."""

from typing import Any

import psycopg
from psycopg import sql

from tests.wall.walled import KEYS, TABLES
from tests.world import World
from tvcase.wall.policies import OPEN_TO_ALL, REFERENCE

COLUMNS = """
    SELECT column_name, data_type, coalesce(character_maximum_length, 1000) FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' AND identity_generation IS NULL
"""
CHECKS = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'"
NOTHING = {
    "ARRAY": "{}",
    "boolean": "false",
    "bytea": "",
    "date": "2026-03-10",
    "inet": "127.0.0.1",
    "jsonb": "{}",
    "timestamp with time zone": "2026-03-10 12:00+02",
}


def furnish(connection: psycopg.Connection, *worlds: World) -> None:
    """Give every empty table one row of each world: its keys lead into the world, its texts name a case of it."""
    connection.execute("SET session_replication_role = replica")
    keys: dict[str, dict[str, tuple[str, str]]] = {}
    for table, column, target, key in connection.execute(KEYS).fetchall():
        keys.setdefault(table, {})[column] = (target, key)
    tables = [table for (table,) in connection.execute(TABLES).fetchall() if table not in OPEN_TO_ALL.union(REFERENCE)]
    empty = [table for table in tables if not _has_rows(connection, table)]
    for table in sorted(
        empty, key=lambda table: len({target for target, _ in keys.get(table, {}).values()} & {*empty})
    ):
        for (check,) in connection.execute(CHECKS, [table]).fetchall():
            connection.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(*map(sql.Identifier, (table, check)))
            )
        for number, world in enumerate(worlds):
            _add(connection, table, keys.get(table, {}), world, number)


def _has_rows(connection: psycopg.Connection, table: str) -> bool:
    found = connection.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table))).fetchone()
    return bool(found and found[0])


def _add(
    connection: psycopg.Connection, table: str, keys: dict[str, tuple[str, str]], world: World, number: int
) -> None:
    values: dict[str, Any] = {}
    for name, kind, length in connection.execute(COLUMNS, [table]).fetchall():
        if name in keys:
            values[name] = _key(connection, *keys[name], world)
        elif kind == "uuid":
            values[name] = world.cases["whole"].pk
        elif kind in ("text", "character varying"):
            values[name] = world.cases["whole"].code[:length]
        else:
            values[name] = NOTHING.get(kind, str(1000 + number))
    names = sql.SQL(", ").join(map(sql.Identifier, values))
    given = sql.SQL(", ").join(sql.Placeholder() * len(values))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, given)
    connection.execute(statement, list(values.values()))


def _key(connection: psycopg.Connection, target: str, key: str, world: World) -> Any:
    """The key of a record of this world: its own case, person or user, or what hangs from its case."""
    user, case = world.people["shelter head"], world.cases["whole"]
    house = connection.execute("SELECT id FROM shelters_shelter WHERE code = %s", [world.shelter]).fetchone()
    known = {
        "accounts_user": user.pk,
        "accounts_organisation": user.organisation_id,
        "cases_case": case.pk,
        "cases_person": case.person_id,
        "shelters_shelter": ("code", world.shelter),
        "shelters_place": ("shelter_id", house and house[0]),
    }.get(target)
    if known is not None and not isinstance(known, tuple):
        return known
    column, value = known or ("case_id", case.pk)
    statement = sql.SQL("SELECT {} FROM {} WHERE {} = %s").format(*map(sql.Identifier, (key, target, column)))
    values = [value] if known else [value, *(one.pk for one in world.cases.values() if one.pk != value)]
    try:
        with connection.transaction():
            found = next(filter(None, (connection.execute(statement, [one]).fetchone() for one in values)), None)
    except psycopg.errors.UndefinedColumn:
        found = connection.execute(sql.SQL("SELECT {} FROM {}").format(*map(sql.Identifier, (key, target)))).fetchone()
    return found[0] if found else None
