"""The entry point of worker and beat; the schedule is in the settings, where nobody edits it by mistake."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init

from tvcase.checks import refuse_an_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvcase.settings")

app = Celery("tvcase")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def no_unsafe_start(**_: object) -> None:
    """Worker and beat start under the same conditions as the web server."""
    refuse_an_unsafe_start()


@beat_init.connect
def beat_at_once(**_: object) -> None:
    """Beat gives its first sign of life when it starts, not a minute later."""
    app.send_task("tvcase.tasks.beat_is_alive")
