"""What the Makefile asks: `python -m supply licences | vulnerabilities | sbom FILE | checksums`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from supply import advisories, licences, lock, sbom


def check_licences() -> str:
    """Why the licences are not in order; empty when they are."""
    found = licences.refused(set(lock.runtime(lock.read_lock())) - {lock.US})
    return "\n".join(f"{name}: licence {expression} is not on the list" for name, expression in found.items())


def check_vulnerabilities(source: str) -> str:
    """Why the packages cannot be called free of known vulnerabilities; empty when nothing is known or asked."""
    packages = [*lock.python_packages(lock.read_lock()), *lock.node_packages(lock.read_node_lock())]
    if not source:
        print("Known vulnerabilities: not looked up, because TVCASE_ADVISORIES names no source (docs/security.md).")
        return ""
    try:
        if source == "online":
            return "\n".join(advisories.online(packages))
        return "\n".join(advisories.in_a_copy(packages, Path(source), datetime.now(UTC)))
    except advisories.NotAudited as reason:
        return f"Could not audit: {reason}"


def main(arguments: list[str]) -> str:
    """Do what was asked; what is returned stops the build."""
    match arguments:
        case ["licences"]:
            return check_licences()
        case ["vulnerabilities"]:
            return check_vulnerabilities(os.environ.get("TVCASE_ADVISORIES", ""))
        case ["sbom", file]:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(sbom.text(lock.read_lock(), lock.read_node_lock()))
            return ""
        case ["checksums"]:
            lock.VENDORED.write_text(lock.checksums(lock.vendored_files()))
            return ""
    return str(__doc__)


sys.exit(main(sys.argv[1:]) or 0)
