"""To fetch is to authorise: how the views of needs and plan reach a version and its parts."""

from typing import Any

from cases.fetch import one_or_404
from cases.permissions import CasePerm
from cases.support.models import NeedsAssessment, SupportPlan
from tvcase.http import SignedInRequest

RELATED = ("case__organisation", "worker", "organisation", "approved_by")


def plan_or_404(request: SignedInRequest, code: str, number: int, *perms: CasePerm) -> SupportPlan:
    """A version of the plan of a case on which this person holds any of the permissions; else 404."""
    permitted = SupportPlan.objects.permitting(request.user, *perms).select_related(*RELATED)
    return one_or_404(request, permitted, case__code=code, number=number)


def needs_or_404(request: SignedInRequest, code: str, number: int) -> NeedsAssessment:
    """A version of the needs, for those who may read the support of the case; else 404."""
    permitted = NeedsAssessment.objects.permitting(request.user, CasePerm.VIEW_SUPPORT)
    return one_or_404(request, permitted.select_related("case", "recorded_by"), case__code=code, number=number)


def part_or_404(request: SignedInRequest, model: Any, code: str, number: int, part: int) -> Any:
    """A goal, a step or a measure of a version, for those who may change the support of the case; else 404."""
    permitted = model.objects.permitting(request.user, CasePerm.CHANGE_SUPPORT).select_related("case", "plan__case")
    return one_or_404(request, permitted, case__code=code, plan__number=number, number=part)
