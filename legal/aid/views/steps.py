"""One page for every step of an application; the table of steps says what each asks and does."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.permissions import CasePerm
from legal.aid import rules
from legal.aid.actions import lawyers
from legal.aid.models import LegalAidApplication
from legal.aid.steps import BY_NAME, STEPS, AidStep
from legal.aid.views.fetch import application_or_404, work_or_404
from tvcase.accounts.models import User
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def take_step(request: SignedInRequest, code: str, number: int, name: str) -> HttpResponse:
    """One step of an application: what it does, its form, why it cannot be taken now."""
    step = BY_NAME[name]
    perm = CasePerm.VIEW_AID if step.why_not_by else CasePerm.CHANGE_AID
    found = application_or_404(request, code, number, perm)
    log.seen(request.user, "aid.application.opened", case=code, area="aid", number=number)
    form, submitted = bound(request, step.form, **_told(request, step, found))
    if submitted and form.is_valid():
        try:
            step.act(found, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(step.done))
            return redirect(found)
    who = step.why_not_by(found, by=request.user) if step.why_not_by else []
    context = {
        "case": found.case,
        "application": found,
        "step": step,
        "form": form,
        "reasons": step.why_not(found) + who,
    }
    return page(request, "aid/step.html", context, status=422 if form.errors else 200)


# Naming a lawyer with an account shares the case: it takes a fresh proof of who asks.
share_with_a_lawyer = step_up_to_send(take_step)


@require_http_methods(["GET", "POST"])
def strike_work(request: SignedInRequest, code: str, number: int, work: int) -> HttpResponse:
    """Mark something a lawyer did as recorded in error."""
    found = work_or_404(request, code, number, work)
    log.seen(request.user, "aid.application.opened", case=code, area="aid", number=number)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            lawyers.strike_work(found, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is marked as recorded in error and no longer counts."))
            return redirect(found.application)
    context = {
        "case": found.case,
        "application": found.application,
        "work": found,
        "form": form,
        "reasons": rules.why_not_strike(found, by=request.user),
    }
    return page(request, "aid/strike.html", context, status=422 if form.errors else 200)


def offered(application: LegalAidApplication, *, helps: bool, user: User) -> list[tuple[AidStep, str]]:
    """The steps that are open now to somebody who keeps the legal aid of the case, or to its lawyer."""
    args = [application.case.code, application.number]
    open_now = [step for step in STEPS if not step.why_not(application)]
    return [
        (step, reverse(f"aid:{step.name}", args=args))
        for step in open_now
        if helps or (step.why_not_by and not step.why_not_by(application, by=user))
    ]


def _told(request: SignedInRequest, step: AidStep, application: LegalAidApplication) -> dict[str, Any]:
    """What the form of a step has to know."""
    told: dict[str, Any] = {"today": timezone.localdate()}
    if step.asks_who:
        told["by"] = request.user
    if step.asks_case:
        told["case"] = application.case
    return told
