"""What was noticed in the trace about people's reading: for the coordinators who ask them why."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.audit.alarms import files_read
from tvcase.audit.models import Alarm
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
