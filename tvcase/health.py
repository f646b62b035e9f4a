"""Whether the system does its work: answered in two words to anybody, with the findings to administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from tvcase.accounts.roles import Role
from tvcase.documents import rendering, scanner
from tvcase.models import Heartbeat
from tvcase.notifications.models import Notification
from tvcase.tasks import BEAT
from tvcase.wall.identity import system_actor
from tvcase.web import page

BEAT_IS_DEAD_AFTER = timedelta(minutes=3)
MAIL_IS_LATE_AFTER = timedelta(minutes=30)
LETTERS_ARE_LATE_AFTER = timedelta(minutes=5)
SEALING_IS_LATE_AFTER = timedelta(seconds=10)
SEALING_IS_DEAD_AFTER = timedelta(minutes=1)
BROKER_TIMEOUT = 2.0  # seconds


@dataclass(frozen=True)
class Finding:
    """One part of the system: whether it works, what was seen, and what to do when it does not."""

    part: str
    works: bool
    seen: str
    remedy: str = ""


@login_not_required
@transaction.non_atomic_requests
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """`ok` (200) or `not ok` (503); administrators get the page with every finding."""
    findings = all_findings(at=timezone.now())
    works = all(finding.works for finding in findings)
    status = 200 if works else 503
    if findings[0].works and request.user.is_authenticated and request.user.has_role(Role.ADMINISTRATOR):
        return page(request, "tvcase/health.html", {"findings": findings, "works": works}, status=status)
    return HttpResponse("ok" if works else "not ok", content_type="text/plain", status=status)


def all_findings(*, at: datetime) -> list[Finding]:
    """Every part, the database first; what lies in a database that does not answer is not asked."""
    first = database()
    rest: list[Callable[[datetime], Finding]] = [beat, mail, trace, letters] if first.works else []
    return [first, broker(), *(look(at) for look in rest), *([virus_scanner()] if settings.CLAMD else [])]


def database() -> Finding:
    """Whether the database answers."""
    part = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Finding(part, False, _("It does not answer."), _("Start PostgreSQL and look at its log."))
    return Finding(part, True, _("It answers."))


def broker() -> Finding:
    """Whether the queue answers, and how much waits in it."""
    part = _("Queue")
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=BROKER_TIMEOUT, socket_connect_timeout=BROKER_TIMEOUT
        ) as redis:
            waiting = redis.llen("celery")
    except RedisError:
        return Finding(part, False, _("It does not answer."), _("Start Valkey or Redis and look at its log."))
    return Finding(part, True, _("It answers. Tasks waiting: %(count)s.") % {"count": waiting})


def beat(at: datetime) -> Finding:
    """Whether beat sends and a worker receives; without them no reminder is written."""
    part = _("Schedule (beat) and worker")
    remedy = _("No reminders are being written. Start the programs beat and worker.")
    last = Heartbeat.objects.filter(name=BEAT).values_list("beaten_at", flat=True).first()
    if last is None:
        return Finding(part, False, _("There has been no sign of life yet."), remedy)
    seen = _("Last sign of life: %(time)s ago.") % {"time": timesince(last, at)}
    alive = at - last <= BEAT_IS_DEAD_AFTER
    return Finding(part, alive, seen, "" if alive else remedy)


def mail(at: datetime) -> Finding:
    """Whether notifications leave as e-mail; they are in the inbox of the application in any case."""
    part = _("E-mail")
    unread = Notification.objects.filter(mailed_at=None, opened_at=None, recipient__is_active=True)
    waiting = unread.exclude(recipient__email="")  # what was opened in the application needs no mail
    with system_actor("health"):
        oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    if oldest is None:
        return Finding(part, True, _("Nothing is waiting."))
    seen = _("The oldest notification has waited for %(time)s.") % {"time": timesince(oldest, at)}
    in_time = at - oldest <= MAIL_IS_LATE_AFTER
    remedy = _("Look at the worker's log and at the mail server. The inbox shows every notification.")
    return Finding(part, in_time, seen, "" if in_time else remedy)


def trace(at: datetime) -> Finding:
    """Whether the trace is sealed; until it is, its owner could still change the newest lines unseen."""
    part = _("Sealing of the trace")
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_unsealed_since()")
        oldest = cursor.fetchone()[0]
    if oldest is None:
        return Finding(part, True, _("Everything is sealed."))
    waited = at - oldest
    seen = _("The oldest line that is not sealed has waited for %(count)s seconds.") % {
        "count": int(waited.total_seconds())
    }
    remedy = _("Start the program sealer; look whether its file of heads can be written, and at its log.")
    return Finding(part, waited <= SEALING_IS_DEAD_AFTER, seen, remedy if waited > SEALING_IS_LATE_AFTER else "")


def letters(at: datetime) -> Finding:
    """Whether letters become PDFs, and soon; without Pango they are pages to print, which is a lack and no failure."""
    part = _("Letters")
    if not rendering.available():
        remedy = _("Install these packages and start again: %(packages)s.") % {"packages": rendering.TO_INSTALL}
        return Finding(part, True, _("Letters are pages to print, because Pango is missing."), remedy)
    with system_actor("health"), connection.cursor() as cursor:
        cursor.execute("SELECT min(recorded_at) FROM cases_document WHERE made_at IS NULL")
        oldest = cursor.fetchone()[0]
    if oldest is None:
        return Finding(part, True, _("Nothing is waiting."))
    seen = _("The oldest letter has waited for %(time)s.") % {"time": timesince(oldest, at)}
    in_time = at - oldest <= LETTERS_ARE_LATE_AFTER
    return Finding(part, in_time, seen, "" if in_time else _("Start the program worker, and look at its log."))


def virus_scanner() -> Finding:
    """Whether the scanner for files that are handed in answers; while it does not, none is taken."""
    part = _("Virus scanner")
    if scanner.answers():
        return Finding(part, True, _("It answers."))
    return Finding(part, False, _("It does not answer."), _("Start clamd. Until it answers no file is taken."))
