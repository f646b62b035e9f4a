"""Whether what is already prepared is still what the program needs."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

DATABASE = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "cases/data/**/*",
    "cases/reference.py",
    "tvcase/management/commands/prepare_database.py",
    "tvcase/grants.py",
    "tvcase/wall/**/*.py",
    "cases/permissions.py",
    "uv.lock",
)
STATIC = ("static/dist/**/*", "tvcase/static/**/*", "uv.lock")


def fingerprint(patterns: Iterable[str]) -> str:
    """Changes with every file that the patterns name, its place and its contents."""
    digest = sha256()
    for pattern in patterns:
        for file in sorted(path for path in ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc"):
            digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
