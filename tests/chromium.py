"""The Chromium that the browser tests drive: found, or installed where that is possible.

python -m tests.chromium      print its path; install one first when there is none and we may
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"  # without windows: the same engine for two thirds of the work
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
NOT_RUN = "not run: the browser tests need Chromium; install the package chromium, or set CHROMIUM to its path."


def found() -> str | None:
    """The path of a Chromium on this machine: CHROMIUM, a system's package, or Playwright's."""
    named = [shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *NAMES) if name]
    own = sorted(map(str, PLAYWRIGHT.glob("chromium-*/chrome-*/chrome")), reverse=True)
    return next((path for path in [*named, *own] if path), None)


def install() -> None:
    """Install Debian's or Ubuntu's package when we are root; otherwise do nothing."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    for command in (["apt-get", "update", "-qq"], [*install, SHELL], [*install, "chromium"]):
        if not found():
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if not found():
        install()
    print(found() or NOT_RUN)
    sys.exit(0 if found() else 1)
