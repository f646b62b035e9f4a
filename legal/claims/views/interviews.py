"""An account of what the person told: written down, struck out if wrong, used again if the person agrees."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.geo import language_name
from cases.models.case import access
from cases.permissions import CasePerm
from legal.claims import rules
from legal.claims.actions import interviews
from legal.claims.forms.interviews import InterviewForm, ShareForm, StrikeForm, TakeBackForm
from legal.claims.models import Hearing, Interview, Reuse
from legal.claims.views.fetch import case_or_404, interview_or_404, readers
from legal.claims.views.lists import topics_of
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def interview_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what the person told, to whom and in what form."""
    case = case_or_404(request, code, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    hearings = Hearing.objects.permitting(request.user, CasePerm.CHANGE_AID).filter(case=case)
    form, submitted = bound(request, InterviewForm, today=today, hearings=hearings)
    if submitted and form.is_valid():
        try:
            made = interviews.record(case, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is recorded. Nobody else reads it unless the person agrees."))
            return redirect("claims:interview", code, made.number)
    context = {"case": case, "form": form, "reasons": rules.why_not_write(case, by=request.user)}
    return page(request, "claims/interview_new.html", context, status=422 if form.errors else 200)


@require_safe
def interview_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One account, for those who keep the log and for an authority that may use it again."""
    interview = interview_or_404(request, code, number, *readers(request.user))
    log.seen(request.user, "claims.interview.opened", case=code, area="aid", number=number)
    perms = access(request.user, interview.case)
    whole = CasePerm.VIEW_AID in perms
    given = Reuse.objects.permitting(request.user, CasePerm.VIEW_AID).filter(interview=interview)
    context = {
        "case": interview.case,
        "interview": interview,
        "rows": _rows(interview),
        "whole": whole,
        "reuses": given.select_related("organisation"),
        "keeps": CasePerm.CHANGE_AID in perms,
        "why_not_reuse": rules.why_not_reuse(interview),
        "why_not_strike": rules.why_not_strike(interview),
    }
    return page(request, "claims/interview.html", context)


@require_http_methods(["GET", "POST"])
@step_up_to_send
def interview_share(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Let one authority use an account again, because the person agreed."""
    interview = interview_or_404(request, code, number, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    authorities = rules.authorities_of(interview.case)
    facts: dict[str, Any] = {"today": today, "interview": interview, "authorities": authorities}
    form, submitted = bound(request, ShareForm, **facts)
    if submitted and form.is_valid():
        try:
            interviews.share(interview, on=today, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("The authority reads it from now on, until the person takes the agreement back.")
            )
            return redirect("claims:interview", code, number)
    reasons = rules.why_not_reuse(interview)
    context = {"case": interview.case, "interview": interview, "form": form, "reasons": reasons}
    return page(request, "claims/interview_share.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def interview_take_back(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the person takes an agreement back."""
    interview = interview_or_404(request, code, number, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    lasting = Reuse.objects.permitting(request.user, CasePerm.CHANGE_AID).filter(interview=interview).lasting()
    form, submitted = bound(request, TakeBackForm, today=today, reuses=lasting.select_related("organisation", "case"))
    if submitted and form.is_valid():
        reuse = form.reuses[form.cleaned_data["organisation"]]
        try:
            interviews.take_back(reuse, withdrawn_on=form.cleaned_data["withdrawn_on"], on=today, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The authority no longer reads it."))
            return redirect("claims:interview", code, number)
    reasons = [] if form.reuses else [_("No authority may use it now.")]
    context = {"case": interview.case, "interview": interview, "form": form, "reasons": reasons}
    return page(request, "claims/interview_take_back.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def interview_strike(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Strike out what was recorded in error."""
    interview = interview_or_404(request, code, number, CasePerm.CHANGE_AID)
    form, submitted = bound(request, StrikeForm)
    if submitted and form.is_valid():
        try:
            interviews.strike(interview, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is struck out. Nobody may use it any more."))
            return redirect("claims:interview", code, number)
    reasons = rules.why_not_strike(interview)
    context = {"case": interview.case, "interview": interview, "form": form, "reasons": reasons}
    return page(request, "claims/interview_strike.html", context, status=422 if form.errors else 200)


def _rows(interview: Interview) -> list[dict[str, Any]]:
    listener = ": ".join(filter(None, [interview.get_listener_display(), interview.listener_name]))
    kept = ": ".join(filter(None, [interview.get_record_display(), interview.record_reference]))
    values = (
        (_("Told on"), date_format(interview.told_on, "DATE_FORMAT")),
        (_("To whom"), listener),
        (_("What it was about"), "\n".join(map(str, topics_of(interview.topics)))),
        (_("What was told, in short"), interview.summary),
        (_("How it was kept"), kept),
        (_("Language"), language_name(interview.language)),
        (_("Interpreter"), interview.interpreter),
    )
    return [{"label": label, "value": value} for label, value in values]
