"""Identification: every attempt in order, and the acts of professionals and authorities, one page each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import identification
from cases.fetch import one_or_404
from cases.forms.identification import AnnulForm, DeclineForm, FormalForm, InformalForm, RefuseForm, RequestForm
from cases.models import Case, Identification, ReflectionPeriod
from cases.permissions import CasePerm
from cases.rules import (
    what_annulling_does,
    why_not_annul,
    why_not_identify_formally,
    why_not_identify_informally,
    why_not_refuse,
    why_not_request_formal,
)
from cases.views.fetch import case_or_404
from cases.views.identification_page import attempts_of, said_of
from tvcase.accounts.stepup import step_up_to_send
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

CHANGE = CasePerm.CHANGE_IDENTIFICATION


@require_http_methods(["GET", "POST"])
def identification_informal(request: SignedInRequest, code: str) -> HttpResponse:
    """A professional records that there are sufficient grounds."""
    case = case_or_404(request, code, CHANGE)
    form, submitted = bound(request, InformalForm, now=timezone.now())
    if submitted and form.is_valid():
        try:
            identification.confirm_informal(case, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The informal identification is recorded. Every service is open now."))
            return redirect("cases:identification", case.code)
    context = {"case": case, "form": form, "reasons": why_not_identify_informally(case)}
    return page(request, "cases/identification_informal.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@step_up_to_send
def identification_request(request: SignedInRequest, code: str) -> HttpResponse:
    """The holder asks a named authority for formal identification."""
    case = case_or_404(request, code, CHANGE)
    form, submitted = bound(request, RequestForm, case=case)
    if submitted and form.is_valid():
        try:
            identification.request_formal(case, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The authority has been asked. It sees identity and identification, no more."))
            return redirect("cases:identification", case.code)
    reasons = why_not_request_formal(case, attempts_of(request, case), request.user)
    context = {"case": case, "form": form, "reasons": reasons}
    return page(request, "cases/identification_request.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def identification_declined(request: SignedInRequest, code: str) -> HttpResponse:
    """The person does not want formal identification; every service goes on."""
    case = case_or_404(request, code, CHANGE)
    form, submitted = bound(request, DeclineForm, now=timezone.now())
    if submitted and form.is_valid():
        try:
            identification.decline_formal_route(case, on=timezone.localdate(), by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is recorded. The person keeps every service."))
            return redirect("cases:identification", case.code)
    reasons = why_not_request_formal(case, attempts_of(request, case), request.user)
    context = {"case": case, "form": form, "reasons": reasons}
    return page(request, "cases/identification_declined.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def identification_formal(request: SignedInRequest, code: str) -> HttpResponse:
    """An officer identifies, and may record on the same page that the person was told: both or neither."""
    case = case_or_404(request, code, CHANGE)
    form, submitted = bound(
        request, FormalForm, case=case, now=timezone.now(), initial={"informed_by": str(request.user)}
    )
    if submitted and form.is_valid():
        try:
            made = identification.identify_and_inform(
                case, briefing=form.briefing(), by=request.user, on=timezone.localdate(), **form.facts()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, said_of(made, _period_of(request, made)))
            return redirect("cases:identification", case.code)
    context = {
        "case": case,
        "form": form,
        "reasons": why_not_identify_formally(case, request.user),
        "counting": next(
            (attempt for attempt in attempts_of(request, case) if attempt.counts and attempt.territory_bg), None
        ),
    }
    return page(request, "cases/identification_formal.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def identification_refuse(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The authority that was asked refuses, with reasons."""
    attempt = _attempt_or_404(request, code, number)
    form, submitted = bound(request, RefuseForm)
    if submitted and form.is_valid():
        try:
            identification.refuse_formal(attempt, on=timezone.localdate(), by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The refusal is recorded. The person keeps every service."))
            return _after(request, attempt.case)
    context = {"case": attempt.case, "form": form, "reasons": why_not_refuse(attempt, request.user)}
    return page(request, "cases/identification_refuse.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def identification_annul(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The organisation that identified corrects an error; the page shows the effect first."""
    attempt = _attempt_or_404(request, code, number)
    form, submitted = bound(request, AnnulForm)
    if submitted and form.is_valid():
        try:
            identification.annul(attempt, at=timezone.now(), by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The identification is annulled."))
            return redirect("cases:identification", attempt.case.code)
    context = {
        "case": attempt.case,
        "form": form,
        "reasons": why_not_annul(attempt, request.user),
        "effects": what_annulling_does(attempt, _period_of(request, attempt)),
    }
    return page(request, "cases/identification_annul.html", context, status=422 if form.errors else 200)


def _attempt_or_404(request: SignedInRequest, code: str, number: int) -> Identification:
    permitted = Identification.objects.permitting(request.user, CHANGE).select_related("case", "organisation")
    return one_or_404(request, permitted, case__code=code, number=number)


def _period_of(request: SignedInRequest, made: Identification) -> ReflectionPeriod | None:
    periods = ReflectionPeriod.objects.permitting(request.user, CasePerm.VIEW_CLOCK, CasePerm.VIEW_IDENTIFICATION)
    return periods.filter(identification=made).standing().first()


def _after(request: SignedInRequest, case: Case) -> HttpResponse:
    """Back to the identifications, or to one's work when the refusal closed what had been opened."""
    still_open = Case.objects.permitting(request.user, CasePerm.VIEW_IDENTIFICATION).filter(pk=case.pk).exists()
    return redirect("cases:identification", case.code) if still_open else redirect("cases:work")
