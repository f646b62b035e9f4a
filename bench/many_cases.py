"""Many cases of fifty organisations, with their permissions, openings and sealed names, written in the database.

Rows are valid; foreign keys and triggers are not asked, to save time. What the wall's triggers would have derived is
written with the rows, and checked by deriving some of them again.
"""

import uuid
from hashlib import md5

import psycopg
from django.contrib.auth.hashers import make_password

from bench.database import NAME
from bench.many_periods import SEALED as SEALED_VALUE
from bench.many_periods import add
from cases.permissions import VIEWS, Area, CasePerm
from tvcase.accounts.roles import Role, group_name
from tvcase.keys import provider
from tvcase.local.postgres import SUPERUSER, Postgres
from tvcase.sealing.envelope import bound, new_data_key, place, seal

ORGANISATIONS = 50
SHARES = {1: 0.006, 2: 0.012, 3: 0.185, 4: 0.30}  # of all cases: a small, a middle, a large one, a national body
NOBODY = ORGANISATIONS + 1  # an organisation without any case
OFFERED_EVERY = 5  # every fifth case is offered to another organisation
PASSWORD = "a long sentence to sign in"  # noqa: S105  invented, and so are the people
CLASSES = {"small organisation": 1, "middle": 2, "large": 3, "national body": 4, "no right at all": NOBODY}
CODE = "lpad((n / 10000)::text, 4, '0') || '-' || lpad((n % 10000)::text, 4, '0')"
SEALED = ("given_name", "family_name", "alias_in_use")


def coordinator(organisation: int) -> int:
    """The user who coordinates an organisation."""
    return 1000 + organisation


def fill(postgres: Postgres, count: int) -> None:
    """So many cases, the organisations and people, and their statistics for the planner."""
    with postgres.connect(SUPERUSER, NAME) as connection:
        connection.execute("SET session_replication_role = replica")
        _organisations(connection)
        _owners(connection, count)
        _cases(connection)
        _names(connection)
        _grants(connection)
        connection.execute("SET session_replication_role = origin")
        connection.execute("VACUUM ANALYZE")
        _as_the_wall_would(connection)


def _organisations(connection: psycopg.Connection) -> None:
    numbers = f"generate_series(1, {NOBODY}) n"
    coordinator = {"id": "1000 + n", "username": "'coordinator' || n", "organisation_id": "n", "is_active": "true"}
    coordinator |= {"email": "'c' || n || '@example.org'", "language": "'bg'", "date_joined": "now()"}
    add(
        connection,
        "accounts_organisation",
        numbers,
        id="n",
        code="'B' || n",
        kind="'NGO'",
        active_from="DATE '2020-01-01'",
    )
    password = make_password(PASSWORD)
    roles = f"'{{{Role.COORDINATOR}}}'::varchar[]"
    add(connection, "accounts_user", numbers, roles=roles, password=f"'{password}'", **coordinator)
    add(connection, "auth_group", numbers, id="5000 + n", name=f"n || '{group_name(0, Role.COORDINATOR)[1:]}'")
    add(connection, "accounts_user_groups", numbers, user_id="1000 + n", group_id="5000 + n")


def _owners(connection: psycopg.Connection, count: int) -> None:
    """Which organisation holds the case of each number, and which it is offered to (0: none)."""
    connection.execute("CREATE UNLOGGED TABLE plan (n int PRIMARY KEY, org bigint, offered bigint, seen bigint[])")
    whens, upto = [], 0.0
    for organisation, share in SHARES.items():
        upto += share
        whens.append(f"WHEN (n * 7919) % {count} < {int(upto * count)} THEN {organisation}")
    rest = f"{len(SHARES) + 1} + n % {ORGANISATIONS - len(SHARES)}"
    connection.execute(
        f"INSERT INTO plan SELECT n, CASE {' '.join(whens)} ELSE {rest} END, "
        f"CASE WHEN n % {OFFERED_EVERY} = 0 THEN 1 + n % {ORGANISATIONS} ELSE 0 END FROM generate_series(1, {count}) n"
    )
    connection.execute("UPDATE plan SET offered = 0 WHERE offered = org")
    connection.execute(
        "UPDATE plan SET seen = CASE WHEN offered = 0 THEN ARRAY[org] ELSE ARRAY[least(org, offered), "
        "greatest(org, offered)] END"
    )


