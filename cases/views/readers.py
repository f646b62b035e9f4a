"""Who opened a file, when and why: for the coordinator of the organisation that holds it, and for the person."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases import readers
from cases.forms.readers import ReadersFilterForm
from cases.models import Case
from cases.readers_copy import READERS
from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.exports.asking import ask_page
from tvcase.http import SignedInRequest
from tvcase.web import page

ON_A_PAGE = 25


def coordinated_or_404(request: SignedInRequest, code: str) -> Case:
    """The case with this code if the signed-in person coordinates the organisation that holds it; else 404."""
    return get_object_or_404(readers.coordinated_by(request.user), code=code)


@require_safe
def case_readers(request: SignedInRequest, code: str) -> HttpResponse:
    """Who opened the file, by day and person, with the parts and the reason."""
    case = coordinated_or_404(request, code)
    log.seen(request.user, "cases.readers.opened", case=case.code, area="core")
    form = ReadersFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {"kind": "", "period": ""}
    rows = readers.readings(case, wanted["kind"], wanted["period"], on=timezone.localdate())
    found = Paginator(readers.readers(case, rows), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"case": case, "form": form, "found": found}
    return page(request, "cases/readers.html", context, partial="readers", status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@step_up
def case_readers_print(request: SignedInRequest, code: str) -> HttpResponse:
    """The same as a document that the person herself can read; asks why it is taken."""
    case = coordinated_or_404(request, code)
    return ask_page(request, READERS, case_code=case.code)
