"""The facts of exploitation: what is recorded, and the short pages on which it is changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import cases
from cases.forms.facts import ControlForm, ExploitationForm, RecruitmentForm
from cases.geo import country_name
from cases.models import Case, CodeEntry
from cases.models.case import access
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.views.fetch import case_or_404
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_GET
def facts(request: SignedInRequest, code: str) -> HttpResponse:
    """How and where the person was exploited, with links to change it for those who may."""
    case = case_or_404(request, code, CasePerm.VIEW_CORE)
    may_change = case.is_open and CasePerm.CHANGE_CORE in access(request.user, case)
    return page(request, "cases/facts.html", {"case": case, "rows": _rows(case, may_change)})


@require_http_methods(["GET", "POST"])
def facts_exploitation(request: SignedInRequest, code: str) -> HttpResponse:
    """The forms of exploitation, countries and age."""
    return _part(request, code, ExploitationForm, gettext_lazy("Forms and countries of exploitation"))


@require_http_methods(["GET", "POST"])
def facts_control(request: SignedInRequest, code: str) -> HttpResponse:
    """The means of control."""
    return _part(request, code, ControlForm, gettext_lazy("Means of control"))


@require_http_methods(["GET", "POST"])
def facts_recruitment(request: SignedInRequest, code: str) -> HttpResponse:
    """The ways of recruitment."""
    return _part(request, code, RecruitmentForm, gettext_lazy("Ways of recruitment"))


def _part(request: SignedInRequest, code: str, form_class: type[Form], title: str | Promise) -> HttpResponse:
    case = case_or_404(request, code, CasePerm.CHANGE_CORE)
    initial = {name: getattr(case, name) for name in form_class.declared_fields}
    keep = [*case.exploitation, *case.means_of_control, *case.recruitment]
    form, submitted = bound(request, form_class, initial=initial, keep=keep, now=timezone.now())
    if submitted and form.is_valid():
        try:
            cases.record_facts(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("cases:facts", case.code)
    context = {"case": case, "form": form, "title": title}
    return page(request, "cases/facts_part.html", context, status=422 if form.errors else 200)


def _rows(case: Case, may_change: bool) -> list[dict[str, Any]]:
    words = CodeEntry.objects.labels(CodeList.EXPLOITATION, CodeList.MEANS_OF_CONTROL, CodeList.RECRUITMENT_METHOD)
    forms = words[CodeList.EXPLOITATION]
    control = [words[CodeList.MEANS_OF_CONTROL][code] for code in case.means_of_control]
    recruitment = [words[CodeList.RECRUITMENT_METHOD][code] for code in case.recruitment]
    values = [
        (_("Forms of exploitation"), "\n".join(forms[form] for form in case.exploitation), "facts-exploitation"),
        (_("Main form"), forms[case.main_form] if case.main_form else "", ""),
        (_("Countries of exploitation"), ", ".join(map(country_name, case.exploited_in)), ""),
        (_("Age when trafficked"), case.age_when_trafficked, ""),
        (_("Means of control"), "\n".join(control), "facts-control"),
        (_("Ways of recruitment"), "\n".join(recruitment), "facts-recruitment"),
    ]
    return [
        {
            "label": label,
            "value": value,
            "url": reverse(f"cases:{name}", args=[case.code]) if name and may_change else "",
            "action": _("Change"),
            "about": label,
        }
        for label, value, name in values
    ]
