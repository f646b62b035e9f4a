"""Questions whose answer is a list of reasons, and the five registries that the other apps fill in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.geo import BULGARIA
from cases.models import Case, Person, ReflectionPeriod, ReturnPlan
from cases.permissions import CasePerm
from cases.states import FOREIGNER_RETURNS, OPEN_RETURNS, ReturnKind, ReturnSituation, Threat
from tvcase.accounts.models import User

type Reasons = list[str | Promise]


class Registry[T]:
    """Functions that other apps add in ready(), asked in the order they were added."""

    def __init__(self) -> None:
        self._entries: list[T] = []

    def __call__(self, entry: T) -> T:
        """Add a function; usable as a decorator."""
        self._entries.append(entry)
        return entry

    def __iter__(self) -> Any:
        return iter(self._entries)


closing_rule: Registry[Callable[..., Reasons]] = Registry()  # (case, *, on) -> reasons why it cannot close
return_situation: Registry[Callable[..., dict[str, bool]]] = Registry()  # (case, *, on) -> situation: holds?
placement_warning: Registry[Callable[..., Reasons]] = Registry()  # (case, shelter, *, on) -> what to think of
protection_end_effect: Registry[Callable[..., Reasons]] = Registry()  # (case, *, on) -> what follows, in words


@dataclass(frozen=True)
class TimelineSource:
    """One kind of fact in a case's history: who may see it, where it comes from, how it reads.

    `rows(case, user)` gives the facts as a query; happened_at (an instant) or happened_on (a Sofia date), detail
    (a code, its words are in `labels`) and who (a user) name fields of that query. Free text is never shown.
    """

    kind: str
    perm: CasePerm
    title: str | Promise
    rows: Callable[[Case, User], QuerySet[Any]]
    happened_at: str = ""
    happened_on: str = ""
    detail: str = ""
    who: str = ""
    labels: tuple[tuple[str, str | Promise], ...] = ()

    def query(self, case: Case, user: User) -> QuerySet[Any]:
        """The facts in the common shape, to be joined by UNION ALL with those of other sources."""
        none = Value("", CharField())
        return (
            self.rows(case, user)
            .order_by()
            .values_list(
                Value(self.kind, CharField()),
                self.happened_at or Cast(Value(None), DateTimeField()),
                self.happened_on or Cast(Value(None), DateField()),
                self.detail or none,
                f"{self.who}__first_name" if self.who else none,
                f"{self.who}__last_name" if self.who else none,
            )
        )


timeline_source: Registry[TimelineSource] = Registry()


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
