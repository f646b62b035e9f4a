"""To fetch is to authorise: how the views of services reach a service and a session."""

from cases.fetch import one_or_404
from cases.permissions import CasePerm
from cases.services.models import Service, Session
from tvcase.http import SignedInRequest


def service_or_404(request: SignedInRequest, code: str, number: int, *perms: CasePerm) -> Service:
    """A service of a case on which this person holds any of the permissions; else 404."""
    permitted = Service.objects.permitting(request.user, *perms).select_related("case", "provider")
    return one_or_404(request, permitted, case__code=code, number=number)


def session_or_404(request: SignedInRequest, code: str, number: int, session: int, *perms: CasePerm) -> Session:
    """A session of such a service; else 404."""
    permitted = Session.objects.permitting(request.user, *perms).select_related("case", "service__case", "staff")
    return one_or_404(request, permitted, case__code=code, service__number=number, number=session)
