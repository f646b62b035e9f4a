"""The identity as the database reads it: `v1|user|organisations|purpose|person|expiry|MAC`.

Injected SQL can set it, but not sign it. It ends with the transaction, and by the clock soon after.
"""

import hmac
import time
from contextvars import ContextVar
from dataclasses import dataclass

from tvcase.keys import provider

SETTING = "app.ctx"
TELL = "SELECT set_config('app.ctx', %s, true)"
LABEL = "context"
BLOCK = 64  # bytes of a SHA-256 block
A_REQUEST = 600  # seconds an identity of a person holds
A_JOB = 3600  # and one of a job without a person


@dataclass(frozen=True)
class Identity:
    """Who acts: a person of some organisations, or a job with a narrow purpose; `person` is the file an act is on."""

    user: int | None = None
    organisations: tuple[int, ...] = ()
    purpose: str = ""
    person: str = ""

    @property
    def is_nobody(self) -> bool:
        return self.user is None and not self.purpose


NOBODY = Identity()
_current: ContextVar[Identity] = ContextVar("identity", default=NOBODY)


def current() -> Identity:
    """Who acts now in this thread or task."""
    return _current.get()


def signed(identity: Identity) -> str:
    """The setting's value; empty for nobody."""
    if identity.is_nobody:
        return ""
    lasts = A_REQUEST if identity.user is not None else A_JOB
    payload = "|".join(
        (
            "v1",
            "" if identity.user is None else str(identity.user),
            ",".join(map(str, identity.organisations)),
            identity.purpose,
            identity.person,
            str(int(time.time()) + lasts),
        )
    )
    return f"{payload}|{hmac.digest(provider().secret(LABEL), payload.encode(), 'sha256').hex()}"


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer block of HMAC (RFC 2104), which is all that the database needs of the key."""
    padded = key.ljust(BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)
