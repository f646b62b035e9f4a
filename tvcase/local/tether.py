"""Run a command so that it cannot outlive the process that started it, nor know that it is root.

    python -I tether.py SIGNAL PARENT [--not-root] -- COMMAND…

PostgreSQL does not start as root: with --not-root the command sees itself as another user, in a namespace.
The standard library only, and no import of the project: this starts before every server and must be quick.
"""

import ctypes
import os
import pwd
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
REFUSED = 77


def leave_root() -> None:
    """Become an ordinary user in one's own user namespace; the files stay those of root outside."""
    somebody = next(entry for entry in pwd.getpwall() if entry.pw_uid and entry.pw_gid)
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{somebody.pw_uid} 0 1")
    Path("/proc/self/gid_map").write_text(f"{somebody.pw_gid} 0 1")


def die_with(parent: int, number: int) -> None:
    """Ask the kernel for this signal when the parent dies, however it dies (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(0)


def main(arguments: list[str]) -> None:
    """Tie this process to its parent and become the command."""
    options, command = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    if "--not-root" in options and os.geteuid() == 0:
        try:
            leave_root()
        except OSError as refusal:
            print(f"user namespace refused: {refusal}", file=sys.stderr)
            sys.exit(REFUSED)
    die_with(int(options[1]), signal.Signals[options[0]])
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
