"""Counting what a person asks for; what was too much is in the trace before anything is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import connections, transaction

from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.limits.notification_kinds import REACHED_OFTEN
from tvcase.notifications.outbox import notify

OFTEN = 3  # times within a day


@dataclass(frozen=True)
class Limit:
    """So many within so many seconds; the time begins with the first."""

    most: int
    seconds: int


class LimitReached(Exception):
    """A person asked for more than their limit allows; from `again_at` on they may ask again."""

    def __init__(self, user: User, what: str, again_at: datetime, times: int) -> None:
        super().__init__(what)
        self.user = user
        self.what = what
        self.again_at = again_at
        self.times = times


def limit_of(what: str) -> Limit:
    """The limit of this name. Raises LookupError for one that the settings do not have."""
    if what not in settings.LIMITS:
        raise LookupError(f"The settings have no limit of this name: {what}.")
    return Limit(*settings.LIMITS[what])


def spend(user: User, what: str, count: int = 1, *, at: datetime) -> None:
    """Count `count` uses at this instant. Raises LimitReached, after a line in the trace, when they are too many.

    One statement on a connection of its own: what was used stays used whatever becomes of the request.
    """
    limit = limit_of(what)
    with connections["audit"].cursor() as cursor:
        cursor.execute(
            "SELECT used, since, times FROM app_spend(%s, %s, %s, %s, %s, %s)",
            [user.pk, what, count, limit.most, limit.seconds, at],
        )
        used, since, times = cursor.fetchone()
    if used > limit.most:
        log.refused(user, "limits.reached", limit=what, most=limit.most, seconds=limit.seconds)
        raise LimitReached(user, what, since + timedelta(seconds=limit.seconds), times)


@transaction.atomic
def tell_coordinators(reached: LimitReached, *, at: datetime) -> None:
    """Tell the coordinators of the person's organisation, once a day, when the limit was reached often."""
    if reached.times < OFTEN or reached.user.organisation_id is None:
        return
    colleagues = User.objects.filter(organisation=reached.user.organisation_id, is_active=True)
    coordinators = colleagues.filter(roles__contains=[Role.COORDINATOR]).exclude(pk=reached.user.pk)
    day = local_date(at)
    notify(coordinators, REACHED_OFTEN, case_code="", subject=_subject(reached), occurrence=day.isoformat(), due_on=day)


def _subject(reached: LimitReached) -> UUID:
    return uuid5(NAMESPACE_URL, f"limits/{reached.what}/{reached.user.pk}")
