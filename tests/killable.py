"""A real server in a process of its own, which a test kills and starts again at the same address."""

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from tests.servers import ROOT, Servers


class Killable:
    """The application behind gunicorn; `kill()` ends it as a power cut does."""

    def __init__(self, servers: Servers, database: str, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.log = log
        self.environment = servers.environment(database) | {
            "DJANGO_SETTINGS_MODULE": "tests.served",
            "SERVED_DATABASE": servers.url("app", database),
            "SERVED_AT": self.address,
        }
        self.process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "tvcase.wsgi",
            "--bind",
            f"localhost:{self.port}",
            "--threads",
            "4",
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, process_group=0
            )
        for _attempt in range(600):
            if self._answers():
                return
            time.sleep(0.1)
        raise RuntimeError(self.log.read_text())

    def _answers(self) -> bool:
        """Whether a page comes: that a port can be connected to is no sign of a server yet."""
        asking = HTTPConnection("localhost", self.port, timeout=10)
        try:
            asking.request("GET", "/sign-in/")
            return asking.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            asking.close()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
