"""Writing notifications, and taking them out to be mailed. The inbox is exactly once; the mail at least once.

All mail waiting for one person goes as one message: it says only that something needs attention.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from tvcase.accounts.models import User
from tvcase.db import in_transaction
from tvcase.notifications.kinds import kind as known
from tvcase.notifications.models import Notification

LEASE = timedelta(minutes=5)  # how long one deliverer has, and the first pause after a failure
LONGEST_PAUSE = timedelta(minutes=30)
MOST_ATTEMPTS = 300  # about six days of a mail server that answers nothing
PEOPLE_AT_ONCE = 50


@dataclass(frozen=True)
class Envelope:
    """The notifications that one message to one person is about, claimed by one deliverer."""

    recipient: int
    notifications: tuple[int, ...]
    message_id: UUID


def notify(
    recipients: Iterable[User], kind: str, *, case_code: str, subject: UUID, occurrence: str = "", due_on: date
) -> None:
    """Write one notification for each person, once and for all; part of a larger act.

    `subject` and `occurrence` say what it is about; a second writing of the same changes nothing. The mail goes
    with the next delivery, so nothing here waits for the broker. Raises LookupError for an unknown kind.
    """
    known(kind)
    if not in_transaction():
        raise RuntimeError("A notification is part of an act and its transaction.")
    Notification.objects.bulk_create(
        [
            Notification(
                recipient=user, kind=kind, case_code=case_code, subject=subject, occurrence=occurrence, due_on=due_on
            )
            for user in recipients
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def claim(*, at: datetime) -> list[Envelope]:
    """Take what waits to be mailed, for up to PEOPLE_AT_ONCE people, on a lease that nobody else may touch.

    Notifications that were claimed together stay together, whoever comes to mail them, so that a repeated
    message carries the same Message-ID. A lease that runs out is claimed again; each attempt doubles it.
    """
    parameters: dict[str, Any] = {
        "at": at,
        "lease": LEASE,
        "longest": LONGEST_PAUSE,
        "most": MOST_ATTEMPTS,
        "people": PEOPLE_AT_ONCE,
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, parameters)
        return [Envelope(recipient, tuple(ids), token) for recipient, ids, token in cursor.fetchall()]


@transaction.atomic
def mailed(envelope: Envelope, *, at: datetime) -> None:
    """Note that the message of an envelope was handed to the mail server."""
    Notification.objects.filter(pk__in=envelope.notifications).update(mailed_at=at, leased_until=None)


# Whoever locks the first of a person's notifications has all that were leased together with it; `head` is looked
# at again once it is locked, so two deliverers never hold one envelope. What was opened before its first attempt
# needs no mail any more.
CLAIM = """
WITH waiting AS (
    SELECT n.id, n.recipient_id, n.leased_until,
           row_number() OVER (PARTITION BY n.recipient_id ORDER BY n.leased_until NULLS LAST, n.id) AS place
      FROM notifications_notification n
      JOIN accounts_user u ON u.id = n.recipient_id AND u.is_active AND u.email <> ''
     WHERE n.mailed_at IS NULL AND (n.opened_at IS NULL OR n.mail_attempts > 0) AND n.mail_attempts < %(most)s
), head AS (
    SELECT n.id, n.recipient_id, n.leased_until, n.token
      FROM notifications_notification n
      JOIN waiting w ON w.id = n.id AND w.place = 1
     WHERE n.mailed_at IS NULL AND n.leased_until IS NOT DISTINCT FROM w.leased_until
       AND (n.leased_until IS NULL OR n.leased_until <= %(at)s)
     ORDER BY n.id
     LIMIT %(people)s
       FOR UPDATE OF n SKIP LOCKED
), claimed AS (
    UPDATE notifications_notification n
       SET mail_attempts = n.mail_attempts + 1,
           leased_until = %(at)s + least(%(lease)s * power(2, least(n.mail_attempts, 10)), %(longest)s)
      FROM head h
     WHERE n.recipient_id = h.recipient_id AND n.leased_until IS NOT DISTINCT FROM h.leased_until
       AND n.mailed_at IS NULL AND (n.opened_at IS NULL OR n.mail_attempts > 0) AND n.mail_attempts < %(most)s
 RETURNING n.id, n.recipient_id
)
SELECT c.recipient_id, array_agg(c.id ORDER BY c.id), h.token
  FROM claimed c JOIN head h ON h.recipient_id = c.recipient_id
 GROUP BY c.recipient_id, h.token
 ORDER BY c.recipient_id
"""
