"""Run a `manage.py` command on a fresh test database: `python -m tests.manage makemigrations`."""

import subprocess
import sys

from tests.servers import ROOT, running

SETTINGS = {"TVCASE_DEMO": "1", "SECRET_KEY": "for-commands-on-a-test-database", "SITE_URL": "http://localhost"}


def main(arguments: list[str]) -> int:
    """Start the servers, clone the template, run the command there."""
    with running() as servers:
        servers.clone("test_manage")
        environment = SETTINGS | servers.environment("test_manage")
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
