"""My work: the page one lands on."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.begun import about
from cases.models import Case
from cases.rules import CASE_ROLES
from cases.work import work_of
from tvcase.accounts.roles import CASE_OPENERS, Role
from tvcase.administration.site import waiting
from tvcase.audit import log
from tvcase.drafts.keeping import Begun, begun_by, throw_away
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def work(request: SignedInRequest) -> HttpResponse:
    """What is overdue, what comes in the next seven days, and what others owe."""
    now = timezone.now()
    found, begun = work_of(request.user, at=now), _begun(request, at=now)
    codes = [*found.codes, *sorted({one.code for one in begun} - {"", *found.codes})]
    log.seen(request.user, "cases.work.opened", codes=codes)
    context = {
        "begun": [(one, about(one.address)) for one in begun],
        "now": found.now,
        "soon": found.soon,
        "others": found.others,
        "opens_cases": request.user.has_role(*CASE_OPENERS),
        "works_with_cases": request.user.has_role(*CASE_ROLES),
        "decides": waiting(request.user),
        "watches_copies": request.user.has_role(Role.DATA_PROTECTION_OFFICER),
    }
    return page(request, "cases/work.html", context)


@require_http_methods(["GET", "POST"])
def begun(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Throw away what one began, also where its form is not open any more, as when the case was closed meanwhile."""
    now = timezone.now()
    found = next((one for one in _begun(request, at=now) if one.page == key), None)
    if found is None:
        raise Http404
    log.seen(request.user, "cases.begun.opened", case=found.code)
    if request.method == "POST":
        if throw_away(request.user, key, seen=request.POST.get("seen", ""), at=now):
            messages.success(request, _("What you had begun is thrown away."))
            return redirect("cases:work")
        messages.warning(request, _("You wrote on in another window meanwhile. Nothing was thrown away."))
        return redirect("cases:begun", key)
    return page(request, "cases/begun.html", {"begun": found, "what": about(found.address)})


def _begun(request: SignedInRequest, *, at: datetime) -> list[Begun]:
    """The forms that this person began, but for those of cases that are not open to her or him any more."""
    found = begun_by(request.user, at=at)
    codes = {one.code for one in found} - {""}
    shown = {case.code for case in Case.objects.visible_to(request.user).filter(code__in=codes)} if codes else set()
    return [one for one in found if one.code in shown | {""}]
