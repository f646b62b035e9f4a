"""Goals, steps and measures of a plan: written while it is a draft, followed while it is in force (domain 4.9).

Days are Europe/Sofia dates. Nothing is removed: what is wrong in a draft is struck out.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.rules import why_not_written
from cases.support import rules
from cases.support.models import PlanGoal, PlanStep, SafetyMeasure, SupportPlan
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import next_number, save_checked
from tvcase.flow import Refused, refuse_for, refuse_future

NAMES = {PlanGoal: "goal", PlanStep: "step", SafetyMeasure: "measure"}


@act
def add_goal(plan: SupportPlan, *, what: str, carry: bool = False, on: date, by: User) -> PlanGoal:
    """Write a goal into a draft. Raises Refused or ValidationError."""
    plan = locked(plan)
    return _add(plan, PlanGoal(number=next_number(plan.goals.all()), what=what, carry=carry), on=on, by=by)


@act
def add_step(plan: SupportPlan, *, what: str, responsible: str, on: date, by: User, **facts: Any) -> PlanStep:
    """Write a step into a draft. `facts` are goal, who, from_on, to_on, carry. Raises Refused or ValidationError."""
    plan = locked(plan)
    step = PlanStep(number=next_number(plan.steps.all()), what=what, responsible=responsible, **facts)
    return _add(plan, step, on=on, by=by)


@act
def add_measure(
    plan: SupportPlan,
    *,
    agrees: bool | None = None,
    answered_on: date | None = None,
    on: date,
    by: User,
    **facts: Any,
) -> SafetyMeasure:
    """Write a measure into a draft; it is nothing until the person says yes (`agrees`; None while it was not asked).
    `facts` are group, what, responsible, who, from_on, until_on, carry. Raises Refused or ValidationError."""
    plan = locked(plan)
    refuse_future(answered_on, on=on)
    measure = SafetyMeasure(number=next_number(plan.measures.all()), **facts)
    if agrees is not None:
        measure.agreed_on, measure.refused_on = (answered_on or on, None) if agrees else (None, answered_on or on)
    return _add(plan, measure, on=on, by=by, answered=agrees is not None)


@act
def change[P: PlanGoal | PlanStep | SafetyMeasure](part: P, *, on: date, by: User, **facts: Any) -> P:
    """Correct a part of a draft. A measure that is changed is talked over anew: the answer to it falls away.

    Raises Refused or ValidationError.
    """
    part = _locked(part)
    refuse_for(rules.why_not_write_part(part))
    for name, value in facts.items():
        setattr(part, name, value)
    if isinstance(part, SafetyMeasure):
        part.agreed_on = part.refused_on = None
    _written(part)
    return _save(part, "changed", on=on, by=by)


@act
def strike[P: PlanGoal | PlanStep | SafetyMeasure](part: P, *, on: date, by: User) -> P:
    """Strike a part out of a draft. Raises Refused."""
    part = _locked(part)
    refuse_for(rules.why_not_write_part(part))
    part.struck_on = on
    return _save(part, "struck", on=on, by=by)


@act
def answer(measure: SafetyMeasure, *, agrees: bool, answered_on: date, on: date, by: User) -> SafetyMeasure:
    """Record what the person says to a measure. A no stays recorded, and the measure is not in force; of a signed
    plan only a yes is taken back, at once (SOP 1.2; E-32). Raises Refused or ValidationError."""
    measure = _locked(measure)
    refuse_for(rules.why_not_answer(measure))
    refuse_future(answered_on, on=on)
    if agrees and not measure.plan.is_draft:
        raise Refused(_("A measure is agreed to again in a new version of the plan."))
    if agrees:
        measure.agreed_on, measure.refused_on = answered_on, None
    else:
        measure.refused_on = answered_on
        measure.agreed_on = measure.agreed_on if measure.plan.is_active else None
    return _save(measure, "agreed" if agrees else "refused", on=on, by=by)


@act
def finish(step: PlanStep, *, done_on: date, on: date, by: User) -> PlanStep:
    """Record that a step of the plan in force was done. Raises Refused."""
    step = _locked(step)
    refuse_for(rules.why_not_go_on(step))
    refuse_future(done_on, on=on)
    step.done_on = done_on
    return _save(step, "done", on=on, by=by)


@act
def reach(goal: PlanGoal, *, met_on: date, on: date, by: User) -> PlanGoal:
    """Record that a goal of the plan in force was reached. Raises Refused."""
    goal = _locked(goal)
    refuse_for(rules.why_not_go_on(goal))
    refuse_future(met_on, on=on)
    goal.met_on = met_on
    return _save(goal, "reached", on=on, by=by)


def carry_over(before: SupportPlan, plan: SupportPlan) -> None:
    """Write into a new draft what is still open in the version before; part of the act that begins it."""
    goals: dict[Any, PlanGoal] = {}
    for old in before.goals.standing().filter(met_on=None):
        goals[old.pk] = _placed(PlanGoal(number=old.number, what=old.what, carry=old.carry), plan)
    for step in before.steps.standing().filter(done_on=None):
        _placed(_copy(step, ("number", "what", "responsible", "who", "from_on", "to_on", "carry")), plan, goals, step)
    for measure in before.measures.standing().filter(refused_on=None):
        names = ("number", "group", "what", "responsible", "who", "from_on", "until_on", "carry")
        _placed(_copy(measure, names), plan)


def _copy[P: PlanStep | SafetyMeasure](part: P, names: tuple[str, ...]) -> P:
    return type(part)(**{name: getattr(part, name) for name in names})


def _placed(part: Any, plan: SupportPlan, goals: dict[Any, PlanGoal] | None = None, of: Any = None) -> Any:
    part.plan, part.case = plan, plan.case
    if goals is not None:
        part.goal = goals.get(of.goal_id)
    save_checked(part)
    return part


def _locked[P: PlanGoal | PlanStep | SafetyMeasure](part: P) -> P:
    """A part with its plan, as both are now."""
    part = locked(part)
    part.plan = SupportPlan.objects.get(pk=part.plan_id)
    part.plan.case = part.case
    return part


def _written(part: Any) -> None:
    """No goal and no step sends anybody to an asylum applicant's embassy (E-16). A measure may say that nobody goes."""
    if not isinstance(part, SafetyMeasure):
        refuse_for(why_not_written(part.plan.case.person, part.what, getattr(part, "who", "")))


def _add[P: PlanGoal | PlanStep | SafetyMeasure](plan: SupportPlan, part: P, *, on: date, by: User, **told: Any) -> P:
    refuse_for(rules.why_not_write(plan))
    part.plan, part.case = plan, plan.case
    _written(part)
    return _save(part, "added", on=on, by=by, **told)


def _save[P: PlanGoal | PlanStep | SafetyMeasure](part: P, step: str, *, on: date, by: User, **told: Any) -> P:
    save_checked(part)
    action, area = f"support.{NAMES[type(part)]}.{step}", SupportPlan.AREA
    code, plan = part.case.code, part.plan.number
    log.record(action, by=by, on=on, case=code, area=area, number=part.number, plan=plan, **told)
    return part
