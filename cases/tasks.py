"""Tasks that Celery beat sends: loops round actions, safe to run twice."""

from uuid import UUID

import structlog
from celery import shared_task
from django.utils import timezone

from cases.actions import curiosity, documents, reminders
from cases.models import Document
from tvcase.documents.rendering import CannotRender, available
from tvcase.sealing.keyring import keyring
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import CURIOSITY, LETTERS, REMINDERS

log = structlog.get_logger(__name__)


@shared_task
def raise_due_reminders() -> int:
    """Write every reminder that has fallen due and was not yet written; returns how many."""
    with system_actor(REMINDERS):
        return reminders.raise_due(at=timezone.now())


@shared_task
def notice_curiosity() -> int:
    """Write every alarm about unusual reading that the trace gives reason for; returns how many."""
    with system_actor(CURIOSITY):
        return curiosity.raise_alarms(at=timezone.now())


@shared_task
def make_letters() -> int:
    """Make the PDF of every letter that waits, each in a transaction of its own; returns how many.

    One that fails waits for the next run; where no PDF can be made at all, the health page says what to install.
    """
    if not available():
        return 0
    with system_actor(LETTERS):
        waiting = list(Document.objects.waiting().order_by("recorded_at").values_list("pk", flat=True))
    return sum(_make_letter(pk) for pk in waiting)


def _make_letter(pk: UUID) -> bool:
    with system_actor(LETTERS), keyring():
        try:
            return documents.make(pk, at=timezone.now())
        except CannotRender as failure:
            log.error("letter_not_made", record=str(pk), why=str(failure))
            return False
