"""The roster of the own organisation, and the card of those whom every partner can phone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shelters import roster as pictures
from shelters import shifts
from shelters.actions import roster
from shelters.house_rules import PLANNERS, why_not_call_off
from shelters.models import Duty, Shelter
from shelters.shift_forms import DutyForm
from tvcase.accounts.models import User
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_safe
def week(request: SignedInRequest) -> HttpResponse:
    """Who is on duty in the seven days ahead, and the hours in which nobody is."""
    now = timezone.now()
    context = {"lines": pictures.week_ahead(request.user, at=now), "plans": request.user.has_role(*PLANNERS)}
    return page(request, "shelters/roster.html", context)


@require_http_methods(["GET", "POST"])
@once
def duty_new(request: SignedInRequest) -> HttpResponse:
    """Put somebody on duty, for one shift or for the same hours on several days."""
    organisation = request.user.organisation
    if organisation is None or not request.user.has_role(*PLANNERS):
        raise Http404
    people = list(User.objects.filter(organisation=organisation, is_active=True).order_by("last_name", "first_name"))
    houses = list(Shelter.objects.run_by(request.user).open())
    form, submitted = bound(request, DutyForm, people=people, houses=houses)
    if submitted and form.is_valid():
        hours = {name: form.cleaned_data[name] for name in ("from_at", "to_at", "days")}
        where, now = form.shelter, timezone.now()
        try:
            roster.plan(organisation, user=form.person, shelter=where, **hours, by=request.user, at=now)
        except ValidationError as refusal:
            form.add_error("from_at", refusal.messages)
        else:
            messages.success(request, _("%(who)s is on the roster.") % {"who": form.person})
            return redirect("shelters:roster")
    return page(request, "shelters/duty_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def duty(request: SignedInRequest, number: int) -> HttpResponse:
    """Call a duty off, after its effect was shown."""
    if not request.user.has_role(*PLANNERS):
        raise Http404
    planned = Duty.objects.of(request.user).select_related("user", "shelter", "organisation")
    found = get_object_or_404(planned, number=number)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            roster.call_off(found, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The duty is called off. These hours are open again."))
            return redirect("shelters:roster")
    context = {"duty": found, "form": form, "reasons": why_not_call_off(found, request.user)}
    return page(request, "shelters/duty.html", context, status=422 if form.errors else 200)


@require_safe
def contacts(request: SignedInRequest) -> HttpResponse:
    """Whom partners phone day and night: hotlines, the cross-border contact centre, houses by their code names."""
    context = {
        "cards": pictures.cards(),
        "houses": Shelter.objects.open().select_related("organisation"),
        "on_duty": shifts.on_duty(request.user, at=timezone.now()),
    }
    return page(request, "shelters/contacts.html", context)
