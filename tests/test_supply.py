"""What the program is made of: pinned with its checksum, under a licence that fits, looked up in the advisories."""

import json
import re
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import pytest

from supply import advisories, licences, lock, sbom
from supply.lock import Package
from tests.servers import ROOT

pytestmark = pytest.mark.pure

LOCKED = lock.read_lock()
NODE = lock.read_node_lock()
AT = datetime(2026, 11, 22, tzinfo=UTC)
ENTRY = {
    "name": "one",
    "version": "1.0",
    "source": lock.REGISTRY,
    "wheels": [{"url": "https://files.pythonhosted.org/one.whl", "hash": "sha256:00"}],
}
SOUND = Package("PyPI", "sound-package", "2.5", ())


def said(**lines: str | list[str]) -> Message:
    message = Message()
    for name, values in lines.items():
        for value in [values] if isinstance(values, str) else values:
            message[name.replace("_", "-")] = value
    return message


def advisory(folder: Path, number: int, **more: object) -> None:
    text = {
        "id": f"GHSA-{number}",
        "modified": "2026-11-20T10:00:00Z",
        "affected": [{"package": {"ecosystem": "PyPI", "name": "Sound_Package"}, **more}],
    }
    (folder / f"{number}.json").write_text(json.dumps(text))


def between(**events: str) -> list[dict[str, object]]:
    return [{"type": "ECOSYSTEM", "events": [{kind: version} for kind, version in events.items()]}]


def test_every_package_is_pinned_and_hashed():
    """C45: nothing is installed whose content was not fixed beforehand."""
    assert lock.unpinned(LOCKED) == set()
    assert lock.node_unpinned(NODE) == set()
    assert len(lock.python_packages(LOCKED)) > 50


@pytest.mark.parametrize(
    "change",
    [
        {"source": {"git": "https://example.org/one"}},
        {"source": {"registry": "https://mirror.example.org"}},
        {"wheels": [{"url": "https://files.pythonhosted.org/one.whl"}]},
        {"wheels": [*ENTRY["wheels"], {"url": "https://files.pythonhosted.org/two.whl", "hash": "md5:00"}]},
        {"wheels": []},
    ],
)
def test_a_package_without_its_checksum_is_found(change):
    """C45: the test above would see it."""
    assert lock.unpinned({"package": [ENTRY]}) == set()
    assert lock.unpinned({"package": [ENTRY | change]}) == {"one"}


def test_a_script_without_its_checksum_is_found():
    entry = {"version": "1.0", "resolved": "https://registry.npmjs.org/one.tgz", "integrity": "sha512-x"}

    for change in ({}, {"integrity": "sha1-x"}, {"resolved": "git+ssh://example.org/one"}):
        found = lock.node_unpinned({"packages": {"": {}, "node_modules/one": entry | change}})
        assert found == ({"one"} if change else set())


def test_servers_and_builds_install_what_is_locked_and_nothing_newer():
    assert re.findall(r"uv sync.*", (ROOT / "Dockerfile").read_text()) == [
        "uv sync --locked --no-default-groups --no-cache"
    ]
    assert all("--locked" in line for line in re.findall(r'"\$uv" sync.*', (ROOT / ".ci/install").read_text()))
    assert "npm --prefix static/src ci --ignore-scripts" in (ROOT / "Makefile").read_text()


def test_vendored_files_are_what_their_list_says():
    """C45: a changed script or font is seen; `make assets` writes the list."""
    assert lock.checksums(lock.vendored_files()) == lock.VENDORED.read_text()


def test_every_licence_of_a_server_fits_ours():
    assert licences.refused(set(lock.runtime(LOCKED)) - {lock.US}) == {}


@pytest.mark.parametrize(
    ("lines", "allowed"),
    [
        ({"License_Expression": "MIT"}, True),
        ({"License_Expression": "GPL-3.0-only OR BSD-3-Clause"}, True),
        ({"License_Expression": "BSD-3-Clause AND GPL-3.0-only"}, False),
        ({"License_Expression": "AGPL-3.0-only"}, False),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, True),
        ({"Classifier": ["License :: OSI Approved :: BSD License", "License :: Other/Proprietary License"]}, False),
        ({"License": "Copyright (c) Somebody"}, False),
        ({}, False),
    ],
)
def test_an_unknown_licence_does_not_pass(lines, allowed):
    assert licences.is_allowed(licences.licence("some-package", said(**lines))) is allowed


def test_a_package_that_is_not_installed_does_not_pass():
    assert licences.refused(["no-such-package"]) == {"no-such-package": "not installed"}


@pytest.mark.parametrize(
    ("said_of_it", "known"),
    [
        ({"versions": ["2.5"]}, True),
        ({"versions": ["2.4"]}, False),
        ({"ranges": between(introduced="0", fixed="2.6")}, True),
        ({"ranges": between(introduced="0", fixed="2.5")}, False),
        ({"ranges": between(introduced="2.5", last_affected="2.5")}, True),
        ({"ranges": between(introduced="2.6")}, False),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
    ],
)
def test_a_known_vulnerability_is_found_in_a_copy(tmp_path, said_of_it, known):
    advisory(tmp_path, 1, **said_of_it)

    assert advisories.in_a_copy([SOUND], tmp_path, AT) == (["sound-package 2.5: GHSA-1"] if known else [])


def test_what_could_not_be_looked_up_is_a_failure(tmp_path):
    """C45: an empty, old or broken copy is not "none known"."""
    with pytest.raises(advisories.NotAudited, match="holds no advisories"):
        advisories.in_a_copy([SOUND], tmp_path, AT)

    advisory(tmp_path, 1)
    with pytest.raises(advisories.NotAudited, match="ends on 2026-11-20"):
        advisories.in_a_copy([SOUND], tmp_path, datetime(2027, 1, 1, tzinfo=UTC))

    (tmp_path / "2.json").write_text("{}")
    with pytest.raises(advisories.NotAudited, match="is not an advisory"):
        advisories.in_a_copy([SOUND], tmp_path, AT)


def test_a_package_left_out_of_the_answer_is_a_failure():
    answer = [
        {"name": "sound-package", "version": "2.5", "vulns": [{"id": "PYSEC-1"}]},
        {"name": "other", "skip_reason": "could not be audited"},
    ]

    assert advisories.read_answer(answer, {"sound-package"}) == ["sound-package 2.5: PYSEC-1"]
    with pytest.raises(advisories.NotAudited, match="other"):
        advisories.read_answer(answer, {"sound-package", "other"})


def test_the_inventory_names_everything_that_runs():
    inventory = sbom.inventory(LOCKED, NODE)

    named = {component["name"] for component in inventory["components"]}
    refs = {component["bom-ref"] for component in inventory["components"]} | {lock.US}
    assert {"django", "psycopg-binary", "cryptography", "htmx.org", "govuk-frontend"} <= named
    assert not {"pytest", "mypy", "bandit", "playwright"} & named
    assert {ref for line in inventory["dependencies"] for ref in [line["ref"], *line["dependsOn"]]} <= refs
    assert sbom.text(LOCKED, NODE) == sbom.text(LOCKED, NODE)
