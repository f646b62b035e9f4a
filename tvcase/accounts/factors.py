"""Second factors: showing one, adding, removing; kept by allauth, with sealed secrets.

A passkey verifies its user and knows the address of the site; a code of six digits comes from an application and
works once; recovery codes are shown once, when they are made, and each works once.
"""

import hmac
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from tvcase.accounts.mfa import secrets_of
from tvcase.accounts.models import User
from tvcase.accounts.roles import SEES_ADDRESSES
from tvcase.accounts.sessions import end_sessions
from tvcase.audit import log
from tvcase.demo_code import DEMO_SECRET
from tvcase.notifications.outbox import notify
from tvcase.wall.identity import SIGN_IN, system_actor

Type = Authenticator.Type
MALFORMED = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


def of(user: User) -> list[Authenticator]:
    """This person's factors, passkeys first, the oldest of each kind first."""
    with system_actor(SIGN_IN):
        found = Authenticator.objects.filter(user=user).order_by("created_at", "pk")
        return sorted(found, key=lambda factor: [Type.WEBAUTHN, Type.TOTP, Type.RECOVERY_CODES].index(factor.type))


def has_one(user: User) -> bool:
    """Whether this person has a second factor; recovery codes alone are none."""
    with system_actor(SIGN_IN):
        return _of(user).exclude(type=Type.RECOVERY_CODES).exists()


def has_passkey(user: User) -> bool:
    with system_actor(SIGN_IN):
        return _of(user, Type.WEBAUTHN).exists()


def lacks_passkey(user: User) -> bool:
    """Whether this person's role shows addresses (class P4) and there is no passkey to show them after (C23)."""
    return settings.PASSKEY_FOR_ADDRESSES and user.has_role(*SEES_ADDRESSES) and not has_passkey(user)


def shown(user: User, *, code: str, credential: Any, at: datetime, passkey_only: bool = False) -> Authenticator | None:
    """The factor that this code or this answer of a device belongs to; None when it belongs to none."""
    with system_actor(SIGN_IN), secrets_of(user):
        if credential:
            return _passkey(user, credential)
        if not code or passkey_only:
            return None
        return _totp(user, code, at) or _recovery_code(user, code)


def _of(user: User, *kinds: str) -> QuerySet[Authenticator]:
    mine = Authenticator.objects.filter(user=user)
    return mine.filter(type__in=kinds) if kinds else mine


def _passkey(user: User, credential: Any) -> Authenticator | None:
    """The challenge is taken back whatever comes of it, so an answer is looked at once."""
    try:
        webauthn.parse_authentication_response(credential)
        return webauthn.complete_authentication(user, credential)
    except MALFORMED:
        return None
    finally:
        webauthn.clear_state()


def _totp(user: User, code: str, at: datetime) -> Authenticator | None:
    """A code of this half minute, once: the row remembers the last one, also when every cache is emptied (C24)."""
    factor = _of(user, Type.TOTP).select_for_update().first()
    if factor is None:
        return None
    counter = int(at.timestamp()) // app_settings.TOTP_PERIOD
    try:
        secret = decrypt(factor.data["secret"])
    except InvalidTag:
        return None
    if hmac.compare_digest(secret, DEMO_SECRET) and not settings.DEMO:
        return None
    right = compare_user_code(actual=code, expected=code_at(secret, counter))
    if not right or counter <= factor.data.get("last_counter", 0):
        return None
    factor.data["last_counter"] = counter
    factor.save(update_fields=["data"])
    return factor


def code_at(secret: str, counter: int) -> str:
    """The code of one half minute since 1970."""
    return format_hotp_value(hotp_value(secret, counter))


def _recovery_code(user: User, code: str) -> Authenticator | None:
    factor = _of(user, Type.RECOVERY_CODES).select_for_update().first()
    if factor is None or not RecoveryCodes(factor).validate_code(code):
        return None
    return factor


def new_secret() -> str:
    """A new secret for an application that makes codes."""
    return generate_totp_secret()


def sealed(user: User, secret: str) -> str:
    """A secret that waits to be confirmed, as a session may keep it."""
    with secrets_of(user):
        return encrypt(secret)


def opened(user: User, kept: str) -> str:
    """The secret again. Raises cryptography's InvalidTag when it was not sealed for this person."""
    with secrets_of(user):
        return decrypt(kept)


@transaction.atomic
def give_demo_codes(users: Iterable[User]) -> None:
    """Give the demo's accounts its public secret. Raises RuntimeError anywhere else."""
    if not settings.DEMO:
        raise RuntimeError("The demo's secret is for a demo.")
    with system_actor(SIGN_IN):
        Authenticator.objects.bulk_create(
            [Authenticator(user=user, type=Type.TOTP, data={"secret": sealed(user, DEMO_SECRET)}) for user in users]
        )


def with_demo_codes() -> int:
    """How many accounts have the demo's secret."""
    with system_actor(SIGN_IN):
        found = Authenticator.objects.filter(type=Type.TOTP).select_related("user")
        return sum(_opens_to(factor, DEMO_SECRET) for factor in found)


def _opens_to(factor: Authenticator, secret: str) -> bool:
    try:
        return hmac.compare_digest(opened(factor.user, factor.data["secret"]), secret)
    except InvalidTag:
        return False


@transaction.atomic
def add_totp(user: User, secret: str, code: str, *, at: datetime) -> Authenticator | None:
    """Add the application that makes these codes, in place of an earlier one; None when the code is not right."""
    counter = int(at.timestamp()) // app_settings.TOTP_PERIOD
    if not compare_user_code(actual=code, expected=code_at(secret, counter)):
        return None
    with system_actor(SIGN_IN), secrets_of(user):
        _of(user, Type.TOTP).delete()
        factor = TOTP.activate(user, secret).instance
        factor.data["last_counter"] = counter
        factor.save(update_fields=["data"])
    return factor


@transaction.atomic
def add_passkey(user: User, name: str, credential: Any) -> Authenticator | None:
    """Add a passkey; None when the device's answer is not one to our question."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except MALFORMED:
        return None
    finally:
        webauthn.clear_state()
    with system_actor(SIGN_IN):
        return webauthn.WebAuthn.add(user, name, credential).instance


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes in place of all earlier ones. This is the only time that anybody sees them."""
    with system_actor(SIGN_IN), secrets_of(user):
        _of(user, Type.RECOVERY_CODES).delete()
        return RecoveryCodes.activate(user).generate_codes()


@transaction.atomic
def remove(user: User, factor: Authenticator) -> bool:
    """Remove a factor; the last one stays."""
    with system_actor(SIGN_IN):
        mine = _of(user).exclude(type=Type.RECOVERY_CODES).select_for_update()
        if not any(other.pk != factor.pk for other in mine):
            return False
        _of(user).filter(pk=factor.pk).delete()
    return True


@transaction.atomic
def changed(user: User, what: str, *, key: str, on: date) -> None:
    """What follows every change of factors or password: a line in the trace, a word to the person, other sessions end.

    `key` is the session that goes on.
    """
    log.record(f"accounts.{what}", by=user, on=on)
    end_sessions(user, but=key)
    with system_actor(SIGN_IN):
        notify([user], "sign_in_changed", case_code="", subject=uuid4(), due_on=on)
