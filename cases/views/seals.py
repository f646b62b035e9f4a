"""Sealing a file to named people, and lifting the seal by two of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import sealing_file
from cases.forms.seals import LIFT, LiftForm, SealForm
from cases.forms.team import NothingForm
from cases.models import Case, CaseSeal
from cases.permissions import CasePerm
from cases.rules import may_seal, who_can_be_named, why_not_answer_lift, why_not_propose_lift, why_not_seal
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.accounts.stepup import step_up
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@step_up
def seal(request: SignedInRequest, code: str) -> HttpResponse:
    """Seal a file, or see to whom it is sealed and lift that with a second person."""
    case = case_or_404(request, code, CasePerm.VIEW_CORE)
    if case.sealed_to is not None:
        return _sealed(request, case)
    if not may_seal(case, request.user):
        raise Http404
    people = who_can_be_named(case).exclude(pk=request.user.pk)
    form, submitted = bound(request, SealForm, people=people)
    if submitted and form.is_valid():
        try:
            sealing_file.seal(case, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The file is sealed. For everybody who is not named it is not there any more."))
            return redirect("cases:seal", code)
    context = {"case": case, "form": form, "reasons": why_not_seal(case, request.user)}
    return page(request, "cases/seal.html", context, status=422 if form.errors else 200)


def _sealed(request: SignedInRequest, case: Case) -> HttpResponse:
    held = case.seals.select_related("case", "sealed_by", "lift_proposed_by").get(lifted_at=None)
    may_lift = not why_not_answer_lift(held, request.user)
    kind: type[Form] = LiftForm if held.lift_proposed_by_id else NothingForm
    form, submitted = bound(request, kind, **({"may_lift": may_lift} if held.lift_proposed_by_id else {}))
    if submitted and form.is_valid():
        try:
            done = _act(request, held, form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, done)
            return redirect(case)
    named = User.objects.filter(pk__in=held.named).select_related("organisation")
    context = {
        "case": case,
        "held": held,
        "named": named.order_by("last_name", "first_name", "pk"),
        "form": form,
        "reasons": [] if held.lift_proposed_by_id else why_not_propose_lift(held, request.user),
    }
    return page(request, "cases/sealed.html", context, status=422 if form.errors else 200)


def _act(request: SignedInRequest, held: CaseSeal, answers: dict[str, Any]) -> str:
    facts: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    match answers:
        case {"answer": answer} if answer == LIFT:
            sealing_file.lift(held, **facts)
            return _("The seal is lifted. Everybody who works on the case sees it again.")
        case {"answer": _keep}:
            sealing_file.keep(held, **facts)
            return _("The file stays sealed.")
    sealing_file.propose_lift(held, **facts)
    return _("The others who are named are asked to confirm it.")
