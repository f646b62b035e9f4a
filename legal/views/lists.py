"""Lists: the prosecutor's inbox, the legal panel of a case, the panel of one's own work."""

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.deadlines import Deadline
from cases.law import law_at_hand
from cases.models.case import access
from cases.permissions import CasePerm
from legal import rules
from legal.case_terms import decision_term
from legal.models import CriminalProceedings, Protection, ProtectionRequest
from legal.models.appeal import with_appeals
from legal.states import OPEN_REQUESTS, WAITING_REQUESTS, EndKind, RequestState
from legal.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.http import SignedInRequest
from tvcase.sealing.fields import with_keys
from tvcase.web import page

ON_A_PAGE = 25
ON_A_PANEL = 5


@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """What waits for this office's prosecutors, the oldest first, and the protections that last."""
    user = request.user
    if not isinstance(user, User) or not user.has_role(*PROSECUTORS):
        raise Http404
    lasting = request.GET.get("show") == "lasting"
    waiting, active = _waiting_for(user), _lasting(user)
    rows: QuerySet[Any] = active if lasting else waiting
    found = Paginator(rows.fetch_mode(models.FETCH_PEERS), ON_A_PAGE).get_page(request.GET.get("page"))
    if lasting:
        with_keys(row.request for row in found)
    log.seen(user, "legal.inbox.opened", area="legal", codes=[row.case.code for row in found])
    context = {
        "page": found,
        "rows": list(found) if lasting else _with_holders(found, at=timezone.now()),
        "lasting": lasting,
        "waiting_count": waiting.count() if lasting else found.paginator.count,
        "lasting_count": found.paginator.count if lasting else active.count(),
    }
    return page(request, "legal/inbox.html", context, partial="list")


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """What the case file says of Article 25, as a part of the case page or as a page."""
    case = case_or_404(request, code, CasePerm.VIEW_LEGAL)
    log.seen(request.user, "legal.panel.opened", case=code, area="legal")
    perms = access(request.user, case)
    helps = CasePerm.CHANGE_LEGAL in perms
    visible = ProtectionRequest.objects.visible_to(request.user).filter(case=case)
    requests = visible.select_related("protection", "office").order_by("-number")
    context = {
        "case": case,
        "entries": [(entry, getattr(entry, "protection", None)) for entry in requests],
        "helps": helps,
        "why_not_draft": rules.why_not_draft(case) if helps else [],
        "proceedings": CriminalProceedings.objects.visible_to(request.user).filter(case=case).order_by("number"),
        "may_record": helps or CasePerm.DECIDE_PROTECTION in perms,
    }
    return page(request, "legal/case_panel.html", context, partial="panel")


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """Of one's own work: for a prosecutor what waits for the office, for others what waits for them or for it."""
    user, today = request.user, timezone.localdate()
    judges = isinstance(user, User) and user.has_role(*PROSECUTORS)
    found = _waiting_for(user) if judges else _asked_with_help_of(user)
    rows = _with_days(found[: ON_A_PANEL + 1], on=today)
    log.seen(user, "legal.work.opened", area="legal", codes=[row.case.code for row, _days in rows[:ON_A_PANEL]])
    context = {"rows": rows[:ON_A_PANEL], "more": len(rows) > ON_A_PANEL, "judges": judges}
    return page(request, "legal/work_panel.html", context, partial="panel")


def _waiting_for(user: Any) -> QuerySet[ProtectionRequest]:
    permitted = ProtectionRequest.objects.permitting(user, CasePerm.DECIDE_PROTECTION)
    mine = with_appeals(permitted.filter(office=user.organisation_id))
    waiting = mine.filter(Q(state__in=WAITING_REQUESTS) | Q(appealed_on__isnull=False))
    since = Coalesce("appealed_on", "filed_on")
    return waiting.select_related("case", "claimed_by").order_by(since, "case__code")


def _lasting(user: Any) -> QuerySet[Protection]:
    permitted = Protection.objects.permitting(user, CasePerm.DECIDE_PROTECTION)
    mine = permitted.filter(request__office=user.organisation_id, ended_on=None)
    return mine.select_related("case", "request").order_by("valid_from", "case__code")


def _asked_with_help_of(user: Any) -> QuerySet[ProtectionRequest]:
    helped = with_appeals(ProtectionRequest.objects.permitting(user, CasePerm.CHANGE_LEGAL))
    not_given = Q(state=RequestState.REFUSED, served_on=None)
    not_given |= Q(protection__end_kind=EndKind.TERMINATED, protection__end_served_on=None)
    still_open = Q(state__in=OPEN_REQUESTS) | Q(appealed_on__isnull=False) | (not_given & Q(case__closed_on=None))
    return helped.filter(still_open).select_related("case", "office").order_by("asked_on", "case__code")


def _with_days(requests: Any, *, on: date) -> list[tuple[ProtectionRequest, int]]:
    """Each request with the days since it was appealed or filed, or since the person asked."""
    return [(found, (on - (found.appealed_on or found.filed_on or found.asked_on)).days) for found in requests]


def _with_holders(requests: Any, *, at: datetime) -> list[tuple[ProtectionRequest, int, Deadline | None, User | None]]:
    """Each request with the days it waits, the term of the decision, and the prosecutor who has taken it."""
    with law_at_hand():
        return [
            (found, days, decision_term(found) if found.awaits_decision else None, found.taken_by(at=at))
            for found, days in _with_days(requests, on=local_date(at))
        ]
