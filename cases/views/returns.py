"""Return plans: the panel of a case, a new plan, and a short page for each of its steps."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import placement
from cases.actions import journey, returns
from cases.actions.act import raised_to
from cases.fetch import one_or_404
from cases.forms.returns import (
    ArriveForm,
    ContactsForm,
    DecideForm,
    DeclineForm,
    DepartForm,
    FinishForm,
    IncidentForm,
    NothingForm,
    PrepareForm,
    ProposeForm,
    RiskForm,
    StepForm,
    TakeOverForm,
)
from cases.models import Case, ReflectionPeriod, ReturnPlan
from cases.models.case import access
from cases.permissions import CasePerm
from cases.returning import FOREIGNER_RETURNS
from cases.rules import Reasons, return_kinds, situations, why_not_propose, why_not_step
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page

type Text = str | Promise


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and does."""

    title: Text
    button: Text
    form: type[StepForm]
    act: Callable[..., ReturnPlan]
    done: Text
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
    "risk": StepPage(
        _("Risk of the return"), _("Record what it shows"), RiskForm, returns.judge_risk, _("The risk is recorded.")
    ),
    "ready": StepPage(
        _("Everything is arranged"),
        _("The return is ready"),
        NothingForm,
        returns.make_ready,
        _("The return is ready."),
    ),
    "depart": StepPage(_("Departure"), _("Record the departure"), DepartForm, returns.depart, _("Departure recorded.")),
    "arrive": StepPage(_("Arrival"), _("Record the arrival"), ArriveForm, returns.arrive, _("Arrival recorded.")),
    "incident": StepPage(
        _("Did not arrive, or contact lost"),
        _("Record it and tell the team"),
        IncidentForm,
        returns.lose,
        _("Recorded. The team and the coordinator are told."),
    ),
    "found": StepPage(
        _("Reached again on the way"),
        _("The journey goes on"),
        NothingForm,
        returns.find,
        _("Recorded: the person was reached."),
    ),
    "take-over": StepPage(
        _("Who supports the person there"),
        _("Record who supports the person"),
        TakeOverForm,
        journey.take_over,
        _("Recorded. Contacts are planned only if the person agreed."),
    ),
    "contacts": StepPage(
        _("The person agrees to be contacted"),
        _("Plan the contacts"),
        ContactsForm,
        journey.agree_to_contacts,
        _("The contacts are planned."),
        ("contact_way",),
    ),
    "no-contacts": StepPage(
        _("The person wants no more contact"),
        _("Cancel the contacts"),
        NothingForm,
        journey.withdraw_contacts,
        _("The contacts are cancelled."),
    ),
    "finish": StepPage(
        _("End of the return"), _("Close the plan"), FinishForm, journey.finish, _("The return is closed in the file.")
    ),
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
    context["of_no_country"] = not case.person.citizenships and CasePerm.CHANGE_IDENTITY in access(request.user, case)
    return page(request, "cases/return_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def return_step(request: SignedInRequest, code: str, number: int, step: str) -> HttpResponse:
    """One step of a plan on one short page."""
    plan = plan_or_404(request, code, number, CasePerm.CHANGE_RETURN)
    if step not in PAGES:
        raise Http404
    shown = PAGES[step]
    initial = {name: getattr(plan, name) for name in shown.fields}
    form, submitted = bound(request, shown.form, initial=initial, plan=plan, now=timezone.now())
    if submitted and form.is_valid() and _accepted(form, plan, step):
        try:
            shown.act(plan, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(shown.done))
            return redirect("cases:return-plan", code, number)
    context = {"case": plan.case, "plan": plan, "step": step, "shown": shown, "form": form}
    context["why_not"] = reasons_for(plan, step)
    return page(request, "cases/return_step.html", context, status=422 if form.errors else 200)


def reasons_for(plan: ReturnPlan, step: str) -> Reasons:
    """What speaks against a step, as the act itself would see it: part of it lies in areas of its own, of which only
    these sentences are given back."""
    with raised_to(plan.case):
        return why_not_step(plan, step)


def plan_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> ReturnPlan:
    """A plan of a case on which the signed-in person holds the permission; else 404."""
    plans = ReturnPlan.objects.permitting(request.user, perm).select_related("case__person", "case__organisation")
    return one_or_404(request, plans, case__code=code, number=number)


def _accepted(form: Form, plan: ReturnPlan, step: str) -> bool:
    """Whether the way is safe as it is arranged, or whoever arranges it was warned and goes on."""
    if step != "prepare":
        return True
    leaves = plan.kind in FOREIGNER_RETURNS
    places = f"{form.cleaned_data['destination']}; {form.cleaned_data['route']}"
    return placement.accepted(form, plan.case, place=places, abroad=leaves)


def _unused(request: SignedInRequest, case: Case) -> ReflectionPeriod | None:
    """The running period that the person has not said she or he wishes not to use, to be thought of first."""
    periods = ReflectionPeriod.objects.permitting(request.user, CasePerm.VIEW_CLOCK).filter(case=case, ended_on=None)
    period = periods.standing().running(on=timezone.localdate()).prefetch_related("wishes").first()
    wishes = list(period.wishes.all()) if period else []
    return None if wishes and not wishes[-1].wants_to_use else period
