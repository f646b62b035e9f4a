"""The job under many hands and under the knife: the same rows, none lost, none twice, as the worker's role."""

import socket
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.actions import reminders
from cases.tasks import raise_due_reminders
from tests.factories import CaseMemberFactory, ReflectionPeriodFactory, UserFactory
from tvcase.dates import SOFIA
from tvcase.notifications import outbox
from tvcase.notifications.models import Notification
from tvcase.notifications.tasks import deliver

AT = datetime(2026, 4, 9, 12, 30, tzinfo=SOFIA)
PATIENCE = 60


@pytest.fixture
def teams(cloned_db):
    """Twelve periods, each with two people on the team, nobody told of any of them."""
    for number in range(12):
        period = ReflectionPeriodFactory(starts_at=datetime(2026, 3, 8 + number // 3, 9, tzinfo=SOFIA))
        CaseMemberFactory.create_batch(2, case=period.case, joined_on=date(2026, 3, 1 + 2 * number))
        UserFactory(organisation=period.case.organisation, coordinator=True)


def rows() -> list[tuple[object, ...]]:
    return sorted(
        Notification.objects.values_list("recipient", "kind", "subject", "occurrence", "due_on", "late"), key=str
    )


def test_one_two_and_four_runs_at_once_write_exactly_the_same_rows(teams, in_threads, connect):
    found = []
    for count in (1, 2, 4):
        connect("owner").execute("TRUNCATE notifications_notification")
        answers = in_threads(count, lambda _number: reminders.raise_due(at=AT))
        found.append(rows())
        assert sum(answers) == len(found[-1]) > 100

    assert found[0] == found[1] == found[2]


def test_a_run_beside_one_that_has_not_committed_waits_and_adds_nothing(teams, in_threads, connect):
    other = connect("worker")
    other.autocommit = False
    other.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [reminders.ONE_AT_A_TIME])
    threading.Timer(0.2, other.commit).start()

    assert in_threads(1, lambda _number: reminders.raise_due(at=AT))[0] == len(rows())


class HangingMailServer:
    """Accepts a connection and never greets: whoever mails hangs between the rows and the mail."""

    def __init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.connected = threading.Event()
        self.connections: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def _accept(self) -> None:
        try:
            while True:
                connection, _address = self.listening.accept()
                self.connections.append(connection)
                self.connected.set()
        except OSError:
            return

    def close(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        for server in (*self.connections, self.listening):
            server.close()


@pytest.fixture
def hanging_mail_server(monkeypatch) -> Iterator[HangingMailServer]:
    server = HangingMailServer()
    monkeypatch.setenv("MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setenv("MAIL_OPTIONS", f'{{"host": "127.0.0.1", "port": {server.port}}}')
    yield server
    server.close()


def test_a_worker_killed_between_rows_and_mail_loses_and_doubles_nothing(
    cloned_db, hanging_mail_server, start_celery, mailoutbox
):
    # A real worker asks the real clock, so this period is two days old today, whatever day that is.
    period = ReflectionPeriodFactory(starts_at=timezone.now() - timedelta(days=2))
    member = CaseMemberFactory(case=period.case, joined_on=date(2026, 3, 1)).user
    worker = start_celery()
    raise_due_reminders.delay()
    deliver.delay()
    assert hanging_mail_server.connected.wait(PATIENCE), "the worker did not start to mail"

    worker.kill()
    worker.wait()
    before = rows()
    raised_again = reminders.raise_due(at=timezone.now())
    mail.outbox.clear()
    Notification.objects.update(leased_until=timezone.now())  # the lease has run out
    deliver()

    assert {who for who, *_rest in before} == {member.pk, period.identification.officer.pk}
    assert len(before) == len(set(before)) == 4  # each is reminded of the period, and of the other rights
    assert raised_again == 0
    assert rows() == before
    assert sorted(message.to[0] for message in mailoutbox) == sorted(
        [member.email, period.identification.officer.email]
    )
    assert not Notification.objects.filter(mailed_at=None).exists()
    assert outbox.claim(at=timezone.now() + timedelta(days=1)) == []


def test_the_workers_role_can_do_all_of_it_and_no_more_than_it_needs(teams, connect):
    worker = connect("worker")

    worker.execute(
        "INSERT INTO notifications_notification (recipient_id, kind, case_code, subject, occurrence, due_on) "
        "SELECT id, 'period_over', '', gen_random_uuid(), '', '2026-04-09' FROM accounts_user LIMIT 1"
    )
    for table in ("cases_person", "cases_personspelling", "shelters_shelteraddress", "cases_cooperationdecision"):
        with pytest.raises(Exception, match="permission denied"):
            worker.execute(f"SELECT * FROM {table}")
    for statement in (
        "DELETE FROM notifications_notification",
        "UPDATE audit_event SET actor = ''",
        "UPDATE accounts_user SET is_active = true",
    ):
        with pytest.raises(Exception, match="permission denied"):
            worker.execute(statement)
