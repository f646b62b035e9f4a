"""The list of cases as a file and a case on paper: for a reason, after a second proof, marked and in the trace."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from cases.copies import CASE, CASES
from cases.models.case import access
from cases.permissions import VIEWS, CasePerm
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up
from tvcase.exports.asking import ask_page
from tvcase.http import SignedInRequest


@require_http_methods(["GET", "POST"])
@step_up
def list_copy(request: SignedInRequest) -> HttpResponse:
    """Asks why; then gives the list of the cases that this person may see, narrowed by the filters, as a file."""
    return ask_page(request, CASES)


@require_http_methods(["GET", "POST"])
@step_up
def case_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows what this person may see of the case as a page to print."""
    case = case_or_404(request, code, *VIEWS)
    hidden = () if CasePerm.VIEW_IDENTITY in access(request.user, case) else ("with_names",)
    return ask_page(request, CASE, case_code=case.code, hidden=hidden)
