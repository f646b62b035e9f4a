"""Whether and how a return may be planned (SOP 3.2)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.geo import BULGARIA
from cases.models import Case, Person, ReturnPlan
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons, return_situation
from cases.states import FOREIGNER_RETURNS, OPEN_RETURNS, ReturnKind, ReturnSituation, ReturnState, Threat


@return_situation
def _own_wish(case: Case, *, on: date) -> dict[str, bool]:
    """To return is the person's own wish at any time; the other situations are known to legal and shelters."""
    return {ReturnSituation.VOLUNTARY: True}


def situations(case: Case, *, on: date) -> dict[str, bool]:
    """Which of the five situations for a return hold on a Sofia day (SOP 3.2).

    One situation may need facts of several parts: it holds when at least one says yes and none says no.
    """
    found: dict[str, bool] = {}
    for source in return_situation:
        for situation, holds in source(case, on=on).items():
            found[situation] = found.get(situation, True) and holds
    return {situation: found.get(situation, False) for situation in ReturnSituation}


def return_kinds(person: Person) -> list[ReturnKind]:
    """The kinds of return that fit the citizenships: a Bulgarian citizen's, or a foreigner's (domain 4.11)."""
    bulgarian = BULGARIA in person.citizenships
    return [kind for kind in ReturnKind if (kind in FOREIGNER_RETURNS) != bulgarian]


def why_not_propose(case: Case, plans: Iterable[ReturnPlan]) -> Reasons:
    """Why no return can be planned now; `plans` are those of the case. The situation is a question of its own."""
    reasons = why_not_record(case)
    if any(plan.state in OPEN_RETURNS for plan in plans):
        reasons.append(_("This case already has an open return plan."))
    return reasons


# The states of a plan in which each step may be taken.
STEPS = {
    "decide": (ReturnState.PROPOSED,),
    "prepare": (ReturnState.PREPARING, ReturnState.READY),
    "ready": (ReturnState.PREPARING,),
    "depart": (ReturnState.READY,),
    "arrive": (ReturnState.IN_TRANSIT,),
    "decline": (ReturnState.PROPOSED, ReturnState.PREPARING, ReturnState.READY),
}


def why_not_step(plan: ReturnPlan, step: str) -> Reasons:
    """Why one step of a plan cannot be taken now; `step` is a key of STEPS."""
    reasons = why_not_record(plan.case)
    if plan.state not in STEPS[step]:
        reasons.append(_("The plan is at another step now."))
    elif step in ("ready", "depart"):
        reasons += why_not_depart(plan)
    return reasons


def why_not_depart(plan: ReturnPlan) -> Reasons:
    """What is still missing before the person can leave; a foreigner leaves only without a threat (SOP 3.2).

    The risk assessment counts when it was made on the day the plan was opened or later.
    """
    reasons: Reasons = []
    if not plan.receiving_party or plan.reception_confirmed_on is None:
        reasons.append(_("Nobody has confirmed yet that the person will be received."))
    if plan.planned_on is None:
        reasons.append(_("No day of departure is planned."))
    return reasons + _why_risky(plan)


def _why_risky(plan: ReturnPlan) -> Reasons:
    if plan.kind not in return_kinds(plan.case.person):
        return [
            _(
                "The citizenships were corrected since: this kind of return no longer fits. Decline this plan and "
                "open a new one."
            )
        ]
    if plan.kind not in FOREIGNER_RETURNS:
        return []
    if plan.risk_threat == Threat.YES:
        return [_("The risk assessment shows a threat to life or health.")]
    if plan.risk_threat == Threat.UNKNOWN or plan.risk_assessed_on is None:
        return [_("The risk of the return has not been assessed.")]
    if plan.risk_assessed_on < plan.opened_on:
        return [_("The risk was assessed before this plan was opened: it must be assessed again.")]
    return []
