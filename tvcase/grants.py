"""The database roles and what each may do with each table. None is a superuser.

`owner` owns the tables and only migrates. `app` serves pages, `worker` runs tasks; neither owns a table,
removes a row of a case, or changes a line of the trace. `definer` cannot connect: the functions of triggers and
policies run with its rights. `sealer` seals the trace, `auditor` reads trace and history, `backup` reads everything
and writes nothing. The tables below are the whole truth: `prepare_database` takes away everything else; which rows
a role then reaches is declared in tvcase/wall/policies.py, and how the roles are made in tvcase/server_roles.py.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

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
    "cases_institutioncontact": APPEND,
    "cases_periodwish": APPEND,
    "cases_rightsbriefing": APPEND,
    **dict.fromkeys(("children_childfacts", "children_exitbanproposal", "children_plansignature"), APPEND),
    "drafts_drawer": APPEND,
    "legal_earlierpermit": APPEND,
    "legal_proceedingsstep": APPEND,
    "sealing_filekey": APPEND,  # only the owner wraps anew and destroys
    "services_sessionnote": APPEND,
    "shelters_staylogentry": APPEND,
    "support_needsassessment": APPEND,
    "support_urgentneed": APPEND,
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
    *("children_childprocedure", "children_specialrepresentation"),
    *("aid_documentsasked", "aid_legalaidapplication", "claims_claim", "claims_hearing", "claims_preparation"),
    *("legal_appeal", "legal_proceedingsstep", "legal_protection", "legal_protectionrequest", "shelters_absence"),
    *("shelters_censusentry", "shelters_duty", "shelters_househours", "shelters_nightcensus", "shelters_shelter"),
    *("services_session", "services_unmetneed", "sharing_referral", "sharing_telling"),
    *("shelters_shifthandover", "shelters_stay"),
    *("shelters_stayreview", "support_supportplan"),
)

WORKER_DEFAULT = NOTHING
WORKER = {
    "audit_alarm": APPEND,
    "audit_event": APPEND,
    "notifications_notification": WRITE,
    "tvcase_heartbeat": WRITE,
    "accounts_onetimelink": REMOVE,
    "drafts_draft": "SELECT, DELETE",  # those that nobody went on with
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
    "cases_contactbreach": READ,
    "cases_document": "SELECT, UPDATE",
    "cases_duplicatelink": READ,
    "cases_followupcontact": READ,
    "cases_documentcontent": APPEND,
    "cases_identification": READ,
    "cases_institutioncontact": READ,
    "cases_legalrule": READ,
    "cases_nocontactmeasure": READ,
    "cases_persontoken": READ,
    "cases_reflectionperiod": READ,
    "cases_returnplan": READ,
    "cases_rightsbriefing": READ,
    "cases_riskassessment": READ,
    "claims_interview": READ,
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
    "sharing_shareditem": "SELECT, UPDATE",
    "shelters_hold": "SELECT, UPDATE",
    "shelters_takennights": REMOVE,
    "wall_acquaintance": APPEND,
    "wall_key": WRITE,
}

# Images of changed rows (tvcase/audit/history.py): the triggers' owner adds them, and only the auditor reads them.
IMAGES = re.compile(r"(accounts|aid|cases|children|claims|legal|orders|services|sharing|shelters|support)_[a-z]+image")
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


def quoted(name: str) -> str:
    """A table's or database's name inside a statement; raises ValueError when it is none of ours."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"not a plain name: {name!r}")
    return f'"{name}"'
