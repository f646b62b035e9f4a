"""The platform's own tasks."""

from celery import shared_task
from django.utils import timezone

from tvcase.models import Heartbeat

BEAT = "beat"


@shared_task
def beat_is_alive() -> None:
    """Note that beat has sent something and a worker has received it: the health page looks at its age."""
    Heartbeat.objects.update_or_create(name=BEAT, defaults={"beaten_at": timezone.now()})
