"""What a case's history shows of compensation, hearings and accounts."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from legal.claims.models import Claim, Hearing, Interview
from legal.claims.states import ClaimResult, ClaimRoute, HearingKind, HearingState, Listener
from tvcase.accounts.models import User


def _claims(case: Case, user: User) -> QuerySet[Claim]:
    return Claim.objects.filter(case=case)


def _of(state: HearingState) -> QuerySet[Hearing]:
    return Hearing.objects.filter(state=state)


_ROUTES = tuple((route.value, route.label) for route in ClaimRoute)
_RESULTS = tuple((result.value, result.label) for result in ClaimResult)
_KINDS = tuple((kind.value, kind.label) for kind in HearingKind)
_LISTENERS = tuple((listener.value, listener.label) for listener in Listener)

timeline_source(
    TimelineSource(
        kind="claim_filed",
        perm=CasePerm.VIEW_AID,
        title=_("Compensation asked for"),
        rows=lambda case, user: _claims(case, user).exclude(filed_on=None),
        happened_on="filed_on",
        detail="route",
        who="recorded_by",
        labels=_ROUTES,
    )
)
timeline_source(
    TimelineSource(
        kind="claim_decided",
        perm=CasePerm.VIEW_AID,
        title=_("Decision on compensation"),
        rows=lambda case, user: _claims(case, user).exclude(decided_on=None),
        happened_on="decided_on",
        detail="result",
        labels=_RESULTS,
    )
)
timeline_source(
    TimelineSource(
        kind="claim_paid",
        perm=CasePerm.VIEW_AID,
        title=_("Compensation paid"),
        rows=lambda case, user: _claims(case, user).exclude(paid_on=None),
        happened_on="paid_on",
        detail="route",
        labels=_ROUTES,
    )
)
timeline_source(
    TimelineSource(
        kind="claim_given_up",
        perm=CasePerm.VIEW_AID,
        title=_("Claim for compensation given up by the person"),
        rows=lambda case, user: _claims(case, user).exclude(withdrawn_on=None),
        happened_on="withdrawn_on",
        detail="route",
        labels=_ROUTES,
    )
)
timeline_source(
    TimelineSource(
        kind="hearing_held",
        perm=CasePerm.VIEW_AID,
        title=_("The person was heard"),
        rows=lambda case, user: _of(HearingState.HELD).filter(case=case),
        happened_at="starts_at",
        detail="kind",
        labels=_KINDS,
    )
)
timeline_source(
    TimelineSource(
        kind="hearing_cancelled",
        perm=CasePerm.VIEW_AID,
        title=_("Hearing called off"),
        rows=lambda case, user: _of(HearingState.CANCELLED).filter(case=case),
        happened_on="cancelled_on",
        detail="kind",
        labels=_KINDS,
    )
)
timeline_source(
    TimelineSource(
        kind="interview_told",
        perm=CasePerm.VIEW_AID,
        title=_("The person told what happened"),
        rows=lambda case, user: Interview.objects.standing().filter(case=case),
        happened_on="told_on",
        detail="listener",
        who="recorded_by",
        labels=_LISTENERS,
    )
)
