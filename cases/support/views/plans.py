"""The plan: its panel, one version, two side by side, what waits of one's own work."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models.case import access
from cases.permissions import CasePerm
from cases.support import portrait, rules
from cases.support.models import NeedsAssessment, SupportPlan
from cases.support.steps import open_to, part_acts
from cases.support.views.fetch import plan_or_404
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

ON_A_PANEL = 5


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """What the person needs and the plan, as a part of the case page or as a page."""
    case = case_or_404(request, code, CasePerm.VIEW_SUPPORT)
    log.seen(request.user, "support.panel.opened", case=code, area="support")
    changes = CasePerm.CHANGE_SUPPORT in access(request.user, case)
    plans = list(SupportPlan.objects.permitting(request.user, CasePerm.VIEW_SUPPORT).filter(case=case))
    today = timezone.localdate()
    context = {
        "case": case,
        "needs": _needs(request, case).last(),
        "plans": [(plan, plan.review_is_due(on=today)) for plan in reversed(plans)],
        "asks": changes and case.is_open,
        "drafts": changes and case.is_open and not any(plan.is_draft for plan in plans),
    }
    return page(request, "support/case_panel.html", context, partial="panel")


@require_safe
def plan_version(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One version of the plan with its nine parts, and what can be done with it."""
    plan = plan_or_404(request, code, number, CasePerm.VIEW_SUPPORT)
    log.seen(request.user, "support.plan.opened", case=code, area="support", number=number)
    changes = CasePerm.CHANGE_SUPPORT in access(request.user, plan.case)
    today = timezone.localdate()
    lacking = rules.why_not_sign(plan)
    others = SupportPlan.objects.permitting(request.user, CasePerm.VIEW_SUPPORT).filter(case=plan.case)
    context = {
        "case": plan.case,
        "plan": plan,
        "notes": [reason for says in rules.plan_note for reason in says(plan, on=today)],
        "over": plan.is_over(on=today),
        "due": plan.review_is_due(on=today),
        "sections": [(section, _lines(section, plan, changes=changes)) for section in portrait.sections(plan)],
        "writes": changes and not rules.why_not_write(plan),
        "steps": open_to(plan, by=request.user, lacking=lacking) if changes else [],
        "not_yet": lacking if changes and plan.is_draft else [],
        "renews": changes and not plan.is_draft and not rules.why_not_draft(plan.case),
        "others": others.exclude(pk=plan.pk),
    }
    return page(request, "support/plan.html", context)


@require_safe
def plan_compare(request: SignedInRequest, code: str, number: int, beside: int) -> HttpResponse:
    """Two versions of the plan, side by side."""
    left = plan_or_404(request, code, number, CasePerm.VIEW_SUPPORT)
    right = plan_or_404(request, code, beside, CasePerm.VIEW_SUPPORT)
    log.seen(request.user, "support.plan.opened", case=code, area="support", number=number)
    context = {
        "case": left.case,
        "title": _("The support plan: two versions"),
        "back": left.get_absolute_url(),
        "left": left,
        "right": right,
        "parts": portrait.beside(left, right),
    }
    return page(request, "support/compare.html", context)


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """Of one's own work: plans to look at again, and plans that one may approve, the longest waiting first."""
    user, today = request.user, timezone.localdate()
    kept = SupportPlan.objects.permitting(user, CasePerm.CHANGE_SUPPORT).filter(case__closed_on=None)
    found = list(kept.to_review(on=today).select_related("case").order_by("review_on", "case__code")[: ON_A_PANEL + 1])
    rows = found[:ON_A_PANEL]
    waiting: list[SupportPlan] = []
    if user.has_role(*rules.APPROVERS):
        waiting = list(kept.to_approve(by=user).select_related("case").order_by("signed_on")[: ON_A_PANEL + 1])
    shown = [plan.case.code for plan in [*rows, *waiting[:ON_A_PANEL]]]
    log.seen(user, "support.work.opened", area="support", codes=shown)
    context = {
        "rows": [(plan, plan.is_over(on=today)) for plan in rows],
        "approvals": waiting[:ON_A_PANEL],
        "more": len(found) > ON_A_PANEL or len(waiting) > ON_A_PANEL,
    }
    return page(request, "support/work_panel.html", context, partial="panel")


def _lines(section: portrait.Section, plan: SupportPlan, *, changes: bool) -> list[tuple[portrait.Line, list[Any]]]:
    """The lines of a section, each with the links that are open on it."""
    writes = changes and plan.is_draft and plan.case.is_open
    return [
        (line, part_acts(line.part, line.kind, writes=writes) if changes and line.part is not None else [])
        for line in section.lines
    ]


def _needs(request: SignedInRequest, case: Any) -> Any:
    permitted = NeedsAssessment.objects.permitting(request.user, CasePerm.VIEW_SUPPORT)
    return permitted.filter(case=case).order_by("number")
