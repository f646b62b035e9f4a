"""`make run`: start everything, wait until it answers, end everything.

The order: what a killed run left is ended; PostgreSQL and Valkey start together; database, static files and demo
are prepared when they are not; web, worker, beat and sealer start together; the address is printed when a page
answers and a sign of life has gone from beat through broker and worker into the database.
"""

import errno
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import environ

from tvcase.local import lock, passwords, ports, processes
from tvcase.local.demo_run import NO_ROOM, NO_SPACE, OURS, ROOM, RUN, DemoRun
from tvcase.local.fingerprint import ROOT
from tvcase.local.postgres import Postgres
from tvcase.local.trouble import Trouble

LOCK = OURS / "demo.lock"


def run() -> None:
    """The whole of `make run`, until Ctrl-C."""
    held = lock.take(LOCK)
    began = time.time()
    RUN.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(RUN).free < ROOM:
        raise Trouble(NO_ROOM)
    processes.end_leftovers(RUN)
    environ.Env.read_env(ROOT / ".env")
    asked = int(os.environ.get("PORT") or 8000)
    demo = DemoRun(ports.next_free(asked))
    demo.env = os.environ | surroundings(demo.port)
    try:
        demo.start_servers()
        demo.prepare()
        demo.start_programs()
        demo.wait(began)
        say(welcome(demo.port, asked, time.time() - began))
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
        demo.all_run()
    except KeyboardInterrupt:
        say("Stopping …")
    finally:
        demo.stop()
        held.close()


def reset() -> None:
    """The whole of `make reset`: stop a running demo and throw its data away."""
    held = lock.take_from_its_holder(LOCK)
    processes.end_leftovers(RUN)
    shutil.rmtree(Postgres(RUN).sockets, ignore_errors=True)
    if RUN.exists():
        shutil.rmtree(RUN)
    held.close()
    say("The demo is gone; `make run` makes a new one.")


def surroundings(port: int) -> dict[str, str]:
    """What our programs are told through their environment."""
    return {
        "DJANGO_SETTINGS_MODULE": "tvcase.settings",
        "TVCASE_DEMO": "1",
        "SECRET_KEY": passwords.kept(RUN / "secrets" / "django"),
        "KEY_FILE": str(passwords.key_file(RUN / "secrets" / "keys.json")),
        "SITE_URL": f"http://localhost:{port}",
        "STATIC_ROOT": str(RUN / "static"),
        "MAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "MAIL_OPTIONS": json.dumps({"file_path": str(RUN / "mail")}),
        "PYTHONUNBUFFERED": "1",
    }


def welcome(port: int, asked: int, seconds: float) -> str:
    """What is printed when everything answers."""
    taken = f"Port {asked} was taken.\n" if port != asked else ""
    accounts = (RUN / "log" / "accounts.log").read_text().strip()
    return (
        f"\n{taken}tvcase is running at http://localhost:{port} (ready after {seconds:.1f} seconds)\n\n{accounts}\n\n"
        f"Logs are in {RUN / 'log'}, e-mails in {RUN / 'mail'}.\n"
        "Ctrl-C stops everything and keeps the data; `make reset` throws the demo away."
    )


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)


def interrupted(number: int, frame: Any) -> None:
    """SIGTERM and SIGHUP stop the run as Ctrl-C does, and Ctrl-C does so also where a shell had it ignored."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run a command; trouble is one sentence on standard error and exit code 1."""
    commands: dict[str, Callable[[], None]] = {"run": run, "reset": reset}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)
    try:
        commands[arguments[0]]()
    except KeyboardInterrupt:
        return 0
    except Trouble as trouble:
        print(NO_ROOM if NO_SPACE in str(trouble) else trouble, file=sys.stderr)
        return 1
    except PermissionError as refusal:
        print(f"{refusal.filename or OURS} belongs to another user: remove {OURS} as that user.", file=sys.stderr)
        return 1
    except OSError as failure:
        if failure.errno != errno.ENOSPC:
            raise
        print(NO_ROOM, file=sys.stderr)
        return 1
    return 0
