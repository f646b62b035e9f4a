"""Return plans: the panel of a case, a new plan, one plan, and a short page for each of its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import placement
from cases.actions import returns
from cases.fetch import one_or_404
from cases.forms.returns import (
    ArriveForm,
    DecideForm,
    DeclineForm,
    DepartForm,
    PrepareForm,
    ProposeForm,
    ReadyForm,
)
from cases.geo import language_name
from cases.models import Case, ReflectionPeriod, ReturnPlan
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import STEPS, return_kinds, situations, why_not_propose, why_not_step
from cases.states import FOREIGNER_RETURNS
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and does."""

    title: str | Promise
    button: str | Promise
    form: type[Form]
    act: Callable[..., ReturnPlan]
    done: str | Promise
    fields: tuple[str, ...] = ()


PAGES = {
    "decide": StepPage(
        _("The person's decision"), _("Record the decision"), DecideForm, returns.decide, _("Decision recorded.")
    ),
    "prepare": StepPage(
        _("Arrange the return"),
        _("Save what is arranged"),
        PrepareForm,
        returns.prepare,
        _("Arrangements saved."),
        tuple(PrepareForm.base_fields),
    ),
    "ready": StepPage(
        _("Everything is arranged"), _("The return is ready"), ReadyForm, returns.make_ready, _("The return is ready.")
    ),
    "depart": StepPage(_("Departure"), _("Record the departure"), DepartForm, returns.depart, _("Departure recorded.")),
    "arrive": StepPage(_("Arrival"), _("Record the arrival"), ArriveForm, returns.arrive, _("Arrival recorded.")),
    "decline": StepPage(
        _("The person does not want to return"),
        _("Record that the person declines"),
        DeclineForm,
        returns.decline,
        _("Recorded: the person does not want to return."),
    ),
}


@require_safe
def return_list(request: SignedInRequest, code: str) -> HttpResponse:
    """The return plans of a case."""
    case = case_or_404(request, code, CasePerm.VIEW_RETURN)
    log.seen(request.user, "cases.returns.opened", case=case.code, area="return")
    plans = list(ReturnPlan.objects.permitting(request.user, CasePerm.VIEW_RETURN).filter(case=case))
    may_change = CasePerm.CHANGE_RETURN in access(request.user, case)
    context = {
        "case": case,
        "plans": plans,
        "may_change": may_change,
        "why_not": why_not_propose(case, plans) if may_change else [],
    }
    return page(request, "cases/returns.html", context, partial="returns")


@require_http_methods(["GET", "POST"])
def return_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Open a plan in one of the situations that hold today."""
    case = case_or_404(request, code, CasePerm.CHANGE_RETURN)
    on = timezone.localdate()
    plans = ReturnPlan.objects.permitting(request.user, CasePerm.CHANGE_RETURN).filter(case=case)
    holding = [situation for situation, holds in situations(case, on=on).items() if holds]
    form, submitted = bound(request, ProposeForm, situations=holding, kinds=return_kinds(case.person))
    if submitted and form.is_valid():
        try:
            plan = returns.propose(case, **form.cleaned_data, on=on, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Return plan opened."))
            return redirect("cases:return-plan", case.code, plan.number)
    context = {"case": case, "form": form, "why_not": why_not_propose(case, plans), "period": _unused(request, case)}
    return page(request, "cases/return_new.html", context, status=422 if form.errors else 200)


@require_safe
def return_plan(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One plan: what is recorded, and the steps that come next, with what is missing."""
    plan = _plan_or_404(request, code, number, CasePerm.VIEW_RETURN)
    log.seen(request.user, "cases.return.opened", case=code, area="return", number=number)
    perms = access(request.user, plan.case)
    steps = []
    if CasePerm.CHANGE_RETURN in perms:
        steps = [
            {"name": name, "title": PAGES[name].title, "reasons": why_not_step(plan, name)}
            for name, states in STEPS.items()
            if plan.state in states
        ]
    asylum = CasePerm.VIEW_IDENTITY in perms and plan.case.person.asylum_applicant
    context = {"case": plan.case, "plan": plan, "steps": steps, "asylum": asylum, "summary": _summary(plan)}
    leaves = plan.kind in FOREIGNER_RETURNS
    context["unsafe"] = placement.warnings(plan.case, place=plan.destination, abroad=leaves)
    return page(request, "cases/return_plan.html", context)


@require_http_methods(["GET", "POST"])
def return_step(request: SignedInRequest, code: str, number: int, step: str) -> HttpResponse:
    """One step of a plan on one short page."""
    plan = _plan_or_404(request, code, number, CasePerm.CHANGE_RETURN)
    if step not in PAGES:
        raise Http404
    shown = PAGES[step]
    form, submitted = bound(request, shown.form, initial={name: getattr(plan, name) for name in shown.fields})
    if submitted and form.is_valid() and _accepted(form, plan, step):
        try:
            shown.act(plan, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(shown.done))
            return redirect("cases:return-plan", code, number)
    context = {"case": plan.case, "plan": plan, "step": step, "shown": shown, "form": form}
    context["why_not"] = why_not_step(plan, step)
    return page(request, "cases/return_step.html", context, status=422 if form.errors else 200)


def _accepted(form: Form, plan: ReturnPlan, step: str) -> bool:
    """Whether the way is safe as it is arranged, or whoever arranges it was warned and goes on."""
    if step != "prepare":
        return True
    leaves = plan.kind in FOREIGNER_RETURNS
    return placement.accepted(form, plan.case, place=form.cleaned_data["destination"], abroad=leaves)


def _unused(request: SignedInRequest, case: Case) -> ReflectionPeriod | None:
    """The running period that the person has not said she or he wishes not to use, to be thought of first."""
    periods = ReflectionPeriod.objects.permitting(request.user, CasePerm.VIEW_CLOCK).filter(case=case, ended_on=None)
    period = periods.standing().running(on=timezone.localdate()).prefetch_related("wishes").first()
    wishes = list(period.wishes.all()) if period else []
    return None if wishes and not wishes[-1].wants_to_use else period


def _plan_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> ReturnPlan:
    plans = ReturnPlan.objects.permitting(request.user, perm).select_related("case__person", "case__organisation")
    return one_or_404(request, plans, case__code=code, number=number)


def _summary(plan: ReturnPlan) -> list[dict[str, Any]]:
    """The recorded facts of a plan, as rows of a summary."""
    language = language_name(plan.options_language) if plan.options_language else ""
    values = (
        (_("Situation"), plan.get_situation_display()),
        (_("Kind of return"), plan.get_kind_display()),
        (_("Opened on"), plan.opened_on),
        (_("Ways to stay explained on"), plan.options_explained_on),
        (_("Explained in"), language),
        (_("The person decided on"), plan.decided_on),
        (_("Town and country"), plan.destination),
        (_("Received by"), plan.receiving_party),
        (_("Reception confirmed on"), plan.reception_confirmed_on),
        (_("Threat to life or health"), plan.get_risk_threat_display()),
        (_("Risk assessed on"), plan.risk_assessed_on),
        (_("Planned departure"), plan.planned_on),
        (_("Left on"), plan.departed_on),
        (_("Arrived on"), plan.arrived_on),
        (_("Met by"), plan.met_by),
        (_("Declined on"), plan.declined_on),
    )
    always = 3
    shown = [(label, value) for row, (label, value) in enumerate(values) if value or row < always]
    return [
        {"label": label, "value": date_format(value) if isinstance(value, date) else value} for label, value in shown
    ]
