"""The facts of exploitation: shown, and changed by those who may."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import cases
from cases.forms.facts import FactsForm
from cases.geo import country_name
from cases.models import Case, CodeEntry
from cases.models.case import access
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.views.fetch import case_or_404
from tvcase.forms import bound
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, code: str) -> HttpResponse:
    """How and where the person was exploited: a form for those who may change it, else the facts."""
    case = case_or_404(request, code, CasePerm.VIEW_CORE)
    may_change = case.is_open and CasePerm.CHANGE_CORE in access(request.user, case)
    if not may_change:
        if request.method == "POST":
            raise Http404
        return page(request, "cases/facts.html", {"case": case, "rows": _rows(case), "form": None})
    initial = {name: getattr(case, name) for name in FactsForm.declared_fields}
    keep = [*case.exploitation, *case.means_of_control, *case.recruitment]
    form, submitted = bound(request, FactsForm, initial=initial, keep=keep, now=timezone.now())
    if submitted and form.is_valid():
        try:
            cases.record_facts(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(case)
    return page(request, "cases/facts.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def _rows(case: Case) -> list[dict[str, Any]]:
    words = CodeEntry.objects.labels(CodeList.EXPLOITATION, CodeList.MEANS_OF_CONTROL, CodeList.RECRUITMENT_METHOD)
    forms = words[CodeList.EXPLOITATION]
    values = [
        (_("Forms of exploitation"), "\n".join(forms[form] for form in case.exploitation)),
        (_("Main form"), forms[case.main_form] if case.main_form else ""),
        (_("Means of control"), "\n".join(words[CodeList.MEANS_OF_CONTROL][code] for code in case.means_of_control)),
        (_("Ways of recruitment"), "\n".join(words[CodeList.RECRUITMENT_METHOD][code] for code in case.recruitment)),
        (_("Countries of exploitation"), ", ".join(map(country_name, case.exploited_in))),
        (_("Age when trafficked"), case.age_when_trafficked),
    ]
    return [{"label": label, "value": value, "url": ""} for label, value in values]
