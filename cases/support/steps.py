"""The acts on a version of the plan and on its parts, as their pages show them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from cases.support import forms, rules
from cases.support.actions import parts, plans
from cases.support.models import PlanGoal, PlanStep, SafetyMeasure, SupportPlan
from tvcase.accounts.models import User
from tvcase.forms import Form

type Text = str | Promise


@dataclass(frozen=True)
class PlanAct:
    """One act on a version: `name` is its address, `act(plan, *, on, by, **typed)` does it."""

    name: str
    title: Text
    button: Text
    done: Text
    act: Callable[..., SupportPlan]
    why_not: Callable[..., Reasons]
    form: type[Form] = Form
    effects: tuple[Text, ...] = ()


def _why_not_sign(plan: SupportPlan, *, by: User) -> Reasons:
    return rules.why_not_sign(plan)


def _why_not_close(plan: SupportPlan, *, by: User) -> Reasons:
    return [rules.NOT_IN_FORCE] if plan.is_draft else rules.why_not_close(plan)


def _why_not_set_aside(plan: SupportPlan, *, by: User) -> Reasons:
    return [] if plan.is_draft else [rules.NOT_A_DRAFT]


SERVICES_GO_ON = _("Every service, stay and referral goes on as it is.")
PLAN_ACTS = (
    PlanAct(
        "sign",
        title=_("Sign the plan"),
        button=_("Record both signatures"),
        done=_("The plan is signed and in force. A supervisor who did not sign it can approve it now."),
        act=plans.sign,
        why_not=_why_not_sign,
        form=forms.SignForm,
        effects=(
            _("You sign as the worker, now, for your organisation."),
            _("What was signed is not edited any more; what changes is a new version."),
            _("The version before, if there is one, is replaced."),
        ),
    ),
    PlanAct(
        "approve",
        title=_("Approve the plan"),
        button=_("Approve"),
        done=_("The plan is approved."),
        act=plans.approve,
        why_not=rules.why_not_approve,
        effects=(_("The plan is in force already; your approval is recorded with your name."),),
    ),
    PlanAct(
        "close",
        title=_("Close the plan"),
        button=_("Close the plan"),
        done=_("The plan is closed."),
        act=plans.close,
        why_not=_why_not_close,
        form=forms.CloseForm,
        effects=(SERVICES_GO_ON, _("A new version can be begun at any time.")),
    ),
    PlanAct(
        "set-aside",
        title=_("Set this draft aside"),
        button=_("Set aside"),
        done=_("The draft is set aside."),
        act=plans.set_aside,
        why_not=_why_not_set_aside,
        effects=(_("It stays readable, and the version in force goes on."),),
    ),
)
PLAN_ACTS_BY_NAME = {act.name: act for act in PLAN_ACTS}


def open_to(plan: SupportPlan, *, by: User, lacking: Reasons) -> list[tuple[PlanAct, str]]:
    """The acts that somebody can take on a version now; `lacking` says why it cannot be signed."""
    args = [plan.case.code, plan.number]
    found = [act for act in PLAN_ACTS if not (lacking if act.name == "sign" else act.why_not(plan, by=by))]
    return [(act, reverse(f"support:{act.name}", args=args)) for act in found]


@dataclass(frozen=True)
class PartKind:
    """One kind of part: its addresses, its model, its form and how it is written into a draft."""

    name: str
    model: type[PlanGoal | PlanStep | SafetyMeasure]
    form: type[Form]
    add: Callable[..., Any]
    new: Text
    edit: Text
    begun: type[Form] | None = None  # the form of a new one, where it asks more


PART_KINDS = (
    PartKind("goal", PlanGoal, forms.GoalForm, parts.add_goal, _("A new goal"), _("Change the goal")),
    PartKind("step", PlanStep, forms.StepForm, parts.add_step, _("A new step"), _("Change the step")),
    PartKind(
        "measure",
        SafetyMeasure,
        forms.MeasureForm,
        parts.add_measure,
        _("A new measure for safety"),
        _("Change the measure"),
        begun=forms.NewMeasureForm,
    ),
)
KIND_BY_NAME = {kind.name: kind for kind in PART_KINDS}


@dataclass(frozen=True)
class PartAct:
    """One act on a part: `act(part, *, on, by, **typed)` does it."""

    name: str
    kind: str
    title: Text
    button: Text
    done: Text
    act: Callable[..., Any]
    why_not: Callable[[Any], Reasons]
    form: type[Form] = Form
    note: Text = ""


def _strike(kind: str) -> PartAct:
    return PartAct(
        "strike",
        kind,
        title=_("Strike this out of the draft"),
        button=_("Strike it out"),
        done=_("It is struck out."),
        act=parts.strike,
        why_not=rules.why_not_write_part,
    )


def _why_not_take_back(measure: SafetyMeasure) -> Reasons:
    return [rules.NOT_IN_FORCE] if measure.plan.is_draft else rules.why_not_answer(measure)


def _why_not_answer_in_draft(measure: SafetyMeasure) -> Reasons:
    return rules.why_not_answer(measure) if measure.plan.is_draft else [rules.NOT_A_DRAFT]


PART_ACTS = (
    *(_strike(kind.name) for kind in PART_KINDS),
    PartAct(
        "reached",
        "goal",
        title=_("The goal was reached"),
        button=_("Record it"),
        done=_("It is recorded that the goal was reached."),
        act=parts.reach,
        why_not=rules.why_not_go_on,
        form=forms.ReachedForm,
    ),
    PartAct(
        "done",
        "step",
        title=_("The step was done"),
        button=_("Record it"),
        done=_("It is recorded that the step was done."),
        act=parts.finish,
        why_not=rules.why_not_go_on,
        form=forms.DoneForm,
    ),
    PartAct(
        "answer",
        "measure",
        title=_("What the person says"),
        button=_("Record the answer"),
        done=_("The answer is recorded."),
        act=parts.answer,
        why_not=_why_not_answer_in_draft,
        form=forms.AnswerForm,
        note=_("The choice is free. What the person refuses stays recorded and is not in force."),
    ),
    PartAct(
        "take-back",
        "measure",
        title=_("The person does not want this any more"),
        button=_("End the measure"),
        done=_("The measure is not in force any more."),
        act=partial(parts.answer, agrees=False),
        why_not=_why_not_take_back,
        form=forms.TakeBackForm,
        note=_("It ends at once. No reason is asked, and every service goes on."),
    ),
)
PART_ACT_BY_NAME = {f"{act.kind}-{act.name}": act for act in PART_ACTS}


def part_acts(part: Any, kind: str, *, writes: bool) -> list[tuple[Text, str]]:
    """The links that are open on a part now, with their words; `writes`: whether its version is being written."""
    args = [part.case.code, part.plan.number, part.number]
    found = [(KIND_BY_NAME[kind].edit, reverse(f"support:{kind}-edit", args=args))] if writes else []
    acts = [act for act in PART_ACTS if act.kind == kind and not act.why_not(part)]
    return [*found, *((act.title, reverse(f"support:{kind}-{act.name}", args=args)) for act in acts)]
