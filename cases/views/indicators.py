"""The checklist of indicators. No score is worked out; a person decides."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.indicators import observe
from cases.forms.indicators import IndicatorsForm
from cases.models import CodeEntry, Indicator
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.rules import why_not_record
from cases.views.fetch import case_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def indicators(request: SignedInRequest, code: str) -> HttpResponse:
    """Record what was observed on one day."""
    case = case_or_404(request, code, CasePerm.CHANGE_IDENTIFICATION)
    form, submitted = bound(request, IndicatorsForm, now=timezone.now(), indicators=Indicator.objects.shown())
    if submitted and form.is_valid():
        on = form.cleaned_data["observed_on"]
        try:
            observe(case, observations=form.observations(), observed_on=on, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("What was observed is recorded."))
            return redirect("cases:identification", case.code)
    words = CodeEntry.objects.labels(CodeList.INDICATOR_GROUP)[CodeList.INDICATOR_GROUP]
    groups = [(words[group], lines) for group, lines in form.lines().items()]
    context = {"case": case, "form": form, "groups": groups, "reasons": why_not_record(case)}
    return page(request, "cases/indicators.html", context, status=422 if form.errors else 200)
