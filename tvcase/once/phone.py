"""The queue of acts on a phone: for whom there is one, and the server's half of its key.

What waits on a phone is sealed with a key made of two halves: one never leaves the phone and cannot be read out of
the browser, the other comes with the pages of the person whose acts they are. Neither alone opens anything, so what
is left after signing out, leaving at once or the end of a session is ciphertext to everybody else.
"""

import hmac
from dataclasses import dataclass
from typing import Any

from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.keys import provider


@dataclass(frozen=True)
class PhoneQueue:
    """Whose acts they are, in a word that names nobody, and the server's half of the key; both as hexadecimals."""

    owner: str
    half: str


def queue_of(user: Any) -> PhoneQueue | None:
    """The queue of this person: those who work in shelters have one, on every phone they sign in on."""
    if not (user.is_authenticated and user.has_role(*SHELTER_ROLES)):
        return None
    return PhoneQueue(_derived(f"owner {user.pk}")[:32], _derived(f"half {user.pk}"))


def _derived(label: str) -> str:
    return hmac.digest(provider().secret("queue"), label.encode(), "sha256").hex()
