"""Where the servers' programs lie: found, not imported, because importing their packages has effects."""

from importlib.util import find_spec
from pathlib import Path

from tvcase.local.trouble import Trouble


def program(package: str, pattern: str) -> Path:
    """A program inside an installed wheel; raises Trouble when the wheel is not there."""
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or []) if spec else []
    for path in (path for folder in folders for path in Path(folder).glob(pattern)):
        return path
    raise Trouble(f"The package {package} is missing: run `uv sync`, or use your own servers (see .env.example).")
