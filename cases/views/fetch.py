"""To fetch is to authorise: how every view reaches a case."""

from cases.fetch import one_or_404
from cases.models import Case, CaseQuerySet
from cases.permissions import CasePerm
from tvcase.http import SignedInRequest


def cases_permitting(request: SignedInRequest, *perms: CasePerm) -> CaseQuerySet:
    """The cases on which the signed-in person holds any of the permissions, with the holder.

    The person is fetched when she is shown: the wall hides her from who sees another part of the case."""
    return Case.objects.permitting(request.user, *perms).select_related("organisation")


def case_or_404(request: SignedInRequest, code: str, *perms: CasePerm) -> Case:
    """The case with this code if the signed-in person holds any of the permissions on it; else 404.

    Before something is done it is locked, and the permission asked again.
    """
    return one_or_404(request, cases_permitting(request, *perms), code=code)
