"""What the shelter's people do with one hand: answer, check in, check out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelters.actions import stays, terms
from shelters.board import Guest
from shelters.forms import AnswerForm, ArrivalForm, DepartureForm
from shelters.models import Stay
from shelters.rules import night_of, places_for, safety, why_not_answer, why_not_arrive, why_not_leave
from shelters.views.fetch import home_of, stay_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@once
def answer(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Keep a place for somebody, let the request wait for one, or decline with a reason."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    places = places_for(stay, at=timezone.now())
    guests = Stay.objects.to_host(request.user).here(stay.shelter) if not places else []
    form, submitted = bound(request, AnswerForm, places=places, guests=guests)
    if submitted and form.is_valid():
        try:
            said = _answer(stay, form, request)
        except ValidationError as refusal:
            form.add_error("answer", refusal.messages)
        else:
            messages.success(request, said)
            return redirect(home_of(request, stay))
    unsafe = safety(stay.case, [stay.shelter])[stay.shelter_id]
    context = {"stay": stay, "form": form, "why_not_answer": why_not_answer(stay), "unsafe": unsafe}
    return page(request, "shelters/answer.html", context, status=422 if form.errors else 200)


def _answer(stay: Stay, form: AnswerForm, request: SignedInRequest) -> str:
    """Do what the form says; gives the sentence for the person who did it. Raises ValidationError."""
    today = timezone.localdate()
    if form.waits_behind:
        terms.wait_for(stay, guest=form.waits_behind, by=request.user, on=today)
        return _("The request for %(code)s waits for the place.") % {"code": stay.case.code}
    if form.place is None:
        stays.decline(stay, **form.declined(), by=request.user, on=today)
        return _("The request for %(code)s is declined.") % {"code": stay.case.code}
    stays.reserve(stay, place=form.place, by=request.user, on=today)
    return _("Place %(place)s is reserved for %(code)s.") % {"place": form.place.label, "code": stay.case.code}


@require_http_methods(["GET", "POST"])
@once
def arrive(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Check in somebody for whom a place is reserved."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    night = night_of(timezone.now())
    form, submitted = bound(request, ArrivalForm, night=night)
    if submitted and form.is_valid():
        try:
            stays.arrive(stay, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error("on", refusal.messages)
        else:
            messages.success(request, _("%(code)s is checked in.") % {"code": code})
            return redirect(home_of(request, stay))
    context = {"stay": stay, "form": form, "why_not_arrive": why_not_arrive(stay, on=night)}
    return page(request, "shelters/arrive.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def leave(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Check out somebody who leaves, or has left."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    today = timezone.localdate()
    form, submitted = bound(request, DepartureForm, from_on=stay.from_on, today=today)
    if submitted and form.is_valid():
        try:
            stays.leave(stay, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error("to_on", refusal.messages)
        else:
            messages.success(request, _("%(code)s is checked out.") % {"code": code})
            return redirect(home_of(request, stay))
    guest = Guest(stay, night_of(timezone.now()))
    context = {"stay": stay, "guest": guest, "form": form, "why_not_leave": why_not_leave(stay)}
    return page(request, "shelters/leave.html", context, status=422 if form.errors else 200)
