"""Every deadline of a case that one may see, the next one first."""

from datetime import date
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.law import law_at_hand
from cases.models import Case
from cases.models.case import access
from cases.permissions import VIEWS
from cases.rules import CaseDeadline, deadline_source
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def terms(request: SignedInRequest, code: str) -> HttpResponse:
    """The deadlines of a case: those ahead, those that have passed, those for which the law sets no day, those met."""
    case = case_or_404(request, code, *VIEWS)
    log.seen(request.user, "cases.terms.opened", case=case.code, area="core")
    with law_at_hand():
        context = {"case": case, **sorted_out(case, request.user, on=timezone.localdate())}
    return page(request, "cases/terms.html", context)


def sorted_out(case: Case, user: User, *, on: date) -> dict[str, Any]:
    """The deadlines of every source that this person's permissions open, by how they stand on a Sofia day."""
    perms = access(user, case)
    found: list[CaseDeadline] = []
    for source in deadline_source:
        if source.perm in perms:
            found += source.rows(case, user, on=on)
    open_ones = [one for one in found if one.over_on is None]
    dated = sorted((one for one in open_ones if one.last_day), key=attrgetter("last_day"))
    return {
        "ahead": [(one, (one.last_day - on).days) for one in dated if one.last_day and one.last_day >= on],
        "passed": [one for one in dated if one.last_day and one.last_day < on],
        "without": [one for one in open_ones if one.last_day is None],
        "over": sorted((one for one in found if one.over_on), key=attrgetter("over_on"), reverse=True),
    }
