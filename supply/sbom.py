"""The inventory of what a server runs, as CycloneDX 1.6: the same lock gives the same text."""

import json
import uuid
from typing import Any

from supply import licences, lock
from supply.lock import LOCK, Package

VENDORED = ("htmx.org", "govuk-frontend", "@fontsource-variable/noto-sans")


def inventory(locked: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The inventory of the runtime packages and of what static/dist was built from."""
    runtime = lock.runtime(locked)
    packages = [package for package in lock.python_packages(locked) if package.name in runtime]
    vendored = [package for package in lock.node_packages(node) if package.name in VENDORED]
    us = next(entry for entry in locked["package"] if entry["name"] == lock.US)
    refs = {lock.US: lock.US} | {package.name: package.purl for package in packages}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, LOCK.read_text())}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": lock.US,
                "name": lock.US,
                "version": us["version"],
                "licenses": [{"expression": "EUPL-1.2"}],
            }
        },
        "components": [*map(_component, packages), *map(_component, vendored)],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(refs[needed] for needed in runtime[name])} for name, ref in refs.items()
        ],
    }


def text(locked: dict[str, Any], node: dict[str, Any]) -> str:
    """The inventory as a file."""
    return json.dumps(inventory(locked, node), indent=2) + "\n"


def _component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
    }
    if package.ecosystem == "PyPI":
        component["licenses"] = [_licence(licences.installed_licence(package.name))]
        component["externalReferences"] = [
            {
                "type": "distribution",
                "url": address,
                "hashes": [{"alg": "SHA-256", "content": checksum.removeprefix("sha256:")}],
            }
            for address, checksum in package.files
        ]
    return component


def _licence(expression: str) -> dict[str, Any]:
    return {"expression": expression} if licences.is_allowed(expression) else {"license": {"name": expression}}
