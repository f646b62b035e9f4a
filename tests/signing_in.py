"""Signing in without the pages: `client.force_login(user)` gives a full session, with both factors, just proved.

`sign_in(client, user)` gives one that was not proved again, as after the pages themselves; `step_up=True` proves it.
"""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

WHOSE = "account_authentication_methods_user"
_django_force_login = Client.force_login


def sign_in(client: Client, user: Any, *, step_up: bool = False, factor: str = "webauthn") -> None:
    """Make a full session: password and second factor; with `step_up` also a proof of this minute."""
    _django_force_login(client, user)
    session = client.session
    session[WHOSE] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records(factor, step_up=step_up)
    session.save()


def records(factor: str, *, step_up: bool) -> list[dict[str, Any]]:
    """What a session says of its factors."""
    shown: dict[str, Any] = {"method": "mfa", "type": factor, "at": time.time()}
    again = [shown | {"reauthenticated": True}] if step_up else []
    return [{"method": "password", "at": time.time()}, shown, *again]


@pytest.fixture(autouse=True, scope="session")
def full_sessions() -> Iterator[None]:
    """Tests that are about something else are signed in with everything."""

    def force_login(self: Client, user: Any, backend: str | None = None) -> None:
        sign_in(self, user, step_up=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", force_login)
        yield
