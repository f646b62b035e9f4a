"""As the application's role with plain SQL: what the wall shows to each identity of each table."""

import hmac
import json
import time
from typing import Any

import pytest
from django.apps import apps

from cases.models import Case
from cases.permissions import Area
from tests.wall.walled import Walled, seen, told
from tests.world import World
from tvcase.accounts.models import User
from tvcase.local.postgres import SUPERUSER
from tvcase.wall.signing import Identity
from tvcase.wall.words import SIGN_IN

pytestmark = pytest.mark.pure  # the module's own database

# Of the far world everybody may know that these exist: houses and their places, where to ask for one.
KNOWN_TO_ALL = {"shelters_shelter", "shelters_place", "shelters_room", "shelters_closeddays"}


def foreign_rows(walled: Walled, table: str) -> set[str]:
    """The rows of the far world, but for its lawyer by trade: everybody may look for one."""
    found = walled.foreign[table]
    if table != "accounts_user":
        return found
    return {row for row in found if json.loads(row)["id"] != walled.far.people["appointed"].pk}


def leaks(walled: Walled, identity: Any) -> dict[str, int]:
    """Table by table, how many rows of the far world this identity is shown."""
    with walled.acting(identity) as connection:
        shown = {table: seen(connection, table) & foreign_rows(walled, table) for table in walled.readable}
    return {table: len(rows) for table, rows in shown.items() if rows and table not in KNOWN_TO_ALL}


def test_every_table_behind_the_wall_has_rows_to_hide(walled):
    """C02: a table that stays empty here would prove nothing."""
    assert [table for table in walled.walled if not walled.foreign[table]] == []


def test_nobody_is_shown_a_row_of_a_world_that_is_not_theirs(walled):
    """C02: every person of one world × every table: no row of the other."""
    found = {who: leaks(walled, user) for who, user in walled.near.people.items() if who != "administrator"}

    assert {who: tables for who, tables in found.items() if tables} == {}


def test_an_administrator_is_shown_people_and_no_case(walled):
    """C02 and C50: the purpose of administration reaches accounts, never a file."""
    with walled.acting(walled.near.people["administrator"]) as connection:
        shown = {table: len(seen(connection, table)) for table in walled.readable}

    files = {model._meta.db_table for model in apps.get_models() if getattr(model, "AREA", None)}
    assert {table: count for table, count in shown.items() if count and table in files} == {}
    assert shown["accounts_user"] > 30


def forged(genuine: str, other: str) -> dict[str, str]:
    """Identities that nobody signed, made of two that were: of this organisation and of another."""
    parts, theirs = genuine.split("|"), other.split("|")
    late = [*parts[:5], str(int(time.time()) + 10**6)]
    own_key = hmac.digest(b"guessed", "|".join(late).encode(), "sha256").hex()
    return {
        "missing": "",
        "nonsense": "x",
        "unsigned": "|".join(parts[:6]),
        "empty signature": "|".join([*parts[:6], ""]),
        "zero signature": "|".join([*parts[:6], "0" * 64]),
        "signed by a guess": "|".join([*late, own_key]),
        "another's organisations": "|".join([*parts[:2], theirs[2], *parts[3:]]),
        "another's user": "|".join([parts[0], theirs[1], *parts[2:]]),
        "both organisations": "|".join([*parts[:2], f"{parts[2]},{theirs[2]}", *parts[3:]]),
        "a purpose": "|".join([*parts[:3], "fixtures", *parts[4:]]),
        "a longer life": "|".join([*late, parts[6]]),
        "two lines": genuine + "\n" + other,
        "capitals": genuine.upper(),
    }


def test_an_identity_that_nobody_signed_is_shown_nothing(walled):
    """C06: forged in every part, missing, or nonsense: no row of any table behind the wall."""
    genuine, other = told(walled.near.people["caseworker"]), told(walled.far.people["caseworker"])
    shown = {}
    for what, identity in forged(genuine, other).items():
        with walled.acting(identity) as connection:
            shown[what] = {table: len(rows) for table in walled.readable if (rows := seen(connection, table))}

    assert {what: tables for what, tables in shown.items() if tables} == {}


def test_an_identity_ends_by_the_clock(walled, monkeypatch):
    """C06: what was signed ten minutes ago opens nothing any more."""
    now = time.time()
    monkeypatch.setattr("tvcase.wall.signing.time.time", lambda: now - 601)
    expired = told(walled.near.people["caseworker"])

    with walled.acting(expired) as connection:
        assert not any(seen(connection, table) for table in walled.readable)


def test_an_identity_ends_with_its_transaction(walled):
    """C05: the same connection, the next transaction: nobody."""
    with walled.connect() as connection:
        with connection.transaction():
            connection.execute("SELECT set_config('app.ctx', %s, true)", [told(walled.near.people["caseworker"])])
            assert seen(connection, "cases_case")
        assert not any(seen(connection, table) for table in walled.readable)


def test_somebody_who_wants_to_sign_in_is_shown_no_case(walled):
    """C02: the identity of every page before the sign-in."""
    files = {model._meta.db_table for model in apps.get_models() if getattr(model, "AREA", None)}
    with walled.acting(Identity(purpose=SIGN_IN)) as connection:
        assert {table for table in files.intersection(walled.readable) if seen(connection, table)} == set()


