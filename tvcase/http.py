"""The request as the pages behind the sign-in see it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tvcase.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request of somebody signed in: `LoginRequired` answers everybody else before a view is reached."""

    user: User


def person(request: HttpRequest) -> User:
    """Who is signed in, for code that Django calls with any request. Raises PermissionDenied for nobody."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied
