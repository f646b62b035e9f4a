"""My work: the page one lands on."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.rules import CASE_ROLES
from cases.work import work_of
from tvcase.accounts.roles import CASE_OPENERS, Role
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def work(request: SignedInRequest) -> HttpResponse:
    """What is overdue, what comes in the next seven days, and what others owe."""
    found = work_of(request.user, at=timezone.now())
    log.seen(request.user, "cases.work.opened", codes=found.codes)
    context = {
        "now": found.now,
        "soon": found.soon,
        "others": found.others,
        "opens_cases": request.user.has_role(*CASE_OPENERS),
        "works_with_cases": request.user.has_role(*CASE_ROLES),
        "watches_copies": request.user.has_role(Role.DATA_PROTECTION_OFFICER),
    }
    return page(request, "cases/work.html", context)
