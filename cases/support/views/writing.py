"""Writing a version: begun, completed, signed or ended; and its parts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.forms.past import PastForm
from cases.permissions import CasePerm
from cases.support import rules
from cases.support.actions import parts, plans
from cases.support.forms import NewMeasureForm, PlanForm, StepForm
from cases.support.models import SupportPlan
from cases.support.steps import KIND_BY_NAME, PART_ACT_BY_NAME, PLAN_ACTS_BY_NAME
from cases.support.views.fetch import part_or_404, plan_or_404
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page

CHANGE = CasePerm.CHANGE_SUPPORT


@require_http_methods(["GET", "POST"])
def plan_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Begin a version of the plan."""
    case = case_or_404(request, code, CHANGE)
    form, submitted = bound(request, Form)
    if submitted and form.is_valid():
        try:
            made = plans.draft(case, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("A draft is begun. Write it with the person."))
            return redirect(made)
    renews = case.support_plans.active().exists()
    context = {"case": case, "form": form, "reasons": rules.why_not_draft(case), "renews": renews}
    return page(request, "support/plan_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def plan_edit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The institutions and the time frame of a draft."""
    plan = plan_or_404(request, code, number, CHANGE)
    _seen(request, plan)
    initial = {name: getattr(plan, name) for name in PlanForm.base_fields}
    form, submitted = bound(request, PlanForm, initial=initial)
    if submitted and form.is_valid():
        try:
            plans.write(plan, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(plan)
    context = {
        "case": plan.case,
        "back": plan.get_absolute_url(),
        "title": _("Institutions and time frame"),
        "form": form,
        "reasons": rules.why_not_write(plan),
    }
    return page(request, "support/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def plan_act(request: SignedInRequest, code: str, number: int, name: str) -> HttpResponse:
    """Sign, approve, close or set aside a version."""
    act = PLAN_ACTS_BY_NAME[name]
    plan = plan_or_404(request, code, number, CHANGE)
    _seen(request, plan)
    form, submitted = bound(request, act.form, **_told(act.form))
    if submitted and form.is_valid():
        try:
            act.act(plan, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(act.done))
            return redirect(plan)
    context = {
        "case": plan.case,
        "back": plan.get_absolute_url(),
        "title": act.title,
        "button": act.button,
        "effects": act.effects,
        "form": form,
        "reasons": act.why_not(plan, by=request.user),
    }
    return page(request, "support/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def part_new(request: SignedInRequest, code: str, number: int, kind: str) -> HttpResponse:
    """Write a goal, a step or a measure into a draft."""
    shown = KIND_BY_NAME[kind]
    plan = plan_or_404(request, code, number, CHANGE)
    _seen(request, plan)
    asked = shown.begun or shown.form
    form, submitted = bound(request, asked, **_told(asked), **_goals(asked, plan))
    if submitted and form.is_valid():
        try:
            shown.add(plan, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is in the draft."))
            return redirect(plan)
    context = {
        "case": plan.case,
        "back": plan.get_absolute_url(),
        "title": shown.new,
        "form": form,
        "reasons": rules.why_not_write(plan),
    }
    return page(request, "support/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def part_edit(request: SignedInRequest, code: str, number: int, part: int, kind: str) -> HttpResponse:
    """Correct a part of a draft."""
    shown = KIND_BY_NAME[kind]
    found = part_or_404(request, shown.model, code, number, part)
    _seen(request, found.plan)
    initial = {name: getattr(found, name) for name in shown.form.base_fields}
    if initial.get("goal") is not None:
        initial["goal"] = str(initial["goal"].number)
    form, submitted = bound(request, shown.form, initial=initial, **_goals(shown.form, found.plan))
    if submitted and form.is_valid():
        try:
            parts.change(found, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(found.plan)
    note = _("A measure that is changed is talked over anew: ask the person again.") if kind == "measure" else ""
    context = {
        "case": found.case,
        "back": found.plan.get_absolute_url(),
        "title": shown.edit,
        "note": note,
        "form": form,
        "reasons": rules.why_not_write_part(found),
    }
    return page(request, "support/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def part_act(request: SignedInRequest, code: str, number: int, part: int, name: str) -> HttpResponse:
    """One act on a part: struck out, reached, done, answered, taken back."""
    act = PART_ACT_BY_NAME[name]
    found = part_or_404(request, KIND_BY_NAME[act.kind].model, code, number, part)
    _seen(request, found.plan)
    form, submitted = bound(request, act.form, **_told(act.form))
    if submitted and form.is_valid():
        try:
            act.act(found, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(act.done))
            return redirect(found.plan)
    context = {
        "case": found.case,
        "back": found.plan.get_absolute_url(),
        "title": act.title,
        "button": act.button,
        "about": found.what,
        "note": act.note,
        "form": form,
        "reasons": act.why_not(found),
    }
    return page(request, "support/act.html", context, status=422 if form.errors else 200)


def _seen(request: SignedInRequest, plan: SupportPlan) -> None:
    log.seen(request.user, "support.plan.opened", case=plan.case.code, area="support", number=plan.number)


def _told(form: type[Form]) -> dict[str, Any]:
    return {"now": timezone.now()} if issubclass(form, PastForm | NewMeasureForm) else {}


def _goals(form: type[Form], plan: SupportPlan) -> dict[str, Any]:
    return {"goals": plan.goals.standing()} if form is StepForm else {}
