"""Lists: the legal aid of a case, what waits of one's own work, and the cases a lawyer is appointed to."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.models.case import access
from cases.permissions import CasePerm
from legal.aid.models import Appointment, LegalAidApplication
from legal.aid.states import OPEN_AID, AidProduct, AidState
from legal.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

ON_A_PAGE = 25
ON_A_PANEL = 5


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """The applications of a case, as a part of the case page or as a page."""
    case = case_or_404(request, code, CasePerm.VIEW_AID)
    log.seen(request.user, "aid.panel.opened", case=code, area="aid")
    helps = CasePerm.CHANGE_AID in access(request.user, case)
    found = list(LegalAidApplication.objects.permitting(request.user, CasePerm.VIEW_AID).filter(case=case))
    running = {application.product for application in found if application.state in OPEN_AID}
    begins = helps and case.is_open and running != set(AidProduct)
    context = {"case": case, "applications": found, "begins": begins}
    return page(request, "aid/case_panel.html", context, partial="panel")


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """Of one's own work: applications to be signed, submitted, completed or asked about, the most urgent first."""
    user, today = request.user, timezone.localdate()
    found = _to_do(user, on=today)[: ON_A_PANEL + 1]
    rows = list(found[:ON_A_PANEL])
    log.seen(user, "aid.work.opened", area="aid", codes=[row.case.code for row in rows])
    context = {"rows": rows, "more": len(found) > ON_A_PANEL, "today": today}
    return page(request, "aid/work_panel.html", context, partial="panel")


@require_safe
def appointments(request: SignedInRequest) -> HttpResponse:
    """The cases to which this lawyer is appointed, and no others."""
    user = request.user
    if not isinstance(user, User) or not user.has_role(Role.LAWYER):
        raise Http404
    mine = Appointment.objects.permitting(user, CasePerm.VIEW_AID).filter(lawyer=user, ended_on=None)
    rows = mine.select_related("case", "application").order_by("appointed_on", "case__code")
    found = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    log.seen(user, "aid.appointments.opened", area="aid", codes=[row.case.code for row in found])
    return page(request, "aid/appointments.html", {"page": found}, partial="list")


def _to_do(user: Any, *, on: Any) -> list[LegalAidApplication]:
    """Applications that wait for those who keep the legal aid: prepared, signed, incomplete, refused, or to be
    chased by now."""
    kept = LegalAidApplication.objects.permitting(user, CasePerm.CHANGE_AID).filter(case__closed_on=None)
    to_do = Q(state__in=(AidState.DRAFT, AidState.SIGNED, AidState.INCOMPLETE)) | Q(chase_on__lte=on)
    to_do |= Q(state=AidState.REFUSED, appeal_until__gte=on)
    waiting = kept.filter(to_do).select_related("case").order_by("chase_on", "prepared_on", "case__code")
    return list(waiting[: ON_A_PANEL + 1])
