"""pgrls, a linter of row-level policies, on the database as it is made; what it may find is named with its reason."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.servers import ROOT, Servers
from tvcase.grants import DatabaseRole
from tvcase.local.postgres import SUPERUSER
from tvcase.wall import policies

LISTS = "|".join(policies.REFERENCE)
# rule → the places where it may be broken → why
ALLOWED: dict[str, dict[str, str]] = {
    "SEC001": {
        "|".join(sorted(policies.OPEN_TO_ALL)): "nothing of a person is there, or no role of ours may touch it",
    },
    "SEC005": {
        r"\w+\.wall_of_\w+": "for one job, role or purpose as a whole: which one is all that is asked",
        rf"({LISTS})\.wall_(read|add|change|remove)": "a list or a right: everybody reads, an administrator changes",
        r"accounts_(failedattempts|onetimelink|rolegrant|session)\.wall": "of one purpose: signing in, administration",
        r"mfa_authenticator\.wall": "of one purpose: signing in, by its owner too",
        r"accounts_user(_groups|_user_permissions)?\.wall_(add|change|remove)": "an administrator's, by purpose",
        r"django_admin_log\.wall": "an administrator's, by purpose",
        r"notifications_notification\.wall_add": "whoever acts may tell somebody; nobody reads what another was told",
        r"shelters_(closeddays|place|room|shelter)\.wall_read": "code names of houses, their rooms and places, days on "
        "which they are closed: everybody asks for a place by them",
        r"shelters_househours\.wall_(add|change)": "an administrator's, by purpose",
    },
    "SEC008": {
        rf"({LISTS})\.(wall_read|wall_of_readers)": "a list: codes, names of bodies, the law",
        r"(audit_(event|seal)|\w+image)\.wall_of_the_auditor": "the auditor reads the whole trace and all images",
    },
    "SEC013": {r"\w+\.\w+": "triggers run as the definer, who sees what rests on the row; see test_catalogue"},
    "SEC014": {r"\w+": "functions of the definer, with a search path of their own; see test_catalogue"},
    "SEC016": {"backup": "reads everything to copy it, writes nothing"},
    "SEC028": {
        r"audit_(event|seal)\.wall_of_additions": "each program adds lines; the database stamps, nobody changes them",
    },
    "SEC038": {
        rf"({LISTS})\.(wall_read|wall_of_readers)": "a list: the same rows for everybody",
        r"(audit_(event|seal)|\w+image)\.wall_of_the_auditor": "the auditor reads the whole trace and all images",
    },
    "PERF003": {
        r"cases_(case|person)\.wall\w*": "asked after the organisation, which has an index; a sealed file is rare",
        r"sealing_filekey\.wall_add": "asked of the one row that is added",
        r"sealing_filekey\.wall_read": "a key is looked up by itself or by its file, which have an index",
        r"audit_event\.wall_read": "its pages ask by case or actor first, which have an index",
        r"accounts_user\.wall_read": "lawyers by trade are asked after the organisation, which has an index",
        r"cases_breachdisclosure\.wall_read": "its pages ask by case first, which has an index",
        r"cases_document\.wall_\w+": "its pages ask by case first, which has an index",
        r"claims_(interview|reuse)\.wall_read": "their pages ask by case first, which has an index",
        r"sharing_referral\.wall_\w+": "its pages ask by case or by receiver first, which have an index",
        r"sharing_shareditem\.wall_read": "its pages ask by referral first, which has an index",
        r"cases_caseuserobjectpermission\.wall_read": "its pages ask by user or case first, which have an index",
    },
    "PERF004": {
        r"sealing_filekey\.wall_read": "a key is looked up by itself or by its file, which have an index",
    },
}


def findings(servers: Servers, database: str) -> set[tuple[str, str]]:
    """What pgrls has to say, as rule and place; what is only advice, and roles of other programs, apart."""
    ran = subprocess.run(
        [str(Path(sys.executable).parent / "pgrls"), "lint", "--format", "json"],
        cwd=ROOT,
        env={"DATABASE_URL": servers.url(SUPERUSER, database)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(ran.stdout)["violations"]
    serious = {(one["rule_id"], one["location"].removeprefix("public.")) for one in found if one["severity"] != "info"}
    return {(rule, place) for rule, place in serious if rule != "SEC016" or place in set(DatabaseRole)}


def reasons(finding: tuple[str, str]) -> list[tuple[str, str]]:
    rule, place = finding
    return [(rule, pattern) for pattern in ALLOWED.get(rule, {}) if re.fullmatch(pattern, place)]


def test_the_linter_finds_nothing_that_has_no_reason(cloned_db, servers):
    """C03: a table, a policy or a function that opens a way past the wall is found by another eye as well."""
    found = findings(servers, cloned_db)

    assert {finding for finding in found if not reasons(finding)} == set()
    used = {reason for finding in found for reason in reasons(finding)}
    assert {(rule, pattern) for rule, patterns in ALLOWED.items() for pattern in patterns} == used


HOLES = {
    "CREATE TABLE hole (organisation_id bigint)": ("SEC001", "hole"),
    "ALTER TABLE cases_person NO FORCE ROW LEVEL SECURITY": ("SEC002", "cases_person"),
    "CREATE POLICY hole ON cases_case TO app USING (true)": ("SEC008", "cases_case.hole"),
    "CREATE POLICY hole ON legal_protection TO PUBLIC USING (case_id IS NULL)": ("SEC003", "legal_protection.hole"),
    "CREATE VIEW hole_in_view AS SELECT * FROM cases_person": ("VIEW001", "hole_in_view"),
    "CREATE FUNCTION hole() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM cases_case'": (
        "SEC015",
        "hole",
    ),
}


def test_the_linter_sees_a_hole(cloned_db, servers, connect):
    with connect(SUPERUSER) as superuser:
        for sql in HOLES:
            superuser.execute(sql)

    found = findings(servers, cloned_db)

    assert {place for place in HOLES.values() if place not in found or reasons(place)} == set()
