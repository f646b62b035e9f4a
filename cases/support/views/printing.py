"""Needs and plan on paper: for a reason, after a second proof, and in the trace."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from cases.permissions import CasePerm
from cases.support.copies import NEEDS, PLAN, PLAN_TO_CARRY
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up
from tvcase.exports.asking import ask_page
from tvcase.exports.kinds import Kind
from tvcase.http import SignedInRequest


@require_http_methods(["GET", "POST"])
@step_up
def needs_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows what the person needs as a page to print."""
    return _ask(request, code, NEEDS)


@require_http_methods(["GET", "POST"])
@step_up
def plan_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows the whole plan as a page to print and to sign, for the file."""
    return _ask(request, code, PLAN)


@require_http_methods(["GET", "POST"])
@step_up
def plan_carry(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows, in plain words, what the person can carry without danger."""
    return _ask(request, code, PLAN_TO_CARRY)


def _ask(request: SignedInRequest, code: str, kind: Kind) -> HttpResponse:
    case = case_or_404(request, code, CasePerm.VIEW_SUPPORT)
    return ask_page(request, kind, case_code=case.code)
