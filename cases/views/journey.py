"""The papers of a return plan, and the contacts after the return."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import journey
from cases.fetch import one_or_404
from cases.forms.journey import ContactForm, PaperForm, PaperStepForm
from cases.models import FollowUpContact, TravelPaper
from cases.permissions import CasePerm
from cases.rules.returns import issuers, why_not_change_paper, why_not_hold
from cases.views.returns import plan_or_404, reasons_for
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

RELATED = ("plan", "case__person", "case__organisation")


@require_http_methods(["GET", "POST"])
def return_paper_new(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """A paper that the person has for the journey, or needs."""
    plan = plan_or_404(request, code, number, CasePerm.CHANGE_RETURN)
    form, submitted = bound(request, PaperForm, issuers=issuers(plan))
    if submitted and form.is_valid():
        try:
            journey.add_paper(plan, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The paper is written down."))
            return redirect("cases:return-plan", code, number)
    context = {"case": plan.case, "plan": plan, "form": form, "reasons": reasons_for(plan, "paper")}
    return page(request, "cases/return_paper_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def return_paper(request: SignedInRequest, code: str, number: int, paper: int) -> HttpResponse:
    """What became of a paper."""
    permitted = TravelPaper.objects.permitting(request.user, CasePerm.CHANGE_RETURN).select_related(*RELATED)
    found = one_or_404(request, permitted, case__code=code, plan__number=number, number=paper)
    found.plan.case = found.case
    form, submitted = bound(request, PaperStepForm, now=timezone.now(), paper=found)
    if submitted and form.is_valid():
        try:
            journey.change_paper(found, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect("cases:return-plan", code, number)
    context = {"case": found.case, "plan": found.plan, "paper": found, "form": form}
    context["reasons"] = why_not_change_paper(found)
    return page(request, "cases/return_paper.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def return_contact(request: SignedInRequest, code: str, number: int, contact: int) -> HttpResponse:
    """A planned contact after the return, and what came of it."""
    permitted = FollowUpContact.objects.permitting(request.user, CasePerm.CHANGE_RETURN).select_related(*RELATED)
    found = one_or_404(request, permitted, case__code=code, plan__number=number, number=contact)
    found.plan.case = found.case
    form, submitted = bound(request, ContactForm, now=timezone.now(), contact=found)
    if submitted and form.is_valid():
        try:
            journey.hold(found, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect("cases:return-plan", code, number)
    context = {"case": found.case, "plan": found.plan, "contact": found, "form": form, "reasons": why_not_hold(found)}
    return page(request, "cases/return_contact.html", context, status=422 if form.errors else 200)
