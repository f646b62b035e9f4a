"""Finding a place with 500 shelters, 10,000 places and three years of stays, beside the bare SQL of the same question.

`python -m bench.shelters` prints a table; `--places 1000` for a quick look.
"""

import argparse
import time
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any

import psycopg

from bench import database
from bench.many_periods import add
from tvcase.local.postgres import SUPERUSER, Postgres

ON = date(2026, 4, 9)
IN_A_HOUSE = 20
NIGHTS_OF_A_STAY, STAYS_OF_A_PLACE = 30, 36  # three years
SAMPLES = 100
LIMIT = 100  # milliseconds, of the slowest twentieth

BARE = """
SELECT p.shelter_id, count(*) FROM shelters_place p
 WHERE NOT EXISTS (SELECT FROM shelters_stay s WHERE s.place_id = p.id AND s.nights && daterange(%s, %s))
 GROUP BY p.shelter_id
"""


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description="Measure the search for a place.")
    parser.add_argument("--places", type=int, default=10_000)
    arguments = parser.parse_args()
    with database.fresh("web") as postgres:
        started = time.perf_counter()
        fill(postgres, arguments.places)
        print(f"{arguments.places:,} places, filled in {time.perf_counter() - started:.0f} s")
        report(postgres, arguments.places)


def fill(postgres: Postgres, places: int) -> None:
    """Houses of as many organisations, and stays one after the other in every place; nine places of ten are taken on
    the day. Foreign keys and triggers are not asked, to save time: what they would write is written."""
    houses, stays = places // IN_A_HOUSE, places * STAYS_OF_A_PLACE
    with postgres.connect(SUPERUSER, database.NAME) as connection:
        connection.execute("SET session_replication_role = replica")
        _houses(connection, houses, places)
        _stays(connection, stays, houses)
        connection.execute(
            "INSERT INTO shelters_takennights (place_id, source, record, from_on, to_on) "
            "SELECT place_id, 'STAY', id, lower(nights), upper(nights) FROM shelters_stay"
        )
        connection.execute("SET session_replication_role = origin")
        connection.execute("VACUUM ANALYZE")


def _houses(connection: psycopg.Connection, houses: int, places: int) -> None:
    numbers = f"generate_series(1, {houses}) n"
    body = {"id": "n", "code": "'B' || n", "kind": "'SHELTER'", "active_from": "DATE '2020-01-01'"}
    add(connection, "accounts_organisation", numbers, **body)
    user = {"id": "1", "username": "'asks'", "organisation_id": "1", "is_active": "true", "language": "'bg'"}
    add(
        connection,
        "accounts_user",
        "generate_series(1, 1) n",
        roles="'{caseworker}'::varchar[]",
        date_joined="now()",
        **user,
    )
    house = {"id": "n", "code": "'H' || n", "organisation_id": "n", "kind": "'SHELTER'", "phone": "'000 000'"}
    house |= {"district_bg": "'Проба ' || n", "district_en": "'Trial ' || n", "with_children": "n % 2 = 0"}
    house |= {"sexes": "CASE n % 3 WHEN 0 THEN '{F}' WHEN 1 THEN '{M}' ELSE '{}' END::varchar[]"}
    house |= {"languages": "'{bg}'::varchar[]", "confirmed_at": "now() - n * interval '5 minutes'"}
    add(connection, "shelters_shelter", numbers, **house)
    beds = f"generate_series(1, {places}) n"
    add(connection, "shelters_place", beds, id="n", shelter_id=f"1 + n % {houses}", label="'' || n", kind="'BED'")


def _stays(connection: psycopg.Connection, count: int, houses: int) -> None:
    """The last stay goes on, but in two places of each house."""
    turn = f"(n % {STAYS_OF_A_PLACE})"
    first = f"(DATE '{ON}' - {NIGHTS_OF_A_STAY} * ({STAYS_OF_A_PLACE} - {turn}) + 10)"
    place = f"(1 + n / {STAYS_OF_A_PLACE})"
    last = f"({turn} = {STAYS_OF_A_PLACE - 1} AND {place} / {houses} % 10 > 0)"
    add(
        connection,
        "shelters_stay",
        f"generate_series(0, {count - 1}) n",
        id="md5('stay' || n)::uuid",
        case_id="md5('case' || n)::uuid",
        person_id="md5('person' || n)::uuid",
        number="1",
        state=f"CASE WHEN {last} THEN 'ACTIVE' ELSE 'ENDED' END",
        shelter_id="1",
        place_id=place,
        from_on=first,
        planned_to_on=f"{first} + {NIGHTS_OF_A_STAY}",
        to_on=f"CASE WHEN NOT {last} THEN least({first} + {NIGHTS_OF_A_STAY}, DATE '{ON}') END",
        requested_on=first,
        requested_by_id="1",
        end_reason=f"CASE WHEN {last} THEN '' ELSE 'OWN_HOUSING' END",
    )


def report(postgres: Postgres, places: int) -> None:
    """The table, under what it says."""
    print(f"\nFinding a place among {places:,} with three years of stays. Times in ms of {SAMPLES} samples by turns;")
    print(f"the limit of p95 is {LIMIT}.\n")
    print(f"{'what is needed':<34}{'houses':>7}{'bare p50':>10}{'p50':>8}{'p95':>8}{'ratio':>8}")
    with postgres.connect(SUPERUSER, database.NAME) as free:
        for what, need in _needs().items():
            bare, found, count = _compare(free, need)
            p95 = quantiles(found, n=20)[-1]
            verdict = "" if p95 < LIMIT else "  over the limit"
            ratio = median(found) / median(bare)
            print(f"{what:<34}{count:>7,}{median(bare):>10.1f}{median(found):>8.1f}{p95:>8.1f}{ratio:>8.2f}{verdict}")


def _needs() -> dict[str, Any]:
    from shelters.search import Need  # noqa: PLC0415  Django is set up by now

    month = ON + timedelta(days=30)
    return {
        "a bed tonight": Need(ON, ON + timedelta(days=1)),
        "a bed for the term of the law": Need(ON, month),
        "a woman with a child, from a date": Need(month, month + timedelta(days=30), beds=2, sex="F", age=30),
        "far from a town": Need(ON, month, far_from="Проба"),
    }


def _compare(free: psycopg.Connection, need: Any) -> tuple[list[float], list[float], int]:
    """Milliseconds of the bare statement and of the search, as somebody of another organisation."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from shelters.search import search  # noqa: PLC0415
    from tvcase.accounts.models import User  # noqa: PLC0415
    from tvcase.wall.identity import SIGN_IN, acting_as, system_actor  # noqa: PLC0415

    with system_actor(SIGN_IN), transaction.atomic():
        user = User.objects.select_related("organisation").get(pk=1)
    bare, within, count = [], [], 0
    for _sample in range(SAMPLES):
        started = time.perf_counter()
        free.execute(BARE, [need.from_on, need.to_on]).fetchall()
        bare.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        with acting_as(user), transaction.atomic():
            count = search(need, at=timezone.now()).count
        within.append((time.perf_counter() - started) * 1000)
    return bare, within, count


if __name__ == "__main__":
    main()
