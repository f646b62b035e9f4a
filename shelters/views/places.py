"""The rooms and places of a house, for its staff: what is out of service, and that the picture is right."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelters.actions import shelters
from shelters.finding_forms import OutageForm
from shelters.rules import night_of
from shelters.views.fetch import house_or_404
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@once
def places(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """The rooms and places of a house; put one out of service."""
    shelter, today = house_or_404(request, shelter_code, closed_too=False), timezone.localdate()
    in_use = shelter.places.filter(closed_on=None).select_related("room")
    form, submitted = bound(request, OutageForm, places=in_use, today=night_of(timezone.now()))
    if submitted and form.is_valid():
        try:
            outage = shelters.put_out_of_service(**form.cleaned_data, by=request.user, on=today)
        except ValidationError as refusal:
            form.add_error("place", refusal.messages)
        else:
            messages.success(request, _("Place %(place)s is out of service.") % {"place": outage.place.label})
            return redirect("shelters:places", shelter_code)
    context = {
        "shelter": shelter,
        "places": in_use,
        "outages": shelters.outages_from(shelter, on=today),
        "closed_days": shelter.closed_days.filter(last_on__gte=today),
        "form": form,
    }
    return page(request, "shelters/places.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def put_back(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """Put the place that the button names back in service today; one that is not out of service yet, not at all."""
    shelter, today = house_or_404(request, shelter_code, closed_too=False), timezone.localdate()
    if not bound(request, Form)[1]:
        return redirect("shelters:places", shelter_code)
    label = request.POST.get("place", "")[:20]
    outage = shelters.outages_from(shelter, on=today).filter(place__label=label).first()
    if outage is None:
        raise Http404
    try:
        shelters.put_back(outage, to_on=max(today, outage.from_on), by=request.user, on=today)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Place %(place)s is back in service.") % {"place": label})
    return redirect("shelters:places", shelter_code)


@require_http_methods(["GET", "POST"])
def confirm(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """Say that the picture of the house is right, so that others can trust it."""
    shelter = house_or_404(request, shelter_code, closed_too=False)
    if not bound(request, Form)[1]:
        return redirect("shelters:places", shelter_code)
    shelters.confirm(shelter, by=request.user, at=timezone.now())
    messages.success(request, _("Others see that the picture of %(shelter)s is right.") % {"shelter": shelter})
    return redirect("shelters:board")
