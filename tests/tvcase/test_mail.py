"""The mail: what it says and does not say, to whom, and that nothing is lost or mixed up on the way."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage

from tests.factories import NotificationFactory, UserFactory
from tvcase.notifications import outbox
from tvcase.notifications.models import Notification
from tvcase.notifications.tasks import deliver

NOON = datetime(2026, 4, 9, 12, tzinfo=UTC)


def claimed(at: datetime) -> list[tuple[int, ...]]:
    return [envelope.notifications for envelope in outbox.claim(at=at)]


def test_the_mail_says_only_that_something_needs_attention(db, mailoutbox):
    user = UserFactory()
    NotificationFactory(recipient=user)

    assert deliver() == 1

    (mail,) = mailoutbox
    assert mail.to == [user.email]
    assert mail.subject == "Something needs your attention"
    assert "http://localhost/sign-in/" in mail.body
    for secret in ("TRKB", user.first_name, user.last_name, user.username, "reflection", "2026", str(user.pk) + "/"):
        assert secret not in mail.body


def test_the_mail_is_in_the_language_of_its_reader(db, mailoutbox):
    NotificationFactory(recipient=UserFactory(language="bg"))

    deliver()

    assert mailoutbox[0].subject == "Нещо изисква вниманието Ви"


def test_one_person_gets_one_mail_for_everything_that_waits(db, mailoutbox):
    user = UserFactory()
    NotificationFactory.create_batch(3, recipient=user)
    NotificationFactory()

    assert deliver() == 2
    assert deliver() == 0
    assert not Notification.objects.filter(mailed_at=None).exists()


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}])
def test_nobody_without_an_account_or_an_address_is_written_to(db, mailoutbox, fields):
    NotificationFactory(recipient=UserFactory(**fields))

    assert deliver() == 0


def test_what_was_opened_needs_no_mail(db, mailoutbox):
    NotificationFactory(opened_at=NOON)

    assert deliver() == 0


def test_what_is_claimed_is_left_alone_until_its_lease_runs_out(db):
    first = NotificationFactory()

    assert claimed(NOON) == [(first.pk,)]
    assert claimed(NOON + timedelta(minutes=4)) == []
    assert claimed(NOON + timedelta(minutes=5)) == [(first.pk,)]


def test_the_pause_grows_with_every_attempt_up_to_half_an_hour(db):
    NotificationFactory()
    at, pauses = NOON, []
    for _attempt in range(5):
        outbox.claim(at=at)
        until = Notification.objects.get().leased_until
        pauses.append((until - at).total_seconds() / 60)
        at = until

    assert pauses == [5, 10, 20, 30, 30]


def test_what_was_claimed_together_stays_together_under_the_same_message_id(db):
    user = UserFactory()
    old = NotificationFactory.create_batch(2, recipient=user)
    (first,) = outbox.claim(at=NOON)
    new = NotificationFactory(recipient=user)

    (again,) = outbox.claim(at=NOON + timedelta(minutes=6))
    outbox.mailed(again, at=NOON + timedelta(minutes=6))
    (fresh,) = outbox.claim(at=NOON + timedelta(minutes=7))

    assert first.notifications == again.notifications == tuple(row.pk for row in old)
    assert first.message_id == again.message_id
    assert fresh.notifications == (new.pk,)
    assert fresh.message_id != first.message_id


def test_a_repetition_carries_the_same_message_id(db, mailoutbox, monkeypatch):
    NotificationFactory()
    monkeypatch.setattr(outbox, "mailed", lambda envelope, at: None)

    deliver()
    Notification.objects.update(leased_until=datetime(2020, 1, 1, tzinfo=UTC))
    deliver()

    first, again = (mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert first == again == f"<{Notification.objects.get().token}@localhost>"


def test_an_address_that_fails_does_not_hold_up_the_others(db, mailoutbox, monkeypatch):
    bad, good = UserFactory(), UserFactory()
    NotificationFactory(recipient=bad)
    NotificationFactory(recipient=good)
    real = EmailMessage.send

    def send(message: EmailMessage, **options: Any) -> int:
        if message.to == [bad.email]:
            raise OSError("refused")
        return real(message, **options)

    monkeypatch.setattr(EmailMessage, "send", send)

    assert deliver() == 1
    assert [mail.to for mail in mailoutbox] == [[good.email]]
    assert Notification.objects.get(recipient=bad).mailed_at is None


def test_a_mail_server_that_never_answers_is_given_up_after_days(db):
    NotificationFactory(mail_attempts=outbox.MOST_ATTEMPTS)

    assert outbox.claim(at=NOON) == []


def test_many_deliverers_share_the_work_and_nobody_is_written_to_twice(cloned_db, in_threads):
    for user in UserFactory.create_batch(30):
        NotificationFactory.create_batch(3, recipient=user)

    shares = in_threads(4, lambda _number: outbox.claim(at=NOON))

    envelopes = [envelope for share in shares for envelope in share]
    assert len({envelope.recipient for envelope in envelopes}) == len(envelopes)
    assert all(len(envelope.notifications) == 3 for envelope in envelopes)
    left = outbox.claim(at=NOON)
    assert len(envelopes) + len(left) == 30
