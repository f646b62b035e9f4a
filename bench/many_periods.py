"""Many running periods: one case made the ordinary way, then copied in the database, column by column."""

from datetime import date

import psycopg

from bench.database import NAME
from tvcase.local.postgres import SUPERUSER, Postgres

ORGANISATIONS = 100
CASEWORKERS = 10  # in each organisation
PEOPLE_ON_A_TEAM = 2
SEALED = "decode(repeat('01', 60), 'hex')"  # of the form of a sealed value; nobody opens it here


def fill(postgres: Postgres, count: int, *, on: date) -> None:
    """`count` periods running on a day, their last days spread over the 31 that are possible; every tenth person
    was not told. Rows are valid; foreign keys and triggers are not asked, to save time."""
    with postgres.connect(SUPERUSER, NAME) as connection:
        connection.execute("SET session_replication_role = replica")
        _people(connection)
        _cases(connection, count, on)
        connection.execute("ANALYZE")


def _people(connection: psycopg.Connection) -> None:
    connection.execute(
        "INSERT INTO accounts_organisation (id, code, name_bg, name_en, kind, town_bg, town_en, phone, active_from) "
        "OVERRIDING SYSTEM VALUE SELECT n, 'B' || n, 'Проба', 'Trial', CASE WHEN n = 1 THEN 'POLICE' ELSE 'NGO' END, "
        "'Русе', 'Ruse', '', '2020-01-01' FROM generate_series(1, %s) n",
        [ORGANISATIONS + 1],
    )
    connection.execute(
        "INSERT INTO accounts_user (id, username, password, first_name, last_name, email, language, is_active, "
        "is_staff, is_superuser, date_joined, organisation_id, roles) OVERRIDING SYSTEM VALUE "
        "SELECT n, 'b' || n, '', '', '', 'b' || n || '@example.org', 'bg', true, false, false, '2020-01-01', "
        "       2 + n %% %s, CASE WHEN n / %s = 0 THEN '{coordinator}' ELSE '{caseworker}' END::varchar[] "
        "  FROM generate_series(0, %s) n",
        [ORGANISATIONS, ORGANISATIONS, ORGANISATIONS * (CASEWORKERS + 1) - 1],
    )
    connection.execute("UPDATE accounts_user SET organisation_id = 1, roles = '{officer}' WHERE id = 0")


def _cases(connection: psycopg.Connection, count: int, on: date) -> None:
    start = f"(DATE '{on}' - n %% 31)".replace("%%", "%")
    number = "md5('{}' || n)::uuid".format
    organisation, officer = f"2 + n % {ORGANISATIONS}", "0"
    member = f"({ORGANISATIONS} + (n + {{}} * {ORGANISATIONS}) % {ORGANISATIONS * CASEWORKERS})".format
    case = {"case_id": number("case"), "recorded_at": "now()"}
    series = f"generate_series(1, {count}) n"
    add(connection, "cases_person", series, id=number("person"), organisation_id=organisation, created_at="now()")
    add(
        connection,
        "cases_case",
        series,
        id=number("case"),
        code="'B' || n",
        person_id=number("person"),
        organisation_id=organisation,
        episode="1",
        opened_on=start,
        received_at=start,
        age_status="'ADULT_STATED'",
        recorded_by_id=member(0),
        recorded_at="now()",
    )
    told_by = {"organisation_id": "1", "recorded_by_id": officer}
    formal = {"kind": "'FORMAL'", "state": "'FORMAL_CONFIRMED'", "bases": "'{INDICATORS}'::varchar[]", "number": "1"}
    formal |= {"identified_at": f"{start} + time '10:00'", "territory_bg": "true", "decision_reference": SEALED}
    add(
        connection,
        "cases_identification",
        series,
        id=number("identification"),
        officer_id=officer,
        **(formal | case | told_by),
    )
    period = {"id": number("period"), "case_id": number("case"), "person_id": number("person")}
    period |= {"identification_id": number("identification"), "legal_rule_id": "(SELECT min(id) FROM cases_legalrule)"}
    period |= {"rule": "'DAYS_30'", "starts_at": f"{start} + time '10:00'", "last_day": f"{start} + 30"}
    add(connection, "cases_reflectionperiod", series, **(period | {"recorded_at": "now()"}))
    briefing = {"id": number("briefing"), "period_id": number("period"), '"right"': "'REFLECTION_PERIOD'"}
    briefing |= {"informed_at": f"{start} + time '11:00'", "language": "'bg'", "confirmation": "'SAID'"}
    add(connection, "cases_rightsbriefing", f"{series} WHERE n % 10 <> 0", **(briefing | case | told_by))
    for place in range(PEOPLE_ON_A_TEAM):
        own = {"case_id": number("case"), "user_id": member(place + 1), "role": "'CASEWORKER'", "joined_on": start}
        add(connection, "cases_casemember", series, **own)


def add(connection: psycopg.Connection, table: str, series: str, **given: str) -> None:
    """Insert a row for each number; a column that was not given and may not be empty gets its type's nothing."""
    given = {name.strip('"'): value for name, value in given.items()}
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        " WHERE table_name = %s AND is_generated = 'NEVER' AND (is_identity = 'NO' OR column_name = ANY (%s)) "
        "   AND (column_name = ANY (%s) OR (is_nullable = 'NO' AND column_default IS NULL))",
        [table, list(given), list(given)],
    ).fetchall()
    nothing = {"ARRAY": "'{}'", "boolean": "false", "smallint": "0", "integer": "0", "uuid": "gen_random_uuid()"}
    values = [given.get(name, nothing.get(kind, "''")) for name, kind in columns]
    names = ", ".join(f'"{name}"' for name, _kind in columns)
    connection.execute(
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {', '.join(values)} FROM {series}".encode()
    )
