"""The status of protection: the permit that rests on it, and its end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.rules import Reasons, protection_end_effect
from legal import rules
from legal.actions import protection
from legal.forms import DatedForm, EndForm, PermitForm, RenounceForm, TerminationForm
from legal.models import Protection
from legal.views.fetch import helped_protection_or_404, judged_protection_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.steps import Step, step_of, to_check
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def protection_permit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record the residence permit, or its renewal."""
    found = helped_protection_or_404(request, code, number)
    form, submitted = bound(request, PermitForm, today=timezone.localdate())
    if submitted and form.is_valid():
        try:
            protection.record_permit(found, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The residence permit is recorded."))
            return redirect(found.request)
    context = {"case": found.case, "protection": found, "form": form, "reasons": rules.why_not_permit(found)}
    return page(request, "legal/permit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def protection_end(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the criminal proceedings ended, and the protection with them."""
    found = judged_protection_or_404(request, code, number)
    return _ending(
        request,
        found,
        EndForm,
        protection.end_with_proceedings,
        reasons=rules.why_not_end_with(found, found.request.proceedings),
    )


@require_http_methods(["GET", "POST"])
def protection_terminate(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """End the protection early, on one of the three grounds."""
    found = judged_protection_or_404(request, code, number)
    return _ending(
        request,
        found,
        TerminationForm,
        partial(protection.terminate, at=timezone.now()),
        early=True,
        reasons=rules.why_not_terminate(found),
    )


@require_http_methods(["GET", "POST"])
def protection_renounce(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the person gives the protection up, after seeing what it changes."""
    found = helped_protection_or_404(request, code, number)
    log.seen(request.user, "legal.protection.opened", case=code, area="legal", number=number)
    form, submitted = bound(request, RenounceForm, today=timezone.localdate())
    step = step_of(request, form, submitted)
    if step is Step.ACT:
        facts = {name: form.cleaned_data[name] for name in ("on", "renounced_how", "explained_on")}
        try:
            protection.renounce(found, **facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            step = Step.WRITE
        else:
            messages.success(request, _("It is recorded that the person renounced the protection."))
            return redirect(found.request)
    context = {
        "case": found.case,
        "form": form,
        "heading": _("The person renounces the protection"),
        "button": _("Confirm") if step is Step.CHECK else _("Continue: see what it does"),
        "back": found.request.get_absolute_url(),
        "said": [_("Only the person can renounce it, and no service depends on it. Offer a lawyer first.")],
        "reasons": rules.why_not_renounce(found),
        "checking": step is Step.CHECK,
        "first": None,
    }
    checked = {**to_check(request, form), "effects": _effects(found, form)} if step is Step.CHECK else {}
    return page(request, "legal/step.html", {**context, **checked}, status=422 if form.errors else 200)


def _effects(found: Protection, form: DatedForm) -> list[str]:
    day = form.cleaned_data["on"]
    return [sentence for effect in protection_end_effect for sentence in effect(found.case, on=day)]


def _ending(
    request: SignedInRequest,
    found: Protection,
    form_class: type[DatedForm],
    act: Callable[..., Protection],
    *,
    reasons: Reasons,
    early: bool = False,
) -> HttpResponse:
    """The two steps that both kinds of end share: written, then looked at with its effects and confirmed."""
    today = timezone.localdate()
    log.seen(request.user, "legal.protection.opened", case=found.case.code, area="legal", number=found.request.number)
    form, submitted = bound(request, form_class, today=today)
    step = step_of(request, form, submitted)
    if step is Step.ACT:
        try:
            act(found, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            step = Step.WRITE
        else:
            messages.success(request, _("The end is recorded. The team is told; the case is closed to you."))
            return redirect("legal:inbox")
    context: dict[str, Any] = {
        "case": found.case,
        "protection": found,
        "form": form,
        "reasons": reasons,
        "early": early,
        "checking": step is Step.CHECK,
    }
    checked = {}
    if step is Step.CHECK:
        checked = {**to_check(request, form), "effects": _effects(found, form)}
    return page(request, "legal/ending.html", {**context, **checked}, status=422 if form.errors else 200)
