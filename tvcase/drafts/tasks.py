"""Forgetting what nobody went on with."""

from celery import shared_task
from django.utils import timezone

from tvcase.drafts import keeping
from tvcase.wall.identity import system_actor

DRAFTS = "drafts"


@shared_task
def forget_drafts() -> int:
    """Remove forms that were begun and are too old, or long over; returns how many."""
    with system_actor(DRAFTS):
        return keeping.forget(at=timezone.now())
