"""Contact in spite of measures: logged from a phone in seconds, read, opened to an authority."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import breaches
from cases.fetch import one_or_404
from cases.forms.nocontact import BreachForm, CloseAgainForm, DiscloseForm
from cases.models import BreachDisclosure, ContactBreach, NoContactMeasure
from cases.models.case import access
from cases.nocontact import DisclosureBasis
from cases.permissions import CasePerm
from cases.rules.identification import why_not_record
from cases.rules.nocontact import authorities_of, why_not_close_again, why_not_disclose
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def breach_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record a contact: three taps, the rest may wait."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    now = timezone.now()
    measures = NoContactMeasure.objects.permitting(request.user, CasePerm.VIEW_SUPPORT).filter(case=case)
    in_force = list(measures.in_force(on=timezone.localdate(now)))
    form, submitted = bound(request, BreachForm, measures=in_force, now=now)
    if submitted and form.is_valid():
        try:
            breaches.log_contact(case, **form.cleaned_data, at=now, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The contact is recorded, and the team is told. In danger call 112."))
            return redirect("cases:no-contact", code)
    context = {"case": case, "form": form, "reasons": why_not_record(case)}
    return page(request, "cases/breach_new.html", context, status=422 if form.errors else 200)


@require_safe
def breach_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One contact; to those who support the person also who else reads it."""
    breach = _breach_or_404(request, code, number)
    log.seen(request.user, "cases.contact.opened", case=code, area=ContactBreach.AREA, number=number)
    supports = CasePerm.VIEW_SUPPORT in access(request.user, breach.case)
    disclosures = BreachDisclosure.objects.permitting(request.user, CasePerm.VIEW_SUPPORT).filter(breach=breach)
    read = list(disclosures.select_related("authority", "disclosed_by"))
    changes = CasePerm.CHANGE_SUPPORT in access(request.user, breach.case)
    context = {
        "case": breach.case,
        "breach": breach,
        "supports": supports,
        "rows": _rows(breach, supports=supports),
        "disclosures": read,
        "opens": changes,
        "closes": changes and any(not why_not_close_again(one) for one in read),
    }
    return page(request, "cases/breach.html", context)


@require_http_methods(["GET", "POST"])
@step_up_to_send
def breach_disclose(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Open one contact to one authority, with what that may cost the person on the page."""
    breaches_here = ContactBreach.objects.permitting(request.user, CasePerm.CHANGE_SUPPORT)
    breach = one_or_404(request, breaches_here.select_related("case"), case__code=code, number=number)
    form, submitted = bound(request, DiscloseForm, authorities=authorities_of(breach.case), today=timezone.localdate())
    if submitted and form.is_valid():
        try:
            breaches.disclose(breach, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The authority reads of this contact now, and is told of it."))
            return redirect("cases:breach", code, number)
    context = {
        "case": breach.case,
        "breach": breach,
        "form": form,
        "reasons": why_not_disclose(breach, by=request.user),
    }
    return page(request, "cases/breach_disclose.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def breach_close_again(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The person takes back that an authority reads of a contact: one click, no reason, at once."""
    breaches_here = ContactBreach.objects.permitting(request.user, CasePerm.CHANGE_SUPPORT)
    breach = one_or_404(request, breaches_here.select_related("case"), case__code=code, number=number)
    given = BreachDisclosure.objects.permitting(request.user, CasePerm.CHANGE_SUPPORT).filter(breach=breach)
    standing = given.standing().filter(basis=DisclosureBasis.CONSENT).select_related("authority", "case")
    form, submitted = bound(request, CloseAgainForm, disclosures=standing)
    if submitted and form.is_valid():
        disclosure = form.disclosures[form.cleaned_data["authority"]]
        try:
            breaches.close_again(disclosure, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The authority no longer reads it, and is told."))
            return redirect("cases:breach", code, number)
    reasons = [] if form.disclosures else [_("No authority reads it by the person's consent.")]
    context = {"case": breach.case, "breach": breach, "form": form, "reasons": reasons}
    return page(request, "cases/breach_close_again.html", context, status=422 if form.errors else 200)


def _breach_or_404(request: SignedInRequest, code: str, number: int) -> ContactBreach:
    visible = ContactBreach.objects.visible_to(request.user).select_related("case", "recorded_by")
    return one_or_404(request, visible, case__code=code, number=number)


def _rows(breach: ContactBreach, *, supports: bool) -> list[dict[str, Any]]:
    """What is recorded of a contact; the measure is named to those who support the person."""
    measure = breach.measure.get_kind_display() if supports and breach.measure else ""
    values = (
        (_("Who sought it"), breach.get_direction_display()),
        (_("How"), breach.get_channel_display()),
        (_("In spite of"), measure),
        (_("What was done"), breach.response),
    )
    return [{"label": label, "value": value} for label, value in values if value]
