"""Writing a risk assessment, and recording a contact with an institution."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import risk
from cases.fetch import one_or_404
from cases.forms.risk import DRAFT, ContactForm, RiskForm
from cases.models import Case, RiskAssessment
from cases.permissions import CasePerm
from cases.risk import RiskState
from cases.rules.identification import why_not_record
from cases.rules.risk import review_due_at, why_not_assess, why_not_change_assessment
from cases.views.fetch import case_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

CHANGE = CasePerm.CHANGE_SUPPORT


def assessment_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> RiskAssessment:
    """One version, for a person who may read or change support."""
    permitted = RiskAssessment.objects.permitting(request.user, perm).select_related("case", "assessor")
    return one_or_404(request, permitted, case__code=code, number=number)


@require_http_methods(["GET", "POST"])
def risk_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin a new version, and put it into force or leave it as a draft."""
    case = case_or_404(request, code, CHANGE)
    return _write(request, case, None, why_not_assess(case))


@require_http_methods(["GET", "POST"])
def risk_edit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Write on at a draft."""
    draft = assessment_or_404(request, code, number, CHANGE)
    return _write(request, draft.case, draft, why_not_change_assessment(draft))


def _write(request: SignedInRequest, case: Case, draft: RiskAssessment | None, reasons: Any) -> HttpResponse:
    now = timezone.now()
    given = {name: getattr(draft, name) for name in risk.ANSWERS} if draft else None
    completes = request.POST.get("then") != DRAFT
    form, submitted = bound(request, RiskForm, now=now, completes=completes, initial=given)
    if submitted and form.is_valid():
        by, answers = request.user, form.cleaned_data
        try:
            saved = risk.write(case, draft, completes=completes, at=now, by=by, **answers)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            in_force = saved.state == RiskState.CURRENT
            said = _("The assessment is in force.") if in_force else _("The draft is saved. It is not in force yet.")
            messages.success(request, said)
            return redirect("cases:risk", case.code)
    context = {"case": case, "form": form, "draft": draft, "reasons": reasons}
    return page(request, "cases/risk_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def risk_discard(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Leave a draft unfinished."""
    draft = assessment_or_404(request, code, number, CHANGE)
    reasons = why_not_change_assessment(draft)
    if request.method == "POST" and not reasons:
        risk.discard(draft, at=timezone.now(), by=request.user)
        messages.success(request, _("The draft is discarded."))
        return redirect("cases:risk", code)
    context = {"case": draft.case, "draft": draft, "reasons": reasons}
    return page(request, "cases/risk_discard.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def contact_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record a contact with an institution, and learn until when the risk is to be assessed again."""
    case = case_or_404(request, code, CHANGE)
    now = timezone.now()
    form, submitted = bound(request, ContactForm, now=now)
    if submitted and form.is_valid():
        try:
            risk.record_contact(case, **form.cleaned_data, at=now, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _said(case))
            return redirect("cases:risk", code)
    context = {"case": case, "form": form, "reasons": why_not_record(case)}
    return page(request, "cases/risk_contact.html", context, status=422 if form.errors else 200)


def _said(case: Case) -> str:
    due = review_due_at(case)
    if due is None:
        return _("The contact is recorded.")
    until = date_format(timezone.localtime(due), "DATETIME_FORMAT")
    return _("The contact is recorded. Assess the risk again by %(until)s at the latest.") % {"until": until}
