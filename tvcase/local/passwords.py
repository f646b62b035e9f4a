"""Passwords of the local servers: made once, kept where only this user can read them."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from tvcase.keys import new_key_file


def kept(file: Path, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> str:
    """The secret in this file; made on first use, mode 0600."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(make())
    return file.read_text()


def key_file(file: Path) -> Path:
    """A file of keys with new random ones, made on first use (see tvcase/keys.py)."""
    kept(file, new_key_file)
    return file
