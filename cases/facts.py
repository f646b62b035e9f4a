"""The facts of a case from which its page says what comes next and what may be done, as one person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.clock import is_outside, periods_of
from cases.informing import untold
from cases.models import Case, ChildNotice, Handover, Identification, ReturnPlan
from cases.permissions import CasePerm
from cases.returning import OPEN_RETURNS
from cases.rules import support_step
from cases.states import PERIOD_CORRECTIONS, HandoverState, IdentificationState
from tvcase.accounts.models import User

S = IdentificationState


@dataclass(frozen=True)
class Facts:
    """What somebody with these permissions knows of a case on a Sofia day; what is not permitted is absent."""

    case: Case
    user: User
    perms: frozenset[CasePerm]
    on: date
    attempts: Sequence[Identification] = ()
    owed: Sequence[ChildNotice] = ()
    period: Any = None  # the one that stands, with `told`
    plans: Sequence[ReturnPlan] = ()
    offer: Handover | None = None
    waits: tuple[str, str] | None = None  # of the support: a sentence and an address
    untold: bool = False  # this person's organisation identified and has not explained every other right

    @property
    def inside(self) -> bool:
        """Whether this person works for the holder or for an organisation that supports people."""
        return not is_outside(self.user, self.case.organisation_id)

    @property
    def formal(self) -> bool:
        """Whether an authority identified the person in Bulgaria."""
        return any(attempt.state == S.FORMAL_CONFIRMED and attempt.territory_bg for attempt in self.attempts)

    @property
    def informal(self) -> bool:
        return any(attempt.state == S.INFORMAL_CONFIRMED for attempt in self.attempts)

    @property
    def asked(self) -> Identification | None:
        """The request for formal identification that waits for an answer."""
        return next((attempt for attempt in self.attempts if attempt.state == S.FORMAL_REQUESTED), None)

    @property
    def plan(self) -> ReturnPlan | None:
        """The open plan to return."""
        return next((plan for plan in self.plans if plan.state in OPEN_RETURNS), None)

    @property
    def offered_to_me(self) -> bool:
        return self.offer is not None and self.offer.to_organisation_id == self.user.organisation_id

    def may(self, *perms: CasePerm) -> bool:
        """Whether the person holds any of these permissions."""
        return bool(self.perms.intersection(perms))


def facts_of(case: Case, user: User, perms: frozenset[CasePerm], period: Any, *, on: date) -> Facts:
    """The facts of a case for one person, in at most ten queries; `period` is that of `latest_period`."""
    identification = CasePerm.VIEW_IDENTIFICATION in perms
    offers = Handover.objects.filter(case=case, state=HandoverState.OFFERED)
    return Facts(
        case=case,
        user=user,
        perms=perms,
        on=on,
        attempts=list(Identification.objects.filter(case=case)) if identification else (),
        owed=list(ChildNotice.objects.owed().filter(case=case)) if identification and case.counts_as_child else (),
        period=period if period and period.end_reason not in PERIOD_CORRECTIONS else None,
        plans=list(ReturnPlan.objects.filter(case=case)) if CasePerm.VIEW_RETURN in perms else (),
        waits=_waits(case, user, on=on) if CasePerm.CHANGE_SUPPORT in perms and case.is_open else None,
        offer=offers.first() if CasePerm.VIEW_CORE in perms else None,
        untold=user.identifies_formally and untold(user).filter(case=case, organisation=user.organisation_id).exists(),
    )


def _waits(case: Case, user: User, *, on: date) -> tuple[str, str] | None:
    """The first thing that waits of the support: risk, needs, plan, in the order in which the parts registered it."""
    return next(filter(None, (source(case, user, on=on) for source in support_step)), None)


def latest_period(case: Case, user: User) -> Any:
    """The period that stands, else the latest, else None; see cases.clock.periods_of."""
    periods = list(periods_of(case, user))
    standing = [period for period in periods if period.end_reason not in PERIOD_CORRECTIONS]
    return next(iter(standing or periods), None)
