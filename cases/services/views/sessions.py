"""One session: planned, its steps, and its page with the notes that its reader may read."""

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
from cases.services.actions import sessions
from cases.services.forms.sessions import ScheduleForm
from cases.services.models import Session
from cases.services.session_steps import BY_NAME, STEPS, SessionStep
from cases.services.views.fetch import service_or_404, session_or_404
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def session_new(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Plan a session, or write down one that nobody had planned."""
    service = service_or_404(request, code, number, CasePerm.CHANGE_SUPPORT)
    log.seen(request.user, "services.service.opened", case=code, area=Area.SUPPORT, number=number)
    form, submitted = bound(request, ScheduleForm)
    if submitted and form.is_valid():
        try:
            session = sessions.schedule(service, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The session is in your calendar."))
            return redirect(session)
    portrait.named([service])
    reasons = rules.why_not_schedule(service)
    context = {"case": service.case, "service": service, "form": form, "reasons": reasons}
    return page(request, "services/session_new.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: SignedInRequest, code: str, number: int, session: int) -> HttpResponse:
    """What is recorded of one session, and the confidential notes that this person may read."""
    found = session_or_404(request, code, number, session, CasePerm.VIEW_SUPPORT)
    notes = portrait.notes_of(found, request.user)
    log.seen(
        request.user,
        "services.session.opened",
        case=code,
        area=Area.SUPPORT,
        number=number,
        session=session,
        notes=len(notes),
    )
    helps = CasePerm.CHANGE_SUPPORT in access(request.user, found.case)
    portrait.named([found.service])
    context = {
        "case": found.case,
        "service": found.service,
        "session": found,
        "rows": portrait.session_rows(found),
        "notes": notes,
        "steps": offered(found, request.user) if helps else [],
    }
    return page(request, "services/session.html", context)


@require_http_methods(["GET", "POST"])
def take_step(request: SignedInRequest, code: str, number: int, session: int, name: str) -> HttpResponse:
    """One step of a session: what it does, its form, why it cannot be taken now."""
    step = BY_NAME[name]
    found = session_or_404(request, code, number, session, CasePerm.CHANGE_SUPPORT)
    log.seen(request.user, "services.session.opened", case=code, area=Area.SUPPORT, number=number, session=session)
    initial = {field: getattr(found, field) for field in step.begins_with}
    form, submitted = bound(request, step.form, initial=initial)
    if submitted and form.is_valid():
        try:
            step.act(found, form.cleaned_data, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(step.done))
            return redirect(found)
    portrait.named([found.service])
    context = {
        "case": found.case,
        "service": found.service,
        "session": found,
        "step": step,
        "form": form,
        "reasons": step.why_not(found),
    }
    return page(request, "services/session_step.html", context, status=422 if form.errors else 200)


def offered(session: Session, user: User) -> list[tuple[SessionStep, str]]:
    """The steps that are open now, with their addresses; nobody takes over what is in the own calendar."""
    args = [session.case.code, session.service.number, session.number]
    steps = [step for step in STEPS if not step.why_not(session)]
    return [
        (step, reverse(f"services:session-{step.name}", args=args))
        for step in steps
        if step.name != "take-over" or session.staff_id != user.pk
    ]
