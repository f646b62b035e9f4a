"""Somebody asks about the person: the checklist before anything is told, and what was written down (E-39)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import enquiries
from cases.enquiries import Answer
from cases.fetch import one_or_404
from cases.forms.enquiries import EnquiryForm
from cases.models import Enquiry
from cases.permissions import CasePerm
from cases.rules.enquiries import CHECKLIST
from cases.rules.identification import why_not_record
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.templatetags.tvcase import day_or_instant
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def enquiry_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record a question about the person, and learn whether anything may be told."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    now = timezone.now()
    form, submitted = bound(request, EnquiryForm, now=now, by=request.user)
    if submitted and form.is_valid():
        try:
            made = enquiries.note(case, **form.cleaned_data, at=now, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            if made.answer == Answer.TELL:
                messages.success(request, _("It is recorded. Tell what is written there, and no more."))
            else:
                messages.success(request, _("It is recorded. Tell nothing, not even whether we know the person."))
            return redirect(made)
    context = {"case": case, "form": form, "reasons": why_not_record(case), "checklist": CHECKLIST}
    return page(request, "cases/enquiry_new.html", context, status=422 if form.errors else 200)


@require_safe
def enquiry_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One question about the person, how it was checked and what may be told."""
    visible = Enquiry.objects.permitting(request.user, CasePerm.VIEW_SUPPORT).select_related("case", "recorded_by")
    enquiry = one_or_404(request, visible, case__code=code, number=number)
    log.seen(request.user, "cases.enquiry.opened", case=code, area=Enquiry.AREA, number=number)
    context = {"case": enquiry.case, "enquiry": enquiry, "rows": _rows(enquiry)}
    return page(request, "cases/enquiry.html", context)


def _rows(enquiry: Enquiry) -> list[dict[str, Any]]:
    values = (
        (_("Who they say they are"), enquiry.get_asker_display()),
        (_("Name and body that they gave"), enquiry.asker_name),
        (_("What they want to know"), enquiry.wanted),
        (_("Calling back"), enquiry.get_call_back_display()),
        (_("Where the number was found"), enquiry.get_number_from_display()),
        (_("Called back at"), enquiry.called_back_at),
        (_("The answer"), enquiry.get_answer_display()),
        (_("Why it may be told"), enquiry.get_basis_display()),
        (_("The person agreed on"), enquiry.agreed_on),
        (_("What may be told"), enquiry.told),
    )
    return [
        {"label": label, "value": day_or_instant(value) if isinstance(value, date) else value}
        for label, value in values
        if value
    ]
