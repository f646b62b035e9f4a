"""One application: begun, completed, read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models.case import access
from cases.permissions import CasePerm
from legal.aid import portrait, rules
from legal.aid.actions import applications
from legal.aid.forms import FORM_OF, NewForm
from legal.aid.states import AidProduct, AidState
from legal.aid.views.fetch import application_or_404
from legal.aid.views.steps import offered
from legal.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def application(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """What is recorded of one application, its lawyers, and what can be done now."""
    found = application_or_404(request, code, number, CasePerm.VIEW_AID)
    log.seen(request.user, "aid.application.opened", case=code, area="aid", number=number)
    helps = CasePerm.CHANGE_AID in access(request.user, found.case)
    works = not rules.why_not_record_work(found, by=request.user)
    work = portrait.work(found)
    context = {
        "case": found.case,
        "application": found,
        "rows": portrait.rows(found),
        "answer": portrait.answer(found, on=timezone.localdate()),
        "lists": portrait.documents(found),
        "chases": portrait.chases(found),
        "lawyers": portrait.lawyers(found),
        "work": work,
        "together": portrait.together(work),
        "steps": offered(found, helps=helps, user=request.user),
        "edits": helps and not rules.why_not_amend(found),
        "strikes": works,
        "writes": helps and found.state != AidState.WITHDRAWN,
        "not_yet": portrait.why_not_yet(found) if helps else [],
    }
    return page(request, "aid/application.html", context)


@require_http_methods(["GET", "POST"])
def application_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin an application for one of the two products."""
    case = case_or_404(request, code, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    form, submitted = bound(request, NewForm, today=today)
    if submitted and form.is_valid():
        try:
            made = applications.draft(case, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The application is begun. Nothing has been sent to anybody."))
            return redirect("aid:edit", code, made.number)
    reasons = [reason for product in AidProduct for reason in rules.why_not_draft(case, product)]
    context = {"case": case, "form": form, "reasons": reasons[:1] if len(reasons) == len(AidProduct) else []}
    return page(request, "aid/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def application_edit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Complete or correct an application that nobody has signed."""
    found = application_or_404(request, code, number, CasePerm.CHANGE_AID)
    log.seen(request.user, "aid.application.opened", case=code, area="aid", number=number)
    form_class = FORM_OF[AidProduct(found.product)]
    today = timezone.localdate()
    initial: dict[str, Any] = {name: getattr(found, name) for name in form_class.base_fields}
    form, submitted = bound(request, form_class, today=today, initial=initial)
    if submitted and form.is_valid():
        try:
            applications.amend(found, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The application is saved. Nothing has been sent to anybody."))
            return redirect(found)
    context = {"case": found.case, "application": found, "form": form, "reasons": rules.why_not_amend(found)}
    return page(request, "aid/edit.html", context, status=422 if form.errors else 200)
