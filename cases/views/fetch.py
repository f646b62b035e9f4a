"""To fetch is to authorise: how every view reaches a case."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cases.models import Case
from cases.permissions import CasePerm


def case_or_404(request: HttpRequest, code: str, *perms: CasePerm) -> Case:
    """The case with this code if the signed-in person holds any of the permissions on it; else 404."""
    permitted = Case.objects.permitting(request.user, *perms)
    return get_object_or_404(permitted.select_related("organisation", "person"), code=code)
