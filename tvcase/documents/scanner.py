"""The virus scanner: clamd, where the setting CLAMD says how to reach it (tcp://host:3310 or unix:/run/clamd.sock).

A file is sent over the socket and never lies on a disk. Where a scanner is set and does not answer, nothing is taken.
"""

import socket
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from tvcase.flow import Refused

CHUNK = 1 << 16
TIMEOUT = 30.0  # seconds
log = structlog.get_logger(__name__)


def scan(raw: bytes) -> None:
    """Look for viruses in a file. Raises Refused when one is found, or when the scanner does not answer."""
    if not settings.CLAMD:
        return
    try:
        answer = _asked(raw)
    except OSError:
        log.error("scanner_does_not_answer")
        raise Refused(_("The virus scanner does not answer. Try again later.")) from None
    if answer.endswith("FOUND"):
        raise Refused(_("The virus scanner found something in this file. It was not taken."))
    if not answer.endswith("OK"):
        log.error("scanner_refuses")
        raise Refused(_("The virus scanner could not read this file. It was not taken."))


def answers() -> bool:
    """Whether the scanner that is set answers; also true where none is set."""
    if not settings.CLAMD:
        return True
    try:
        with _connected() as connection:
            connection.sendall(b"zPING\0")
            return connection.recv(64).strip(b"\0\n") == b"PONG"
    except OSError:
        return False


def _asked(raw: bytes) -> str:
    with _connected() as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(raw), CHUNK):
            part = raw[start : start + CHUNK]
            connection.sendall(len(part).to_bytes(4) + part)
        connection.sendall(bytes(4))
        answer = b""
        while more := connection.recv(4096):
            answer += more
        return answer.strip(b"\0\n").decode("ascii", "replace")


def _connected() -> socket.socket:
    address = urlsplit(settings.CLAMD)
    if address.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(TIMEOUT)
        connection.connect(address.path)
        return connection
    return socket.create_connection((address.hostname or "", address.port or 3310), TIMEOUT)
