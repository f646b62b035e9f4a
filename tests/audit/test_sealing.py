"""Sealing: nothing is lost, nothing doubled; the database stamps; the heads are whole; the file can be verified."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import psycopg
import pytest
from django.db import connection, connections, transaction

from tests.factories import UserFactory
from tvcase import health
from tvcase.audit import chain, era, heads, log
from tvcase.audit.models import Event
from tvcase.audit.sealer import WrongServer

STAMPED = """
INSERT INTO audit_event (id, at, actor, organisation, on_behalf_of, action, area, case_code, about, purpose,
                         request_id, facts, era, xid, leaf)
VALUES (gen_random_uuid(), '2000-01-01', 'x', '', '', 'tests.trace.stamped', '', '', '', '', '', '{}', 7, '7', 'x')
"""


def test_the_database_stamps_time_transaction_and_leaf_whatever_is_given(db):
    with connection.cursor() as cursor:
        cursor.execute(STAMPED)
        cursor.execute(
            "SELECT at > now() - interval '1 hour', era = audit_era(), xid = pg_current_xact_id(), "
            "       leaf, audit_canonical(e) FROM audit_event e WHERE action = 'tests.trace.stamped'"
        )
        *stamped, leaf, canonical = cursor.fetchone()

    assert stamped == [True, True, True]
    assert bytes(leaf) == sha256(b"\x00" + canonical.encode()).digest() == chain.leaf(canonical.encode())


def test_a_line_names_who_and_what_by_number_and_code(db):
    user = UserFactory()
    log.refused(user, "shelters.address.refused", shelter="SHELTER_1")

    found = Event.objects.using("audit").get(action="shelters.address.refused")
    assert (found.actor_id, found.organisation_id, found.about) == (user.pk, user.organisation_id, "address SHELTER_1")


@pytest.mark.pure
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 100])
def test_the_root_has_the_shape_of_the_standard(count):
    """RFC 9162, 2.1.1: split at the largest power of two below the number of leaves."""

    def root(leaves):
        if len(leaves) == 1:
            return leaves[0]
        at = 1 << (len(leaves) - 1).bit_length() - 1
        return sha256(b"\x01" + root(leaves[:at]) + root(leaves[at:])).digest()

    leaves = [sha256(bytes([n])).digest() for n in range(count)]
    assert chain.root(leaves) == root(leaves)


def test_what_is_written_is_sealed_once(trace):
    trace.write("one", "two")
    assert trace.seal() == 2
    assert trace.seal() == 0
    trace.write("three")
    assert trace.seal() == 1

    report = trace.verify()
    assert (report.seals, report.events, report.unsealed, report.problems) == (2, 3, 0, [])


def test_what_is_not_committed_yet_waits_and_so_does_what_came_after_it(trace, connect):
    trace.write("one")
    slow = connect("app")
    slow.execute("BEGIN")
    slow.execute(STAMPED)
    trace.write("two")

    assert trace.seal() == 1  # "two" began after the one that still runs
    slow.execute("COMMIT")
    assert trace.seal() == 2
    assert trace.verify().problems == []


def test_an_older_transaction_of_another_database_holds_the_sealing_back_until_it_ends(trace, servers):
    with servers.connect("postgres", "postgres") as elsewhere, ThreadPoolExecutor(1) as aside:
        elsewhere.execute("BEGIN")
        elsewhere.execute("SELECT pg_current_xact_id()")
        trace.write("one")

        assert trace.sealer.seal(at=datetime.now(UTC)) == 0
        ended = aside.submit(elsewhere.execute, "SELECT pg_sleep(1); COMMIT")
        assert trace.seal() == 1
        ended.result()


WRITERS, SEALERS, EACH = 8, 2, 50


def test_eight_writers_and_two_sealers_lose_and_double_nothing(trace, in_threads):
    """C19."""
    committed = [0] * WRITERS
    done = [False] * WRITERS

    def write(number):
        chance = random.Random(number)  # noqa: S311
        for turn in range(EACH):
            try:
                with transaction.atomic():
                    log.record("tests.trace.raced", by=None, case=f"{number}-{turn}")
                    if chance.random() < 0.2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue
            committed[number] += 1
        done[number] = True

    def seal():
        count = 0
        while not all(done):
            count += trace.sealer.seal(at=datetime.now(UTC))
        return count

    results = in_threads(WRITERS + SEALERS, lambda number: write(number) if number < WRITERS else seal())
    rest = trace.seal()

    assert [result for result in results if isinstance(result, Exception)] == []
    report = trace.verify()
    assert (report.events, report.unsealed, report.problems) == (sum(committed), 0, [])
    assert sum(results[WRITERS:]) + rest == sum(committed) < WRITERS * EACH


def test_heads_that_cannot_be_written_stop_the_sealing_and_are_made_up_for(trace, tmp_path):
    trace.write("one")
    trace.sealer.heads.mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        trace.seal()
    trace.sealer.heads.rmdir()
    trace.seal()

    with connections["auditor"].cursor() as cursor:
        cursor.execute("SELECT number, encode(head, 'hex') FROM audit_seal")
        assert heads.read(trace.sealer.heads) == dict(cursor.fetchall())


def test_a_head_that_was_not_written_whole_is_written_again(trace):
    trace.write("one")
    trace.seal()
    with trace.sealer.heads.open("a") as file:
        file.write("2 abcdef")
    trace.write("two")
    trace.seal()

    assert list(heads.read(trace.sealer.heads)) == [1, 2]
    assert trace.verify().problems == []


def test_a_trace_from_another_server_waits_for_its_next_era(trace, owner):
    trace.write("one")
    trace.seal()
    owner.execute("UPDATE audit_seal SET upto = '999999999'")
    with pytest.raises(WrongServer):
        trace.seal()

    with owner.transaction(), owner.cursor() as cursor:
        era.keep(cursor)
    trace.write("two")

    assert trace.seal() == 1
    assert owner.execute("SELECT array_agg(era ORDER BY number) FROM audit_seal").fetchone() == ([1, 2],)


def test_nothing_begins_a_new_era_on_the_same_server(trace, owner):
    trace.write("one")
    trace.seal()
    with owner.transaction(), owner.cursor() as cursor:
        era.keep(cursor)

    assert owner.execute("SELECT audit_era()").fetchone() == (1,)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_seal SET events = 7", "DELETE FROM audit_seal", "TRUNCATE audit_seal"]
)
def test_seals_are_written_once(trace, connect, statement):
    trace.write("one")
    trace.seal()

    with pytest.raises(psycopg.Error):
        connect("sealer").execute(statement)
    owner = connect("owner")
    owner.execute("ALTER TABLE audit_seal NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute(statement)


@pytest.mark.parametrize("role", ["app", "worker", "auditor"])
@pytest.mark.parametrize("statement", ["INSERT INTO audit_seal DEFAULT VALUES", "UPDATE audit_seal SET events = 7"])
def test_only_the_sealer_seals(connect, role, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute(statement)


@pytest.mark.parametrize("role", ["sealer", "auditor"])
@pytest.mark.parametrize("table", ["cases_person", "cases_case", "accounts_user", "accounts_session"])
def test_who_seals_or_audits_reads_no_case(connect, role, table):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute(f"SELECT 1 FROM {table}")


@pytest.mark.parametrize(
    ("age", "works", "warned"),
    [(timedelta(seconds=9), True, False), (timedelta(seconds=11), True, True), (timedelta(seconds=61), False, True)],
)
def test_the_health_page_tells_that_nothing_seals(trace, age, works, warned):
    trace.write("one")
    with connections["auditor"].cursor() as cursor:
        cursor.execute("SELECT at FROM audit_event")
        written = cursor.fetchone()[0]

    finding = health.trace(written + age)

    assert (finding.works, bool(finding.remedy)) == (works, warned)
    trace.seal()
    assert health.trace(written + age).remedy == ""
