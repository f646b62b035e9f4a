"""The entry point of worker and beat; the schedule is in the settings, where nobody edits it by mistake."""

import os

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvcase.settings")

app = Celery("tvcase")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
def beat_at_once(**_: object) -> None:
    """Beat gives its first sign of life when it starts, not a minute later."""
    app.send_task("tvcase.tasks.beat_is_alive")
