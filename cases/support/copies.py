"""Needs and plan on paper: the whole plan for the file, and what the person can carry without danger."""

from typing import Any

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.permissions import CasePerm
from cases.support import portrait
from cases.support.models import NeedsAssessment, SupportPlan
from cases.support.rules import plan_answer
from cases.support.states import PlanState
from tvcase.exports.forms import AskForm
from tvcase.exports.kinds import Asked, Kind, Sheet, register
from tvcase.exports.states import Format


class VersionForm(AskForm):
    """Which version is taken on paper; without an answer the newest."""

    version = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=32767, required=False)


def _version(asked: Asked, model: Any, *, but: str = "") -> Any:
    """The version asked for, or the newest, among those that the asker may read and that are not in the state `but`.
    Raises Http404."""
    permitted = model.objects.permitting(asked.user, CasePerm.VIEW_SUPPORT).filter(case__code=asked.case_code)
    permitted = permitted.exclude(state=but) if but else permitted
    if asked.parameters.get("version"):
        return get_object_or_404(permitted.select_related("case"), number=asked.parameters["version"])
    found = permitted.select_related("case").order_by("number").last()
    if found is None:
        raise Http404
    return found


def _needs(asked: Asked) -> Sheet:
    assessment = _version(asked, NeedsAssessment)
    rows = portrait.all_answers(assessment)
    return Sheet("support/needs_print.html", {"case": assessment.case, "assessment": assessment, "rows": rows})


def _plan(asked: Asked) -> Sheet:
    plan = _version(asked, SupportPlan)
    answers = [line for says in plan_answer for line in says(plan)]
    context = {"case": plan.case, "plan": plan, "sections": portrait.sections(plan), "answers": answers}
    return Sheet("support/plan_print.html", context)


def _plan_to_carry(asked: Asked) -> Sheet:
    """What the person takes along was agreed to: a draft has no mark by which it could be told from a plan. Raises
    Http404 for one."""
    plan = _version(asked, SupportPlan, but=PlanState.DRAFT)
    return Sheet("support/plan_carry.html", {"case": plan.case, "plan": plan, "sections": portrait.to_carry(plan)})


def _kind(code: str, title: Any, contents: Any) -> Kind:
    return register(
        Kind(
            code=code,
            title=title,
            contents=contents,
            back=lambda case: reverse("support:case-panel", args=[case]),
            form=VersionForm,
            formats=(Format.PRINT,),
            area="support",
        )
    )


NEEDS = _kind("needs", _("Print what the person needs"), _needs)
PLAN = _kind("support-plan", _("Print the plan for the file"), _plan)
PLAN_TO_CARRY = _kind("support-plan-carry", _("Print the plan for the person"), _plan_to_carry)
