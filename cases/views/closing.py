"""Closing a case: one person proposes it with a reason, another confirms it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import cases
from cases.forms.team import CloseForm, ConfirmForm
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import why_not_close, why_not_confirm_closing
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose to close a case; when that was proposed, confirm it or take it back."""
    case = case_or_404(request, code, CasePerm.CHANGE_CORE)
    proposed = case.is_open and case.closure_proposed_on is not None
    today = timezone.localdate()
    reasons = why_not_confirm_closing(case, request.user, on=today) if proposed else why_not_close(case, on=today)
    form: Form
    if proposed:
        form, submitted = bound(request, ConfirmForm, may_confirm=not reasons)
    else:
        form, submitted = bound(request, CloseForm)
    if submitted and form.is_valid():
        try:
            told = _act(case, form.cleaned_data, by=request.user, on=today)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, told)
            return redirect(case)
    context = {"case": case, "form": form, "proposed": proposed, "reasons": reasons}
    return page(request, "cases/close.html", context, status=422 if form.errors else 200)


def _act(case: Case, answers: dict[str, Any], *, by: User, on: date) -> str:
    match answers:
        case {"reason": reason, "told": told}:
            cases.propose_closure(case, reason=reason, told=told, by=by, on=on)
            return _("Proposed. Somebody else on the case must confirm it.")
        case {"answer": "confirm"}:
            cases.confirm_closure(case, by=by, on=on)
            return _("The case is closed.")
    cases.withdraw_closure(case, by=by, on=on)
    return _("The case stays open.")
