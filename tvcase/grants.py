"""The three database roles and what each may do with each table.

`owner` owns the tables and only migrates. `app` serves pages, `worker` runs tasks; neither owns a table,
removes a row of a case, or changes a line of the trace. The tables below are the whole truth:
`prepare_database` takes away everything else.
"""

import base64
import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from enum import StrEnum
from hashlib import pbkdf2_hmac, sha256

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")

READ = "SELECT"
APPEND = "SELECT, INSERT"
WRITE = "SELECT, INSERT, UPDATE"
REMOVE = "SELECT, INSERT, UPDATE, DELETE"
NOTHING = ""


class DatabaseRole(StrEnum):
    """Who connects to the database."""

    OWNER = "owner"
    APP = "app"
    WORKER = "worker"


# What a statement may take at most before PostgreSQL ends it, in seconds.
LIMITS = {DatabaseRole.OWNER: 0, DatabaseRole.APP: 30, DatabaseRole.WORKER: 900}

APP_DEFAULT = WRITE
APP = {
    # written once: a correction is a new row
    "audit_event": APPEND,
    "cases_agefinding": APPEND,
    "cases_cooperationdecision": APPEND,
    "cases_decisioncommunication": APPEND,
    "cases_indicatorobservation": APPEND,
    "cases_periodwish": APPEND,
    "cases_rightsbriefing": APPEND,
    "shelters_staylogentry": APPEND,
    # factors and sessions end by being removed
    "mfa_authenticator": REMOVE,
    "account_emailaddress": NOTHING,
    "account_emailconfirmation": NOTHING,
    # access, taken back by removing the row; every grant and removal is in the trace
    "accounts_user_groups": REMOVE,
    "accounts_user_user_permissions": REMOVE,
    "auth_group_permissions": REMOVE,
    "cases_caseuserobjectpermission": REMOVE,
    "cases_casegroupobjectpermission": REMOVE,
    # sessions end
    "django_session": REMOVE,
    # Django's own
    "auth_permission": READ,
    "django_admin_log": APPEND,
    "django_content_type": READ,
    "django_migrations": READ,
    "guardian_groupobjectpermission": NOTHING,
    "guardian_userobjectpermission": NOTHING,
    # beat's own sign of life
    "tvcase_heartbeat": READ,
}

WORKER_DEFAULT = NOTHING
WORKER = {
    "audit_event": APPEND,
    "notifications_notification": WRITE,
    "tvcase_heartbeat": WRITE,
    "accounts_organisation": READ,
    "accounts_user": READ,
    "accounts_user_groups": READ,
    "auth_group": READ,
    "auth_permission": READ,
    "cases_case": READ,
    "cases_casegroupobjectpermission": READ,
    "cases_casemember": READ,
    "cases_caseopening": READ,
    "cases_caseuserobjectpermission": READ,
    "cases_childnotice": READ,
    "cases_identification": READ,
    "cases_reflectionperiod": READ,
    "cases_rightsbriefing": READ,
    "django_content_type": READ,
    "django_migrations": READ,
}


def privileges(role: DatabaseRole, table: str) -> str:
    """What the role may do with the table; empty for nothing."""
    if role is DatabaseRole.APP:
        return APP.get(table, APP_DEFAULT)
    return WORKER.get(table, WORKER_DEFAULT)


def grant_statements(tables: Iterable[str]) -> list[str]:
    """The statements, for the owner, that give app and worker exactly their privileges on these tables."""
    roles = f"{DatabaseRole.APP}, {DatabaseRole.WORKER}"
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {roles}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {roles}",
    ]
    for table in sorted(tables):
        for role in (DatabaseRole.APP, DatabaseRole.WORKER):
            if allowed := privileges(role, table):
                statements.append(f"GRANT {allowed} ON TABLE {quoted(table)} TO {role}")
    return statements


def role_statements(database: str, passwords: Mapping[DatabaseRole, str]) -> tuple[list[str], list[str]]:
    """What a superuser runs once: the statements for the server, then those inside the new database.

    The passwords themselves are not in them, only what PostgreSQL keeps to check them.
    """
    server = []
    for role in DatabaseRole:
        server += [
            f"DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            f"ALTER ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION "
            f"NOINHERIT PASSWORD '{verifier(passwords[role])}'",
            f"ALTER ROLE {role} SET statement_timeout = '{LIMITS[role]}s'",
            f"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '60s'",
        ]
    server.append(
        f"CREATE DATABASE {quoted(database)} OWNER {DatabaseRole.OWNER} TEMPLATE template0 "
        "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    )
    inside = [f"CREATE EXTENSION IF NOT EXISTS {extension}" for extension in EXTENSIONS]
    inside += [
        f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {DatabaseRole.APP}, {DatabaseRole.WORKER}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {DatabaseRole.OWNER}",
        f"GRANT USAGE ON SCHEMA public TO {DatabaseRole.APP}, {DatabaseRole.WORKER}",
    ]
    return server, inside


def verifier(password: str, rounds: int = 4096) -> str:
    """What PostgreSQL stores to check a password (SCRAM-SHA-256, RFC 5803)."""
    salt = secrets.token_bytes(16)
    salted = pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    stored = sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    text = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${rounds}:{text[0]}${text[1]}:{text[2]}"


def quoted(name: str) -> str:
    """A table's or database's name inside a statement; raises ValueError when it is none of ours."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"not a plain name: {name!r}")
    return f'"{name}"'
