"""Opening a file in an emergency, ending that early, and its review."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import break_glass as emergencies
from cases.forms.breakglass import BreakGlassForm, ReviewForm
from cases.looks import MOST, looks
from cases.models import BreakGlass, Case
from cases.names import is_case_code
from cases.rules import (
    CASE_ROLES,
    NO_SUCH_FILE,
    what_breaking_the_glass_does,
    why_not_any,
    why_not_break_glass,
    why_not_end,
    why_not_review,
    within_reach,
)
from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.steps import Step, step_of, to_check
from tvcase.web import page

END = "end"


@require_http_methods(["GET", "POST"])
@step_up
def break_glass(request: SignedInRequest) -> HttpResponse:
    """Which file, why and what happened; then what it does; then it is open."""
    if not request.user.has_role(*CASE_ROLES):
        raise Http404
    form, submitted = bound(request, BreakGlassForm)
    step = step_of(request, form, submitted)
    case = _found(request, form) if step is not Step.WRITE else None
    if case is not None and step is Step.ACT and (opened := _open(request, case, form)):
        until = date_format(timezone.localtime(opened.ends_at), "DATETIME_FORMAT")
        messages.success(request, _("The file is open to you until %(until)s.") % {"until": until})
        return redirect(case)
    waiting = BreakGlass.objects.visible_to(request.user).filter(user=request.user).unreviewed().select_related("case")
    context: dict[str, Any] = {"form": form, "reasons": why_not_any(request.user), "waiting": waiting}
    if case is not None and not form.errors:
        log.seen(request.user, "cases.break_glass.checked", case=case.code)
        effects = what_breaking_the_glass_does(case, request.user, at=timezone.now())
        return page(request, "cases/break_glass_check.html", {"effects": effects, **to_check(request, form)})
    return page(request, "cases/break_glass.html", context, status=422 if form.errors else 200)


def _found(request: SignedInRequest, form: BreakGlassForm) -> Case | None:
    """The file that was asked for, when it can be opened; otherwise the form says why not, and the trace too."""
    code = form.cleaned_data["code"]
    case = within_reach(request.user, code)
    reasons = why_not_break_glass(case, request.user) if case else []
    if case is None:
        form.add_error("code", NO_SUCH_FILE)
    for reason in reasons:
        form.add_error(None, str(reason))
    if form.errors:
        log.refused(request.user, "cases.break_glass.refused", case=code if is_case_code(code) else "")
        return None
    return case


def _open(request: SignedInRequest, case: Case, form: BreakGlassForm) -> BreakGlass | None:
    facts = {name: form.cleaned_data[name] for name in ("reason", "explanation")}
    try:
        return emergencies.open_file(case, **facts, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


@require_safe
def break_glass_of(request: SignedInRequest, code: str) -> HttpResponse:
    """What was opened of one file: one's own, or what one's colleagues opened and one reviews."""
    visible = BreakGlass.objects.visible_to(request.user).filter(case__code=code)
    found = list(visible.select_related("user", "reviewed_by").order_by("-number"))
    if not found:
        raise Http404
    return page(request, "cases/break_glass_of.html", {"code": code, "found": found, "now": timezone.now()})


@require_http_methods(["GET", "POST"])
def break_glass_review(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One emergency: why, what was opened meanwhile, and its review; it can be ended here."""
    visible = BreakGlass.objects.visible_to(request.user)
    related = visible.select_related("case", "user__organisation", "reviewed_by", "ended_by")
    opened = get_object_or_404(related, case__code=code, number=number)
    now = timezone.now()
    ending = END in request.POST
    form, submitted = bound(request, ReviewForm) if not ending else (ReviewForm(), True)
    refusals: list[str] = []
    if submitted and (ending or form.is_valid()):
        try:
            done = _end(request, opened) if ending else _review(request, opened, form)
        except ValidationError as refusal:
            refusals = refusal.messages
        else:
            messages.success(request, done)
            return redirect("cases:break-glass-review", code, number)
    seen, more = looks(opened)
    context = {
        "opened": opened,
        "rows": _rows(opened),
        "form": form,
        "refusals": refusals,
        "runs": opened.runs(at=now),
        "ends": not why_not_end(opened, request.user, at=now),
        "why_not_review": why_not_review(opened, request.user, at=now),
        "own": opened.user_id == request.user.pk,
        "looks": seen,
        "more_than": MOST if more else 0,
    }
    return page(request, "cases/break_glass_review.html", context, status=422 if refusals or form.errors else 200)


def _rows(opened: BreakGlass) -> list[dict[str, Any]]:
    """What is recorded of an emergency, as rows of a summary."""
    review = [
        (_("Reviewed"), opened.reviewed_at),
        (_("By"), opened.reviewed_by),
        (_("Outcome"), opened.get_outcome_display()),
        (_("Why"), opened.review_note),
    ]
    rows = [
        (_("Who"), opened.user),
        (_("Reason"), opened.get_reason_display()),
        (_("What happened"), opened.explanation),
        (_("Open from"), opened.opened_at),
        (_("Ended early"), opened.ended_at) if opened.ended_at else (_("Open until"), opened.ends_at),
        *(review if opened.reviewed_at else [(_("Review due by"), date_format(opened.review_due_on, "DATE_FORMAT"))]),
    ]
    return [{"label": label, "value": _in_words(value)} for label, value in rows]


def _in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(value)


def _end(request: SignedInRequest, opened: BreakGlass) -> str:
    emergencies.end(opened, by=request.user, at=timezone.now())
    return _("It is ended. The file is closed again.")


def _review(request: SignedInRequest, opened: BreakGlass, form: ReviewForm) -> str:
    emergencies.review(opened, **form.cleaned_data, by=request.user, at=timezone.now())
    return _("The review is recorded, and the person is told.")
