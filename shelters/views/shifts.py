"""Shifts of a house: what is open, handing over, reading what was handed over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.fetch import one_or_404
from cases.permissions import CasePerm
from shelters import shifts as pictures
from shelters.actions import log as house_log
from shelters.actions import shifts
from shelters.house_rules import why_not_close, why_not_read, why_not_work_in
from shelters.models import Shelter, ShiftHandover, Stay, StayPoint
from shelters.shift_forms import HandoverForm, PointForm
from shelters.views.fetch import house_or_404, stay_or_404
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_safe
def house_list(request: SignedInRequest) -> HttpResponse:
    """The houses of the own organisation now: who is on duty, what nobody has read, whether the night was counted."""
    if not request.user.has_role(*SHELTER_ROLES, Role.COORDINATOR):
        raise Http404
    houses = pictures.houses_now(request.user, at=timezone.now())
    log.seen(request.user, "shelters.shifts.opened")
    context = {"houses": houses, "works_here": request.user.has_role(*SHELTER_ROLES)}
    return page(request, "shelters/shifts.html", context)


@require_safe
def shift(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """One house for those who work in it: what is open, what happened lately, the counts."""
    shelter = house_or_404(request, shelter_code)
    shown = pictures.shift(request.user, shelter, at=timezone.now())
    log.seen(request.user, "shelters.shift.opened", area=Stay.AREA, shelter=shelter.code, codes=shown.codes)
    return page(request, "shelters/shift.html", {"shift": shown, "user_id": request.user.pk})


@require_http_methods(["GET", "POST"])
@once
def hand_over(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """Hand the house over to the next shift; what is open goes along."""
    shelter = house_or_404(request, shelter_code)
    points = pictures.open_points(request.user, shelter)
    codes = sorted({point.case.code for point in points})
    log.seen(request.user, "shelters.handover.begun", area=Stay.AREA, shelter=shelter.code, codes=codes)
    form, submitted = bound(request, HandoverForm)
    if submitted and form.is_valid():
        try:
            shifts.hand_over(shelter, **form.cleaned_data, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error("note", refusal.messages)
        else:
            messages.success(request, _("%(house)s is handed over to the next shift.") % {"house": shelter.code})
            return redirect("shelters:shift", shelter.code)
    context = {"shelter": shelter, "form": form, "points": points, "reasons": why_not_work_in(shelter, request.user)}
    return page(request, "shelters/hand_over.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def handover(request: SignedInRequest, shelter_code: str, number: int) -> HttpResponse:
    """A handover, with the points that were open then; the next shift says that it has read it."""
    shelter = house_or_404(request, shelter_code)
    written = ShiftHandover.objects.of(request.user).select_related("written_by", "read_by")
    found = get_object_or_404(written, shelter=shelter, number=number)
    points = pictures.open_points(request.user, shelter, at=found.written_at)
    codes = sorted({point.case.code for point in points})
    log.seen(request.user, "shelters.handover.opened", area=Stay.AREA, shelter=shelter.code, number=number, codes=codes)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            shifts.read(found, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("You have read the handover of %(house)s.") % {"house": shelter.code})
            return redirect("shelters:shift", shelter.code)
    reasons = why_not_read(found, request.user)
    context = {"shelter": shelter, "handover": found, "points": points, "form": form, "reasons": reasons}
    return page(request, "shelters/handover.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def point_new(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """Leave something about a guest open for the next shift."""
    shelter = house_or_404(request, shelter_code)
    guests = {stay.case.code: (stay, name) for stay, name in pictures.guests(request.user, shelter)}
    log.seen(request.user, "shelters.point.begun", area=Stay.AREA, shelter=shelter.code, codes=sorted(guests))
    form, submitted = bound(request, PointForm, guests={code: name for code, (_stay, name) in guests.items()})
    if submitted and form.is_valid():
        stay, _name = guests[form.cleaned_data["guest"]]
        stay = stay_or_404(request, Stay.objects.to_host(request.user), stay.case.code, stay.number)
        try:
            house_log.raise_point(stay, text=form.cleaned_data["text"], at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error("text", refusal.messages)
        else:
            messages.success(request, _("The point about %(code)s is open.") % {"code": stay.case.code})
            return redirect("shelters:shift", shelter.code)
    context = {"shelter": shelter, "form": form, "guests": guests}
    return page(request, "shelters/point_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def point(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """An open point; whoever has done it closes it."""
    permitted = StayPoint.objects.permitting(request.user, CasePerm.CHANGE_STAY).filter(
        stay__shelter__in=Shelter.objects.run_by(request.user)
    )
    related = ("case", "stay__case", "stay__shelter", "raised_by", "done_by")
    found = one_or_404(request, permitted.select_related(*related), case__code=code, number=number)
    log.seen(request.user, "shelters.point.opened", case=code, area=StayPoint.AREA, number=number)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            house_log.close_point(found, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The point about %(code)s is closed.") % {"code": code})
            return redirect("shelters:shift", found.stay.shelter.code)
    context = {"point": found, "form": form, "reasons": why_not_close(found)}
    return page(request, "shelters/point.html", context, status=422 if form.errors else 200)
