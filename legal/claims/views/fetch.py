"""To fetch is to authorise: how the views reach a case, a claim, a hearing and an account."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cases.fetch import one_or_404
from cases.models import Case
from cases.permissions import CasePerm
from legal.claims.models import Claim, Hearing, Interview
from legal.models import CriminalProceedings
from tvcase.accounts.models import User
from tvcase.http import SignedInRequest


def readers(user: User) -> list[CasePerm]:
    """Who keeps or reads the log; an authority reads in it what it may use again."""
    return [CasePerm.VIEW_AID, *([CasePerm.VIEW_LEGAL, CasePerm.VIEW_CLOCK] if user.identifies_formally else [])]


def case_or_404(request: SignedInRequest, code: str, *perms: CasePerm) -> Case:
    """The case with this code if the signed-in person holds any of the permissions on it; else 404."""
    permitted = Case.objects.permitting(request.user, *perms)
    return one_or_404(request, permitted.select_related("organisation"), code=code)


def claim_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> Claim:
    """A claim of a case on which the signed-in person holds the permission; else 404."""
    claims = Claim.objects.permitting(request.user, perm)
    related = ("case__person", "application_rule", "examination_rule")
    return one_or_404(request, claims.select_related(*related), case__code=code, number=number)


def hearing_or_404(request: SignedInRequest, code: str, number: int, perm: CasePerm) -> Hearing:
    """A hearing of a case on which the signed-in person holds the permission; else 404."""
    hearings = Hearing.objects.permitting(request.user, perm)
    return one_or_404(request, hearings.select_related("case"), case__code=code, number=number)


def interview_or_404(request: SignedInRequest, code: str, number: int, *perms: CasePerm) -> Interview:
    """An account that this person may read, in a case on which she or he holds any of the permissions; else 404."""
    found = Interview.objects.visible_to(request.user).filter(case__in=Case.objects.permitting(request.user, *perms))
    return one_or_404(request, found.select_related("case", "recorded_by"), case__code=code, number=number)


def proceedings_of(request: SignedInRequest, case: Case) -> QuerySet[Any]:
    """The criminal proceedings of a case that this person may see."""
    return CriminalProceedings.objects.visible_to(request.user).filter(case=case)


def number_of(request: SignedInRequest, case: Case, proceedings: UUID | None) -> str:
    """The pre-trial number of one of a case's proceedings, for whoever may see it; empty for none."""
    found = proceedings_of(request, case).filter(pk=proceedings).first() if proceedings else None
    return str(found.pre_trial_number) if found else ""
