"""What the database lets each role do, asked of PostgreSQL itself."""

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tvcase.grants import GRANTS, DatabaseRole, privileges, quoted
from tvcase.server_roles import verifier

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
TABLES = sorted(
    {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.can_migrate("default")}
    | {"django_migrations"}
    | {"wall_acquaintance", "wall_key"}
)


@pytest.mark.parametrize("role", [role for role in DatabaseRole if role is not DatabaseRole.OWNER])
def test_a_role_has_exactly_the_privileges_of_the_table(role):
    has = "has_table_privilege(%s, %s, p) OR p IN ('INSERT', 'UPDATE') AND has_any_column_privilege(%s, %s, p)"
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"SELECT string_agg(p, ', ') FROM unnest(%s::text[]) p WHERE {has}",
                [list(RIGHTS), role, table, role, table],
            )
            assert (cursor.fetchone()[0] or "") == privileges(role, table), f"{role} on {table}"


def test_every_named_table_exists():
    assert sorted({table for named, _default in GRANTS.values() for table in named} - set(TABLES)) == []


def test_tests_and_pages_connect_as_a_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("app", False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'somebody'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM cases_case",
        "UPDATE cases_cooperationdecision SET number = 7",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE mine (id int)",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "SET ROLE owner",
    ],
)
def test_the_application_is_refused(statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "table", ["cases_person", "cases_persondocument", "shelters_shelteraddress", "accounts_session"]
)
def test_the_worker_cannot_read_who_somebody_is(connect, table):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect("worker").execute(f"SELECT 1 FROM {table}")


def test_nobody_else_may_enter_the_database(connect):
    row = connect("postgres").execute("SELECT has_database_privilege('public', current_database(), 'CONNECT, TEMP')")
    assert row.fetchone() == (False,)


def test_a_name_that_is_not_plain_never_reaches_a_statement():
    with pytest.raises(ValueError, match="not a plain name"):
        quoted('x"; DROP TABLE audit_event; --')


def test_the_verifier_lets_its_password_in_and_no_other(servers):
    with servers.connect("postgres", "postgres") as superuser:
        superuser.execute("DROP ROLE IF EXISTS passer_by")
        superuser.execute(f"CREATE ROLE passer_by LOGIN PASSWORD '{verifier('right one')}'")
    address = {"host": servers.host, "port": servers.port, "dbname": "postgres", "user": "passer_by"}

    psycopg.connect(**address, password="right one").close()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**address, password="wrong one")
