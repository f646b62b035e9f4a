"""Referrals: those who keep the case and the organisation that was asked see the same page, each its own part."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.permissions import CasePerm
from cases.rules import Reasons
from cases.rules.risk import at_risk_of_life
from cases.sharing import portrait, rules
from cases.sharing.actions import referrals
from cases.sharing.copies import REFERRAL
from cases.sharing.forms import ReferralForm
from cases.sharing.models import Referral
from cases.sharing.states import UNSENT, ReferralState
from cases.sharing.steps import DELETED, REFERRAL_STEPS
from cases.sharing.views.fetch import received_or_404, referral_or_404
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.accounts.stepup import step_up, step_up_to_send
from tvcase.audit import log
from tvcase.exports.asking import ask_page
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

BY_NAME = {step.name: step for step in REFERRAL_STEPS}


@require_http_methods(["GET", "POST"])
def referral_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Prepare a referral, or another one after one that was declined (`?after=` its number)."""
    case = case_or_404(request, code, CasePerm.CHANGE_SHARING)
    declined = _declined(request, code)
    kept = ("purpose", "purpose_note", "reason_kind", "items") if declined else ()
    initial = {name: getattr(declined, name) for name in kept}
    asked: dict[str, Any] = {"now": timezone.now(), "case": case, "user": request.user}
    form, submitted = bound(request, ReferralForm, **asked, initial=initial)
    if submitted and form.is_valid():
        told: dict[str, Any] = {"on": timezone.localdate(), "by": request.user, "follows": declined}
        try:
            made = referrals.draft(case, **told, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The referral is prepared. Nothing has been told to anybody."))
            return redirect(made)
    context = {"case": case, "form": form, "reasons": rules.why_not_begin(case, by=request.user)}
    return page(request, "sharing/referral_new.html", context, status=422 if form.errors else 200)


@require_safe
def referral(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One referral: what was asked, what was told, the way there and back, and what can be done now."""
    found = received_or_404(request, code, number)
    log.seen(request.user, "sharing.referral.opened", case=code, area="sharing", number=number)
    today, user = timezone.localdate(), request.user
    keeps = Referral.objects.sent_out(user).filter(pk=found.pk).exists()
    context: dict[str, Any] = {"referral": found, "keeps": keeps, "late": found.is_late(on=today)}
    if keeps or found.is_out:
        open_now = [step.of(found) for step in REFERRAL_STEPS if not step.why_not(found, by=user, on=today)]
        context |= {
            "rows": portrait.of_referral(found, user, keeps=keeps),
            "items": portrait.items_of(found, user, on=today, keeps=keeps),
            "steps": [(step, reverse(f"sharing:referral-{step.name}", args=[code, number])) for step in open_now],
            "why_not_sent": _why_not_sent(found, user, on=today) if keeps else [],
            "asks": keeps and found.state == ReferralState.DRAFT and not found.basis and found.case.is_open,
            "lapsed": _lapsed(found, on=today) if keeps and found.is_out else [],
            "packs": keeps and found.is_out and found.partner_id is not None,
            "follows_on": keeps and found.state == ReferralState.DECLINED and found.case.is_open,
        }
    context["deletes"] = not rules.why_not_confirm_deletion(found, by=user)
    return page(request, "sharing/referral.html", context)


@require_http_methods(["GET", "POST"])
def take_step(request: SignedInRequest, code: str, number: int, name: str) -> HttpResponse:
    """One step of a referral: what it does, its form, why it cannot be taken now."""
    found = referral_or_404(request, code, number)
    step = BY_NAME[name].of(found)
    log.seen(request.user, "sharing.referral.opened", case=code, area="sharing", number=number)
    today = timezone.localdate()
    form, submitted = bound(request, step.form, now=timezone.now(), record=found, user=request.user)
    if submitted and form.is_valid():
        try:
            found = step.act(found, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, step.said(found))
            return redirect(found)
    reasons = step.why_not(found, by=request.user, on=today)
    context: dict[str, Any] = {"record": found, "caption": _caption(found), "step": step, "form": form}
    context["critical"] = name in ("for-life", "decide") and at_risk_of_life(found.case)
    context["rows"] = portrait.before_it_is_told(found, request.user) if step.proves and not reasons else []
    return page(request, "sharing/step.html", context | {"reasons": reasons}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@step_up
def referral_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows a referral (`?number=`), with what is told with it now, as a page to print."""
    case = case_or_404(request, code, CasePerm.VIEW_SHARING)
    return ask_page(request, REFERRAL, case_code=case.code)


# What tells something to others takes a fresh proof of who asks.
tell_others = step_up_to_send(take_step)


@require_http_methods(["GET", "POST"])
def deleted(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Confirm that everything was deleted; the case is closed to who confirms it."""
    found = received_or_404(request, code, number)
    log.seen(request.user, "sharing.referral.opened", case=code, area="sharing", number=number)
    today = timezone.localdate()
    step = DELETED.of(found)
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
    context = {"record": found, "caption": _caption(found), "step": step, "form": form}
    return page(request, "sharing/step.html", context | {"reasons": reasons}, status=422 if form.errors else 200)


def _why_not_sent(referral: Referral, user: User, *, on: date) -> Reasons:
    """What is still missing before a referral can be sent; one that is on its way, or over, misses nothing."""
    if referral.state == ReferralState.DRAFT and not referral.basis:
        return rules.why_not_rest_on_consent(referral, by=user, on=on)
    return rules.why_not_send(referral, by=user, on=on) if referral.state in UNSENT else []


def _lapsed(referral: Referral, *, on: date) -> Reasons:
    """Why the receiver reads nothing of what rests on consent or duty; what ended for a while does not begin again."""
    told = referral.shared_items.filter(must_share=False)
    if reasons := rules.why_not_told(referral, on=on):
        return reasons
    over = told.exists() and not told.living(on=on).exists()
    return [_("What was told has ended. Recall the referral, and refer anew.")] if over else []


def _caption(referral: Referral) -> str:
    """Which referral it is, in words that both sides know."""
    return f"{referral.case_code}: {referral.from_organisation} → {referral.receiver}"


def _declined(request: SignedInRequest, code: str) -> Referral | None:
    after = request.GET.get("after", "")
    if not after.isascii() or not after.isdecimal() or len(after) > 4:
        return None
    found = Referral.objects.sent_out(request.user).filter(case__code=code, state=ReferralState.DECLINED)
    return found.filter(number=int(after), followed_by=None).first()
