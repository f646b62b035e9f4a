"""Waking a worker; what it finds to do lies in the database, so that nothing is lost when nobody wakes it."""

import structlog
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from tvcase.celery import app

TASK = "cases.tasks.make_letters"
log = structlog.get_logger(__name__)


def wake_worker() -> None:
    """Have the letters made that wait, once this transaction is committed; without a queue the schedule does it."""
    if not any(waiting[1] is _send for waiting in connection.run_on_commit):
        transaction.on_commit(_send)


def _send() -> None:
    try:
        app.send_task(TASK, retry=False)
    except OperationalError:
        log.warning("letters_wait_for_the_schedule")
