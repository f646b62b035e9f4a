"""Lists: the services of a case, and one's own calendar."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.models.case import access
from cases.permissions import Area, CasePerm
from cases.services import agenda, portrait, rules
from cases.views.fetch import case_or_404
from tvcase.accounts.roles import SUPPORTS
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

AS_MONTH = "month"


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """The services of a case by their stage, as a part of the case page or as a page."""
    case = case_or_404(request, code, CasePerm.VIEW_SUPPORT)
    log.seen(request.user, "services.panel.opened", case=code, area=Area.SUPPORT)
    helps = CasePerm.CHANGE_SUPPORT in access(request.user, case)
    context = {
        "case": case,
        "groups": portrait.groups(case, request.user),
        "records": helps and not rules.why_not_record_need(case),
    }
    return page(request, "services/case_panel.html", context, partial="panel")


@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    """One's own sessions of a month, as a list of days or as weeks."""
    if not request.user.has_role(*SUPPORTS):
        raise Http404
    today = timezone.localdate()
    found = agenda.month(request.user, agenda.month_of(request.GET.get("month", ""), on=today))
    codes = sorted({session.case.code for week in found.weeks for day in week for session in day.sessions})
    log.seen(request.user, "services.calendar.opened", area=Area.SUPPORT, codes=codes)
    context = {"month": found, "today": today, "weeks": request.GET.get("view") == AS_MONTH}
    return page(request, "services/calendar.html", context, partial="month")
