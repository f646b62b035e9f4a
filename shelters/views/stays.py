"""The stays of a case: the panel, asking for a place, one stay with its log, calling it off."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.fetch import one_or_404
from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import placement_warning, stay_term_warning
from shelters.actions import stays
from shelters.board import Guest
from shelters.deadline_sources import term_of
from shelters.forms import Offer, RequestForm
from shelters.models import Hold, Shelter, Stay, StayExtension, StayLogEntry, StayQuerySet
from shelters.rules import night_of, safety, why_not_cancel, why_not_request
from shelters.states import ExtensionState
from shelters.staying import story_of
from shelters.views.fetch import home_of, stay_or_404
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """The stays of a case that this person may see; a part of the case page, or a page."""
    case = get_object_or_404(Case.objects.permitting(request.user, CasePerm.VIEW_STAY), code=code)
    log.seen(request.user, "shelters.stays.opened", case=code, area=Stay.AREA)
    holds = case.organisation_id == request.user.organisation_id
    context = {
        "case": case,
        "stays": Stay.objects.visible_to(request.user).filter(case=case).select_related("shelter", "place"),
        "held": Hold.objects.permitting(request.user, CasePerm.CHANGE_STAY).of_holder(
            request.user, case, at=timezone.now()
        ),
        "asks": holds and CasePerm.CHANGE_STAY in access(request.user, case),
        "why_not_request": why_not_request(case),
        "today": timezone.localdate(),
    }
    return page(request, "shelters/case_panel.html", context, partial="panel")


@require_http_methods(["GET", "POST"])
@step_up_to_send
@once
def stay_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask a shelter for a place; only the organisation that holds the case does."""
    permitted = Case.objects.permitting(request.user, CasePerm.CHANGE_STAY)
    case = one_or_404(request, permitted, code=code, organisation=request.user.organisation_id)
    night = night_of(timezone.now())
    form, submitted = bound(request, RequestForm, offers=_offers(case, night, at=timezone.now()), night=night)
    if submitted and form.is_valid():
        try:
            stay = stays.request(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error("shelter", refusal.messages)
        else:
            messages.success(request, _("%(shelter)s has been asked for a place.") % {"shelter": stay.shelter})
            return redirect("shelters:stay", code, stay.number)
    context = {"case": case, "form": form, "why_not_request": why_not_request(case)}
    return page(request, "shelters/stay_new.html", context, status=422 if form.errors else 200)


def _offers(case: Case, night: date, *, at: datetime) -> list[Offer]:
    """Every open shelter, as another organisation may know it: code name, district, kind, phone, free places."""
    shelters = list(Shelter.objects.open().counting_free_places(on=night, at=at))
    unsafe = safety(case, shelters)
    return [
        Offer(
            shelter,
            shelter.free_places,
            [
                *unsafe[shelter.pk],
                *(reason for warn in placement_warning for reason in warn(case, shelter, on=night)),
            ],
        )
        for shelter in shelters
    ]


@require_safe
def stay_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One stay; its log is for the house and for the organisation that holds the case."""
    stay = stay_or_404(request, Stay.objects.visible_to(request.user), code, number)
    own = request.user.organisation_id
    entries = StayLogEntry.objects.permitting(request.user, CasePerm.VIEW_STAY).filter(stay=stay)
    changes = CasePerm.CHANGE_STAY in access(request.user, stay.case)
    sees_log = own in (stay.shelter.organisation_id, stay.case.organisation_id)
    story = story_of(stay, request.user)
    context = {
        "stay": stay,
        "guest": Guest(stay, night_of(timezone.now())),
        "term": term_of(stay),
        "of_its_length": _of_its_length(stay, story["extensions"] if sees_log else []),
        "hosts": changes and stay.shelter.organisation_id == own,
        "cancels": changes and not why_not_cancel(stay, by=request.user),
        "sees_measures": CasePerm.VIEW_SUPPORT in access(request.user, stay.case),
        "sees_log": sees_log,
        "entries": entries.select_related("recorded_by", "photo"),
        "plans": changes and sees_log,
        **story,
    }
    return page(request, "shelters/stay_detail.html", context)


def _of_its_length(stay: Stay, extensions: Sequence[StayExtension]) -> list[Any]:
    """What to think of in a stay as long as this one was, is planned to be, or would be by a proposal that waits for
    its answer; it refuses nothing."""
    proposed = [one.to_on for one in extensions if one.state == ExtensionState.PROPOSED]
    days = {"from_on": stay.from_on, "to_on": stay.to_on or max([stay.planned_to_on, *proposed])}
    return [reason for warn in stay_term_warning for reason in warn(stay.case, stay.shelter.kind, **days)]


@require_http_methods(["GET", "POST"])
@once
def cancel(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Call off a request or a reservation, after its effect was shown."""
    stay = stay_or_404(request, _may_cancel(request), code, number)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            stays.cancel(stay, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The request for %(code)s is called off.") % {"code": code})
            return redirect(home_of(request, stay))
    context = {"stay": stay, "form": form, "why_not_cancel": why_not_cancel(stay, by=request.user)}
    return page(request, "shelters/cancel.html", context, status=422 if form.errors else 200)


def _may_cancel(request: SignedInRequest) -> StayQuerySet:
    own = request.user.organisation_id
    permitted = Stay.objects.permitting(request.user, CasePerm.CHANGE_STAY)
    return permitted.filter(Q(shelter__organisation=own) | Q(case__organisation=own))
