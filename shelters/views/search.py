"""Finding a place across organisations, and holding it for a short while. What was typed is in no address."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.fetch import one_or_404
from cases.models import Case
from cases.permissions import CasePerm
from shelters.actions import holds
from shelters.finding_forms import FindForm, carried
from shelters.models import Hold, Shelter
from shelters.rules import night_of, why_not_request
from shelters.search import SHOWN, Need, end_of_stay, known_of, search, take
from tvcase.accounts.roles import CASE_OPENERS, SHELTER_ROLES
from tvcase.audit import log
from tvcase.flow import Refused
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page

HOUSE = "house"  # the button that holds a place in the house it names


@require_http_methods(["GET", "POST"])
def find(request: SignedInRequest) -> HttpResponse:
    """Which houses have a free place, for nobody in particular: to phone them."""
    if not request.user.has_role(*CASE_OPENERS, *SHELTER_ROLES):
        raise Http404
    log.seen(request.user, "shelters.place.searched")
    return _page(request, None, timezone.now(), {})


@require_http_methods(["GET", "POST"])
@once
def find_for(request: SignedInRequest, code: str) -> HttpResponse:
    """Which houses have a free place for the person of a case, and what to think of first; hold one."""
    permitted = Case.objects.permitting(request.user, CasePerm.CHANGE_STAY)
    case = one_or_404(request, permitted, code=code, organisation=request.user.organisation_id)
    now = timezone.now()
    known = known_of(case, request.user, on=night_of(now)) if request.method == "GET" else {}
    log.seen(request.user, "shelters.find.opened", case=code, area=Hold.AREA, filled_in=sorted(known))
    return _page(request, case, now, known)


def _page(request: SignedInRequest, case: Case | None, now: datetime, known: Mapping[str, Any]) -> HttpResponse:
    night = night_of(now)
    form, submitted = bound(request, FindForm, night=night, known=known)
    need = _need(form, case, night, known, submitted=submitted)
    if need and case and submitted and HOUSE in request.POST:
        try:
            held = _hold(request, case, need, now)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("A place in %(shelter)s is held.") % {"shelter": held.place.shelter})
            return redirect("shelters:hold", case.code, held.number)
    context = {
        "case": case,
        "form": form,
        "known": known,
        "need": need,
        "found": search(need, case=case, at=now) if need else None,
        "shown": SHOWN,
        "carried": carried(need) if need else [],
        "why_not_request": why_not_request(case) if case else [],
    }
    return page(request, "shelters/find.html", context, status=422 if form.errors else 200)


def _need(form: FindForm, case: Case | None, night: date, known: Mapping[str, Any], *, submitted: bool) -> Need | None:
    """What was asked for; a bed tonight before anything was asked; nothing while an answer is wrong."""
    if not submitted:
        return Need(night, end_of_stay(case, night), **known)
    if not form.is_valid():
        return None
    return form.need(until=end_of_stay(case, form.cleaned_data["from_on"]))


def _hold(request: SignedInRequest, case: Case, need: Need, now: datetime) -> Hold:
    """Hold what is needed in the house whose button was pressed. Raises Refused or ValidationError."""
    shelter = Shelter.objects.open().filter(code=request.POST[HOUSE][:12]).first()
    places = take(shelter, need, at=now) if shelter else None
    if places is None:
        raise Refused(_("There are no longer enough free places in this house. Choose another one."))
    place, beside = places
    nights = {"from_on": need.from_on, "to_on": need.to_on}
    return holds.hold(case, place=place, beside=beside, **nights, by=request.user, at=now)