def open_areas(walled: Walled, world: World, who: str) -> dict[str, set[str]]:
    """For each case the areas that guardian's grants open to anybody of this person's organisation."""
    with walled.connect(SUPERUSER) as connection:
        grants = connection.execute(
            "SELECT DISTINCT content_object_id::text, codename FROM ("
            "  SELECT content_object_id, permission_id, user_id FROM cases_caseuserobjectpermission UNION ALL"
            "  SELECT content_object_id, permission_id, user_id FROM cases_casegroupobjectpermission"
            "    JOIN accounts_user_groups USING (group_id)) g "
            "JOIN accounts_user u ON u.id = user_id JOIN auth_permission p ON p.id = permission_id "
            "WHERE u.organisation_id = %s",
            [world.people[who].organisation_id],
        ).fetchall()
    areas: dict[str, set[str]] = {}
    for case, codename in grants:
        area = "legal" if codename == "decide_protection" else codename.partition("_")[2]
        areas.setdefault(case, set()).add(area)
    return areas


# Records that one also sees because they are about oneself: one's own place on a team, one's organisation's opening
# or emergency, a stay in one's own house, an account that one may use again.
ALSO_OWN = {
    *("cases_casemember", "cases_caseopening", "cases_breakglass", "shelters_stay"),
    *("claims_interview", "claims_reuse"),
}


# Who sees a clock sees the identification it rests on.
ALSO_SHOWN_BY = {"cases_identification": Area.CLOCK}


@pytest.mark.parametrize("who", ["caseworker", "shelter staff", "officer", "prosecutor", "offered"])
def test_an_organisation_is_shown_only_the_areas_that_were_opened_to_it(walled, who):
    """C02: table by table, no row of an area that no grant opens to anybody of the organisation."""
    open_to = open_areas(walled, walled.near, who)
    wrong = {}
    with walled.acting(walled.near.people[who]) as connection:
        for model in apps.get_models():
            area, table = getattr(model, "AREA", None), model._meta.db_table
            if not area or model is Case or table in ALSO_OWN:
                continue
            cases = shown_cases(connection, model)
            shown_by = {area, ALSO_SHOWN_BY.get(table, area)}
            closed = {case for case in cases if not shown_by & open_to.get(case, set())}
            if closed:
                wrong[table] = closed

    assert wrong == {}


def shown_cases(connection: Any, model: Any) -> set[str]:
    """The cases of the rows of a model's table that are shown."""
    table, names = model._meta.db_table, {field.name for field in model._meta.fields}
    for name, join in {
        "case": "SELECT case_id::text FROM {}",
        "period": "SELECT p.case_id::text FROM {} r JOIN cases_reflectionperiod p ON p.id = r.period_id",
        "decision": "SELECT p.case_id::text FROM {} r JOIN cases_cooperationdecision p ON p.id = r.decision_id",
        "stay": "SELECT p.case_id::text FROM {} r JOIN shelters_stay p ON p.id = r.stay_id",
        "person": "SELECT p.id::text FROM {} r JOIN cases_case p ON p.person_id = r.person_id",
    }.items():
        if name in names:
            return {case for (case,) in connection.execute(join.format(table))}
    assert table == "cases_person", table
    return {
        case
        for (case,) in connection.execute(
            "SELECT c.id::text FROM cases_person p JOIN cases_case c ON c.person_id = p.id"
        )
    }


def test_a_prosecutors_office_reads_the_legal_rows_and_nothing_of_support(walled):
    """C02: SELECT * of an office with which a request was filed."""
    with walled.acting(walled.near.people["prosecutor"]) as connection:
        shown = {table: len(seen(connection, table)) for table in walled.readable}

    assert shown["legal_protectionrequest"] == shown["legal_protection"] == shown["cases_case"] == 1
    assert shown["cases_cooperationdecision"] > 0
    assert shown["cases_identification"] > 0
    hidden = [table for table, area in area_of_tables().items() if area in (Area.SUPPORT, Area.STAY, Area.RETURN)]
    assert {"shelters_stay", "shelters_staylogentry", "cases_returnplan"} <= set(hidden)
    assert {table: shown[table] for table in [*hidden, "shelters_shelteraddress"] if shown.get(table)} == {}


def area_of_tables() -> dict[str, Any]:
    return {model._meta.db_table: getattr(model, "AREA", None) for model in apps.get_models()}


def test_a_house_sees_its_own_address_and_no_other(walled):
    """C02: where a shelter is, only its own people are shown."""
    for who, user in walled.near.people.items():
        with walled.acting(user) as connection:
            shown = connection.execute(
                "SELECT s.organisation_id FROM shelters_shelteraddress a JOIN shelters_shelter s ON s.id = a.shelter_id"
            ).fetchall()
        assert {organisation for (organisation,) in shown} <= {user.organisation_id}, who


def test_the_worker_reaches_nothing_without_its_purpose(walled):
    """C02: the role of tasks, as nobody, as a person, and with a purpose that no policy knows."""
    for identity in ["", walled.near.people["caseworker"], Identity(purpose="sightseeing")]:
        with walled.acting(identity, "worker") as connection:
            readable = [t for t in walled.walled if may_read(connection, t)]
            assert {table: n for table in readable if (n := len(seen(connection, table)))} == {}
            assert "cases_case" in readable


def may_read(connection: Any, table: str) -> bool:
    return connection.execute("SELECT has_table_privilege(%s, 'SELECT')", [table]).fetchone()[0]


def test_the_owner_is_shown_nothing_either(walled):
    """C03: forced: the tables' owner reads no row without the purpose of a migration."""
    with walled.connect("owner") as connection:
        assert {
            table: n for table in walled.walled if may_read(connection, table) and (n := len(seen(connection, table)))
        } == {}


def test_a_closed_account_is_nobody(walled):
    """C06: an account that was closed is shown nothing."""
    user = User(pk=walled.near.people["caseworker"].pk, organisation_id=1, roles=["caseworker"], is_active=False)

    assert told(user) == ""
