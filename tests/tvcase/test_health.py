"""The health page: what it says, to whom, and that a dead part is seen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from tests.factories import UserFactory
from tvcase.accounts.roles import Role
from tvcase.health import all_findings
from tvcase.notifications.models import Notification

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
DATABASE, QUEUE, BEAT, MAIL = range(4)


@pytest.fixture
def beaten(connect):
    """Notes a sign of life at an instant, past the role app, which may only read it."""

    def beat(at):
        connect("owner").execute("INSERT INTO tvcase_heartbeat VALUES ('beat', %s)", [at])

    yield beat
    connect("owner").execute("DELETE FROM tvcase_heartbeat")


@pytest.fixture
def administrator(client):
    user = UserFactory(roles=[Role.ADMINISTRATOR], language="en")
    client.force_login(user)
    return user


def notification(**fields):
    row = Notification.objects.create(
        recipient=UserFactory(email="somebody@example.org"),
        kind="trial",
        subject="6b1f7a52-7d0e-4a3c-9a2b-1f2e3d4c5b6a",
        occurrence="1",
        due_on=AT.date(),
    )
    Notification.objects.filter(pk=row.pk).update(**fields)


def test_anybody_is_told_two_words_when_all_is_well(client, beaten):
    beaten(timezone.now())

    response = client.get("/health/")

    assert (response.status_code, response.content) == (200, b"ok")


def test_anybody_is_told_when_beat_is_dead(client):
    response = client.get("/health/")

    assert (response.status_code, response.content) == (503, b"not ok")


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COORDINATOR])
def test_findings_are_for_administrators_only(client, role):
    client.force_login(UserFactory(roles=[role]))

    assert client.get("/health/").content == b"not ok"


def test_an_administrator_sees_a_dead_beat(client, administrator, words):
    response = client.get("/health/")

    assert response.status_code == 503
    assert "There has been no sign of life yet. No reminders are being written." in words(response)


@pytest.mark.parametrize(("age", "works"), [(timedelta(minutes=3), True), (timedelta(minutes=3, seconds=1), False)])
def test_beat_is_dead_after_three_minutes(beaten, age, works):
    beaten(AT - age)

    assert all_findings(at=AT)[BEAT].works is works


@pytest.mark.parametrize(
    ("fields", "works"),
    [
        ({"created_at": AT - timedelta(minutes=30)}, True),
        ({"created_at": AT - timedelta(minutes=31)}, False),
        ({"created_at": AT - timedelta(days=9), "mailed_at": AT}, True),
        ({"created_at": AT - timedelta(days=9), "opened_at": AT - timedelta(days=8)}, True),
    ],
)
def test_mail_that_does_not_leave_is_seen(fields, works):
    notification(**fields)

    assert all_findings(at=AT)[MAIL].works is works


def test_a_dead_queue_is_seen(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert all_findings(at=AT)[QUEUE].works is False


def test_a_dead_database_is_an_answer_and_not_a_failure(client, cloned_db, servers):
    connections["default"].close()
    with servers.connect("postgres", "postgres") as superuser:
        superuser.execute(f'ALTER DATABASE "{cloned_db}" ALLOW_CONNECTIONS false')

    response = client.get("/health/")

    assert (response.status_code, response.content) == (503, b"not ok")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_page_breaks_no_rule_of_accessibility(page, signed_in, axe, language):
    signed_in(page, UserFactory(roles=[Role.ADMINISTRATOR], language=language))

    page.goto("/health/")

    axe(page)
