"""How a value and a data key are sealed: AES-256-GCM, bound to the place where they lie.

A sealed value is: version (1 byte), id of its data key (16), nonce (12), ciphertext and tag. It opens only in its
own table, column and row and with its own key; anything else, also one bit less or another, is refused.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ValidationError

from tvcase.keys import KEY_BYTES, NONCE_BYTES

VERSION = b"\x01"
KEY_ID = slice(1, 17)
NONCE = slice(17, 17 + NONCE_BYTES)
SHORTEST = 17 + NONCE_BYTES + 16 + 1  # one letter, with its tag


class Unreadable(Exception):
    """A sealed value that does not open: changed, cut, moved, or of a key that is not here."""


class NotSealed(TypeError):
    """A sealed column was asked for what only its record can do: compare, order, or take a plain value."""


class Erased(ValidationError):
    """The file's key was destroyed: nothing can be read from it or written to it any more."""


class Sealed:
    """A value as it lies in the database. It says nothing; its record opens it."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @property
    def key_id(self) -> UUID:
        """Which data key opens it. Raises Unreadable when this is no sealed value."""
        if len(self.raw) < SHORTEST or self.raw[:1] != VERSION:
            raise Unreadable("This is not a sealed value.")
        return UUID(bytes=self.raw[KEY_ID])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return "<sealed>"

    def __str__(self) -> str:
        raise Unreadable("A sealed value is read from its record, not from a query of columns.")


def place(table: str, column: str, row: UUID) -> bytes:
    """What a value is bound to besides its key."""
    return f"tvcase value\0{table}\0{column}\0".encode() + row.bytes


def seal(plain: str | bytes, key_id: UUID, key: bytes, where: bytes) -> Sealed:
    """A text, or the bytes of a file, under a data key, for one place only."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    raw = plain.encode() if isinstance(plain, str) else plain
    return Sealed(VERSION + key_id.bytes + nonce + AESGCM(key).encrypt(nonce, raw, where + key_id.bytes))


def open_bytes(sealed: Sealed, key: bytes, where: bytes) -> bytes:
    """The bytes again. Raises Unreadable for a value that was not sealed with this key for this place."""
    bound_to = where + sealed.key_id.bytes
    try:
        return AESGCM(key).decrypt(sealed.raw[NONCE], sealed.raw[NONCE.stop :], bound_to)
    except (InvalidTag, ValueError):
        raise Unreadable("A sealed value does not open: it was changed, or it is not in its place.") from None


def open_sealed(sealed: Sealed, key: bytes, where: bytes) -> str:
    """The text again. Raises Unreadable for a value that was not sealed with this key for this place."""
    try:
        return open_bytes(sealed, key, where).decode()
    except ValueError:
        raise Unreadable("A sealed value is no text.") from None


def new_data_key() -> bytes:
    """A random data key."""
    return secrets.token_bytes(KEY_BYTES)


def bound(key_id: UUID, subject: UUID) -> bytes:
    """What a wrapped data key is bound to: itself and the file it is for."""
    return key_id.bytes + subject.bytes
