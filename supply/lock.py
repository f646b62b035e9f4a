"""The locked packages, as uv.lock and static/src/package-lock.json name them, and the files taken from elsewhere."""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from packaging.markers import Marker

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "uv.lock"
NODE_LOCK = ROOT / "static" / "src" / "package-lock.json"
VENDORED = ROOT / "static" / "src" / "vendored.sha256"
DIST = ROOT / "static" / "dist"
REGISTRY = {"registry": "https://pypi.org/simple"}
NPM = "https://registry.npmjs.org/"
US = "tvcase"


@dataclass(frozen=True)
class Package:
    """One locked package; `files` are the address and the checksum of everything that may be installed for it."""

    ecosystem: str
    name: str
    version: str
    files: tuple[tuple[str, str], ...]

    @property
    def purl(self) -> str:
        """Its package URL, as inventories write it."""
        return f"pkg:{self.ecosystem.lower()}/{self.name.replace('@', '%40')}@{self.version}"


def python_packages(lock: dict[str, Any]) -> list[Package]:
    """Every package of uv.lock but our own."""
    return [_package(entry) for entry in lock["package"] if entry["name"] != US]


def runtime(lock: dict[str, Any]) -> dict[str, set[str]]:
    """What a server installs on this platform, each with what it needs: the project and all below it."""
    entries = {entry["name"]: entry for entry in lock["package"]}
    found: dict[tuple[str, str], set[str]] = {}
    waiting = [(US, "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) not in found:
            needed = _needs(entries[name], extra)
            found[name, extra] = {name for name, _ in needed}
            waiting += needed
    return {name: set().union(*(needed for (other, _), needed in found.items() if other == name)) for name, _ in found}


def node_packages(lock: dict[str, Any]) -> list[Package]:
    """Every package of package-lock.json; the checksum is npm's "integrity"."""
    return [
        Package(
            "npm",
            path.rpartition("node_modules/")[2],
            entry["version"],
            ((entry.get("resolved", ""), entry.get("integrity", "")),),
        )
        for path, entry in lock["packages"].items()
        if path
    ]


def unpinned(lock: dict[str, Any]) -> set[str]:
    """What breaks the promise of uv.lock: a package from elsewhere than PyPI, or a file without its SHA-256."""
    others = [entry for entry in lock["package"] if entry["name"] != US]
    elsewhere = {entry["name"] for entry in others if entry["source"] != REGISTRY}
    bare = {
        package.name
        for package in map(_package, others)
        if not package.files or not all(checksum.startswith("sha256:") for _, checksum in package.files)
    }
    return elsewhere | bare


def node_unpinned(lock: dict[str, Any]) -> set[str]:
    """The packages of package-lock.json whose address is not npm's registry, or that have no SHA-512."""
    return {
        package.name
        for package in node_packages(lock)
        for address, checksum in package.files
        if not (address or NPM).startswith(NPM) or not checksum.startswith("sha512-")
    }


def checksums(files: Iterable[Path]) -> str:
    """The list of these files' checksums, as `sha256sum --check` reads it in static/dist."""
    lines = [f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(DIST)}\n" for file in files]
    return "".join(sorted(lines, key=lambda line: line.split()[1]))


def vendored_files() -> Iterator[Path]:
    """The files of static/dist that are another project's, unchanged."""
    for folder in ("fonts", "vendor"):
        yield from (DIST / folder).iterdir()


def read_lock() -> dict[str, Any]:
    """uv.lock."""
    return tomllib.loads(LOCK.read_text())


def read_node_lock() -> dict[str, Any]:
    """package-lock.json."""
    found: dict[str, Any] = json.loads(NODE_LOCK.read_text())
    return found


def _package(entry: dict[str, Any]) -> Package:
    files = [*entry.get("wheels", []), *([entry["sdist"]] if "sdist" in entry else [])]
    return Package(
        "PyPI",
        entry["name"],
        entry["version"],
        tuple((file.get("url", ""), file.get("hash", "")) for file in files),
    )


def _needs(entry: dict[str, Any], extra: str) -> list[tuple[str, str]]:
    listed = entry.get("optional-dependencies", {}).get(extra, []) if extra else entry.get("dependencies", [])
    return [
        (needed["name"], wanted)
        for needed in listed
        if "marker" not in needed or Marker(needed["marker"]).evaluate()
        for wanted in ("", *needed.get("extra", []))
    ]
