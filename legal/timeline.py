"""What a case's history shows of Article 25."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from legal.models import Protection, ProtectionRequest
from legal.states import DECIDED_REQUESTS, EndKind, RequestState
from tvcase.accounts.models import User


def _requests(case: Case, user: User) -> QuerySet[ProtectionRequest]:
    return ProtectionRequest.objects.visible_to(user).filter(case=case)


def _protections(case: Case, user: User) -> QuerySet[Protection]:
    return Protection.objects.filter(request__in=_requests(case, user))


timeline_source(
    TimelineSource(
        kind="protection_asked",
        perm=CasePerm.VIEW_LEGAL,
        title=_("The person asked for special protection"),
        rows=_requests,
        happened_on="asked_on",
        who="recorded_by",
    )
)
timeline_source(
    TimelineSource(
        kind="protection_filed",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Request for special protection filed"),
        rows=lambda case, user: _requests(case, user).exclude(filed_on=None),
        happened_on="filed_on",
        who="recorded_by",
    )
)
timeline_source(
    TimelineSource(
        kind="protection_decided",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Prosecutor's decision on special protection"),
        rows=lambda case, user: _requests(case, user).filter(state__in=DECIDED_REQUESTS),
        happened_on="decided_on",
        detail="state",
        who="decided_by",
        labels=tuple((state.value, state.label) for state in (RequestState.ACTIVE, RequestState.REFUSED)),
    )
)
timeline_source(
    TimelineSource(
        kind="protection_withdrawn",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Request for special protection withdrawn by the person"),
        rows=lambda case, user: _requests(case, user).exclude(withdrawn_on=None),
        happened_on="withdrawn_on",
    )
)
timeline_source(
    TimelineSource(
        kind="protection_permit",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Residence permit issued"),
        rows=lambda case, user: _protections(case, user).exclude(permit_issued_on=None),
        happened_on="permit_issued_on",
    )
)
timeline_source(
    TimelineSource(
        kind="protection_ended",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Special protection ended"),
        rows=lambda case, user: _protections(case, user).exclude(ended_on=None),
        happened_on="ended_on",
        detail="end_kind",
        who="ended_by",
        labels=tuple((kind.value, kind.label) for kind in EndKind),
    )
)
