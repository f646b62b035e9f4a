"""Free ports on this machine."""

import socket
from pathlib import Path

from tvcase.local.trouble import Trouble

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port that the system says is free."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def next_free(port: int, tries: int = 50) -> int:
    """The port, or the first free one after it."""
    for candidate in range(port, min(port + tries, 65_536)):
        if is_free(candidate):
            return candidate
    raise Trouble(f"No free port from {port} on: set PORT to another number.")


def remembered(file: Path) -> int:
    """The port this server used last time if it is still free, otherwise a new one, written down."""
    if file.exists() and is_free(int(file.read_text())):
        return int(file.read_text())
    port = any_free()
    file.write_text(str(port))
    return port
