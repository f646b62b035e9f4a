"""Coming in: a password first, then a second factor; nobody is signed in before both.

Between the two the session only says for whom a factor is awaited, for ten minutes.
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest

from tvcase.accounts import factors, lockout
from tvcase.accounts.models import User
from tvcase.accounts.sessions import begun
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.notifications.outbox import notify
from tvcase.typed import only_shown
from tvcase.wall.identity import SIGN_IN, system_actor

AWAITED = "second_factor_of"
LASTS = 600  # seconds between password and second factor
BACKEND = "django.contrib.auth.backends.ModelBackend"


@transaction.atomic
def by_password(name: str, password: str, *, at: datetime) -> User | None:
    """Who has this name and this password; None also while the name is locked out.

    One password is hashed and the same rows are written whether or not the name is anybody's (C26).
    """
    with system_actor(SIGN_IN):
        admitted = lockout.admitted(lockout.PASSWORD, name, at=at)
        user = User.objects.filter(username=name).first()
        right = (user or User(password="")).check_password(password)
        if user and right and user.is_active and admitted:
            return user
        last = admitted and lockout.failed(lockout.PASSWORD, name, at=at)
        log.refused(AnonymousUser(), "accounts.sign_in_refused", account=user.username if user else "")
        if last and user:
            _tell(user, at=at)
    return None


def await_factor(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Remember that this person's password was right; under a new id, with nothing of an earlier session."""
    request.session.flush()
    request.session[AWAITED] = {"user": user.pk, "at": at.timestamp()}
    record_authentication(request, user, "password")


def awaited(request: HttpRequest, *, at: datetime) -> User | None:
    """Whose second factor is awaited in this session, if anybody's."""
    held = request.session.get(AWAITED)
    if not held or at.timestamp() - held["at"] > LASTS:
        return None
    with system_actor(SIGN_IN):
        return User.objects.select_related("organisation").filter(pk=held["user"], is_active=True).first()


@transaction.atomic
def by_factor(
    user: User, *, code: str, credential: Any, at: datetime, passkey_only: bool = False
) -> Authenticator | None:
    """The factor that was shown; None for a wrong one, for any while guessing has locked it, and for any in a
    request whose acts are undone: there no failure would be counted, and a code would work again."""
    if only_shown.get():
        return None
    with system_actor(SIGN_IN):
        if not lockout.admitted(lockout.FACTOR, user.username, at=at):
            return None
        factor = factors.shown(user, code=code, credential=credential, at=at, passkey_only=passkey_only)
        if factor is None:
            log.refused(user, "accounts.factor_refused")
            if lockout.failed(lockout.FACTOR, user.username, at=at):
                _tell(user, at=at)
    return factor


def sign_in(request: HttpRequest, user: User, factor: Authenticator, *, at: datetime) -> None:
    """Begin the session: a new id, the factor noted, the oldest beyond three ended, failures forgotten."""
    with system_actor(SIGN_IN):
        request.session.pop(AWAITED, None)
        login(request, user, BACKEND)
        _note(request, user, factor)
        request.session.save()
        begun(user, request.session.session_key or "", agent=request.headers.get("User-Agent", ""))
        lockout.forgiven((lockout.PASSWORD, user.username), (lockout.FACTOR, user.username), at=at)
        log.record("accounts.signed_in", by=user, factor=factor.type)


def proved(request: HttpRequest, user: User, factor: Authenticator, *, at: datetime) -> None:
    """Note that the person showed a factor again (step-up)."""
    with system_actor(SIGN_IN):
        _note(request, user, factor, reauthenticated=True)
        lockout.forgiven((lockout.FACTOR, user.username), at=at)
    log.record("accounts.proved", by=user, factor=factor.type)


def is_full(request: HttpRequest) -> bool:
    """Whether this session itself has seen a second factor of whoever is signed in (C22)."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def leave(request: HttpRequest) -> None:
    """End the session."""
    with system_actor(SIGN_IN):
        logout(request)


def _note(request: HttpRequest, user: User, factor: Authenticator, **more: bool) -> None:
    """The session's records: the first of each, and the last proof."""
    factor.record_usage()
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type, **more)
    records = request.session[AUTHENTICATION_METHODS_SESSION_KEY]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records[:2], *records[2:][-1:]]


def _tell(user: User, *, at: datetime) -> None:
    notify([user], "sign_in_guessed", case_code="", subject=uuid4(), due_on=local_date(at))
