"""The database roles and what each may do with each table. None is a superuser.

`owner` owns the tables and only migrates. `app` serves pages, `worker` runs tasks; neither owns a table,
removes a row of a case, or changes a line of the trace. `definer` cannot connect: the functions of triggers and
policies run with its rights. `sealer` seals the trace, `auditor` reads trace and history, `backup` reads everything
and writes nothing. The tables below are the whole truth: `prepare_database` takes away everything else; which rows
a role then reaches is declared in tvcase/wall/policies.py.
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
    BACKUP = "backup"
    SEALER = "sealer"
    AUDITOR = "auditor"


DEFINER = "definer"

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

# Columns that only the wall's triggers write.
OF_THE_WALL = re.compile(r"(visible|known)_orgs(_[a-z]+)?")
SEALED_PERSON = ("cases_person", "sealed_to")

APP_DEFAULT = WRITE
APP = {
    # written once: a correction is a new row
    "aid_chase": APPEND,
    "audit_event": APPEND,
    "cases_agefinding": APPEND,
    "cases_contactbreach": APPEND,
    "cases_cooperationdecision": APPEND,
    "cases_decisioncommunication": APPEND,
    "cases_documentcontent": APPEND,
    "cases_enquiry": APPEND,
    "cases_indicatorobservation": APPEND,
    "cases_periodwish": APPEND,
    "cases_rightsbriefing": APPEND,
    "legal_earlierpermit": APPEND,
    "legal_proceedingsstep": APPEND,
    "sealing_filekey": APPEND,  # only the owner wraps anew and destroys
    "shelters_staylogentry": APPEND,
    "shelters_takennights": READ,  # what takes a place writes it, by triggers
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
    # the blind index follows what is recorded
    "cases_persontoken": REMOVE,
    # sessions end
    "accounts_failedattempts": REMOVE,
    "accounts_onetimelink": REMOVE,
    "accounts_session": REMOVE,
    # keys of forms are forgotten after some months
    "once_sent": REMOVE,
    # Django's own
    "auth_permission": READ,
    "django_admin_log": APPEND,
    "django_content_type": READ,
    "django_migrations": READ,
    "guardian_groupobjectpermission": NOTHING,
    "guardian_userobjectpermission": NOTHING,
    # beat's own sign of life
    "tvcase_heartbeat": READ,
    # counted by a function of the definer, so that nobody gives more to themselves
    "limits_spending": NOTHING,
    # the sealer's, and the auditor's
    "audit_seal": NOTHING,
    "audit_alarm": APPEND,  # the policies let the app only read
    "pghistory_context": NOTHING,
    # the wall's own
    "wall_acquaintance": NOTHING,
    "wall_key": NOTHING,
}

# What reminders count by, beside the case itself.
REMINDED_BY = (
    *("aid_documentsasked", "aid_legalaidapplication", "claims_claim", "claims_hearing", "claims_preparation"),
    *("legal_appeal", "legal_proceedingsstep", "legal_protection", "legal_protectionrequest", "shelters_absence"),
    *("shelters_censusentry", "shelters_duty", "shelters_househours", "shelters_nightcensus", "shelters_shelter"),
    *("shelters_shifthandover", "shelters_stay", "shelters_stayreview"),
)

WORKER_DEFAULT = NOTHING
WORKER = {
    "audit_alarm": APPEND,
    "audit_event": APPEND,
    "notifications_notification": WRITE,
    "tvcase_heartbeat": WRITE,
    "accounts_onetimelink": REMOVE,
    "accounts_organisation": READ,
    "accounts_user": READ,
    "accounts_user_groups": READ,
    "auth_group": READ,
    "auth_permission": READ,
    "cases_breakglass": READ,
    "cases_case": READ,
    "cases_casegroupobjectpermission": READ,
    "cases_casemember": READ,
    "cases_caseopening": READ,
    "cases_caseseal": READ,
    "cases_caseuserobjectpermission": READ,
    "cases_childnotice": READ,
    "cases_document": "SELECT, UPDATE",
    "cases_documentcontent": APPEND,
    "cases_identification": READ,
    "cases_legalrule": READ,
    "cases_nocontactmeasure": READ,
    "cases_persontoken": READ,
    "cases_reflectionperiod": READ,
    "cases_rightsbriefing": READ,
    **dict.fromkeys(REMINDED_BY, READ),
    "django_content_type": READ,
    "django_migrations": READ,
    "sealing_filekey": READ,  # of letters that wait: the wall shows no others
}

SEALER = {
    "audit_event": READ,
    "audit_seal": APPEND,
    "django_content_type": READ,
    "django_migrations": READ,
}

AUDITOR = {
    "audit_event": READ,
    "audit_seal": READ,
    "django_content_type": READ,
    "django_migrations": READ,
}

# Triggers read everything they must compare, and write what follows from it.
DEFINER_DEFAULT = READ
DEFINER_MAY = {
    "cases_case": "SELECT, UPDATE",
    "cases_person": "SELECT, UPDATE",
    "limits_spending": WRITE,
    "shelters_hold": "SELECT, UPDATE",
    "shelters_takennights": REMOVE,
    "wall_acquaintance": APPEND,
    "wall_key": WRITE,
}

# Images of changed rows (tvcase/audit/history.py): the triggers' owner adds them, and only the auditor reads them.
IMAGES = re.compile(r"(accounts|aid|cases|claims|legal|orders|shelters)_[a-z]+image")
OF_IMAGES: Mapping[str, str] = {DatabaseRole.AUDITOR: READ, DatabaseRole.BACKUP: READ, DEFINER: "INSERT"}

GRANTS: Mapping[str, tuple[Mapping[str, str], str]] = {
    DatabaseRole.APP: (APP, APP_DEFAULT),
    DatabaseRole.WORKER: (WORKER, WORKER_DEFAULT),
    DatabaseRole.BACKUP: ({}, READ),
    DatabaseRole.SEALER: (SEALER, NOTHING),
    DatabaseRole.AUDITOR: (AUDITOR, NOTHING),
    DEFINER: (DEFINER_MAY, DEFINER_DEFAULT),
}


def privileges(role: str, table: str) -> str:
    """What the role may do with the table; empty for nothing."""
    if IMAGES.fullmatch(table):
        return OF_IMAGES.get(role, NOTHING)
    named, default = GRANTS[role]
    return named.get(table, default)


def grant_statements(tables: Mapping[str, Iterable[str]]) -> list[str]:
    """The statements, for the owner, that give each role exactly its privileges on these tables.

    The tables come with their columns: those of the wall are added and changed by its triggers alone.
    """
    roles = ", ".join(GRANTS)
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {roles}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {roles}",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {DatabaseRole.BACKUP}",
    ]
    for table, columns in sorted(tables.items()):
        for role in GRANTS:
            if allowed := privileges(role, table):
                kept = [] if role == DEFINER else [name for name in columns if of_the_wall(table, name)]
                statements.append(f"GRANT {_by_column(allowed, columns, kept)} ON TABLE {quoted(table)} TO {role}")
    return statements


def of_the_wall(table: str, column: str) -> bool:
    """Whether only the wall's triggers write this column."""
    return bool(OF_THE_WALL.fullmatch(column)) or (table, column) == SEALED_PERSON


def _by_column(allowed: str, columns: Iterable[str], kept: list[str]) -> str:
    """The same privileges, but adding and changing leaves out the columns that are kept for the wall."""
    if not kept:
        return allowed
    free = ", ".join(quoted(name) for name in columns if name not in kept)
    return ", ".join(f"{may} ({free})" if may in ("INSERT", "UPDATE") else may for may in allowed.split(", "))


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


def quoted(name: str) -> str:
    """A table's or database's name inside a statement; raises ValueError when it is none of ours."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"not a plain name: {name!r}")
    return f'"{name}"'
