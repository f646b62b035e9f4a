"""Known vulnerabilities of the locked packages. What could not be looked up counts as a failure.

TVCASE_ADVISORIES says where advisories come from: the word `online` (pip-audit asks its service), or a folder with
a copy of the OSV database's JSON files (https://osv.dev, `PyPI/all.zip` and `npm/all.zip`, unpacked).
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from supply.lock import Package

OLDEST = timedelta(days=30)


class NotAudited(Exception):
    """The question could not be answered, which is not the same as "none known"."""


def in_a_copy(packages: list[Package], folder: Path, at: datetime) -> list[str]:
    """The known vulnerabilities, one line each, by a copy of the advisories.

    Raises NotAudited when the copy is empty, unreadable, or its newest advisory is older than thirty days.
    """
    advisories = list(_read(folder))
    if not advisories:
        raise NotAudited(f"{folder} holds no advisories.")
    newest = max(datetime.fromisoformat(advisory["modified"]) for advisory in advisories)
    if at - newest.astimezone(UTC) > OLDEST:
        raise NotAudited(f"The copy in {folder} ends on {newest:%Y-%m-%d}: fetch a newer one.")
    return sorted(
        f"{package.name} {package.version}: {advisory['id']}"
        for advisory in advisories
        if "withdrawn" not in advisory
        for package in packages
        if any(_affects(affected, package) for affected in advisory.get("affected", []))
    )


def online(packages: Iterable[Package]) -> list[str]:
    """The known vulnerabilities by pip-audit's service. Raises NotAudited when a package was not looked up."""
    pinned = {package.name: package.version for package in packages if package.ecosystem == "PyPI"}
    asked = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format", "json", "-r", "/dev/stdin"],
        input="".join(f"{name}=={version}\n" for name, version in pinned.items()),
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        answered = json.loads(asked.stdout)["dependencies"]
    except (ValueError, KeyError):
        raise NotAudited(asked.stderr.strip()[-500:] or "pip-audit gave no answer.") from None
    return read_answer(answered, set(pinned))


def read_answer(answered: list[dict[str, Any]], asked: set[str]) -> list[str]:
    """The vulnerabilities in pip-audit's answer. Raises NotAudited when it leaves one of the packages out."""
    looked_up = {canonicalize_name(entry["name"]) for entry in answered if "vulns" in entry}
    if missing := {name for name in asked if canonicalize_name(name) not in looked_up}:
        raise NotAudited(f"Not looked up: {', '.join(sorted(missing))}.")
    return sorted(
        f"{entry['name']} {entry['version']}: {found['id']}" for entry in answered for found in entry.get("vulns", [])
    )


def _read(folder: Path) -> Iterator[dict[str, Any]]:
    for file in folder.rglob("*.json"):
        try:
            advisory = json.loads(file.read_text())
            yield advisory | {"id": advisory["id"], "modified": advisory["modified"]}
        except (OSError, ValueError, KeyError, TypeError):
            raise NotAudited(f"{file} is not an advisory.") from None


def _affects(affected: dict[str, Any], package: Package) -> bool:
    named = affected.get("package", {})
    if named.get("ecosystem") != package.ecosystem:
        return False
    if canonicalize_name(named.get("name", "")) != canonicalize_name(package.name):
        return False
    if package.version in affected.get("versions", []):
        return True
    ranges = [found for found in affected.get("ranges", []) if found.get("type") in ("ECOSYSTEM", "SEMVER")]
    return any(_inside(found["events"], package) for found in ranges)


def _inside(events: list[dict[str, str]], package: Package) -> bool:
    """Whether the version lies in a range: its events, in their order, open and close it."""
    try:
        version = Version(package.version)
        steps = sorted(
            (Version(value), kind != "introduced", kind) for event in events for kind, value in event.items()
        )
    except InvalidVersion:
        raise NotAudited(f"{package.name}: a version of its advisory cannot be read.") from None
    inside = False
    for at, _, kind in steps:
        if kind == "introduced" and version >= at:
            inside = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            inside = False
    return inside
