"""The request as the pages behind the sign-in see it."""

from django.http import HttpRequest

from tvcase.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request of somebody signed in: `LoginRequired` answers everybody else before a view is reached."""

    user: User
