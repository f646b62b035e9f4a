"""Delivery: what waits in the outbox is mailed, at least once, whatever dies on the way."""

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone

from tvcase.accounts.models import User
from tvcase.notifications import outbox
from tvcase.notifications.mail import message
from tvcase.wall.identity import for_purpose
from tvcase.wall.words import DELIVERY

log = structlog.get_logger(__name__)


@shared_task
def deliver() -> int:
    """Mail everything that waits, one message to a person; returns how many messages went out.

    A worker that dies after claiming leaves a lease that runs out; the next delivery after that takes it up.
    """
    count = 0
    with for_purpose(DELIVERY):
        while claimed := claim():
            count += sum(send(envelope, recipient) for envelope, recipient in claimed)
    return count


@transaction.atomic
def claim() -> list[tuple[outbox.Envelope, User]]:
    """What waits now, with the people it is for."""
    envelopes = outbox.claim(at=timezone.now())
    people = User.objects.in_bulk([envelope.recipient for envelope in envelopes])
    return [(envelope, people[envelope.recipient]) for envelope in envelopes]


def send(envelope: outbox.Envelope, recipient: User) -> bool:
    """Mail one envelope; one that fails keeps its lease and is tried again when that has run out."""
    try:
        message(envelope, recipient).send(using="default")
    except Exception:
        log.exception("mail_failed", count=len(envelope.notifications))
        return False
    outbox.mailed(envelope, at=timezone.now())
    return True
