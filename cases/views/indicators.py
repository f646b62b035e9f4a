"""The checklist of indicators. No score is worked out; a person decides."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.indicators import observe
from cases.assessment_copy import ASSESSMENT
from cases.forms.indicators import IndicatorsForm
from cases.models import CodeEntry, Indicator
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.rules import why_not_record
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up
from tvcase.exports.asking import ask_page
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def indicators(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what was observed on one day, guided by the setting that the address names; all indicators for none."""
    case = case_or_404(request, code, CasePerm.CHANGE_IDENTIFICATION)
    now = timezone.now()
    settings = CodeEntry.objects.choices(CodeList.INDICATOR_SETTING, on=timezone.localdate(now))
    setting = request.GET.get("setting", "")
    setting = setting if setting in dict(settings) else ""
    found = Indicator.objects.shown().at(setting)
    form, submitted = bound(request, IndicatorsForm, now=now, indicators=found)
    if submitted and form.is_valid():
        on = form.cleaned_data["observed_on"]
        try:
            observe(
                case,
                observations=form.observations(),
                observed_on=on,
                setting=setting,
                observed_by=form.cleaned_data["observed_by"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("What was observed is recorded."))
            return redirect("cases:identification", case.code)
    words = CodeEntry.objects.labels(CodeList.INDICATOR_GROUP)[CodeList.INDICATOR_GROUP]
    groups = [(words[group], lines) for group, lines in form.lines().items()]
    context = {
        "case": case,
        "form": form,
        "groups": groups,
        "reasons": why_not_record(case),
        "settings": settings,
        "setting": setting,
    }
    return page(request, "cases/indicators.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@step_up
def identification_print(request: SignedInRequest, code: str) -> HttpResponse:
    """Asks why; then shows what was observed and concluded as one page to print."""
    case = case_or_404(request, code, CasePerm.VIEW_IDENTIFICATION)
    return ask_page(request, ASSESSMENT, case_code=case.code)
