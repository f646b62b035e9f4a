"""Whether and how a return may be planned (SOP 3.2)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.geo import BULGARIA
from cases.models import Case, Person, ReflectionPeriod, ReturnPlan
from cases.rules.registries import Reasons, return_situation
from cases.states import FOREIGNER_RETURNS, OPEN_RETURNS, ReturnKind, ReturnSituation, Threat


@return_situation
def _situations_of_the_case(case: Case, *, on: date) -> dict[str, bool]:
    """What the case itself knows: the person's wish is hers alone; whether the period is over on a Sofia day."""
    period = ReflectionPeriod.objects.filter(case=case).standing().first()
    return {
        ReturnSituation.VOLUNTARY: True,
        ReturnSituation.PERIOD_EXPIRED_NO_ART25: period is not None and period.runs_to < on,
    }


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


def why_not_propose(case: Case) -> Reasons:
    """Why no return can be planned now; which situation it rests on is a question of its own."""
    if not case.is_open:
        return [_("The case is closed.")]
    if case.return_plans.filter(state__in=OPEN_RETURNS).exists():
        return [_("This case already has an open return plan.")]
    return []


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
    if plan.kind not in FOREIGNER_RETURNS:
        return []
    if plan.risk_threat == Threat.YES:
        return [_("The risk assessment shows a threat to life or health.")]
    if plan.risk_threat == Threat.UNKNOWN or plan.risk_assessed_on is None:
        return [_("The risk of the return has not been assessed.")]
    if plan.risk_assessed_on < plan.opened_on:
        return [_("The risk was assessed before this plan was opened: it must be assessed again.")]
    return []
