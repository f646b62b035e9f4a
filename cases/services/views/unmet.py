"""The ledger of unmet needs: for those who support people, and its figures for the commission."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.permissions import Area
from cases.services.figures import nationwide, own_sums, standing
from tvcase.accounts.roles import SUPPORTS, Role
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page
from tvcase.years import asked_year


@require_safe
def ledger(request: SignedInRequest) -> HttpResponse:
    """The needs that cannot be met now, and for a coordinator the sums of the organisation."""
    if not request.user.has_role(*SUPPORTS):
        raise Http404
    lines = standing(request.user)
    codes = sorted({line.case.code for line in lines})
    log.seen(request.user, "services.unmet.opened", area=Area.SUPPORT, codes=codes)
    context = {"lines": lines, "sums": own_sums(request.user, on=timezone.localdate())}
    return page(request, "services/unmet.html", context)


@require_safe
def figures(request: SignedInRequest) -> HttpResponse:
    """People whose need could not be met, by organisation and month of a year that is over; no count is small."""
    if not request.user.has_role(Role.COMMISSION_ANALYST):
        raise Http404
    form, year = asked_year(request, on=timezone.localdate())
    log.seen(request.user, "services.figures.opened", year=year)
    context = {"sums": nationwide(year), "year": year, "form": form}
    return page(request, "services/figures.html", context, status=422 if form.errors else 200)
