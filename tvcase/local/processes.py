"""Start a process, remember it, end it with everything it started; end what a killed run left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tvcase.local import tether

PATIENCE = 10.0


@dataclass
class Process:
    """One running child in its own process group, and the file that remembers it for the next run."""

    name: str
    child: subprocess.Popen[bytes]
    remembered: Path
    log: Path
    farewell: signal.Signals

    def has_ended(self) -> bool:
        """Whether it is no longer running."""
        return self.child.poll() is not None

    def last_words(self) -> str:
        """The last line it wrote to its log."""
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


def start(
    name: str,
    command: list[str],
    *,
    run: Path,
    env: dict[str, str] | None = None,
    farewell: signal.Signals = signal.SIGTERM,
    not_root: bool = False,
) -> Process:
    """Start the command tied to this process; its output goes to `log/<name>.log` in the run's folder.

    Call it from the main thread: the kernel ends the child when the thread that started it ends.
    """
    log = run / "log" / f"{name}.log"
    remembered = run / "processes" / name
    for file in (log, remembered):
        file.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        child = subprocess.Popen(  # noqa: S603
            tethered(command, farewell=farewell, not_root=not_root),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            process_group=0,
        )
    remembered.write_text(f"{child.pid} {started_at(child.pid)}\n")
    return Process(name, child, remembered, log, farewell)


def tethered(command: list[str], *, farewell: signal.Signals, not_root: bool = False) -> list[str]:
    """The command behind `tether.py`."""
    options = ["--not-root"] if not_root else []
    return [sys.executable, "-I", "-S", tether.__file__, farewell.name, str(os.getpid()), *options, "--", *command]


def stop(processes: Iterable[Process]) -> None:
    """Ask all of them to end, wait together, then end what is left of their groups."""
    processes = list(processes)
    for process in processes:
        if not process.has_ended():
            process.child.send_signal(process.farewell)
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            signal_group(process.child.pid, signal.SIGKILL)
            process.child.wait()
        signal_group(process.child.pid, signal.SIGKILL)
        process.remembered.unlink(missing_ok=True)


def end_leftovers(run: Path) -> None:
    """End the process groups that a killed run wrote down and could not stop."""
    for remembered in sorted((run / "processes").glob("*")):
        pid, _, started = remembered.read_text().strip().partition(" ")
        if pid and started and started_at(int(pid)) == started:
            signal_group(int(pid), signal.SIGTERM if remembered.name != "postgres" else signal.SIGINT)
            wait_for_end(int(pid), started)
            signal_group(int(pid), signal.SIGKILL)
        remembered.unlink()


def wait_for_end(pid: int, started: str) -> None:
    """Wait until the process of another run has ended, or patience has."""
    deadline = time.monotonic() + PATIENCE
    while started_at(pid) == started and time.monotonic() < deadline:
        time.sleep(0.05)


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send the signal to the process group, if it is still there."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return


def started_at(pid: int) -> str:
    """When the process began, as the system counts; empty when there is none. Tells a reused number apart."""
    if sys.platform.startswith("linux"):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] == "Z" else fields[19]
    answer = subprocess.run(  # noqa: S603
        ["ps", "-o", "lstart=", "-p", str(pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip()
