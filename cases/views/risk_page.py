"""What a case says of the risk: the panel, one version, two versions side by side, and the version on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Case, CodeEntry, InstitutionContact, RiskAssessment
from cases.models.case import access
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.portrait_of_risk import rows
from cases.risk import COMPLETED, RiskState
from cases.risk_copy import RISK
from cases.rules.risk import review_due_at, why_not_assess
from cases.views.fetch import case_or_404
from cases.views.risk import assessment_or_404
from tvcase.accounts.models import User
from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.exports.asking import ask_page
from tvcase.http import SignedInRequest
from tvcase.web import page

VIEW = CasePerm.VIEW_SUPPORT
DIGITS = 4  # of the number of a version, at most


@require_safe
def risk_page(request: SignedInRequest, code: str) -> HttpResponse:
    """The version in force, those before it, the draft, and the contacts; a part of the case page or a page."""
    case = case_or_404(request, code, VIEW)
    log.seen(request.user, "cases.risk.opened", case=case.code, area=RiskAssessment.AREA)
    versions = list(_versions(request.user, case).exclude(state=RiskState.DISCARDED).order_by("-number"))
    now, held = timezone.now(), access(request.user, case)
    due = review_due_at(case) if case.is_open else None
    current = next((one for one in versions if one.state == RiskState.CURRENT), None)
    again = current.next_review_on if current is not None and case.is_open else None
    context = {
        "case": case,
        "current": current,
        "late": again is not None and again < timezone.localdate(now),
        "draft": next((one for one in versions if one.state == RiskState.DRAFT), None),
        "historic": [one for one in versions if one.state == RiskState.HISTORIC],
        "contacts": _contacts(request.user, case),
        "due": due,
        "overdue": due is not None and due <= now,
        "may_change": CasePerm.CHANGE_SUPPORT in held,
        "may_refer": case.is_open and CasePerm.CHANGE_SHARING in held,
        "why_not": why_not_assess(case),
    }
    return page(request, "cases/risk.html", context, partial="panel")


@require_safe
def risk_assessment(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One version, whole."""
    assessment = assessment_or_404(request, code, number, VIEW)
    log.seen(request.user, "cases.risk.opened", case=code, area=RiskAssessment.AREA, number=number)
    before = _versions(request.user, assessment.case).completed().filter(number__lt=number).order_by("-number").first()
    may_change = CasePerm.CHANGE_SUPPORT in access(request.user, assessment.case)
    context = {
        "case": assessment.case,
        "assessment": assessment,
        "rows": rows(assessment),
        "before": before if assessment.state in COMPLETED else None,
        "writes": may_change and assessment.state == RiskState.DRAFT and assessment.case.is_open,
    }
    return page(request, "cases/risk_assessment.html", context)


@require_safe
def risk_compare(request: SignedInRequest, code: str) -> HttpResponse:
    """A completed version beside the completed one before it: the latest, or the one that the address names."""
    case = case_or_404(request, code, VIEW)
    completed = _versions(request.user, case).completed().order_by("-number")
    asked = request.GET.get("version", "")
    if asked:
        completed = completed.filter(number__lte=int(asked) if asked.isdecimal() and len(asked) <= DIGITS else 0)
    after, before = completed.first(), completed[1:2].first()
    if after is None or before is None:
        raise Http404
    log.seen(request.user, "cases.risk.opened", case=code, area=RiskAssessment.AREA, number=after.number)
    sides = zip(rows(before), rows(after), strict=True)
    lines = [
        {"label": one["label"], "before": one["value"], "after": two["value"], "changed": one["value"] != two["value"]}
        for one, two in sides
        if one["value"] or two["value"]
    ]
    context = {"case": case, "before": before, "after": after, "lines": lines}
    return page(request, "cases/risk_compare.html", context)


@require_http_methods(["GET", "POST"])
@step_up
def risk_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows the version in force as a page to print."""
    case = case_or_404(request, code, VIEW)
    return ask_page(request, RISK, case_code=case.code)


def _versions(user: User, case: Case) -> Any:
    return RiskAssessment.objects.permitting(user, VIEW).filter(case=case).select_related("case", "assessor")


def _contacts(user: User, case: Case) -> list[tuple[InstitutionContact, str]]:
    """The contacts with institutions, the latest first, with the name of the institution."""
    words = CodeEntry.objects.labels(CodeList.INSTITUTION)[CodeList.INSTITUTION]
    found = InstitutionContact.objects.permitting(user, VIEW).filter(case=case).select_related("recorded_by")
    return [(contact, words[contact.institution]) for contact in found.order_by("-happened_at", "-number")]
