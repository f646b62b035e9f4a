"""That a person has opened a notification: a part of the trace, written before the page is shown."""

from datetime import datetime

from django.db import transaction

from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.notifications.models import Notification


def trace(notification: Notification, *, by: User, at: datetime) -> None:
    """Write that its own page is being shown, and stamp the first time; no trace, no page.

    Both on the `audit` connection, like every other opening: the request itself changes nothing
    (docs/decisions/0008-opening-a-reminder.md).
    """
    with transaction.atomic(using="audit"):
        log.seen(by, "notifications.notification.opened", case=notification.case_code, kind=notification.kind)
        Notification.objects.using("audit").filter(pk=notification.pk, opened_at=None).update(opened_at=at)
