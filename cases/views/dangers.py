"""Where the perpetrator may be, and who is better not met in one house."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import names
from cases.actions import dangers
from cases.fetch import one_or_404
from cases.forms.nocontact import ConnectionForm, PlaceForm
from cases.models import Case, CaseConnection, KnownPlace
from cases.permissions import CasePerm
from cases.rules.identification import why_not_record
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def place_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Note a town or place where the perpetrator may be."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    form, submitted = bound(request, PlaceForm)
    if submitted and form.is_valid():
        try:
            dangers.note_place(case, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The place is noted. Whoever plans a stay or a meeting there is warned."))
            return redirect("cases:no-contact", code)
    context = {"case": case, "form": form, "reasons": why_not_record(case)}
    return page(request, "cases/known_place_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def connection_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Note that the people of two cases are better not in one house."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    form, submitted = bound(request, ConnectionForm)
    if submitted and form.is_valid():
        wanted = names.case_code(form.cleaned_data["other"])
        other = Case.objects.permitting(request.user, CasePerm.VIEW_CORE).filter(code=wanted).first()
        if other is None:
            form.add_error("other", _("There is no case with this code that you may open."))
        else:
            try:
                dangers.connect(case, other, on=timezone.localdate(), by=request.user)
            except ValidationError as refusal:
                form.add_error("other", refusal.messages)
            else:
                messages.success(
                    request, _("It is noted. Whoever plans a stay in one house with that person is warned.")
                )
                return redirect("cases:no-contact", code)
    context = {"case": case, "form": form, "reasons": why_not_record(case)}
    return page(request, "cases/connection_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def place(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One place, and the button that says it is no longer a danger."""
    places = KnownPlace.objects.permitting(request.user, CasePerm.CHANGE_SUPPORT).select_related("case")
    return _danger(request, one_or_404(request, places, case__code=code, number=number), "cases/known_place.html")


@require_http_methods(["GET", "POST"])
def connection(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One connection, and the button that says it is no longer a danger."""
    connections = CaseConnection.objects.permitting(request.user, CasePerm.CHANGE_SUPPORT).select_related("case")
    return _danger(request, one_or_404(request, connections, case__code=code, number=number), "cases/connection.html")


def _danger(request: SignedInRequest, danger: Any, template: str) -> HttpResponse:
    code = danger.case.code
    log.seen(request.user, "cases.danger.opened", case=code, area=danger.AREA, number=danger.number)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        dangers.over(danger, on=timezone.localdate(), by=request.user)
        messages.success(request, _("It is noted that this is no longer a danger."))
        return redirect("cases:no-contact", code)
    return page(request, template, {"case": danger.case, "danger": danger, "form": form, "reasons": []})
