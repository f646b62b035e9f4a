"""What was noticed in the trace about people's reading: for the coordinators who ask them why."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models.functions import TruncDate
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.audit.models import Alarm, Event
from tvcase.dates import SOFIA, midnight_after
from tvcase.http import SignedInRequest
from tvcase.web import page

ON_A_PAGE = 25


@require_safe
def alarms(request: SignedInRequest) -> HttpResponse:
    """The alarms about one's own people and one's own files, with the own files that were read on that day."""
    if not request.user.has_role(Role.COORDINATOR):
        raise Http404
    found = Paginator(Alarm.objects.of(request.user).select_related("user__organisation"), ON_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    read = files_read(shown)
    log.seen(request.user, "audit.alarms.opened", codes=sorted({code for codes in read.values() for code in codes}))
    rows = [(alarm, read[alarm.user_id, alarm.day]) for alarm in shown]
    return page(request, "audit/alarms.html", {"found": shown, "rows": rows}, partial="alarms")


def files_read(shown: Iterable[Alarm]) -> dict[tuple[int, date], list[str]]:
    """The codes that each person opened on the day of their alarm, as far as the reader may see the trace."""
    wanted = {(alarm.user_id, alarm.day) for alarm in shown}
    codes: dict[tuple[int, date], list[str]] = defaultdict(list)
    if wanted:
        since = midnight_after(min(day for _user, day in wanted) - timedelta(days=1))
        events = Event.objects.filter(actor_id__in={user for user, _day in wanted}, at__gte=since)
        lines = events.exclude(case_code="").values_list("actor_id", TruncDate("at", tzinfo=SOFIA), "case_code")
        for user, day, code in lines.distinct().order_by("case_code"):
            if (user, day) in wanted:
                codes[user, day].append(code)
    return codes
