"""What a server is started with: the composition, and the secrets it is given as files."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.servers import ROOT
from tvcase.audit import keyfile
from tvcase.environment import Environment
from tvcase.keys import read_key_file
from tvcase.local.postgres import program

COMPOSED = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
START = "import django; django.setup(); from tvcase import checks; checks.refuse_an_unsafe_start()"
OURS = {name: service for name, service in COMPOSED["services"].items() if "build" in service}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("server") / "secrets"
    subprocess.run(["sh", "docs/server/new-secrets", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_image_is_built_with_all_that_the_settings_ask_for():
    """The line of the Dockerfile that collects the static files, with its own variables and nothing else."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    (line,) = [line for line in lines.splitlines() if line.startswith("RUN ") and "collectstatic" in line]
    given = dict(pair.split("=", 1) for pair in line.split()[1:] if re.match(r"[A-Z_]+=", pair))

    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--dry-run"],
        cwd=ROOT,
        env=given | {"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def environment(secrets: Path, service: str) -> dict[str, str]:
    """The variables of a service, with the paths its secrets have here."""
    at = {
        f"/run/secrets/{name}": str(secrets / given["file"].rpartition("/")[2])
        for name, given in COMPOSED["secrets"].items()
    }
    given = {name: at.get(str(value), str(value)) for name, value in OURS[service]["environment"].items()}
    asked = {"SITE_HOST": "cases.example.org", "MAIL_FROM": "tvcase@example.org", "LOG_LEVEL": "INFO"}
    return {name: re.sub(r"\$\{(\w+):.*?\}", lambda found: asked.get(found[1], ""), given[name]) for name in given}


@pytest.mark.pure
def test_every_secret_of_the_composition_is_made_and_given_to_who_needs_it(secrets):
    files = {given["file"].rpartition("/")[2] for given in COMPOSED["secrets"].values()}
    given = {name for service in COMPOSED["services"].values() for name in service.get("secrets", [])}

    assert files == {file.name for file in secrets.iterdir()} - {"sealer.pub", "keys"}
    assert given == set(COMPOSED["secrets"])
    for service in COMPOSED["services"].values():
        paths = {path for path in map(str, service.get("environment", {}).values()) if path.startswith("/run/secrets/")}
        assert {path.removeprefix("/run/secrets/") for path in paths} <= set(service.get("secrets", []))


@pytest.mark.pure
def test_each_program_is_given_its_own_role_only():
    roles = {
        name: {secret for secret in service["secrets"] if secret.startswith("database_")}
        for name, service in COMPOSED["services"].items()
        if "secrets" in service and name != "prepare"
    }

    assert roles["web"] == {"database_app"}
    assert roles["worker"] == roles["beat"] == {"database_worker"}
    assert roles["sealer"] == {"database_sealer"}
    assert roles["backup"] == {"database_backup"}
    holders = {name for name, service in OURS.items() if "/run/keys" in str(service.get("volumes"))}
    assert holders == {"web", "worker", "beat", "prepare"}
    assert [name for name, service in OURS.items() if "sealer" in service["secrets"]] == ["sealer"]


@pytest.mark.pure
def test_new_secrets_are_whole_different_and_for_their_owner_only(secrets, tmp_path):
    other = tmp_path / "other"
    subprocess.run(["sh", "docs/server/new-secrets", str(other)], cwd=ROOT, check=True, capture_output=True)

    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in secrets.rglob("*") if file.is_file())
    assert read_key_file(secrets / "keys/keys.json").root != read_key_file(other / "keys/keys.json").root
    assert keyfile.public_pem(keyfile.read(secrets / "sealer.pem")) == (secrets / "sealer.pub").read_text()
    assert len((secrets / "secret_key").read_text()) > 50
    again = subprocess.run(["sh", "docs/server/new-secrets", str(other)], cwd=ROOT, check=False, capture_output=True)
    assert again.returncode != 0


@pytest.mark.pure
def test_a_variable_may_be_a_file(tmp_path):
    (tmp_path / "word").write_text("secret word\n")

    found = Environment({"ONE_FILE": str(tmp_path / "word"), "TWO": "two"})

    assert (found["ONE"], found["TWO"]) == ("secret word", "two")


@pytest.mark.pure
@pytest.mark.parametrize("service", ["web", "worker", "sealer"])
def test_a_program_of_the_composition_accepts_its_settings(secrets, service):
    started = subprocess.run(
        [sys.executable, "-W", "error", "-c", START],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tvcase.settings"} | environment(secrets, service),
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 0, started.stderr


@pytest.mark.pure
def test_the_roles_can_be_made_from_the_files(secrets):
    printed = subprocess.run(
        [sys.executable, "manage.py", "database_roles"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | environment(secrets, "prepare"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert "CREATE DATABASE" in printed.stdout, printed.stderr
    assert printed.stdout.count("SCRAM-SHA-256$") == 6


@pytest.mark.pure
def test_the_scripts_are_shell():
    for script in ("new-secrets", "backup"):
        subprocess.run(["sh", "-n", f"docs/server/{script}"], cwd=ROOT, check=True)


def test_a_backup_has_everything_but_the_keys_and_these_are_apart(cloned_db, servers, tmp_path):
    programs = Path(program("pg_dump")).parent
    (tmp_path / "address").write_text(servers.url("backup", cloned_db) + "\n")
    listed = {}
    for what in ("", "keys"):
        dumped = subprocess.run(
            ["sh", "docs/server/backup", what],
            cwd=ROOT,
            env={"PATH": f"{programs}:{os.environ['PATH']}", "DATABASE_BACKUP_URL_FILE": str(tmp_path / "address")},
            capture_output=True,
            check=True,
        )
        asked = [programs / "pg_restore", "--list"]
        answered = subprocess.run(asked, input=dumped.stdout, capture_output=True, check=True)
        listed[what] = set(re.findall(r"TABLE DATA public (\w+)", answered.stdout.decode()))

    assert listed["keys"] == {"sealing_filekey"}
    assert {"cases_person", "audit_event", "shelters_shelteraddress"} <= listed[""]
    assert listed[""] & {"sealing_filekey", "wall_key"} == set()
