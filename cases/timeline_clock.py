"""The kinds of fact about the reflection period and about cooperation; what an authority was not told it does not see.

Product decision 17: an authority that does not hold the case sees start and last day of the period, and of the
decisions those that the person agreed to communicate to it.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.clock import is_outside
from cases.models import (
    Case,
    CooperationDecision,
    DecisionAnnulment,
    DecisionCommunication,
    PeriodWish,
    ReflectionPeriod,
    RightsBriefing,
)
from cases.permissions import CasePerm
from cases.states import PERIOD_CORRECTIONS, CooperationValue, PeriodEnd, Right
from cases.timeline_sources import rows_of, source
from tvcase.accounts.models import User

_CLOCK = CasePerm.VIEW_CLOCK


def _ends_known(case: Case, user: User) -> QuerySet[ReflectionPeriod]:
    """Periods that ended early, where this person may know it (product decision 17)."""
    ended = ReflectionPeriod.objects.filter(case=case, ended_on__isnull=False)
    if not is_outside(user, case.organisation_id):
        return ended
    told = CooperationDecision.objects.visible_to(user)
    return ended.filter(Q(end_reason__in=PERIOD_CORRECTIONS) | Q(ended_by_decision__in=told))


def _reason_known(case: Case, user: User) -> QuerySet[ReflectionPeriod]:
    """Of those the ones of which this person may also read why: corrections, and decisions that are open to her or
    him. A shelter sees that a period ended, never what was said (domain 2.2)."""
    read = CooperationDecision.objects.visible_to(user)
    return _ends_known(case, user).filter(Q(end_reason__in=PERIOD_CORRECTIONS) | Q(ended_by_decision__in=read))


def _reason_unknown(case: Case, user: User) -> QuerySet[ReflectionPeriod]:
    return _ends_known(case, user).exclude(pk__in=_reason_known(case, user).values("pk"))


def _not_ended(case: Case, user: User) -> QuerySet[ReflectionPeriod]:
    return ReflectionPeriod.objects.filter(case=case).exclude(pk__in=_ends_known(case, user).values("pk"))


def _wishes(*, wants_to_use: bool) -> Any:
    def rows(case: Case, user: User) -> QuerySet[PeriodWish]:
        if is_outside(user, case.organisation_id):
            return PeriodWish.objects.none()
        return PeriodWish.objects.filter(period__case=case, wants_to_use=wants_to_use)

    return rows


def _decisions(case: Case, user: User) -> QuerySet[CooperationDecision]:
    return CooperationDecision.objects.visible_to(user).filter(case=case)


def _annulments(case: Case, user: User) -> QuerySet[DecisionAnnulment]:
    return DecisionAnnulment.objects.filter(decision__in=_decisions(case, user), confirmed_at__isnull=False)


def _communications(case: Case, user: User) -> QuerySet[DecisionCommunication]:
    """Which authorities were told; an authority reads of its own only."""
    communications = DecisionCommunication.objects.filter(decision__in=_decisions(case, user))
    if is_outside(user, case.organisation_id):
        return communications.filter(authority=user.organisation_id)
    return communications


source("period_started", _CLOCK, _("Reflection period started"), rows_of(ReflectionPeriod), at="starts_at")
source(
    "briefing",
    _CLOCK,
    _("The person was told of a right"),
    rows_of(RightsBriefing),
    at="informed_at",
    detail=("right", Right),
    who="recorded_by",
)
source(
    "wish_not_to_use",
    _CLOCK,
    _("The person does not wish to use the reflection period"),
    _wishes(wants_to_use=False),
    on="stated_on",
    who="recorded_by",
)
source(
    "wish_to_use",
    _CLOCK,
    _("The person wishes to use the reflection period after all"),
    _wishes(wants_to_use=True),
    on="stated_on",
    who="recorded_by",
)
source(
    "decision",
    _CLOCK,
    _("What the person said about cooperating"),
    _decisions,
    at="declared_at",
    detail=("value", CooperationValue),
    who="recorded_by",
)
source(
    "decision_communicated",
    _CLOCK,
    _("The person agreed that an authority is told of the decision"),
    _communications,
    on="agreed_on",
    who="recorded_by",
)
source(
    "decision_annulled",
    _CLOCK,
    _("Decision annulled: it had been recorded in error"),
    _annulments,
    at="confirmed_at",
    who="confirmed_by",
)
source(
    "period_ended", _CLOCK, _("Reflection period ended"), _reason_known, on="ended_on", detail=("end_reason", PeriodEnd)
)
source("period_ended_early", _CLOCK, _("Reflection period ended"), _reason_unknown, on="ended_on")
source("period_last_day", _CLOCK, _("Last day of the reflection period"), _not_ended, on="last_day")
