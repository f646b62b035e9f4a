"""The page on which a prosecutor decides: the request, the facts needed, the decision, its effect, the confirmation."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.rules import Reasons
from legal import rules
from legal.actions import requests
from legal.forms import DecisionForm
from legal.models import ProtectionRequest
from legal.states import RequestState
from legal.views import facts, rows
from legal.views.became import became
from tvcase.accounts.models import User
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.steps import Step, step_of, to_check
from tvcase.web import page


def decision_page(request: SignedInRequest, found: ProtectionRequest) -> HttpResponse:
    """Show a request to a prosecutor of its office; decide when the decision was looked at and confirmed."""
    today, at = timezone.localdate(), timezone.now()
    form, submitted = bound(request, DecisionForm, today=today, since=found.filed_on)
    step = step_of(request, form, submitted)
    if step is Step.ACT:
        try:
            decided = requests.decide(found, at=at, by=request.user, **form.decision())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            step = Step.WRITE
        else:
            return _after(request, decided)
    context: dict[str, Any] = {
        "case": found.case,
        "protection_request": found,
        "form": form,
        "waiting": (today - found.filed_on).days if found.filed_on else 0,
        "why_not_decide": _why_not_decide(found, request.user, at=at),
        "checking": step is Step.CHECK,
    }
    if step is Step.CHECK:
        effects = rules.what_a_decision_does(found, **_kind(form))
        return page(
            request,
            "legal/decision.html",
            {**context, **to_check(request, form, without=form.not_asked()), "effects": effects},
        )
    known, late = facts.known(request, found.case)
    context |= {"rows": [*facts.asked(found), *rows.of_the_office(found, at=at)], "known": known, "late": late}
    context |= {"mine": found.taken_by(at=at) == request.user, "free": found.taken_by(at=at) is None}
    context |= became(request, found, helps=False, judges=True)
    return page(request, "legal/decision.html", context, status=422 if form.errors else 200)


def _why_not_decide(found: ProtectionRequest, user: User, *, at: datetime) -> Reasons:
    return rules.why_not_decide(found) + rules.why_not_past_a_claim(found, by=user, at=at)


def _kind(form: DecisionForm) -> dict[str, bool]:
    decision = form.decision()
    return {name: decision[name] for name in ("granted", "extended_stay")}


def _after(request: SignedInRequest, decided: ProtectionRequest) -> HttpResponse:
    if decided.state == RequestState.ACTIVE:
        messages.success(request, _("Special protection is granted. The team that supports the person is told."))
        return redirect(decided)
    messages.success(
        request,
        _("Special protection is refused. The team that supports the person is told; the case is closed to you."),
    )
    return redirect("legal:inbox")
