"""The night census: count the guests of a house with a tap for each, and explain what differs."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelters import shifts as pictures
from shelters.actions import shifts
from shelters.house_rules import why_not_count
from shelters.models import NightCensus, Stay
from shelters.rules import night_of
from shelters.shift_forms import CensusForm, ExplanationForm
from shelters.states import DIFFERENT
from shelters.views.fetch import house_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@once
def census(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """Count who is in the house tonight."""
    shelter = house_or_404(request, shelter_code)
    now = timezone.now()
    night, guests = night_of(now), pictures.guests(request.user, shelter)
    codes = sorted(stay.case.code for stay, _name in guests)
    log.seen(request.user, "shelters.census.begun", area=Stay.AREA, shelter=shelter.code, codes=codes)
    form, submitted = bound(request, CensusForm, guests=guests)
    if submitted and form.is_valid():
        counted = {"expected": [stay for stay, _name in guests], "others": form.cleaned_data["others"]}
        try:
            shifts.count(shelter, form.found(), **counted, night=night, at=now, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The guests of %(house)s are counted.") % {"house": shelter.code})
            return redirect("shelters:census-night", shelter.code, night.isoformat())
    reasons = why_not_count(shelter, request.user, night=night)
    context = {"shelter": shelter, "night": night, "guests": guests, "form": form, "reasons": reasons}
    return page(request, "shelters/census.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def census_night(request: SignedInRequest, shelter_code: str, night: str) -> HttpResponse:
    """What one count found; what differs is explained here."""
    shelter = house_or_404(request, shelter_code)
    counted = NightCensus.objects.of(request.user).select_related("counted_by", "explained_by")
    found = get_object_or_404(counted, shelter=shelter, night=_day_or_404(night))
    entries = pictures.entries_of(request.user, found)
    codes = sorted(entry.case.code for entry in entries)
    log.seen(request.user, "shelters.census.opened", area=Stay.AREA, shelter=shelter.code, night=night, codes=codes)
    open_entries = [entry for entry in entries if entry.mark in DIFFERENT and entry.explained_at is None]
    others = found.others if found.is_unexplained else 0
    form, submitted = bound(request, ExplanationForm, entries=open_entries, others=others)
    if submitted and form.is_valid():
        said = form.cleaned_data.get("others", "")
        try:
            shifts.explain_night(found, form.explanations(), others=said, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The explanation is saved."))
            return redirect("shelters:census-night", shelter.code, night)
    context = {"shelter": shelter, "census": found, "entries": entries, "form": form}
    return page(request, "shelters/census_night.html", context, status=422 if form.errors else 200)


def _day_or_404(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
