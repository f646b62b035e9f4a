"""What is known of the age, and the notices owed for a child."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import ages
from cases.fetch import one_or_404
from cases.forms.ages import AgeForm, NoticeForm
from cases.law import deadline_for
from cases.models import Case, ChildNotice, Document, ReflectionPeriod
from cases.permissions import Area, CasePerm
from cases.rules import Reasons, what_a_finding_does, why_not_record, why_not_send
from cases.terms import RuleKind
from cases.views.fetch import case_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page

CHANGE = CasePerm.CHANGE_IDENTIFICATION


@require_http_methods(["GET", "POST"])
@once
def age(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what was established; what follows from it is shown first and then confirmed."""
    case = case_or_404(request, code, CHANGE)
    form, submitted = bound(request, AgeForm, now=timezone.now())
    effects: Reasons = []
    if submitted and form.is_valid():
        effects = _effects(request, case, form)
        if form.is_confirmed or not effects:
            try:
                ages.find_age(case, by=request.user, **form.facts())
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                messages.success(request, _("What is known of the age is recorded."))
                return redirect("cases:identification", case.code)
        else:
            form.ask_to_confirm()
    context = {"case": case, "form": form, "effects": effects, "reasons": why_not_record(case)}
    return page(request, "cases/age.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def child_notice(request: SignedInRequest, code: str, body: str) -> HttpResponse:
    """Record that a notice was sent."""
    notices = ChildNotice.objects.permitting(request.user, CHANGE).select_related("case")
    notice = one_or_404(request, notices, case__code=code, body=body)
    papers = Document.objects.of(request.user, notice.case).valid().filter(area=Area.IDENTIFICATION)
    asked: dict[str, Any] = {"now": timezone.now(), "papers": papers, "detected_at": notice.detected_at}
    form, submitted = bound(request, NoticeForm, **asked)
    if submitted and form.is_valid():
        try:
            ages.send_notice(notice, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The notice is recorded as sent."))
            return redirect("cases:identification", code)
    context = {
        "case": notice.case,
        "notice": notice,
        "term": deadline_for(RuleKind.CHILD_NOTICE, notice.detected_at),
        "form": form,
        "reasons": why_not_send(notice),
    }
    return page(request, "cases/child_notice.html", context, status=422 if form.errors else 200)


def _effects(request: SignedInRequest, case: Case, form: AgeForm) -> Reasons:
    periods = ReflectionPeriod.objects.permitting(request.user, CHANGE).filter(case=case).standing()
    notices = ChildNotice.objects.permitting(request.user, CHANGE).filter(case=case)
    return what_a_finding_does(
        case,
        form.cleaned_data["age_status"],
        form.cleaned_data["established_at"],
        period=periods.first(),
        notices_owed=notices.exists(),
    )
