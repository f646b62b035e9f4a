"""The inbox: what is in it, in which order, and that opening a page is what marks a notification."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases.models import Case
from tests.factories import NotificationFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.notifications import kinds, outbox
from tvcase.notifications.models import Notification

OPENED = datetime(2026, 4, 9, 10, tzinfo=UTC)


@pytest.fixture
def reader(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_the_inbox_shows_ones_own_notifications_unopened_first(client, reader, words):
    for day, opened_at in [(1, None), (3, OPENED), (2, None)]:
        NotificationFactory(
            recipient=reader, case_code=f"TRKB-000{day}", due_on=date(2026, 4, day), opened_at=opened_at
        )
    NotificationFactory(case_code="TRKB-0009")

    text = words(client.get(reverse("inbox")))

    assert text.index("TRKB-0002") < text.index("TRKB-0001") < text.index("TRKB-0003")
    assert "TRKB-0009" not in text


def test_the_header_counts_what_is_not_opened(client, reader, words):
    NotificationFactory.create_batch(3, recipient=reader)
    NotificationFactory(recipient=reader, opened_at=OPENED)

    assert "Inbox 3 not opened" in words(client.get(reverse("inbox")))


def test_an_empty_inbox_says_what_will_come(client, reader, words):
    assert "There is nothing for you yet." in words(client.get(reverse("inbox")))


@pytest.mark.parametrize("count", [2, 200])
def test_the_inbox_takes_two_queries_of_its_own(client, reader, count, django_assert_max_num_queries):
    NotificationFactory.create_batch(count, recipient=reader)

    with django_assert_max_num_queries(2 + 8):
        client.get(reverse("inbox"))


def test_a_long_inbox_has_pages(client, reader, words):
    NotificationFactory.create_batch(26, recipient=reader)

    assert "Page 1 of 2" in words(client.get(reverse("inbox")))
    assert client.get(reverse("inbox"), {"page": 2}).content.count(b'href="/inbox/') == 1 + 1  # navigation and entry


def test_another_persons_notification_is_not_there(client, reader):
    notification = NotificationFactory()

    assert client.get(reverse("inbox-item", args=[notification.token])).status_code == 404
    assert client.get(reverse("inbox-item", args=[uuid4()])).status_code == 404


def test_the_inbox_only_reads(client, reader):
    notification = NotificationFactory(recipient=reader)

    assert client.post(reverse("inbox")).status_code == 405
    assert client.post(reverse("inbox-item", args=[notification.token])).status_code == 405


def test_opening_its_page_stamps_a_notification_once_and_traces_every_opening(cloned_db, words):
    with transaction.atomic():
        reader = UserFactory()
        notification = NotificationFactory(recipient=reader, late=True)
    client = Client()
    client.force_login(reader)
    before = Notification.objects.get()

    client.get(reverse("inbox"))
    client.head(reverse("inbox-item", args=[notification.token]))
    assert Notification.objects.get().opened_at is None
    first = words(client.get(reverse("inbox-item", args=[notification.token])))
    stamp = Notification.objects.get().opened_at
    client.get(reverse("inbox-item", args=[notification.token]))

    assert "Last day of the reflection period" in first
    assert "until the end of 9 April 2026" in first
    assert "This was due on 9 April 2026 and was written late" in first
    assert "not opened" not in first
    assert before.opened_at is None
    assert stamp is not None
    assert Notification.objects.get().opened_at == stamp
    seen = Event.objects.filter(action="notifications.notification.opened", actor=reader.username)
    assert [(event.case_code, event.facts) for event in seen] == [("TRKB-BBBB", {"kind": "period_last_day"})] * 2


def test_a_page_that_cannot_be_traced_is_not_shown(reader, client, monkeypatch):
    notification = NotificationFactory(recipient=reader)
    client.raise_request_exception = False
    monkeypatch.setattr("tvcase.audit.log.seen", lambda *args, **facts: 1 / 0)

    assert client.get(reverse("inbox-item", args=[notification.token])).status_code == 500


def test_nothing_is_said_twice_to_the_same_person(db):
    user, subject = UserFactory(), uuid4()
    for _time in range(2):
        outbox.notify([user], "period_over", case_code="TRKB-BBBB", subject=subject, due_on=date(2026, 4, 10))
    outbox.notify(
        [user], "period_over", case_code="TRKB-BBBB", subject=subject, occurrence="again", due_on=date(2026, 4, 10)
    )

    assert Notification.objects.count() == 2


def test_an_unknown_kind_is_refused_before_it_is_written(db):
    with pytest.raises(LookupError):
        outbox.notify([UserFactory()], "no_such_kind", case_code="", subject=uuid4(), due_on=date(2026, 4, 10))


def test_a_notification_belongs_to_a_transaction(cloned_db):
    with pytest.raises(RuntimeError):
        outbox.notify([], "period_over", case_code="", subject=uuid4(), due_on=date(2026, 4, 10))


def test_every_kind_says_what_it_is_in_one_title_and_an_act():
    assert kinds.registered()
    for code in kinds.registered():
        said = kinds.words(Notification(kind=code, occurrence="", case_code="TRKB-BBBB", due_on=date(2026, 4, 10)))
        assert said.title
        assert said.text.endswith(".")
        assert "%" not in said.text
        kind = kinds.kind(code)
        arguments = ["TRKB-BBBB"] if kind.of_a_case else []
        assert said.url == (reverse(kind.url_name, args=arguments) if kind.url_name else "")


def test_a_notification_about_no_case_leads_nowhere():
    notification = Notification(kind="period_over", occurrence="", due_on=date(2026, 4, 10))

    assert kinds.words(notification).url == ""


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="period_over"):
        kinds.register("period_over", title="again", text="again")


def test_a_case_is_not_known_to_the_platform():
    assert Case not in {field.related_model for field in Notification._meta.get_fields()}
    assert Notification(due_on=date(2026, 4, 9)).late is False
    assert timedelta(0) < outbox.LEASE < outbox.LONGEST_PAUSE
