"""The sealer's key (Ed25519): a file that only the sealer may read; its public half goes to whoever verifies."""

import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)


class BadKey(Exception):
    """The file is not a key of the sealer's, or others may read it."""


def new_pem() -> str:
    """A new private key as the text of its file."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def write_new(file: Path) -> None:
    """Make the file, mode 0600. Raises FileExistsError: a key is never written over."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(new_pem())


def read(file: Path) -> Ed25519PrivateKey:
    """The key of a file. Raises BadKey when it is missing, broken or readable by others."""
    try:
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise BadKey(f"{file}: only the sealer may read its key (chmod 600).")
        key = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise BadKey(f"{file}: not a key of the sealer's ({type(error).__name__}).") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(f"{file}: not an Ed25519 key.")
    return key


def public_pem(key: Ed25519PrivateKey) -> str:
    """The public half, as the verifier wants it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
