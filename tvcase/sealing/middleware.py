"""Keys that a request unwraps are kept until it is answered, and no longer; nobody unwraps too many in a minute."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tvcase.accounts.models import User
from tvcase.limits.spending import spend
from tvcase.sealing.keyring import keyring


def keys_of_the_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Open a keyring for the request; what it unwraps counts towards the person's limit of keys."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def count(keys: int) -> None:
            if isinstance(request.user, User):
                spend(request.user, "keys", keys, at=timezone.now())

        with keyring(count):
            return get_response(request)

    return middleware
