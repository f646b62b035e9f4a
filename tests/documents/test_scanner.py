"""The virus scanner: asked where it is set, and nothing is taken while it does not answer."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tvcase.documents import scanner
from tvcase.flow import Refused

pytestmark = pytest.mark.pure
SIGNATURE = b"EVIL"


def _answer(listening: socket.socket) -> None:
    """As clamd does: PING, and INSTREAM with lengths before its parts."""
    while True:
        try:
            talk, _address = listening.accept()
        except OSError:
            return
        with talk, talk.makefile("rb") as heard:
            command = b""
            while not command.endswith(b"\0"):
                command += heard.read(1)
            if command == b"zPING\0":
                talk.sendall(b"PONG\0")
                continue
            content = b""
            while length := int.from_bytes(heard.read(4)):
                content += heard.read(length)
            talk.sendall(b"stream: Trial.Signature FOUND\0" if SIGNATURE in content else b"stream: OK\0")


@pytest.fixture
def clamd(settings) -> Iterator[None]:
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_answer, args=(listening,), daemon=True).start()
    settings.CLAMD = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    yield
    listening.close()


def test_a_clean_file_passes(clamd):
    scanner.scan(b"paper" * 100_000)

    assert scanner.answers()


def test_what_the_scanner_finds_is_refused(clamd):
    with pytest.raises(Refused, match="found something"):
        scanner.scan(b"paper" * 100_000 + SIGNATURE)


def test_while_the_scanner_does_not_answer_nothing_is_taken(settings):
    settings.CLAMD = "tcp://127.0.0.1:1"

    assert not scanner.answers()
    with pytest.raises(Refused, match="Try again later"):
        scanner.scan(b"paper")


def test_without_a_scanner_files_are_taken(settings):
    settings.CLAMD = ""

    scanner.scan(SIGNATURE)
    assert scanner.answers()
