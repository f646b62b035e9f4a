"""Passwords of the local servers: made once, kept where only this user can read them."""

import os
import secrets
from pathlib import Path


def kept(file: Path) -> str:
    """The password in this file; made on first use, mode 0600."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(32))
    return file.read_text()
