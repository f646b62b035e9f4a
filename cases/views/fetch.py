"""To fetch is to authorise: how every view reaches a case."""

from django.shortcuts import get_object_or_404

from cases.models import Case, CaseQuerySet
from cases.permissions import CasePerm
from tvcase.http import SignedInRequest


def cases_permitting(request: SignedInRequest, *perms: CasePerm) -> CaseQuerySet:
    """The cases on which the signed-in person holds any of the permissions, with holder and person."""
    return Case.objects.permitting(request.user, *perms).select_related("organisation", "person")


def case_or_404(request: SignedInRequest, code: str, *perms: CasePerm) -> Case:
    """The case with this code if the signed-in person holds any of the permissions on it; else 404."""
    return get_object_or_404(cases_permitting(request, *perms), code=code)
