"""What the database's own catalogue says of the wall: nothing is left open by forgetting it."""

import psycopg
import pytest
from django.apps import apps

from tests.wall.walled import Walled
from tvcase.local.postgres import SUPERUSER
from tvcase.sealing.models import FileKind
from tvcase.wall.files import FILES
from tvcase.wall.policies import OPEN_TO_ALL, REFERENCE

pytestmark = pytest.mark.pure  # the module's own database

WITHOUT = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT (relrowsecurity AND relforcerowsecurity) AND NOT relname = ANY (%s)
"""
ROLES = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles"
CALLABLE = """
    SELECT p.proname, p.proconfig FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
       AND (has_function_privilege('app', p.oid, 'EXECUTE') OR has_function_privilege('worker', p.oid, 'EXECUTE'))
       AND p.prorettype <> 'trigger'::regtype
"""
DEFINERS = "SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
OURS = {"owner", "app", "worker", "backup", "definer", "sealer", "auditor"}


@pytest.fixture
def catalogue(walled: Walled) -> psycopg.Connection:
    with walled.connect(SUPERUSER) as connection:
        yield connection


def test_every_table_is_behind_the_wall_or_open_on_purpose(catalogue):
    """C03: tables without forced row-level security outside the allow-list: none."""
    assert catalogue.execute(WITHOUT, [sorted(OPEN_TO_ALL)]).fetchall() == []


def test_what_is_open_to_all_says_nothing_of_a_person(catalogue, walled):
    """C03: no open table leads to a case or a person, and none has rows of one."""
    for table in OPEN_TO_ALL.union(REFERENCE).intersection(walled.tables) - {"wall_acquaintance"}:
        columns = {name for row in walled.rows[table] for name in row}
        assert not {name for name in columns if name.startswith(("case", "person", "user", "recipient"))}, table


def test_no_policy_of_the_application_is_open(catalogue):
    """C03: what a policy shows depends on who acts, at every table."""
    shown = catalogue.execute(
        "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND qual = 'true' "
        "AND roles && '{app,worker,owner}' AND NOT tablename = ANY (%s)",
        [sorted(OPEN_TO_ALL.union(REFERENCE))],
    ).fetchall()

    assert shown == []


def test_no_role_of_ours_is_above_the_wall(catalogue):
    """C02: only the backup reads past the wall, nobody is a superuser, nobody is a member of anybody."""
    roles = {name: rights for name, *rights in catalogue.execute(ROLES) if name in OURS}
    bypass = {name for name, rights in roles.items() if rights[1]}
    powers = {name for name, rights in roles.items() if rights[0] or any(rights[2:])}
    members = catalogue.execute(
        "SELECT member::regrole, roleid::regrole FROM pg_auth_members WHERE member::regrole::text = ANY (%s)",
        [sorted(OURS - {"owner"})],
    ).fetchall()

    assert set(roles) == OURS
    assert bypass == {"backup"}
    assert powers == set()
    assert members == []


def test_the_application_owns_nothing_and_cannot_make_anything(catalogue, walled):
    """C03: neither tables nor functions, no temporary ones either."""
    owned = catalogue.execute(
        "SELECT relname FROM pg_class WHERE relowner::regrole::text IN ('app', 'worker', 'backup', 'sealer', 'auditor')"
    ).fetchall()
    for role in ("app", "worker"):
        may = catalogue.execute(
            "SELECT has_schema_privilege(%(role)s, 'public', 'CREATE'), "
            "has_database_privilege(%(role)s, current_database(), 'TEMP'), "
            "has_database_privilege(%(role)s, current_database(), 'CREATE')",
            {"role": role},
        ).fetchone()
        assert may == (False, False, False), role
    assert owned == []


def test_functions_with_more_rights_are_few_and_bring_their_search_path(catalogue):
    """C03: what the application may call with the definer's rights only tells who acts; the path ends with pg_temp."""
    assert {name for name, _config in catalogue.execute(CALLABLE)} <= {
        "app_ctx",
        "app_ctx_uid",
        "app_ctx_cases",
        "app_ctx_told",
        "app_ctx_orgs",
        "app_ctx_purpose",
        "app_ctx_person",
        "app_ctx_known",
        "app_ctx_groups",
        "app_free_places",  # which places nobody has in given nights, and nothing of who has the others
        "app_rule_running",  # a number: how many records keep a version of the law, for administrators
        "app_rule_used",  # a day: when a version of the law was last applied, for administrators
        "app_shelter_figures",  # counts by kind of house, of years that are over, for analysts of the commission
        "app_unmet_needs",  # counts by organisation and month, of years that are over, for analysts of the commission
        "app_spend",  # counts against one's own limit
        "app_verify",  # of one code: what kind of body issued it, on what day, and whether it is valid
        "audit_unsealed_since",  # a moment: what the health page warns of
    }
    for name, config in catalogue.execute(DEFINERS):
        paths = [setting for setting in config or [] if setting.startswith("search_path=")]
        assert len(paths) == 1, name
        assert paths[0].endswith("pg_temp"), name


def test_whether_a_file_is_there_is_asked_with_the_rights_of_whoever_asks(catalogue):
    """C02: the policy of the keys asks the wall of the file; with the definer's rights it would show every key."""
    asked = catalogue.execute("SELECT prosecdef, provolatile, proconfig FROM pg_proc WHERE proname = 'app_shows_file'")

    assert asked.fetchall() == [(False, "s", ["search_path=pg_catalog, public, pg_temp"])]


def test_every_kind_of_file_that_has_keys_is_asked_for():
    tables = {model._meta.model_name: model._meta.db_table for model in apps.get_models()}

    assert {kind: tables[kind] for kind in FileKind.values} == FILES


def test_views_ask_as_whoever_reads_them(catalogue):
    """C02: a view without security_invoker would show everything; there is no materialised one."""
    views = catalogue.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND (relkind = 'm' OR relkind = 'v' "
        "AND NOT coalesce(reloptions, '{}') && '{security_invoker=true,security_invoker=on}')"
    ).fetchall()

    assert views == []


def test_only_the_walls_triggers_write_who_sees_what(catalogue):
    """C02: no role of the application changes the columns that the policies read."""
    writable = catalogue.execute(
        "SELECT table_name, column_name FROM information_schema.column_privileges "
        "WHERE grantee IN ('app', 'worker') AND privilege_type IN ('INSERT', 'UPDATE') "
        "AND column_name ~ '^(visible|known)_orgs'"
    ).fetchall()

    assert writable == []
