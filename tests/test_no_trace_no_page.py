"""The trace can be added to and nothing else; while it cannot, no page of a case is shown and nothing is done."""

import psycopg
import pytest
from django.db import transaction

from cases.models import Case
from tests.crawl import LISTS, page_of, sign_in, visits
from tests.world import build
from tvcase.audit.models import Event


@pytest.fixture
def world_without_trace(cloned_db, connect, client):
    """The world, when the application has lost the right to write the trace."""
    with transaction.atomic():
        world = build()
    connect("owner").execute("REVOKE INSERT ON audit_event FROM app")
    client.raise_request_exception = False
    return world


def test_without_a_trace_no_page_of_a_case_is_shown(world_without_trace, client):
    """C21."""
    wrong = []
    for visit in visits(world_without_trace, "without a trace"):
        sign_in(client, world_without_trace, visit.who)
        answer = client.get(visit.where)
        page = page_of(answer)
        told = [case.code for case in world_without_trace.cases.values() if case.code in page]
        if told or (answer.status_code != 500 and (visit.case or visit.name in LISTS)):
            wrong.append((visit, answer.status_code, told))

    assert wrong == []


def test_without_a_trace_nothing_is_done(world_without_trace, client):
    """C21."""
    case = world_without_trace.cases["child"]
    sign_in(client, world_without_trace, "caseworker")

    answer = client.post(f"/cases/{case.code}/close/", {"reason": "CONTACT_LOST"})

    assert answer.status_code == 500
    assert Case.objects.get(pk=case.pk).closure_proposed_on is None


def test_without_a_trace_a_refusal_is_a_failure(world_without_trace, client):
    """C21."""
    sign_in(client, world_without_trace, "other NGO")

    answer = client.get(f"/cases/{world_without_trace.cases['whole'].code}/")

    assert answer.status_code == 500


FORBIDDEN = [
    "UPDATE audit_event SET actor = 'somebody'",
    "DELETE FROM audit_event",
    "TRUNCATE audit_event",
    "DROP TABLE audit_event",
    "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "ALTER TABLE audit_event OWNER TO CURRENT_USER",
    "CREATE TABLE more (id int)",
    "CREATE TEMP TABLE audit_event (id int)",
    "SET ROLE owner",
]
OWNS = [
    "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole",
    "SELECT count(*) FROM pg_proc WHERE proowner = current_user::regrole",
    "SELECT count(*) FROM pg_namespace WHERE nspowner = current_user::regrole",
    "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole",
    "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
    " FROM pg_roles WHERE rolname = current_user",
]


def test_nobody_changes_what_was_traced(cloned_db, connect):
    with transaction.atomic():
        Event.objects.create(action="tests.something.done")

    for role in ("app", "worker"):
        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connect(role).execute(statement)
    owner = connect("owner")
    owner.execute("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY")
    for statement in FORBIDDEN[:3]:
        with pytest.raises(psycopg.errors.CheckViolation):
            owner.execute(statement)
    assert Event.objects.filter(action="tests.something.done").count() == 1


@pytest.mark.parametrize("role", ["app", "worker"])
def test_a_role_of_the_application_owns_nothing_and_is_nobody_else(connect, role):
    connection = connect(role)

    assert [statement for statement in OWNS if connection.execute(statement).fetchone()[0]] == []
