"""One run at a time: a lock that the system gives back when its holder is gone, however it went."""

import fcntl
import os
import signal
import time
from pathlib import Path
from typing import IO

from tvcase.local.trouble import Trouble


def take(file: Path) -> IO[str]:
    """Hold the lock and write our number into it; raises Trouble when another run holds it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = file.open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = file.read_text().strip()
        handle.close()
        raise Trouble(f"The demo is already running (process {holder}): stop it there with Ctrl-C.") from None
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


def take_from_its_holder(file: Path, patience: float = 30.0) -> IO[str]:
    """Ask the run that holds the lock to stop, and take the lock; raises Trouble when it does not stop."""
    deadline = time.monotonic() + patience
    asked = False
    while True:
        try:
            return take(file)
        except Trouble:
            if time.monotonic() > deadline:
                raise
            if not asked:
                os.kill(int(file.read_text()), signal.SIGTERM)
                asked = True
            time.sleep(0.1)
