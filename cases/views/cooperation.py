"""What the person said about cooperating: the list, and the pages that record, tell an authority, or annul.

Whoever keeps the legal file sees every statement; an authority sees what the person agreed to tell it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import cooperation
from cases.clock import is_outside
from cases.forms.cooperation import CommunicateForm, ConfirmAnnulmentForm, DeclareForm, ProposeAnnulmentForm
from cases.models import Case, CooperationDecision, DecisionAnnulment, DecisionCommunication, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import (
    is_after_the_period,
    is_before_the_period,
    what_a_statement_does,
    why_not_annul_decision,
    why_not_communicate,
    why_not_confirm,
    why_not_declare,
)
from cases.states import CooperationValue
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS, Role
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page, wants_part


@dataclass
class Statement:
    """One thing the person said, as it is shown."""

    record: CooperationDecision
    annulment: DecisionAnnulment | None
    effect: str
    ends_the_period: bool
    told_to: list[DecisionCommunication]


@require_safe
def cooperation_page(request: SignedInRequest, code: str) -> HttpResponse:
    """What the person said, in the order in which it was said; as a panel without whom it was told to."""
    case = case_or_404(request, code, *_readers(request.user))
    log.seen(request.user, "cases.cooperation.opened", case=case.code, area="legal")
    perms = access(request.user, case)
    keeps_file = CasePerm.CHANGE_LEGAL in perms
    whole = not wants_part(request)
    period = _period(request, case)
    decisions = _decisions(request, case, whole=whole and keeps_file)
    context = {
        "case": case,
        "whole": whole,
        "keeps_file": keeps_file,
        "by_authority": not keeps_file and CasePerm.CHANGE_CLOCK in perms and _declares_to(request.user),
        "statements": _statements(request, case, decisions, period, told=whole and keeps_file),
        "repeat": _ask_to_repeat(decisions, period, on=timezone.localdate()),
        "reasons": why_not_declare(case),
    }
    return page(request, "cases/cooperation.html", context, partial="panel")


@require_http_methods(["GET", "POST"])
def cooperation_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what the person said; by who keeps the legal file, or by the authority it was said to."""
    case = case_or_404(request, code, CasePerm.CHANGE_LEGAL, CasePerm.CHANGE_CLOCK)
    by_authority = CasePerm.CHANGE_LEGAL not in access(request.user, case)
    if by_authority and not _declares_to(request.user):
        raise Http404
    form, submitted = bound(request, DeclareForm, now=timezone.now(), by_authority=by_authority)
    if submitted and form.is_valid():
        try:
            made = cooperation.declare(case, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            _say(request, case, made)
            return redirect("cases:cooperation", case.code)
    context = {"case": case, "form": form, "by_authority": by_authority, "reasons": why_not_declare(case)}
    return page(request, "cases/cooperation_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def cooperation_communicate(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record which authority the person agreed to tell."""
    decision = _decision_or_404(request, code, number)
    form, submitted = bound(request, CommunicateForm, now=timezone.now())
    if submitted and form.is_valid():
        try:
            cooperation.communicate(decision, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request, _("It is recorded that the person agreed. An authority that works on this case sees it now.")
            )
            return redirect("cases:cooperation", code)
    reasons = why_not_communicate(decision, getattr(decision, "annulment", None))
    context = {"case": decision.case, "decision": decision, "form": form, "reasons": reasons}
    return page(request, "cases/cooperation_communicate.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def cooperation_annul(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One person proposes, another confirms, that a statement was recorded in error."""
    decision = _decision_or_404(request, code, number)
    annulment = getattr(decision, "annulment", None)
    form, submitted = bound(request, ConfirmAnnulmentForm if annulment else ProposeAnnulmentForm)
    if submitted and form.is_valid():
        try:
            _annul(request, decision, annulment, form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("cases:cooperation", code)
    context = {
        "case": decision.case,
        "decision": decision,
        "annulment": annulment,
        "form": form,
        "reasons": why_not_confirm(annulment, request.user) if annulment else why_not_annul_decision(decision, None),
    }
    return page(request, "cases/cooperation_annul.html", context, status=422 if form.errors else 200)


def _annul(
    request: SignedInRequest, decision: CooperationDecision, annulment: DecisionAnnulment | None, facts: dict[str, Any]
) -> None:
    if annulment is None:
        cooperation.propose_annulment(decision, on=timezone.localdate(), by=request.user, **facts)
        messages.success(request, _("The annulment is proposed. Somebody else must confirm it."))
    else:
        cooperation.confirm_annulment(annulment, at=timezone.now(), by=request.user)
        messages.success(request, _("The statement is annulled."))


def _readers(user: User) -> list[CasePerm]:
    """Shelters see the clock and never what was said; an authority sees what it was told."""
    return [CasePerm.VIEW_LEGAL, *([CasePerm.VIEW_CLOCK] if user.identifies_formally else [])]


def _declares_to(user: User) -> bool:
    """Whether something may be said to this person as an authority; its coordinator records what comes late."""
    return user.identifies_formally and user.has_role(Role.OFFICER, Role.COORDINATOR, *PROSECUTORS)


def _decisions(request: SignedInRequest, case: Case, *, whole: bool) -> list[CooperationDecision]:
    decisions = CooperationDecision.objects.visible_to(request.user).filter(case=case)
    decisions = decisions.select_related("annulment", "recorded_by").order_by("declared_at", "number")
    if whole:
        decisions = decisions.prefetch_related("communications__authority")
    return list(decisions)


def _decision_or_404(request: SignedInRequest, code: str, number: int) -> CooperationDecision:
    case = case_or_404(request, code, CasePerm.CHANGE_LEGAL)
    decisions = CooperationDecision.objects.visible_to(request.user).filter(case=case)
    return get_object_or_404(decisions.select_related("annulment__proposed_by", "case"), number=number)


def _period(request: SignedInRequest, case: Case) -> ReflectionPeriod | None:
    periods = ReflectionPeriod.objects.permitting(request.user, *_readers(request.user))
    return periods.filter(case=case).standing().first()


def _statements(
    request: SignedInRequest,
    case: Case,
    decisions: list[CooperationDecision],
    period: ReflectionPeriod | None,
    *,
    told: bool,
) -> list[Statement]:
    """The decisions as this reader may see them; an authority that does not know the end of the period is not told."""
    ending = period.ended_by_decision_id if period else None
    knows_end = not is_outside(request.user, case.organisation_id) or ending in {one.pk for one in decisions}
    facts = {"child": case.counts_as_child, "knows_end": knows_end}
    return [_statement(decision, period, told=told, **facts) for decision in decisions]


def _statement(
    decision: CooperationDecision, period: ReflectionPeriod | None, *, told: bool, **facts: bool
) -> Statement:
    annulment = getattr(decision, "annulment", None)
    return Statement(
        record=decision,
        annulment=annulment,
        effect=what_a_statement_does(decision, annulment, period, **facts),
        ends_the_period=period is not None and period.ended_by_decision_id == decision.pk,
        told_to=list(decision.communications.all()) if told else [],
    )


def _ask_to_repeat(decisions: list[CooperationDecision], period: ReflectionPeriod | None, *, on: date) -> bool:
    """A YES from before the period is asked about once: while it runs, until anything was said inside it, and only
    when it was the person's last word (product decision 16). `on` is a Sofia date."""
    if period is None or not period.is_alive(on=on):
        return False
    standing = [one for one in decisions if not getattr(one, "annulment", None) or not one.annulment.confirmed_at]
    decided = [one for one in standing if one.value != CooperationValue.COUNSELLED]
    said_inside = any(one.declared_at >= period.starts_at for one in standing)
    return bool(decided) and not said_inside and is_before_the_period(decided[-1], period)


def _say(request: SignedInRequest, case: Case, made: CooperationDecision) -> None:
    period = _period(request, case)
    shown = _statements(request, case, _decisions(request, case, whole=False), period, told=False)
    effects = [statement.effect for statement in shown if statement.record == made]
    say = messages.warning if is_after_the_period(made, period) else messages.success
    say(request, " ".join([_("What the person said is recorded."), *effects]))
