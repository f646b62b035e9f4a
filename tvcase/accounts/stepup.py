"""Step-up: a proof, a few minutes ago, that whoever sits there is still the person who signed in.

Signing in itself is no such proof: it may be hours old. A factor shown on the page "prove who you are" is one,
for five minutes.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tvcase.accounts.proving import prove_page
from tvcase.typed import only_kept

type View = Callable[..., HttpResponseBase]

RECENT = 5 * 60  # seconds that a proof holds


def recently_proved(request: HttpRequest, *, passkey: bool = False) -> bool:
    """Whether a second factor was shown again within five minutes; `passkey=True`: and it was a passkey.

    A passkey knows the address of the site, so nobody can be talked into showing it elsewhere (C23). The demo, and
    only the demo, also takes a code where a passkey is asked for.
    """
    kinds = {Authenticator.Type.WEBAUTHN}
    if not (passkey and settings.PASSKEY_FOR_ADDRESSES):
        kinds |= {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}
    since = time.time() - RECENT
    return any(
        record.get("reauthenticated") and record.get("type") in kinds and record["at"] > since
        for record in get_authentication_records(request, request.user)
    )


def step_up[V: View](view: V) -> V:
    """Guard a view: without a recent proof one is asked for it; then one comes back with what one had typed."""
    return _guarded(view)


def step_up_to_send[V: View](view: V) -> V:
    """The same for a page that anybody who reaches it may read, and whose form shares something."""
    return _guarded(view, reading=False)


def step_up_by_passkey[V: View](view: V) -> V:
    """The same for what needs a passkey: whatever belongs to class P4, as a shelter's address (C23)."""
    return _guarded(view, passkey=True)


def _guarded[V: View](view: V, *, passkey: bool = False, reading: bool = True) -> V:
    @wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # keeping what was typed shows nothing and sends nothing
        free = request.method in {"GET", "HEAD"} and not reading
        if free or only_kept.get() or recently_proved(request, passkey=passkey):
            return view(request, *args, **kwargs)
        return prove_page(request, passkey=passkey and settings.PASSKEY_FOR_ADDRESSES)

    return cast("V", wrapper)
