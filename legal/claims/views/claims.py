"""A claim for compensation: begun, written down, looked at."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models.case import access
from cases.permissions import CasePerm
from legal.claims import rules
from legal.claims.actions import claims
from legal.claims.forms.claims import DraftForm, NewClaimForm
from legal.claims.models import Claim
from legal.claims.openings import Opening, openings
from legal.claims.states import ClaimState
from legal.claims.views.fetch import case_or_404, claim_or_404, number_of, proceedings_of
from legal.claims.views.steps import PAGES
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

Rows = list[dict[str, Any]]


@require_http_methods(["GET", "POST"])
def claim_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin a claim: by which route, and who claims."""
    case = case_or_404(request, code, CasePerm.CHANGE_AID)
    form, submitted = bound(request, NewClaimForm, proceedings=proceedings_of(request, case))
    if submitted and form.is_valid():
        try:
            made = claims.prepare(case, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The claim is begun. Nothing has been sent to anybody."))
            return redirect("claims:claim-edit", code, made.number)
    context = {"case": case, "form": form, "reasons": rules.why_not_write(case, by=request.user)}
    return page(request, "claims/claim_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def claim_edit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Write down what is asked for, before it is filed."""
    claim = claim_or_404(request, code, number, CasePerm.CHANGE_AID)
    found = openings(claim.case, user=request.user) if claim.to_the_state else []
    initial = _suggested(found) | {name: value for name in DraftForm.base_fields if (value := getattr(claim, name))}
    today = timezone.localdate()
    form, submitted = bound(request, DraftForm, today=today, claim=claim, initial=initial)
    if submitted and form.is_valid():
        draft: Any = {"route": claim.route, "claimant": claim.claimant, **form.cleaned_data}
        try:
            claims.amend(claim, by=request.user, on=today, **draft)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved. Nothing has been sent to anybody."))
            return redirect(claim)
    reasons = [] if claim.state == ClaimState.PREPARED else [_("A claim that was filed is not edited.")]
    context = {"case": claim.case, "claim": claim, "form": form, "reasons": reasons, "openings": found, "today": today}
    return page(request, "claims/claim_edit.html", context, status=422 if form.errors else 200)


def _suggested(found: list[Opening]) -> dict[str, Any]:
    """The one act of the proceedings that opens the way to the State, if it is beyond doubt which it is."""
    if len(found) != 1 or not found[0].event:
        return {}
    return {"trigger_event": found[0].event, "trigger_on": found[0].took_effect_on}


@require_safe
def claim_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One claim: what is recorded, its days and how they are counted, and the steps that come next."""
    claim = claim_or_404(request, code, number, CasePerm.VIEW_AID)
    log.seen(request.user, "claims.claim.opened", case=code, area="aid", number=number)
    keeps = CasePerm.CHANGE_AID in access(request.user, claim.case)
    context = {
        "case": claim.case,
        "claim": claim,
        "rows": _rows(claim, number_of(request, claim.case, claim.proceedings_id)),
        "notes": rules.what_to_think_of(claim, on=timezone.localdate()),
        "to_apply": rules.time_to_apply(claim),
        "to_examine": rules.time_to_examine(claim),
        "continues": keeps and rules.may_continue_at_a_civil_court(claim),
        "editable": keeps and claim.state == ClaimState.PREPARED and claim.case.is_open,
        "steps": _steps(claim) if keeps else [],
    }
    return page(request, "claims/claim.html", context)


def _steps(claim: Claim) -> list[dict[str, Any]]:
    """The steps that can come at this point, each with what is missing for it."""
    return [
        {"name": name, "title": PAGES[name].title, "reasons": rules.why_not_step(claim, name)}
        for name, states in rules.STEPS.items()
        if claim.state in states and rules.fits(claim, name)
    ]


def _rows(claim: Claim, proceedings: str) -> Rows:
    """What is recorded of a claim, as rows of a summary; later facts only once they are there."""
    state = claim.to_the_state
    values: list[tuple[str, Any]] = [
        (_("Route"), claim.get_route_display()),
        (_("Who claims"), claim.get_claimant_display()),
        (_("Damage"), claim.damage),
        (_("Amount asked for"), _money(claim.asked)),
    ]
    values.append((_("Act that took effect"), _event(claim)) if state else (_("Court"), claim.addressee))
    later: list[tuple[str, Any]] = [
        (_("Criminal proceedings"), proceedings),
        (_("Freezing asked for on"), _day(claim.freeze_asked_on)),
        (_("Filed on"), _day(claim.filed_on)),
        (_("Documents asked for"), _dated(claim.incomplete_on, claim.missing)),
        (_("Documents given on"), _day(claim.completed_on)),
        (_("Examination extended on"), _day(claim.extended_on)),
        (_("Decision"), _dated(claim.decided_on, claim.get_result_display() if claim.result else "")),
        (_("Amount granted"), _money(claim.awarded)),
        (_("Reference"), claim.decision_reference),
        (_("Reasons"), claim.decision_reasons),
        (_("Paid"), _dated(claim.paid_on, _money(claim.paid))),
        (_("Given up on"), _day(claim.withdrawn_on)),
    ]
    return [{"label": label, "value": value} for label, value in values + [row for row in later if row[1]]]


def _event(claim: Claim) -> str:
    return _dated(claim.trigger_on, claim.get_trigger_event_display()) if claim.trigger_on else ""


def _money(money: Any) -> str:
    return f"{money}, {_day(money.on)}" if money else ""


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _dated(day: Any, words: str) -> str:
    return "\n".join(filter(None, [_day(day), words])) if day else ""
