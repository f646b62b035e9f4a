"""What allauth is told of our factors: how their secrets are sealed, and what a device shows of us."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from tvcase.keys import NONCE_BYTES, provider

LABEL = "mfa"
_whose: ContextVar[int] = ContextVar("whose")


@contextmanager
def secrets_of(user: Any) -> Iterator[None]:
    """Seal and open secrets of this person's factors inside; outside, doing so raises LookupError."""
    token = _whose.set(user.pk)
    try:
        yield
    finally:
        _whose.reset(token)


class Adapter(DefaultMFAAdapter):
    """Secrets are sealed by AES-256-GCM and bound to their person; no e-mail address goes to a device."""

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = _cipher().encrypt(nonce, text.encode(), _bound())
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; raises cryptography's InvalidTag when it was changed or is another person's."""
        sealed = base64.b64decode(encrypted_text)
        return _cipher().decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound()).decode()

    def get_totp_issuer(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def _get_user_identifier(self, user: Any) -> str:
        return user.username


def _cipher() -> AESGCM:
    return AESGCM(provider().secret(LABEL))


def _bound() -> bytes:
    return f"{LABEL}\0{_whose.get()}".encode()
