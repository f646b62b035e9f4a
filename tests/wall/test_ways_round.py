"""Ways round the wall that somebody with SQL as the application's role would try: each ends in an error or in
nothing that was not shown anyway."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors, sql

from tests.wall.walled import Walled, seen, told
from tests.world import World
from tvcase.local.postgres import SUPERUSER

pytestmark = pytest.mark.pure  # the module's own database

SHADOWS = [
    "CREATE TEMPORARY TABLE wall_key (place int, inner_pad bytea, outer_pad bytea)",
    "CREATE TEMPORARY TABLE accounts_user_groups (user_id bigint, group_id int)",
    "CREATE TEMPORARY TABLE wall_acquaintance (organisation_id bigint, known_id bigint)",
    "CREATE TEMPORARY VIEW cases_case AS SELECT 1",
    "CREATE TABLE public.wall_key2 ()",
    "CREATE SCHEMA elsewhere",
    "CREATE FUNCTION pg_temp.app_ctx_orgs() RETURNS bigint[] LANGUAGE sql AS $$ SELECT ARRAY[1::bigint] $$",
    "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT ''::bytea $$",
    "CREATE OPERATOR public.&& (LEFTARG = bigint[], RIGHTARG = bigint[], FUNCTION = arrayoverlap)",
]
CHANGES = [
    "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY wall ON cases_case",
    "CREATE POLICY mine ON cases_case USING (true)",
    "ALTER FUNCTION app_ctx() SECURITY INVOKER",
    "GRANT SELECT ON wall_key TO app",
    "ALTER ROLE app BYPASSRLS",
    "SET session_replication_role = replica",
    "ALTER TABLE cases_case DISABLE TRIGGER ALL",
    "TRUNCATE cases_case CASCADE",
]
OTHERS = ["owner", "definer", "backup", "worker", "sealer", "auditor", SUPERUSER]
SECRETS = [
    "SELECT * FROM wall_key",
    "SELECT * FROM wall_acquaintance",
    "SELECT rolpassword FROM pg_authid",
    "SELECT * FROM pg_statistic",
    "SELECT pg_read_file('pg_hba.conf')",
    "SELECT pg_ls_dir('.')",
    "COPY cases_case TO PROGRAM 'cat'",
    "COPY cases_case TO '/tmp/stolen'",
    "SELECT lo_import('/etc/passwd')",
    "SELECT wall_derive(id) FROM cases_case",
    "SELECT dblink('', '')",
]
REFUSED = (
    errors.InsufficientPrivilege,
    errors.WrongObjectType,
    errors.UndefinedFunction,
    errors.UndefinedObject,
    errors.ObjectNotInPrerequisiteState,
    errors.InvalidTableDefinition,
)


def caseworker(walled: Walled) -> Any:
    return walled.near.people["caseworker"]


@pytest.mark.parametrize("statement", [*SHADOWS, *CHANGES, *SECRETS])
def test_nothing_is_made_changed_or_read_that_belongs_to_the_wall(walled, statement):
    """C06: no temporary table shadows a helper, no policy is changed, no key is read."""
    with walled.acting(caseworker(walled)) as connection, pytest.raises(REFUSED):
        connection.execute(statement)


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("become", ["SET ROLE {}", "SET SESSION AUTHORIZATION {}", "SET LOCAL ROLE {}"])
def test_nobody_becomes_another_role(walled, role, become):
    """C06: app is a member of nothing."""
    with walled.acting(caseworker(walled)) as connection, pytest.raises(REFUSED):
        connection.execute(sql.SQL(become).format(sql.Identifier(role)))


def test_switching_row_security_off_ends_in_an_error(walled):
    """C02: the setting means "fail rather than filter"; it opens nothing."""
    with walled.acting(caseworker(walled)) as connection:
        connection.execute("SET LOCAL row_security = off")
        for table in walled.readable:
            with pytest.raises(errors.InsufficientPrivilege), connection.transaction():
                seen(connection, table)


@pytest.mark.parametrize("path", ["pg_temp, public", "pg_temp, pg_catalog, public", ""])
def test_another_search_path_changes_nothing(walled, path):
    """C06: the helpers bring their own search path."""
    with walled.acting(caseworker(walled)) as connection:
        before = connection.execute("SELECT count(*) FROM public.cases_case").fetchone()
        connection.execute("SELECT set_config('search_path', %s, true)", [path])
        assert connection.execute("SELECT count(*) FROM public.cases_case").fetchone() == before


def test_copying_out_shows_what_a_query_shows(walled):
    """C02: COPY, of tables and of queries."""
    with walled.acting(caseworker(walled)) as connection:
        for table in walled.readable:
            shown = len(seen(connection, table))
            for source in (sql.Identifier(table), sql.SQL("(SELECT * FROM {})").format(sql.Identifier(table))):
                with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(source)) as copy:
                    assert sum(1 for _row in copy.rows()) == shown, table


def test_a_function_in_a_condition_is_not_asked_about_hidden_rows(walled):
    """C02: an error, a notice or a wait in a condition would tell of a row that is not shown."""
    code, person = walled.far.cases["whole"].code, walled.far.cases["whole"].person_id
    asked = [
        ("SELECT count(*) FROM cases_case WHERE 1 / (CASE WHEN code = %s THEN 0 ELSE 1 END) = 1", code),
        ("SELECT count(*) FROM cases_case WHERE (CASE WHEN code = %s THEN 'x' ELSE '1' END)::int = 1", code),
        ("SELECT count(*) FROM cases_person WHERE 1 / (CASE WHEN id = %s THEN 0 ELSE 1 END) = 1", person),
    ]
    with walled.acting(caseworker(walled)) as connection:
        for statement, value in asked:
            connection.execute(statement, [value])


def test_nobody_says_of_a_file_that_its_key_was_destroyed(walled):
    """C13: one row, and nothing could be written to the file of another organisation any more."""
    columns = "id, subject, kind, kek, wrapped, destroyed_at"
    row = f"INSERT INTO sealing_filekey ({columns}) VALUES (%s, %s, 'case', '1', '', now())"
    for world in (walled.far, walled.near):
        with walled.acting(caseworker(walled)) as connection, pytest.raises(errors.InsufficientPrivilege):
            connection.execute(row, [uuid4(), world.cases["whole"].pk])


def test_what_the_planner_knows_is_not_shown(walled):
    """C02: the commonest values of a column are values of everybody."""
    with walled.connect(SUPERUSER) as connection:
        connection.execute("ANALYZE")
    with walled.acting(caseworker(walled)) as connection:
        shown = connection.execute("SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = 'public'").fetchall()

    assert {table for (table,) in shown}.intersection(walled.walled) == set()


def test_nobody_reads_what_others_ask_and_who_they_are(walled):
    """C06: pg_stat_activity shows no statement of another session: it could hold a signed identity, or a name."""
    theirs = told(walled.far.people["caseworker"])
    with walled.connect() as other, other.transaction(force_rollback=True):
        cursor = psycopg.ClientCursor(other)
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [theirs])
        with walled.acting(caseworker(walled)) as connection:
            shown = connection.execute("SELECT pid, query FROM pg_stat_activity").fetchall()

    assert [query for pid, query in shown if query and theirs in query] == []


def test_a_prepared_statement_shows_each_identity_its_own_rows(walled):
    """C05: plans are kept, identities are not."""
    near, far = caseworker(walled), walled.far.people["caseworker"]
    with walled.connect() as connection:
        connection.execute("PREPARE cases AS SELECT row_to_json(t)::text FROM cases_case t")
        for turn in range(20):
            user, foreign = ((near, walled.foreign["cases_case"]), (far, None))[turn % 2]
            with connection.transaction():
                connection.execute("SELECT set_config('app.ctx', %s, true)", [told(user)])
                rows = {text for (text,) in connection.execute("EXECUTE cases")}
            assert rows
            assert rows & foreign == set() if foreign else rows <= walled.foreign["cases_case"]
        assert connection.execute("EXECUTE cases").fetchall() == []


def test_a_cursor_shows_what_was_shown_when_it_was_opened(walled):
    """C05: a cursor of nobody stays empty when somebody acts, and ends with its transaction."""
    with walled.connect() as connection:
        with connection.transaction():
            connection.execute("DECLARE all_cases CURSOR FOR SELECT * FROM cases_case")
            assert connection.execute("FETCH ALL FROM all_cases").fetchall() == []
        with pytest.raises(errors.InvalidCursorName):
            connection.execute("FETCH ALL FROM all_cases")


def test_no_statement_changes_a_row_that_is_not_shown(walled):
    """C02: a change without a condition needs no permission to read; it reaches only what is shown anyway."""
    wrong = {}
    with walled.acting(caseworker(walled)) as connection:
        for table in walled.readable:
            shown = len(seen(connection, table))
            for verb, statement in writes(connection, table):
                with connection.transaction(force_rollback=True):
                    try:
                        changed = connection.execute(statement).rowcount
                    except psycopg.Error:
                        continue  # a trigger or a privilege refused
                if changed > shown and table not in OF_THE_HOLDER:
                    wrong[table, verb] = (changed, shown)

    assert wrong == {}


@pytest.mark.parametrize("who", ["prosecutor", "officer", "offered", "shelter staff"])
def test_who_only_sees_a_file_writes_nothing_into_it(walled, who):
    """C02: an organisation to which a part of a file was opened writes in acts, or not at all."""
    written = {}
    with walled.acting(walled.near.people[who]) as connection:
        for table in sorted(OF_A_FILE.intersection(walled.readable)):
            for verb, statement in writes(connection, table):
                with connection.transaction(force_rollback=True):
                    try:
                        changed = connection.execute(statement).rowcount
                    except psycopg.Error:
                        continue  # a trigger, a constraint or a privilege refused
                if changed:
                    written[table, verb] = changed

    assert written == {}


OF_A_FILE = {
    *("cases_case", "cases_person", "cases_persondocument", "cases_personspelling", "cases_persontoken"),
    *("cases_identification", "cases_reflectionperiod", "cases_rightsbriefing", "cases_cooperationdecision"),
    *("legal_protectionrequest", "legal_protection", "cases_returnplan", "shelters_stay", "cases_handover"),
    *("cases_casemember", "cases_caseopening", "cases_caseuserobjectpermission", "cases_casegroupobjectpermission"),
}

# The holder writes the grants of its own cases, of which everybody is shown only their own.
OF_THE_HOLDER = {"cases_caseuserobjectpermission", "cases_casegroupobjectpermission"}


def writes(connection: psycopg.Connection, table: str) -> list[tuple[str, sql.Composed]]:
    """Statements without a condition, for the columns that may be changed."""
    columns = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
        "AND is_generated = 'NEVER' AND has_column_privilege(%s, column_name, 'UPDATE')",
        [table, table],
    ).fetchall()
    name = sql.Identifier(table)
    made = [("DELETE", sql.SQL("DELETE FROM {}").format(name))]
    for (column,) in columns:
        made.append((f"UPDATE {column}", sql.SQL("UPDATE {} SET {} = DEFAULT").format(name, sql.Identifier(column))))
    return made


# What somebody would write to be let in: (who, statement, its values). Each must be refused.
def steps_inside(world: World, far: World) -> list[tuple[str, str, list[Any]]]:
    foreign, shared = far.cases["whole"].pk, world.cases["whole"].pk
    opening = (
        "INSERT INTO cases_caseopening (id, case_id, organisation_id, ground, subject, opened_on) "
        "VALUES (gen_random_uuid(), %s, %s, %s, gen_random_uuid(), '2026-03-10')"
    )
    place = (
        "INSERT INTO cases_casemember (case_id, user_id, role, joined_on) VALUES (%s, %s, 'CASEWORKER', '2026-03-10')"
    )
    grant = (
        "INSERT INTO cases_caseuserobjectpermission (user_id, content_object_id, permission_id) "
        "SELECT %s, %s, id FROM auth_permission WHERE codename = 'view_identity'"
    )
    steps: list[tuple[str, str, list[Any]]] = []
    for who, case in [("other NGO", shared), ("prosecutor", shared), ("offered", shared), ("caseworker", foreign)]:
        user = world.people[who]
        steps += [
            (who, opening, [case, user.organisation_id, "STAY"]),
            (who, opening, [case, user.organisation_id, "PROTECTION"]),
            (who, place, [case, user.pk]),
            (who, grant, [user.pk, case]),
            (who, "UPDATE cases_case SET organisation_id = %s WHERE id = %s", [user.organisation_id, case]),
            (who, "UPDATE cases_person SET organisation_id = %s", [user.organisation_id]),
        ]
    return steps


def test_nobody_lets_themselves_in(walled):
    """C02: no opening, place, grant or change of holder is written by whom it lets in."""
    let_in = []
    for who, statement, values in steps_inside(walled.near, walled.far):
        with walled.acting(walled.near.people[who]) as connection:
            before = {table: seen(connection, table) for table in ("cases_case", "cases_person", "shelters_stay")}
            try:
                with connection.transaction():
                    done = connection.execute(statement, values).rowcount
            except psycopg.Error:
                continue
            after = {table: seen(connection, table) for table in before}
            if done and (after != before or statement.startswith("INSERT")):
                let_in.append((who, statement[:60], values))

    assert let_in == []


@pytest.mark.parametrize(
    "change",
    [
        "organisation_id = (SELECT max(id) FROM accounts_organisation)",
        "roles = '{coordinator,administrator}'",
        "is_superuser = true",
        "is_staff = true",
        "username = 'somebody else'",
    ],
)
def test_nobody_makes_themselves_somebody_else(walled, change):
    """C08: with one's own row alone nobody moves to another organisation or takes a role."""
    statement = f"UPDATE accounts_user SET {change} WHERE id = %s"
    with walled.acting(caseworker(walled)) as connection, pytest.raises(psycopg.Error):
        connection.execute(statement, [caseworker(walled).pk])


@pytest.mark.parametrize("table", ["accounts_organisation", "cases_legalrule", "cases_codeentry", "auth_group"])
def test_only_an_administrator_changes_what_everybody_reads(walled, table):
    """C08: the lists, the law and the bodies are everybody's to read and nobody's to change."""
    with walled.acting(caseworker(walled)) as connection:
        try:
            changed = connection.execute(f"UPDATE {table} SET id = id").rowcount
        except errors.InsufficientPrivilege:
            changed = 0

    assert changed == 0


def test_a_foreign_record_and_a_missing_one_are_refused_with_the_same_words(walled):
    """C01: writing to a case tells nobody whether it exists."""
    said = []
    for case in (walled.far.cases["whole"].pk, "00000000-0000-4000-8000-000000000000"):
        with walled.acting(caseworker(walled)) as connection, pytest.raises(psycopg.Error) as refused:
            connection.execute(
                "INSERT INTO cases_casemember (case_id, user_id, role, joined_on) "
                "VALUES (%s, %s, 'CASEWORKER', '2026-03-10')",
                [case, caseworker(walled).pk],
            )
        said.append((type(refused.value), refused.value.diag.message_primary, refused.value.diag.message_detail))

    assert said[0] == said[1]
