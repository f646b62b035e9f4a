"""One run of the demo: its servers, what is prepared once, its programs, and whether they answer."""

import errno
import http.client
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import LiteralString

import psycopg

from tvcase.audit.keyfile import new_pem
from tvcase.local import passwords, ports, processes
from tvcase.local.fingerprint import DATABASE, ROOT, STATIC, fingerprint
from tvcase.local.postgres import Postgres
from tvcase.local.trouble import Trouble
from tvcase.local.valkey import Valkey

OURS = Path(os.environ.get("TVCASE_RUN", ROOT / ".run"))
RUN = OURS / "demo"
GIVEN = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL", "DATABASE_SEALER_URL", "REDIS_URL")
ROOM = 400_000_000
NO_ROOM = f"The disk is full: the demo needs {ROOM // 1_000_000} MB free under {OURS}."
NO_SPACE = os.strerror(errno.ENOSPC)
PATIENCE = 90.0


@dataclass
class DemoRun:
    """One run: its environment, and the processes to end, in the order they were started."""

    port: int
    env: dict[str, str] = field(default_factory=dict)
    servers: list[processes.Process] = field(default_factory=list)
    programs: list[processes.Process] = field(default_factory=list)

    def start_servers(self) -> None:
        """Use the servers that the environment names, or start our own."""
        given = [name for name in GIVEN if os.environ.get(name)]
        if missing := sorted(set(GIVEN) - set(given)) if given else []:
            raise Trouble(f"To use your own servers, set {', '.join(missing)} as well (see .env.example).")
        if given:
            return
        postgres, valkey = Postgres(RUN), Valkey(RUN)
        for server in (postgres, valkey):
            server.start()
            self.servers += [server.process] if server.process else []
        postgres.wait()
        valkey.wait()
        if fingerprint(DATABASE) not in already():
            postgres.prepare_roles("tvcase")
        addresses = [postgres.url(role, "tvcase") for role in ("app", "worker", "owner", "sealer")]
        self.env |= dict(zip(GIVEN, [*addresses, valkey.url], strict=True))

    def prepare(self) -> None:
        """Bring database, static files and demo up to this version; does nothing when they are."""
        ours = "DATABASE_URL" not in os.environ
        wanted = {"database": fingerprint(DATABASE), "static": fingerprint(STATIC)}
        ready = already()
        jobs = []
        if not ours or wanted["database"] not in ready:
            jobs.append(self.start("prepare_database", "manage.py", "prepare_database", "--verbosity", "0"))
        if wanted["static"] not in ready:
            jobs.append(self.start("collectstatic", "manage.py", "collectstatic", "--no-input", "--clear"))
        for job in jobs:
            self.finish(job)
        if not self.is_filled():
            print("Filling the demo, once …", flush=True)
            self.finish(self.start("demo", "manage.py", "demo"))
        if not (RUN / "log" / "accounts.log").exists():
            self.finish(self.start("accounts", "manage.py", "demo", "--accounts"))
        (RUN / "prepared").write_text(" ".join(wanted.values()))

    def is_filled(self) -> bool:
        """Whether the database already holds organisations."""
        return self.ask("SELECT EXISTS (SELECT FROM accounts_organisation)")

    def start_programs(self) -> None:
        """Start the web server, the worker, beat and the sealer."""
        bind = f"{ports.HOST}:{self.port}"
        web = ["gunicorn", "tvcase.wsgi", "--bind", bind, "--threads", "8", "--graceful-timeout", "5"]
        self.start("web", "-m", *web, "--no-control-socket")
        quick = ["--without-gossip", "--without-mingle"]
        self.start("worker", "-m", "celery", "-A", "tvcase", "worker", "--concurrency", "1", *quick)
        schedule = str(RUN / "beat-schedule")
        self.start("beat", "-m", "celery", "-A", "tvcase", "beat", "--schedule", schedule, "--pidfile=")
        self.start("sealer", "manage.py", "seal_audit")

    def start(self, name: str, *arguments: str) -> processes.Process:
        """Start one of our own programs: beat and worker connect as the role worker, the sealer as its own."""
        own = {"worker": {"TVCASE_PROCESS": "worker"}, "beat": {"TVCASE_PROCESS": "worker"}, "sealer": of_the_sealer()}
        program = processes.start(name, [sys.executable, *arguments], run=RUN, env=self.env | own.get(name, {}))
        self.programs.append(program)
        return program

    def finish(self, job: processes.Process) -> None:
        """Wait for a job; raises Trouble when it failed."""
        code = job.child.wait()
        self.programs.remove(job)
        job.remembered.unlink(missing_ok=True)
        if code:
            raise ended(job)

    def wait(self, since: float) -> None:
        """Wait until a page answers and beat has beaten; raises Trouble when a program ends before."""
        deadline = time.monotonic() + PATIENCE
        for answers in (self.web_answers, lambda: self.beat_has_beaten(since)):
            while not answers():
                self.all_run()
                if time.monotonic() > deadline:
                    raise Trouble(f"The demo does not answer after {PATIENCE:.0f} seconds: see {RUN / 'log'}.")
                time.sleep(0.1)

    def web_answers(self) -> bool:
        """Whether the web server says that it is there, well or not."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=5)
        try:
            connection.request("GET", "/health/")
            return connection.getresponse().status in {200, 503}
        except OSError:
            return False
        finally:
            connection.close()

    def beat_has_beaten(self, since: float) -> bool:
        """Whether a sign of life sent after this start has arrived."""
        return self.ask("SELECT EXISTS (SELECT FROM tvcase_heartbeat WHERE beaten_at >= to_timestamp(%s))", since)

    def ask(self, question: LiteralString, *values: object) -> bool:
        """The database's answer to a yes-or-no question."""
        with psycopg.connect(self.env["DATABASE_OWNER_URL"]) as connection:
            row = connection.execute(question, values).fetchone()
        return row is not None and bool(row[0])

    def all_run(self) -> None:
        """Raises Trouble when a program or a server has ended by itself."""
        for process in (*self.programs, *self.servers):
            if process.has_ended():
                raise ended(process)

    def stop(self) -> None:
        """End the programs, then the servers."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        processes.stop(self.programs)
        processes.stop(self.servers)


def already() -> str:
    """What the last run prepared, as fingerprints."""
    return (RUN / "prepared").read_text() if (RUN / "prepared").exists() else ""


def of_the_sealer() -> dict[str, str]:
    """What only the sealer is told: its key, and where the heads go (in the demo: beside it)."""
    key = RUN / "secrets" / "sealer.pem"
    passwords.kept(key, new_pem)
    return {"TVCASE_PROCESS": "sealer", "AUDIT_KEY_FILE": str(key), "AUDIT_HEADS_FILE": str(RUN / "heads.txt")}


def ended(process: processes.Process) -> Trouble:
    """The sentence about a program that ended by itself."""
    code = process.child.returncode
    words = signal.Signals(-code).name if code < 0 else process.last_words()
    if NO_SPACE in process.log.read_text(errors="replace"):
        return Trouble(NO_ROOM)
    return Trouble(f"The program {process.name} ended: {words[:300]} (all of it: {process.log})")
