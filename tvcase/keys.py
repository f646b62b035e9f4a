"""The keys that never lie in the database or its dumps, behind one small interface.

Now they are in a file that only the application may read (`KEY_FILE`, or a systemd credential); a service of its
own can take its place by offering the same four functions. Format: JSON with base64 values of 32 bytes —

    {"current": "<id>", "keks": {"<id>": "<key>", …}, "root": "<key>", "previous_root": "<key, while it changes>"}

`keks` wrap the data keys of the case files; `root` gives the blind index, the identity's MAC and the like.
"""

import base64
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
NONCE_BYTES = 12
TOKEN_BYTES = 8


class KeyProvider(Protocol):
    """What a holder of keys does for the application; it never gives a key-encryption key away."""

    @property
    def current(self) -> str:
        """The id of the key-encryption key that wraps from now on."""
        ...

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[str, bytes]:
        """The id of the current key-encryption key, and a data key wrapped by it."""
        ...

    def unwrap(self, kek: str, wrapped: bytes, bound_to: bytes) -> bytes:
        """The data key again; raises cryptography's InvalidTag when it was not wrapped by this key for this."""
        ...

    def token(self, organisation: int, label: str, value: str) -> bytes:
        """What stands for a value in the blind index: 8 bytes, another for each organisation and label."""
        ...

    def secret(self, label: str) -> bytes:
        """A key of 32 bytes for one purpose of the application itself."""
        ...


@dataclass(frozen=True)
class KeyFile:
    """The keys of a file, as they are in it."""

    current: str
    keks: dict[str, bytes] = field(repr=False)
    root: bytes = field(repr=False)
    previous_root: bytes | None = field(default=None, repr=False)

    def wrap(self, data_key: bytes, bound_to: bytes) -> tuple[str, bytes]:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self.keks[self.current]).encrypt(nonce, data_key, self._bound(self.current, bound_to))
        return self.current, nonce + sealed

    def unwrap(self, kek: str, wrapped: bytes, bound_to: bytes) -> bytes:
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return AESGCM(self.keks[kek]).decrypt(nonce, sealed, self._bound(kek, bound_to))

    def token(self, organisation: int, label: str, value: str) -> bytes:
        key = self.secret(f"index {organisation}")
        return hmac.digest(key, f"{label}\0{value}".encode(), "sha256")[:TOKEN_BYTES]

    def secret(self, label: str) -> bytes:
        return _derived(self.root, label)

    def previous_secret(self, label: str) -> bytes | None:
        """The same from the root before, while it is being changed."""
        return _derived(self.previous_root, label) if self.previous_root else None

    @staticmethod
    def _bound(kek: str, bound_to: bytes) -> bytes:
        return b"tvcase data key\0" + kek.encode() + b"\0" + bound_to


@cache
def _derived(root: bytes, label: str) -> bytes:
    return hmac.digest(root, b"tvcase\0" + label.encode(), "sha256")


def new_key_file() -> str:
    """The text of a key file with new random keys."""
    kek = new_key_id()
    return json.dumps({"current": kek, "keks": {kek: new_key()}, "root": new_key()}, indent=2) + "\n"


def new_key() -> str:
    """A new random key as the file writes it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def new_key_id() -> str:
    """A name for a new key-encryption key; it says nothing."""
    return secrets.token_hex(4)


def read_key_file(path: Path) -> KeyFile:
    """The keys of a file. Raises ImproperlyConfigured when it is missing, broken or readable by others."""
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ImproperlyConfigured(f"{path}: only its owner may read the key file (chmod 600).")
        found = json.loads(path.read_text())
        keks = {name: _key(text) for name, text in found["keks"].items()}
        previous = _key(found["previous_root"]) if found.get("previous_root") else None
        keys = KeyFile(found["current"], keks, _key(found["root"]), previous)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(f"{path}: not a key file ({type(error).__name__}); see docs/security.md.") from None
    if keys.current not in keys.keks:
        raise ImproperlyConfigured(f"{path}: the current key is not among the keys.")
    return keys


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key


def provider() -> KeyProvider:
    """The keys of this installation; a changed file is read again, so that no process works with a retired key."""
    path = Path(settings.KEY_FILE)
    try:
        state = path.stat()
    except OSError as error:
        raise ImproperlyConfigured(f"{path}: no key file ({type(error).__name__}); see docs/security.md.") from None
    return _read(path, state.st_mtime_ns, state.st_ino, state.st_mode)


@lru_cache(maxsize=4)
def _read(path: Path, *state: int) -> KeyFile:
    return read_key_file(path)


def write_key_file(path: Path, text: str) -> None:
    """Put a key file in its place at once, readable by its owner only; nobody ever sees half of it."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def with_new_key(text: str) -> str:
    """The text of a key file with one more key-encryption key, which is the current one."""
    found = json.loads(text)
    kek = new_key_id()
    found["keks"][kek] = new_key()
    return json.dumps(found | {"current": kek}, indent=2) + "\n"


def without_key(text: str, kek: str) -> str:
    """The text of a key file without one of its key-encryption keys. Raises KeyError when it has none of this id."""
    found = json.loads(text)
    del found["keks"][kek]
    return json.dumps(found, indent=2) + "\n"
