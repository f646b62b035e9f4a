"""What the person was told of her or his rights: the page, a new record, and the sheets to read and to print."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import informing
from cases.forms.informing import InformForm, SheetForm
from cases.informing import told
from cases.models import Case, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import rights_to_explain, why_not_inform
from cases.sheets import content
from cases.sheets_copy import SHEET
from cases.states import Confirmation, Right, SheetLanguage
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.exports.asking import ask_page
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

CHANGE, VIEW = CasePerm.CHANGE_CLOCK, CasePerm.VIEW_CLOCK


@require_safe
def informed(request: SignedInRequest, code: str) -> HttpResponse:
    """Every right: who explained it, when and how, what the person answered, and whose duty is still open."""
    case = case_or_404(request, code, VIEW)
    log.seen(request.user, "cases.informed.opened", case=case.code, area="clock")
    rights, authority = told(case, request.user, on=timezone.localdate())
    context = {
        "case": case,
        "rights": rights,
        "authority": authority,
        "overdue": [right for right in rights if right.duty.is_overdue(on=timezone.localdate())],
        "may_change": CHANGE in access(request.user, case),
        "reasons": why_not_inform(case),
    }
    return page(request, "cases/informed.html", context, partial="informed")


@require_http_methods(["GET", "POST"])
def inform(request: SignedInRequest, code: str) -> HttpResponse:
    """Record that the person was told of rights; only the identifying organisation discharges its duty."""
    case = case_or_404(request, code, CHANGE)
    period = _period(request, case)
    given = {"now": timezone.now(), "rights": rights_to_explain(period), "initial": {"informed_by": str(request.user)}}
    form, submitted = bound(request, InformForm, **given)
    if submitted and form.is_valid():
        try:
            informing.inform(case, by=request.user, **form.answers())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _became(form.cleaned_data["confirmation"]))
            return redirect("cases:informed", case.code)
    _rights, authority = told(case, request.user, on=timezone.localdate())
    context = {
        "case": case,
        "form": form,
        "period": period,
        "authority": authority,
        "discharges": authority is None or authority.pk == request.user.organisation_id,
        "reasons": why_not_inform(case),
    }
    return page(request, "cases/inform.html", context, status=422 if submitted else 200)


@require_safe
def sheet(request: SignedInRequest, code: str) -> HttpResponse:
    """An information sheet on the screen, to read aloud or to read together, with the person's own dates."""
    case = case_or_404(request, code, VIEW)
    asked = {"right": Right.REFLECTION_PERIOD.value, "language": SheetLanguage.BG.value} | request.GET.dict()
    form = SheetForm(asked)
    shown = None
    if form.is_valid():
        right, language = form.cleaned_data["right"], form.cleaned_data["language"]
        log.seen(request.user, "cases.sheet.opened", case=case.code, area="clock", sheet=f"{right} {language}")
        shown = content(case, right, language, user=request.user, on=timezone.localdate())
    context = {"case": case, "form": form, "shown": shown}
    return page(request, "cases/sheet.html", context, status=200 if shown else 422)


@require_http_methods(["GET", "POST"])
@step_up
def sheet_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows the sheet as a page to print, for the person to keep."""
    case = case_or_404(request, code, VIEW)
    return ask_page(request, SHEET, case_code=case.code)


def _became(confirmation: str) -> str:
    if confirmation == Confirmation.NOT_UNDERSTOOD:
        return _("It is recorded. The person did not understand: it has to be explained again.")
    return _("It is recorded that the person was told.")


def _period(request: SignedInRequest, case: Case) -> ReflectionPeriod | None:
    return ReflectionPeriod.objects.permitting(request.user, CHANGE).filter(case=case).standing().first()
