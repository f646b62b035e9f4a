"""Offering a case to an organisation that can support the person, and answering such an offer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.actions import handovers
from cases.fetch import one_or_404
from cases.forms.team import AnswerForm, NothingForm, OfferForm
from cases.models import Handover
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import why_not_answer, why_not_offer, why_not_recall
from cases.states import HandoverState
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up_to_send
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

TOLD = {
    HandoverState.ACCEPTED: gettext_lazy("Your organisation holds the case, and you are on its team."),
    HandoverState.DECLINED: gettext_lazy("The organisation that asked is told. The case is no longer open to you."),
    HandoverState.RECALLED: gettext_lazy("The offer is recalled."),
}


@require_http_methods(["GET", "POST"])
@step_up_to_send
def handover(request: SignedInRequest, code: str) -> HttpResponse:
    """The offers made so far, and the form of a new one."""
    case = case_or_404(request, code, CasePerm.VIEW_CORE)
    may_offer = CasePerm.CHANGE_CORE in access(request.user, case)
    if request.method == "POST" and not may_offer:
        raise Http404
    form, submitted = bound(request, OfferForm, case=case, now=timezone.now())
    if submitted and form.is_valid():
        try:
            offer = handovers.offer(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The case is offered to %(name)s.") % {"name": offer.to_organisation})
            return redirect("cases:handover-answer", case.code, offer.number)
    context = {
        "case": case,
        "form": form,
        "offers": case.handovers.select_related("from_organisation", "to_organisation").order_by("-number"),
        "may_offer": may_offer,
        "reasons": why_not_offer(case, request.user) if may_offer else [],
    }
    return page(request, "cases/handover.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@step_up_to_send
def handover_answer(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One offer: the organisation that was asked answers it, the one that asked may recall it."""
    permitted = Handover.objects.permitting(request.user, CasePerm.VIEW_CORE)
    related = permitted.select_related("case__organisation", "from_organisation", "to_organisation", "answered_by")
    offer = one_or_404(request, related, case__code=code, number=number)
    ours = offer.from_organisation_id == request.user.organisation_id
    if ours and CasePerm.CHANGE_CORE not in access(request.user, offer.case) and request.method == "POST":
        raise Http404
    form, submitted = bound(request, NothingForm if ours else AnswerForm)
    if submitted and form.is_valid():
        try:
            answered = _act(offer, form.cleaned_data, request)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, TOLD[HandoverState(answered.state)])
            declined = answered.state == HandoverState.DECLINED
            return redirect("cases:work") if declined else redirect(offer.case)
    reasons = (why_not_recall if ours else why_not_answer)(offer, request.user)
    context = {"case": offer.case, "offer": offer, "form": form, "ours": ours, "reasons": reasons}
    return page(request, "cases/handover_answer.html", context, status=422 if form.errors else 200)


def _act(offer: Handover, answers: dict[str, Any], request: SignedInRequest) -> Handover:
    day = timezone.localdate()
    match answers:
        case {"answer": "accept"}:
            return handovers.accept(offer, by=request.user, on=day)
        case {"answer": "decline", "reason": reason}:
            return handovers.decline(offer, reason=reason, by=request.user, on=day)
    return handovers.recall(offer, by=request.user, on=day)
