"""A place that is held: until when, asking for it, holding it once more, giving it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.fetch import one_or_404
from cases.permissions import CasePerm
from shelters.actions import holds
from shelters.finding_forms import ExtendHoldForm
from shelters.holding import why_not_ask, why_not_extend, why_not_give_back
from shelters.models import Hold
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_safe
def hold_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """A place that is held: where, for which nights, until when; and what can be done with it."""
    held, now, by = _hold_or_404(request, code, number), timezone.now(), request.user
    context = {
        "held": held,
        "beside": held.children.select_related("place"),
        "is_live": held.is_live(at=now),
        "minutes": max(0, int((held.expires_at - now).total_seconds() // 60)),
        "why_not_ask": why_not_ask(held, by=by, at=now),
        "why_not_extend": why_not_extend(held, by=by, at=now),
        "why_not_give_back": why_not_give_back(held, by=by, at=now),
    }
    return page(request, "shelters/hold.html", context)


@require_http_methods(["GET", "POST"])
@step_up_to_send
@once
def ask(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Ask the house for the place that is held."""
    held = _hold_or_404(request, code, number)
    if not bound(request, Form)[1]:
        return redirect("shelters:hold", code, number)
    try:
        stay = holds.ask(held, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        return _refused(request, held, refusal)
    messages.success(request, _("%(shelter)s has been asked for a place.") % {"shelter": held.place.shelter})
    return redirect("shelters:stay", code, stay.number)


@require_http_methods(["GET", "POST"])
@once
def extend(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Hold the place once more, with a reason."""
    held, now = _hold_or_404(request, code, number), timezone.now()
    form, submitted = bound(request, ExtendHoldForm)
    if submitted and form.is_valid():
        try:
            holds.extend(held, **form.cleaned_data, by=request.user, at=now)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The place is held longer."))
            return redirect("shelters:hold", code, number)
    context = {"held": held, "form": form, "why_not_extend": why_not_extend(held, by=request.user, at=now)}
    return page(request, "shelters/hold_extend.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@once
def give_back(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Let the place go before its time has run out."""
    held = _hold_or_404(request, code, number)
    if not bound(request, Form)[1]:
        return redirect("shelters:hold", code, number)
    try:
        holds.give_back(held, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        return _refused(request, held, refusal)
    messages.success(request, _("The place is given back."))
    return redirect("shelters:find-for", code)


def _refused(request: SignedInRequest, held: Hold, refusal: ValidationError) -> HttpResponse:
    """Back to the hold, which says how it stands now."""
    messages.warning(request, " ".join(refusal.messages))
    return redirect("shelters:hold", held.case.code, held.number)


def _hold_or_404(request: SignedInRequest, code: str, number: int) -> Hold:
    """The hold for a case of one's own organisation; the house sees that its place is held on its board."""
    permitted = Hold.objects.permitting(request.user, CasePerm.CHANGE_STAY).leading()
    permitted = permitted.filter(case__organisation=request.user.organisation_id)
    held = one_or_404(
        request, permitted.select_related("case", "place__shelter", "held_by"), case__code=code, number=number
    )
    log.seen(request.user, "shelters.hold.opened", case=code, area=Hold.AREA, number=number)
    return held
