"""Every request acts as somebody: the person who is signed in, or nobody but who wants to sign in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from tvcase.accounts.models import User
from tvcase.wall.identity import SIGN_IN, acting_as, system_actor


def identity(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Find out who is signed in, by a job that reaches accounts and sessions only; then act as that person."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user: User | AnonymousUser = AnonymousUser()
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            with system_actor(SIGN_IN):
                if request.user.is_authenticated:
                    user = request.user
        with acting_as(user):
            return get_response(request)

    return middleware
