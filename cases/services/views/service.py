"""One service: the need, each of its steps, and its page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models.case import access
from cases.permissions import Area, CasePerm
from cases.services import portrait, rules
from cases.services.actions import needs
from cases.services.forms.course import NeedForm
from cases.services.models import Service
from cases.services.steps import BY_NAME, STEPS, ServiceStep
from cases.services.views.fetch import service_or_404
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """What is recorded of one service, its sessions, and what can be done now."""
    service = service_or_404(request, code, number, CasePerm.VIEW_SUPPORT)
    log.seen(request.user, "services.service.opened", case=code, area=Area.SUPPORT, number=number)
    helps = CasePerm.CHANGE_SUPPORT in access(request.user, service.case)
    portrait.named([service])
    context = {
        "case": service.case,
        "service": service,
        "rows": portrait.rows(service),
        "ledger": portrait.ledger_of(service),
        "sessions": portrait.sessions_of(service),
        "steps": offered(service) if helps else [],
        "plans": helps and not rules.why_not_schedule(service),
    }
    return page(request, "services/service.html", context)


@require_http_methods(["GET", "POST"])
def need_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what the person needs, and whether it can be met."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    now = timezone.now()
    form, submitted = bound(request, NeedForm, now=now)
    if submitted and form.is_valid():
        try:
            service = needs.record(case, by=request.user, on=timezone.localdate(now), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The need is recorded."))
            return redirect(service)
    context = {"case": case, "form": form, "reasons": rules.why_not_record_need(case)}
    return page(request, "services/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def take_step(request: SignedInRequest, code: str, number: int, name: str) -> HttpResponse:
    """One step of a service: what it does, its form, why it cannot be taken now."""
    step = BY_NAME[name]
    service = service_or_404(request, code, number, CasePerm.CHANGE_SUPPORT)
    log.seen(request.user, "services.service.opened", case=code, area=Area.SUPPORT, number=number)
    now = timezone.now()
    form, submitted = bound(request, step.form, now=now, service=service)
    if submitted and form.is_valid():
        try:
            step.act(service, by=request.user, on=timezone.localdate(now), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(step.done))
            return redirect(service)
    portrait.named([service])
    context = {"case": service.case, "service": service, "step": step, "form": form, "reasons": step.why_not(service)}
    return page(request, "services/step.html", context, status=422 if form.errors else 200)


def offered(service: Service) -> list[tuple[ServiceStep, str]]:
    """The steps that are open now, with their addresses."""
    args = [service.case.code, service.number]
    return [(step, reverse(f"services:{step.name}", args=args)) for step in STEPS if not step.why_not(service)]
