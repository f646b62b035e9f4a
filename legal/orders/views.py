"""Orders against contact: the panel of a case, asking a court, one order and its steps."""

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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.fetch import one_or_404
from cases.models import Case, NoContactMeasure
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules.nocontact import why_not_apply
from legal.forms import DatedForm
from legal.orders import actions
from legal.orders.forms import REFUSED, ApplyForm, DecideForm, LiftForm, ServeForm, WithdrawForm
from legal.orders.models import CourtOrder
from legal.orders.rules import why_not_step
from legal.rules import why_not_help
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and does."""

    title: str | Promise
    form: type[DatedForm]
    act: Callable[..., CourtOrder]
    done: str | Promise


def _decide(order: CourtOrder, *, answer: str, **facts: Any) -> CourtOrder:
    if answer == REFUSED:
        return actions.refused(
            order, **{name: facts[name] for name in ("decided_on", "decision_reference", "on", "by")}
        )
    return actions.ordered(order, **facts)


STEPS = {
    "decide": StepPage(
        gettext_lazy("The court's decision"), DecideForm, _decide, gettext_lazy("The decision is recorded.")
    ),
    "serve": StepPage(
        gettext_lazy("Service of the order"), ServeForm, actions.serve, gettext_lazy("The service is recorded.")
    ),
    "withdraw": StepPage(
        gettext_lazy("Take the application back"),
        WithdrawForm,
        actions.withdraw,
        gettext_lazy("The application is taken back."),
    ),
    "lift": StepPage(
        gettext_lazy("The measure is lifted"), LiftForm, actions.lift, gettext_lazy("It is recorded as lifted.")
    ),
}


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """What courts were asked for and ordered, as a part of the case page or as a page."""
    permitted = Case.objects.permitting(request.user, CasePerm.VIEW_LEGAL)
    case = one_or_404(request, permitted.select_related("organisation"), code=code)
    log.seen(request.user, "orders.panel.opened", case=code, area="legal")
    orders = CourtOrder.objects.permitting(request.user, CasePerm.VIEW_LEGAL).filter(case=case)
    context = {
        "case": case,
        "orders": orders,
        "helps": CasePerm.CHANGE_LEGAL in access(request.user, case),
        "today": timezone.localdate(),
    }
    return page(request, "orders/case_panel.html", context, partial="panel")


@require_http_methods(["GET", "POST"])
def order_apply(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that a court was asked for a measure."""
    measures = NoContactMeasure.objects.permitting(request.user, CasePerm.CHANGE_LEGAL).select_related("case")
    measure = one_or_404(request, measures, case__code=code, number=number)
    today = timezone.localdate()
    form, submitted = bound(request, ApplyForm, today=today)
    if submitted and form.is_valid():
        try:
            order = actions.apply(measure, **form.cleaned_data, on=today, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is recorded that the court was asked."))
            return redirect(order)
    reasons = why_not_help(measure.case, by=request.user) + why_not_apply(measure)
    context = {"case": measure.case, "measure": measure, "form": form, "reasons": reasons}
    return page(request, "orders/apply.html", context, status=422 if form.errors else 200)


@require_safe
def order_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One application and what came of it; those who support the person record the next step."""
    order = _order_or_404(request, code, number, CasePerm.VIEW_LEGAL)
    log.seen(request.user, "orders.order.opened", case=code, area="legal", number=number)
    helps = CasePerm.CHANGE_LEGAL in access(request.user, order.case)
    steps = [(name, step.title) for name, step in STEPS.items() if helps and not why_not_step(order, name)]
    return page(
        request, "orders/order.html", {"case": order.case, "order": order, "rows": _rows(order), "steps": steps}
    )


@require_http_methods(["GET", "POST"])
def order_step(request: SignedInRequest, code: str, number: int, step: str) -> HttpResponse:
    """One step of the procedure."""
    if step not in STEPS:
        raise Http404
    order, shown = _order_or_404(request, code, number, CasePerm.CHANGE_LEGAL), STEPS[step]
    today = timezone.localdate()
    form, submitted = bound(request, shown.form, today=today)
    if submitted and form.is_valid():
        try:
            shown.act(order, **form.cleaned_data, on=today, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(shown.done))
            return redirect(order)
    reasons = why_not_help(order.case, by=request.user) + why_not_step(order, step)
    context = {"case": order.case, "order": order, "title": shown.title, "form": form, "reasons": reasons}
    return page(request, "orders/step.html", context, status=422 if form.errors else 200)


def _order_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> CourtOrder:
    orders = CourtOrder.objects.permitting(request.user, perm).select_related("case__organisation")
    return one_or_404(request, orders, case__code=code, number=number)


def _rows(order: CourtOrder) -> list[dict[str, Any]]:
    """What is recorded of an order, as rows of a summary; what is not recorded is left out."""
    values = (
        (_("Court"), order.court),
        (_("Number of the court file"), order.file_reference),
        (_("Who asked"), order.get_applicant_display()),
        (_("Asked on"), order.applied_on),
        (_("Decided on"), order.decided_on),
        (_("Reference of the order"), order.decision_reference),
        (_("What it covers"), order.scope),
        (_("From"), order.from_on),
        (_("Last day"), order.until_on),
        (_("Served on who must obey it"), order.served_on),
        (_("The person was told on"), order.person_told_on),
        (_("Taken back or lifted on"), order.ended_on),
        (_("Lifted by"), order.get_lifted_by_display()),
        (_("Reference of the act that lifts it"), order.lift_reference),
    )
    return [
        {"label": label, "value": date_format(value, "DATE_FORMAT") if isinstance(value, date) else value}
        for label, value in values
        if value
    ]
