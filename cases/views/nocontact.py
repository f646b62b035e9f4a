"""Measures against contact: a new one, the steps of one, and its end in one click."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.actions import nocontact
from cases.fetch import one_or_404
from cases.forms.nocontact import DECLINES, AnswerForm, MeasureForm, RenewForm, ReviewForm
from cases.models import NoContactMeasure
from cases.nocontact import ALWAYS_OPEN
from cases.permissions import CasePerm
from cases.rules import Reasons
from cases.rules.nocontact import (
    FREE,
    longest,
    measure_kinds,
    why_not_answer_measure,
    why_not_look_again,
    why_not_propose_measure,
    why_not_renew,
    why_not_take_back,
)
from cases.views.fetch import case_or_404
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and does."""

    title: str | Promise
    form: type[Form]
    act: Callable[..., NoContactMeasure]
    why_not: Callable[[NoContactMeasure], Reasons]
    done: str | Promise


def _answer(measure: NoContactMeasure, *, answer: str, on: date, by: Any, **facts: Any) -> NoContactMeasure:
    if answer == DECLINES:
        return nocontact.decline(measure, on=on, by=by)
    return nocontact.agree(measure, **facts, on=on, by=by)


STEPS = {
    "decide": StepPage(
        gettext_lazy("The person's answer"),
        AnswerForm,
        _answer,
        why_not_answer_measure,
        gettext_lazy("The person's answer is recorded."),
    ),
    "renew": StepPage(
        gettext_lazy("Agree anew"),
        RenewForm,
        nocontact.renew,
        why_not_renew,
        gettext_lazy("The new agreement is recorded."),
    ),
    "review": StepPage(
        gettext_lazy("Looked at again"),
        ReviewForm,
        nocontact.look_again,
        why_not_look_again,
        gettext_lazy("The review is recorded."),
    ),
}


@require_http_methods(["GET", "POST"])
def no_contact_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down a measure that could help."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    form, submitted = bound(request, MeasureForm, kinds=measure_kinds(case))
    if submitted and form.is_valid():
        try:
            made = nocontact.propose(case, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The measure is proposed. Nothing changes until it is agreed or ordered."))
            return redirect(made)
    context = {"case": case, "form": form, "reasons": why_not_propose_measure(case), "always_open": ALWAYS_OPEN}
    return page(request, "cases/no_contact_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def no_contact_step(request: SignedInRequest, code: str, number: int, step: str) -> HttpResponse:
    """One step of a measure: the person's answer, a new agreement, a review."""
    if step not in STEPS:
        raise Http404
    measure, shown = measure_or_404(request, code, number, CasePerm.CHANGE_SUPPORT), STEPS[step]
    today = timezone.localdate()
    form, submitted = bound(request, shown.form)
    if submitted and form.is_valid():
        try:
            shown.act(measure, **form.cleaned_data, on=today, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(shown.done))
            return redirect(measure)
    context = {
        "case": measure.case,
        "measure": measure,
        "title": shown.title,
        "form": form,
        "reasons": shown.why_not(measure),
        "agreement": step != "review",
        "free": FREE,
        "longest": longest(today) if measure.kind == "VOLUNTARY_DEVICE_LIMIT" else None,
    }
    return page(request, "cases/no_contact_step.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def no_contact_take_back(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The person ends a voluntary measure: one click, no reason, at once."""
    measure = measure_or_404(request, code, number, CasePerm.CHANGE_SUPPORT)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            nocontact.take_back(measure, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The measure has ended. Give back what was kept, and tell the team on duty."))
            return redirect(measure)
    context = {"case": measure.case, "measure": measure, "form": form, "reasons": why_not_take_back(measure)}
    return page(request, "cases/no_contact_take_back.html", context, status=422 if form.errors else 200)


def measure_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> NoContactMeasure:
    """A measure of a case on which the signed-in person holds the permission; else 404."""
    measures = NoContactMeasure.objects.permitting(request.user, perm).select_related("case__organisation")
    return one_or_404(request, measures, case__code=code, number=number)
