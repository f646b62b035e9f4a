"""The libraries that letters are drawn with: found, or installed where that is possible.

python -m tests.pango      say whether they are here; install them first when they are not and we may
"""

import ctypes.util
import os
import shutil
import subprocess
import sys

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
NOT_RUN = f"not run: the tests of letters need Pango; install the packages {' '.join(PACKAGES)}."


def found() -> bool:
    """Whether the libraries are on this machine."""
    return all(ctypes.util.find_library(name) for name in LIBRARIES)


def install() -> None:
    """Install Debian's or Ubuntu's packages when we are root; otherwise do nothing."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
    ):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    if not found():
        install()
    print("found" if found() else NOT_RUN)
    sys.exit(0 if found() else 1)
