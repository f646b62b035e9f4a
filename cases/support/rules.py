"""Needs and plan: questions whose answer is a list of reasons, and what the rest of a case must know of them.

Nothing here asks whether the person cooperates, and no service, stay or referral asks anything of this.
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.rules import Reasons, Registry, closing_rule, why_not_written
from cases.rules.identification import why_not_record
from cases.support.models import NeedsAssessment, PlanGoal, PlanStep, SafetyMeasure, SupportPlan
from cases.support.states import OPEN_PLANS, PlanState
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role

APPROVERS = (Role.SUPERVISOR, Role.COORDINATOR)
NOT_A_DRAFT = _("What was signed is not edited: write a new version.")
NOT_IN_FORCE = _("This version of the plan is not in force.")

# (plan, *, on) -> what other parts of the program say of a version, on a Sofia day
plan_note: Registry[Callable[..., Reasons]] = Registry()
# (plan) -> who else answered to a version and what, as lines for its paper
plan_answer: Registry[Callable[[SupportPlan], list[str]]] = Registry()

type Part = PlanGoal | PlanStep | SafetyMeasure


def latest_needs(case: Case) -> NeedsAssessment | None:
    """The newest version of what the person needs."""
    return case.needs_assessments.order_by("number").last()


def why_not_draft(case: Case) -> Reasons:
    """Why no new version of the plan can be begun now."""
    if case.support_plans.filter(state=PlanState.DRAFT).exists():
        return [_("A new version is being written already.")]
    return why_not_record(case)


def why_not_write(plan: SupportPlan) -> Reasons:
    """Only a draft is written; what was signed stays as it was."""
    return why_not_record(plan.case) if plan.is_draft else [NOT_A_DRAFT]


def why_not_write_part(part: Part) -> Reasons:
    """Why a goal, a step or a measure cannot be changed now."""
    if part.struck_on is not None:
        return [_("This was struck out.")]
    return why_not_write(part.plan)


def why_not_sign(plan: SupportPlan) -> Reasons:
    """What a draft still lacks of the nine parts that a plan must have (N1D); the signatures are asked on the page."""
    if reasons := why_not_write(plan):
        return reasons
    measures = list(plan.measures.standing())
    lacking = (
        (latest_needs(plan.case) is None, _("The needs of the person are not assessed yet.")),
        (plan.case.risk_assessments.current().first() is None, _("The risk is not assessed yet.")),
        (not plan.goals.standing().exists(), _("The plan has no goal yet.")),
        (not plan.steps.standing().exists(), _("The plan has no step yet.")),
        (not plan.institutions, _("The institutions are not written down yet. Where there is none, write that.")),
        (not measures, _("No measure for safety was talked over yet.")),
        (
            any(one.agreed_on is None and one.refused_on is None for one in measures),
            _("The person has not said yes or no to every measure for safety."),
        ),
        (None in (plan.from_on, plan.until_on, plan.review_on), _("The time frame is not written down yet.")),
    )
    tasks = [part for found in (plan.goals.standing(), plan.steps.standing()) for part in found]
    written = why_not_written(plan.case.person, plan.institutions, *(part.what for part in tasks))
    return [reason for missing, reason in lacking if missing] + written


def why_not_approve(plan: SupportPlan, *, by: User) -> Reasons:
    """Why somebody cannot approve a plan: it takes a supervisor or a coordinator who did not sign it. The plan is in
    force without it: a person who was promised help does not wait for a signature of the house."""
    if not plan.is_active:
        return [NOT_IN_FORCE]
    if plan.approved_on is not None:
        return [_("This version is approved already.")]
    reasons: Reasons = []
    if not by.has_role(*APPROVERS):
        reasons.append(_("A supervisor or a coordinator approves the plan."))
    if plan.worker_id == by.pk:
        reasons.append(_("Somebody else than the worker who signed approves the plan."))
    return reasons


def why_not_close(plan: SupportPlan) -> Reasons:
    """Why a version cannot be ended now."""
    if plan.state in OPEN_PLANS:
        return []
    return [gettext("This cannot be ended: the plan is “%(state)s”.") % {"state": plan.get_state_display()}]


def why_not_go_on(part: Part) -> Reasons:
    """Why it cannot be recorded that a goal was reached, a step done, or an agreement taken back."""
    return [] if part.plan.is_active and part.struck_on is None else [NOT_IN_FORCE]


def why_not_answer(measure: SafetyMeasure) -> Reasons:
    """Why the person's answer to a measure cannot be recorded: before the signature she or he may say yes or no, and
    afterwards take a yes back at any time (SOP 1.2)."""
    if measure.struck_on is not None:
        return [_("This was struck out.")]
    if measure.plan.is_draft:
        return []
    if not measure.plan.is_active:
        return [NOT_IN_FORCE]
    return [] if measure.is_agreed else [_("The person has refused this measure.")]


@closing_rule
def no_plan_is_open(case: Case, *, on: date) -> Reasons:
    """A case closes when its plan is closed, and no draft of one is left (domain 4.16)."""
    if case.support_plans.filter(state=PlanState.ACTIVE).exists():
        return [_("The support plan is in force: close it first.")]
    if case.support_plans.filter(state=PlanState.DRAFT).exists():
        return [_("A version of the support plan is being written: sign it or set it aside first.")]
    return []
