"""The figures of the organisation's own houses, for its people; and those of all houses, for the commission."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from shelters.copies import COUNTRY, HOUSES, PAPER, counts_for_all, works_in_a_house
from shelters.gantt import charts
from shelters.nationwide import nationwide
from shelters.occupancy import occupancy
from shelters.occupancy_forms import HouseForm
from shelters.rules import night_of
from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.exports.asking import ask_page
from tvcase.http import SignedInRequest
from tvcase.web import page
from tvcase.years import asked_year


@require_safe
def houses(request: SignedInRequest) -> HttpResponse:
    """The places of one's own houses by days, their nights by month, lengths of stay, requests declined."""
    if not works_in_a_house(request.user):
        raise Http404
    now = timezone.now()
    found = occupancy(request.user, on=night_of(now), at=now, house=request.GET.get("house", ""))
    form = HouseForm({"house": request.GET.get("house", "")}, codes=found.choices)
    log.seen(request.user, "shelters.occupancy.opened", shelters=[house.shelter.code for house in found.houses])
    context = {"found": found, "charts": charts(found), "form": form}
    return page(request, "shelters/occupancy.html", context, status=200 if form.is_valid() else 422)


@require_safe
def country(request: SignedInRequest) -> HttpResponse:
    """The figures of all shelters in a year that is over, none of them small."""
    if not counts_for_all(request.user):
        raise Http404
    form, year = asked_year(request, on=timezone.localdate())
    log.seen(request.user, "shelters.figures.opened", year=year)
    context = {"found": nationwide(year), "form": form}
    return page(request, "shelters/figures.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@step_up
def houses_copy(request: SignedInRequest) -> HttpResponse:
    """Asks why; then gives a table of one's own houses as a file."""
    if not works_in_a_house(request.user):
        raise Http404
    return ask_page(request, HOUSES)


@require_http_methods(["GET", "POST"])
@step_up
def houses_print(request: SignedInRequest) -> HttpResponse:
    """Asks why; then shows one's own houses as a page to print."""
    if not works_in_a_house(request.user):
        raise Http404
    return ask_page(request, PAPER)


@require_http_methods(["GET", "POST"])
@step_up
def country_copy(request: SignedInRequest) -> HttpResponse:
    """Asks why; then gives a table of all houses as a file."""
    if not counts_for_all(request.user):
        raise Http404
    return ask_page(request, COUNTRY)
