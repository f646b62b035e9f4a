"""Nobody is signed in by a password alone, whichever way a session came about (C22)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tvcase.accounts.entry import is_full, leave
from tvcase.wall.identity import SIGN_IN, system_actor

Answer = Callable[[HttpRequest], HttpResponse]


def both_factors(get_response: Answer) -> Answer:
    """End a session that is signed in and has not itself seen a second factor; the request goes on as nobody's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            with system_actor(SIGN_IN):
                if request.user.is_authenticated and not is_full(request):
                    leave(request)
        return get_response(request)

    return middleware
