"""What a case's history shows of Article 25."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from legal.models import Appeal, CriminalProceedings, EarlierPermit, ProceedingsStep, Protection, ProtectionRequest
from legal.states import DECIDED_REQUESTS, AppealState, EndKind, RequestState, StepKind
from tvcase.accounts.models import User


def _requests(case: Case, user: User) -> QuerySet[ProtectionRequest]:
    return ProtectionRequest.objects.visible_to(user).filter(case=case)


def _protections(case: Case, user: User) -> QuerySet[Protection]:
    return Protection.objects.filter(request__in=_requests(case, user))


def _appeals(case: Case, user: User) -> QuerySet[Appeal]:
    return Appeal.objects.filter(request__in=_requests(case, user))


def _steps(case: Case, user: User) -> QuerySet[ProceedingsStep]:
    visible = CriminalProceedings.objects.visible_to(user).filter(case=case)
    return ProceedingsStep.objects.filter(proceedings__in=visible.values("pk"))


timeline_source(
    TimelineSource(
        kind="proceedings_step",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Criminal proceedings"),
        rows=_steps,
        happened_on="effective_on",
        detail="kind",
        who="recorded_by",
        labels=tuple(StepKind.choices),
    )
)
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
        kind="protection_registered",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Request for special protection registered"),
        rows=lambda case, user: _requests(case, user).exclude(registered_on=None),
        happened_on="registered_on",
        who="registered_by",
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
        labels=tuple((state, RequestState(state).label) for state in DECIDED_REQUESTS),
    )
)
timeline_source(
    TimelineSource(
        kind="protection_served",
        perm=CasePerm.VIEW_LEGAL,
        title=_("The person was given the decision on special protection"),
        rows=lambda case, user: _requests(case, user).exclude(served_on=None),
        happened_on="served_on",
    )
)
timeline_source(
    TimelineSource(
        kind="protection_appealed",
        perm=CasePerm.VIEW_LEGAL,
        title=_("The person appealed in special protection"),
        rows=_appeals,
        happened_on="filed_on",
        who="recorded_by",
    )
)
timeline_source(
    TimelineSource(
        kind="protection_appeal_decided",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Result of the appeal in special protection"),
        rows=lambda case, user: _appeals(case, user).exclude(result_on=None),
        happened_on="result_on",
        detail="state",
        labels=tuple(AppealState.choices),
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
        kind="protection_superseded",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Request for special protection closed: an appeal brought the protection"),
        rows=lambda case, user: _requests(case, user).exclude(superseded_on=None),
        happened_on="superseded_on",
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
        kind="protection_earlier_permit",
        perm=CasePerm.VIEW_LEGAL,
        title=_("Residence permit issued"),
        rows=lambda case, user: EarlierPermit.objects.filter(protection__in=_protections(case, user)),
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
