"""How the database roles are made on a server: what a superuser runs once, before the first migration."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from hashlib import pbkdf2_hmac, sha256

from tvcase.grants import DEFINER, DatabaseRole, quoted

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")

# What the server may not write to its log: errors repeat the value they could not take, statements every value.
QUIET = (
    "log_min_messages = log",
    "log_min_error_statement = panic",
    "log_error_verbosity = terse",
    "log_statement = none",
    "log_min_duration_statement = -1",
    "log_parameter_max_length_on_error = 0",
)

# What a statement may take at most before PostgreSQL ends it, in seconds.
LIMITS = {
    DatabaseRole.OWNER: 0,
    DatabaseRole.APP: 30,
    DatabaseRole.WORKER: 900,
    DatabaseRole.BACKUP: 0,
    DatabaseRole.SEALER: 60,
    DatabaseRole.AUDITOR: 0,
}


def role_statements(database: str, passwords: Mapping[DatabaseRole, str]) -> tuple[list[str], list[str]]:
    """What a superuser runs once: the statements for the server, then those inside the new database.

    The passwords themselves are not in them, only what PostgreSQL keeps to check them.
    """
    server = []
    for role in DatabaseRole:
        server += [
            f"DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            f"ALTER ROLE {role} LOGIN NOSUPERUSER {_bypass(role)} NOCREATEDB NOCREATEROLE NOREPLICATION "
            f"NOINHERIT PASSWORD '{verifier(passwords[role])}'",
            f"ALTER ROLE {role} SET statement_timeout = '{LIMITS[role]}s'",
            *(f"ALTER ROLE {role} SET {setting}" for setting in QUIET),
            f"ALTER ROLE {role} SET track_activities = off",  # nobody reads another's statements, nor their identity
            f"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '60s'",
        ]
    server += [
        f"DO $$ BEGIN CREATE ROLE {DEFINER} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        f"ALTER ROLE {DEFINER} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION",
        f"GRANT {DEFINER} TO {DatabaseRole.OWNER} WITH INHERIT TRUE, SET TRUE",
    ]
    server.append(
        f"CREATE DATABASE {quoted(database)} OWNER {DatabaseRole.OWNER} TEMPLATE template0 "
        "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    )
    visitors = ", ".join(role for role in DatabaseRole if role is not DatabaseRole.OWNER)
    inside = [f"CREATE EXTENSION IF NOT EXISTS {extension}" for extension in EXTENSIONS]
    inside += [
        f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {visitors}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {DatabaseRole.OWNER}, {DEFINER}",
        f"GRANT USAGE ON SCHEMA public TO {visitors}",
    ]
    return server, inside


def _bypass(role: DatabaseRole) -> str:
    """Only a dump reads past the wall; it can write nothing."""
    return "BYPASSRLS" if role is DatabaseRole.BACKUP else "NOBYPASSRLS"


def verifier(password: str, rounds: int = 4096) -> str:
    """What PostgreSQL stores to check a password (SCRAM-SHA-256, RFC 5803)."""
    salt = secrets.token_bytes(16)
    salted = pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    stored = sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    text = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${rounds}:{text[0]}${text[1]}:{text[2]}"
