"""Consents: what was explained, the answer, the end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import notices
from cases.permissions import CasePerm
from cases.sharing import portrait, rules, said
from cases.sharing.actions import consents
from cases.sharing.consent_steps import CONSENT_STEPS
from cases.sharing.forms import ABROAD, HERE, ConsentOfferForm
from cases.sharing.models import Referral
from cases.sharing.states import ReferralState
from cases.sharing.views.fetch import consent_or_404
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

BY_NAME = {step.name: step for step in CONSENT_STEPS}


@require_http_methods(["GET", "POST"])
def consent_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what was explained to the person."""
    case = case_or_404(request, code, CasePerm.CHANGE_SHARING)
    now = timezone.now()
    asked = _asked_for(request, code)
    form, submitted = bound(request, ConsentOfferForm, now=now, case=case, user=request.user, initial=asked)
    if submitted and form.is_valid():
        try:
            made = consents.offer(case, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is recorded what was explained. Record now what the person answers."))
            if made.emergency:
                told = notices.controllers(case.organisation, but=[request.user.pk])
                messages.warning(request, said.who_is_told(told))
            return redirect("sharing:consent", code, made.number)
    context = {"case": case, "form": form, "reasons": rules.why_not_begin(case, by=request.user)}
    return page(request, "sharing/consent_new.html", context, status=422 if form.errors else 200)


@require_safe
def consent(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One consent, what can be done with it, and who was told."""
    found = consent_or_404(request, code, number)
    log.seen(request.user, "sharing.consent.opened", case=code, area="sharing", number=number)
    today = timezone.localdate()
    open_now = [step for step in CONSENT_STEPS if not step.why_not(found, by=request.user, on=today)]
    context = {
        "case": found.case,
        "consent": found,
        "rows": portrait.of_consent(found),
        "steps": [(step, reverse(f"sharing:consent-{step.name}", args=[code, number])) for step in open_now],
        "ran_out": found.has_run_out(on=today),
        "does_not_count": found.is_alive(on=today) and not rules.counts(found, on=today),
        "referrals": found.referrals.select_related("to_organisation", "partner"),
        "prints": found.state in ("OFFERED", "ACTIVE") and not rules.why_not_share(found.case, by=request.user),
    }
    return page(request, "sharing/consent.html", context)


@require_http_methods(["GET", "POST"])
def take_step(request: SignedInRequest, code: str, number: int, name: str) -> HttpResponse:
    """One step of a consent: what it does, its form, why it cannot be taken now."""
    step = BY_NAME[name]
    found = consent_or_404(request, code, number)
    log.seen(request.user, "sharing.consent.opened", case=code, area="sharing", number=number)
    today = timezone.localdate()
    form, submitted = bound(request, step.form, now=timezone.now(), record=found, user=request.user)
    if submitted and form.is_valid():
        try:
            step.act(found, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, step.said(found))
            return redirect(found)
    reasons = step.why_not(found, by=request.user, on=today)
    context = {"case": found.case, "record": found, "caption": f"{code}: {found.told}", "step": step, "form": form}
    return page(request, "sharing/step.html", context | {"reasons": reasons}, status=422 if form.errors else 200)


def _asked_for(request: SignedInRequest, code: str) -> dict[str, Any]:
    """What a referral that waits for a consent needs of one (`?for=` its number)."""
    number = request.GET.get("for", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 4:
        return {}
    found = Referral.objects.sent_out(request.user).filter(case__code=code, state=ReferralState.DRAFT)
    referral = found.select_related("to_organisation").filter(number=int(number)).first()
    if referral is None:
        return {}
    to = referral.to_organisation
    receiver = f"{HERE}{to.code}" if to else f"{ABROAD}{referral.partner_id}"
    return {"receiver": receiver, "purpose": referral.purpose, "items": referral.items}
