"""What is worked out from the records and never stored: a case's state, who was told, the period that stands."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import CharField, Exists, FilteredRelation, OuterRef, Q, Value, When

from cases.models.case import Case
from cases.models.identification import Identification, IndicatorObservation
from cases.models.informing import RightsBriefing
from cases.models.team import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.permissions import CasePerm
from cases.states import CHILD, PERIOD_CORRECTIONS, CaseState, ClosureReason, IdentificationState, Observed, PeriodEnd
from tvcase.accounts.models import User
from tvcase.db import SofiaDate


def case_state() -> Choose:
    """The CaseState of a case, to annotate a query of cases with (domain 4.1)."""
    attempts = Identification.objects.filter(case=OuterRef("pk"))
    counting = Identification.objects.counting().filter(case=OuterRef("pk"))
    signs = IndicatorObservation.objects.filter(case=OuterRef("pk"), observed=Observed.YES)
    return Choose(
        When(closed_on__isnull=False, closure_reason=ClosureReason.NOT_A_VICTIM, then=Value(CaseState.NOT_VICTIM)),
        When(closed_on__isnull=False, then=Value(CaseState.CLOSED)),
        When(age_status__in=CHILD, then=Value(CaseState.CHILD_PROCEDURE)),
        When(Exists(counting), then=Value(CaseState.FORMALLY_IDENTIFIED)),
        When(
            Exists(attempts.exclude(state=IdentificationState.INFORMAL_DRAFT)) | Exists(signs),
            then=Value(CaseState.PRESUMED),
        ),
        default=Value(CaseState.SIGNAL),
        output_field=CharField(),
    )


def standing_period() -> FilteredRelation:
    """The period of a case that was not ended by a correction, at most one, to join a query of cases with."""
    standing = ["", *(reason for reason in PeriodEnd if reason not in PERIOD_CORRECTIONS)]
    return FilteredRelation("reflection_periods", condition=Q(reflection_periods__end_reason__in=standing))


def told_by_its_authority() -> Exists:
    """Whether the identifying organisation itself told the person of a period (product decision 13)."""
    told = RightsBriefing.objects.that_count().alias(told_on=SofiaDate("informed_at"))
    by_it = told.filter(period=OuterRef("pk"), organisation=OuterRef("identification__organisation"))
    return Exists(by_it.filter(told_on__gte=OuterRef("starts_on")))


def access_to_each(user: User, cases: Iterable[Case]) -> dict[UUID, frozenset[CasePerm]]:
    """What this person may do on each of these cases, in one statement; see `access` for a single one."""
    cases = list(cases)
    keys = [case.pk for case in cases if not case.hides_from(user)]
    own = CaseUserObjectPermission.objects.filter(user=user, content_object__in=keys)
    groups = CaseGroupObjectPermission.objects.filter(group__user=user, content_object__in=keys)
    columns = ("content_object_id", "permission__codename")
    found: dict[UUID, set[CasePerm]] = {case.pk: set() for case in cases}
    for key, codename in own.values_list(*columns).union(groups.values_list(*columns)):
        found[key].add(CasePerm(codename))
    return {key: frozenset(perms) for key, perms in found.items()}
