"""The log of the house, written in twenty seconds from a phone: a note, an incident; a photo where it helps."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models.case import access
from cases.permissions import CasePerm
from shelters.actions import log
from shelters.board import Guest
from shelters.models import Stay
from shelters.rules import night_of, why_not_leave
from shelters.shift_forms import IncidentForm, LogForm
from shelters.views.fetch import home_of, stay_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@once
def log_entry(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Write a short note into the log of the house."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    now = timezone.now()
    form, submitted = bound(request, LogForm, now=now)
    if submitted and form.is_valid():
        try:
            log.write(stay, **form.cleaned_data, at=now, by=request.user)
        except ValidationError as refusal:
            form.add_error("happened_at", refusal.messages)
        else:
            messages.success(request, _("The note on %(code)s is saved.") % {"code": code})
            return redirect(home_of(request, stay))
    context = _context(request, stay, form) | {
        "tells_contact": CasePerm.CHANGE_SUPPORT in access(request.user, stay.case)
    }
    return page(request, "shelters/log_entry.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def incident(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Write an incident: what, how serious, who was told."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    now = timezone.now()
    form, submitted = bound(request, IncidentForm, now=now)
    if submitted and form.is_valid():
        try:
            log.incident(stay, **form.cleaned_data, at=now, by=request.user)
        except ValidationError as refusal:
            form.add_error("happened_at", refusal.messages)
        else:
            messages.success(request, _("The incident with %(code)s is recorded. In danger call 112.") % {"code": code})
            return redirect(home_of(request, stay))
    return page(request, "shelters/incident.html", _context(request, stay, form), status=422 if form.errors else 200)


def _context(request: SignedInRequest, stay: Stay, form: LogForm | IncidentForm) -> dict[str, Any]:
    guest = Guest(stay, night_of(timezone.now()))
    return {"stay": stay, "guest": guest, "form": form, "why_not_log": why_not_leave(stay)}
