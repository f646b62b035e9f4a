"""Tasks that Celery beat sends: loops round actions, safe to run twice."""

from celery import shared_task
from django.utils import timezone

from cases.actions import curiosity, reminders
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import CURIOSITY, REMINDERS


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
