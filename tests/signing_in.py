"""Signing in without the pages: `client.force_login(user)` gives a full session, with both factors, just proved.

`sign_in(client, user)` gives one that was not proved again, as after the pages themselves; `step_up=True` proves it.
For tests of the pages: `clock` is the time that the application is told, `give_codes(user)` gives somebody an
application for codes, `code(clock)` is what it shows, `pages_in(client, user, clock)` signs in by the pages.
"""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tvcase.accounts import factors
from tvcase.dates import SOFIA

WHOSE = "account_authentication_methods_user"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a long sentence to sign in"
_django_force_login = Client.force_login


def sign_in(client: Client, user: Any, *, step_up: bool = False, factor: str = "webauthn") -> None:
    """Make a full session: password and second factor; with `step_up` also a proof of this minute."""
    _django_force_login(client, user)
    session = client.session
    session[WHOSE] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records(factor, step_up=step_up)
    session.save()


def by_password_only(client: Client, user: Any) -> None:
    """A session as another form to sign in with would make it: nobody showed a second factor (C22)."""
    _django_force_login(client, user)


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


class Clock:
    """The time that the application is told."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 10, 9, 0, 5, tzinfo=SOFIA)

    def now(self) -> datetime:
        return self.at

    def wait(self, **much: float) -> None:
        """Let some time pass: `clock.wait(minutes=15)`."""
        self.at += timedelta(**much)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time that passes only when a test says so."""
    told = Clock()
    monkeypatch.setattr(timezone, "now", told.now)
    return told


def give_codes(user: Any, secret: str = SECRET) -> Authenticator:
    """An application for codes."""
    sealed = factors.sealed(user, secret)
    return Authenticator.objects.create(user=user, type="totp", data={"secret": sealed})


def code(clock: Clock, secret: str = SECRET) -> str:
    """What the application shows now."""
    return factors.code_at(secret, int(clock.at.timestamp()) // 30)


def pages_in(client: Client, user: Any, clock: Clock, *, target: str = "/") -> Any:
    """Sign in by the pages, with password and code; the answer to the code."""
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD, "next": target})
    return client.post("/sign-in/second-factor/", {"code": code(clock), "next": target})
