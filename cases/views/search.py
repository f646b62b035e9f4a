"""Searching for a person before a file is opened. What was typed is in no address and in no trace."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.forms.intake import marker_of
from cases.forms.search import SearchForm
from cases.rules import CASE_ROLES
from cases.search import MOST, find
from tvcase.accounts.roles import CASE_OPENERS
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """The form; after a search what was found, and the way to a new case."""
    form, submitted = bound(request, SearchForm)
    context = {
        "form": form,
        "searched": False,
        "may_open": request.user.has_role(*CASE_OPENERS),
        "works_with_cases": request.user.has_role(*CASE_ROLES),
        "most": MOST,
    }
    if submitted and form.is_valid():
        found = find(request.user, **form.cleaned_data, on=timezone.localdate())
        named = [one.case.code for one in found if one.name]
        log.seen_of_each(request.user, "cases.person.seen", named, area="identity")
        log.seen(
            request.user,
            "cases.person.searched",
            area="identity",
            asked=[name for name, value in form.cleaned_data.items() if value],
            named=named,
            found=len(found),
        )
        context |= {"searched": True, "found": found, "marker": marker_of(request.user)}
    return page(request, "cases/search.html", context, status=422 if form.errors else 200)
