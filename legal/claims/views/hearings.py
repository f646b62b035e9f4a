"""A hearing or an interview: planned, moved, prepared, held or called off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import placement
from cases.geo import language_name
from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from legal.claims import rules
from legal.claims.actions import hearings
from legal.claims.forms.hearings import CancelForm, HearingForm, HoldForm, PrepareForm
from legal.claims.models import Hearing, Interview
from legal.claims.states import Measure
from legal.claims.views.fetch import case_or_404, hearing_or_404, number_of, proceedings_of
from legal.claims.views.lists import topics_of
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

FACTS = ("kind", "starts_at", "held_by", "place", "proceedings", "topics", "language", "agreed_on")


@require_http_methods(["GET", "POST"])
def hearing_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Put a hearing or an interview into the calendar."""
    case = case_or_404(request, code, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    form, submitted = bound(request, HearingForm, today=today, proceedings=proceedings_of(request, case))
    if submitted and form.is_valid() and _accepted(form, case):
        try:
            made = hearings.plan(case, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is in the calendar. Now prepare it with the person."))
            return redirect("claims:hearing-prepare", code, made.number)
    context = {"case": case, "form": form, "reasons": rules.why_not_write(case, by=request.user)}
    return page(request, "claims/hearing_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hearing_edit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Move it, or correct what is known of it."""
    hearing = hearing_or_404(request, code, number, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    facts: dict[str, Any] = {"today": today, "proceedings": proceedings_of(request, hearing.case)}
    initial = {name: getattr(hearing, name) for name in FACTS if name != "proceedings"}
    initial["proceedings"] = hearing.proceedings_id
    form, submitted = bound(request, HearingForm, initial=initial, **facts)
    if submitted and form.is_valid() and _accepted(form, hearing.case):
        try:
            hearings.change(hearing, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The change is saved. What was prepared stays."))
            return redirect(hearing)
    context = {"case": hearing.case, "hearing": hearing, "form": form, "reasons": rules.why_not_change(hearing)}
    return page(request, "claims/hearing_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hearing_prepare(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """How far each measure of protection is prepared."""
    hearing = hearing_or_404(request, code, number, CasePerm.CHANGE_AID)
    form, submitted = bound(request, PrepareForm, preparations=list(hearing.preparations.all()))
    if submitted and form.is_valid():
        try:
            hearings.prepare(hearing, measures=form.measures(), on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The preparation is saved."))
            return redirect(hearing)
    context = {
        "case": hearing.case,
        "hearing": hearing,
        "form": form,
        "reasons": rules.why_not_change(hearing),
        "groups": [(measure.label, form[measure], form[f"{measure}_NOTE"]) for measure in Measure],
    }
    return page(request, "claims/hearing_prepare.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hearing_held(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that it took place; then what was told is recorded."""
    hearing = hearing_or_404(request, code, number, CasePerm.CHANGE_AID)
    form, submitted = bound(request, HoldForm)
    if submitted and form.is_valid():
        try:
            hearings.hold(hearing, at=timezone.now(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is recorded. Now record what the person told, so that nobody asks again."))
            return redirect("claims:interview-new", code)
    context = {"case": hearing.case, "hearing": hearing, "form": form, "reasons": rules.why_not_change(hearing)}
    return page(request, "claims/hearing_held.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hearing_cancel(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that it was called off."""
    hearing = hearing_or_404(request, code, number, CasePerm.CHANGE_AID)
    today = timezone.localdate()
    form, submitted = bound(request, CancelForm, today=today)
    if submitted and form.is_valid():
        try:
            hearings.cancel(hearing, on=today, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Recorded: it was called off."))
            return redirect(hearing)
    context = {"case": hearing.case, "hearing": hearing, "form": form, "reasons": rules.why_not_change(hearing)}
    return page(request, "claims/hearing_cancel.html", context, status=422 if form.errors else 200)


@require_safe
def hearing_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One hearing: when and by whom, what is prepared, and what the person has already told of what will be asked."""
    hearing = hearing_or_404(request, code, number, CasePerm.VIEW_AID)
    log.seen(request.user, "claims.hearing.opened", case=code, area="aid", number=number)
    case: Case = hearing.case
    interviews = Interview.objects.visible_to(request.user).filter(case=case).standing()
    told = rules.what_was_told(hearing, list(interviews)) if hearing.is_planned else []
    prepared = {row.measure: row for row in hearing.preparations.all()}
    context = {
        "case": case,
        "hearing": hearing,
        "rows": _rows(hearing, number_of(request, case, hearing.proceedings_id)),
        "unsafe": placement.warnings(case, place=_where(hearing.held_by, hearing.place)) if hearing.is_planned else [],
        "preparations": [prepared[measure] for measure in Measure if measure in prepared],
        "told": [(interview, topics_of(interview.topics)) for interview in told],
        "keeps": CasePerm.CHANGE_AID in access(request.user, case) and not rules.why_not_change(hearing),
        "begun": hearing.starts_at <= timezone.now(),
    }
    return page(request, "claims/hearing.html", context)


def _where(held_by: str, place: str) -> str:
    """Where a hearing is, as far as it is written: a court is called by its town."""
    return f"{held_by}, {place}"


def _accepted(form: HearingForm, case: Case) -> bool:
    where = _where(form.cleaned_data["held_by"], form.cleaned_data["place"])
    return placement.accepted(form, case, place=where)


def _rows(hearing: Hearing, proceedings: str) -> list[dict[str, Any]]:
    agreed = date_format(hearing.agreed_on, "DATE_FORMAT") if hearing.agreed_on else ""
    values = (
        (_("What it is"), hearing.get_kind_display()),
        (_("Begins"), date_format(timezone.localtime(hearing.starts_at), "DATETIME_FORMAT")),
        (_("Court or authority"), hearing.held_by),
        (_("Where"), hearing.place),
        (_("Criminal proceedings"), proceedings),
        (_("What will be asked"), "\n".join(map(str, topics_of(hearing.topics)))),
        (_("Language"), language_name(hearing.language) if hearing.language else ""),
        (_("The person agreed to take part on"), agreed),
    )
    return [{"label": label, "value": value} for label, value in values]
