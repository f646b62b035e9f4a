"""Tasks that Celery beat sends: loops round actions, safe to run twice."""

from celery import shared_task
from django.utils import timezone

from cases.actions import reminders


@shared_task
def raise_due_reminders() -> int:
    """Write every reminder that has fallen due and was not yet written; returns how many."""
    return reminders.raise_due(at=timezone.now())