def _cases(connection: psycopg.Connection) -> None:
    key, by = "md5('{}' || n)::uuid".format, "1000 + org"
    add(
        connection,
        "cases_person",
        "plan",
        id=key("person"),
        organisation_id="org",
        visible_orgs="ARRAY[org]",
        recorded_at="now()",
    )
    areas = {f"visible_orgs_{area}": "seen" if area in _OFFERED else "ARRAY[org]" for area in Area}
    add(
        connection,
        "cases_case",
        "plan",
        id=key("case"),
        code=CODE,
        person_id=key("person"),
        organisation_id="org",
        episode="1",
        opened_on="DATE '2026-04-01' - n % 900",
        received_at="now()",
        age_status="'ADULT_STATED'",
        recorded_by_id=by,
        recorded_at="now()",
        visible_orgs="seen",
        known_orgs="seen",
        **areas,
    )
    handover = {"id": key("handover"), "case_id": key("case"), "ground": "'HANDOVER'", "subject": key("subject")}
    offered = "plan WHERE offered <> 0"
    add(connection, "cases_caseopening", offered, organisation_id="offered", opened_on="DATE '2026-04-01'", **handover)
    formal = {"id": key("identification"), "case_id": key("case"), "kind": "'FORMAL'", "state": "'FORMAL_CONFIRMED'"}
    formal |= {"number": "1", "identified_at": "now()", "officer_id": by, "organisation_id": "org"}
    formal |= {"decision_reference": SEALED_VALUE, "bases": "'{INDICATORS}'::varchar[]", "territory_bg": "true"}
    third = "plan WHERE n % 3 = 0"
    add(connection, "cases_identification", third, recorded_by_id=by, recorded_at="now()", **formal)
    period = {"id": key("period"), "case_id": key("case"), "person_id": key("person"), "rule": "'DAYS_30'"}
    period |= {"identification_id": key("identification"), "legal_rule_id": "(SELECT min(id) FROM cases_legalrule)"}
    period |= {"starts_at": "TIMESTAMPTZ '2026-04-01 10:00+03'", "last_day": "DATE '2026-05-01'"}
    add(connection, "cases_reflectionperiod", third, recorded_at="now()", **period)


_OFFERED = {CasePerm.VIEW_CORE.area, CasePerm.VIEW_CLOCK.area}


def _names(connection: psycopg.Connection) -> None:
    """Sealed names of everybody, each under a key of the person's own."""
    connection.execute(
        "CREATE UNLOGGED TABLE sealed (id uuid PRIMARY KEY, key uuid, kek text, wrapped bytea, a bytea[])"
    )
    numbers = [n for (n,) in connection.execute("SELECT n FROM plan ORDER BY n").fetchall()]
    with connection.cursor().copy("COPY sealed FROM STDIN") as copy:
        for number in numbers:
            subject = uuid.UUID(md5(f"person{number}".encode(), usedforsecurity=False).hexdigest())
            key_id, key = uuid.uuid4(), new_data_key()
            kek, wrapped = provider().wrap(key, bound(key_id, subject))
            values = [seal(f"Пробна{number}", key_id, key, place("cases_person", name, subject)).raw for name in SEALED]
            copy.write_row((subject, key_id, kek, wrapped, values))
    connection.execute(
        "INSERT INTO sealing_filekey (id, subject, kind, kek, wrapped) "
        "SELECT key, id, 'person', kek, wrapped FROM sealed"
    )
    columns = ", ".join(f"{name} = s.a[{place}]" for place, name in enumerate(SEALED, 1))
    connection.execute(f"UPDATE cases_person p SET {columns} FROM sealed s WHERE s.id = p.id")


def _grants(connection: psycopg.Connection) -> None:
    """What guardian keeps: the coordinators of the holder view everything, those of the other what was offered."""
    for who, which, perms in (("org", "plan", VIEWS), ("offered", "plan WHERE offered <> 0", _OFFERS)):
        connection.execute(
            "INSERT INTO cases_casegroupobjectpermission (group_id, content_object_id, permission_id) "
            f"SELECT 5000 + p.{who}, md5('case' || p.n)::uuid, a.id FROM (SELECT * FROM {which}) p, auth_permission a "
            "WHERE a.codename = ANY (%s)",
            [sorted(perms)],
        )


_OFFERS = {CasePerm.VIEW_CORE, CasePerm.VIEW_CLOCK}


SOME = "{0000-0001,0000-0005,0000-0010,0000-0333,0000-0500}"


def _as_the_wall_would(connection: psycopg.Connection) -> None:
    """Derive some cases again: nothing may change."""
    columns = "visible_orgs, known_orgs, " + ", ".join(f"visible_orgs_{area}" for area in Area)
    some = f"SELECT {columns} FROM cases_case WHERE code = ANY ('{SOME}') ORDER BY code"
    before = connection.execute(some).fetchall()
    connection.execute(f"SELECT wall_derive(id) FROM cases_case WHERE code = ANY ('{SOME}')")
    assert connection.execute(some).fetchall() == before, "the rows are not as the wall derives them"
