"""What Django itself finds about the project."""

import re
import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.servers import ROOT

ON_A_SERVER = {
    "TVCASE_DEMO": "0",
    "SECRET_KEY": "m8Xq2v7Lr4Tz9Kp1Wd6Hs3Bn5Gc0Fj8Ya2Ue7Io4Pa1Sd6Fg9Hj",
    "SITE_URL": "https://tvcase.example.org",
    "ALLOWED_HOSTS": "tvcase.example.org",
    "MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nothing_is_wrong_with_the_settings_of_a_server(cloned_db, servers):
    checked = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=servers.environment(cloned_db) | ON_A_SERVER,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "SITE_URL", "DATABASE_URL", "REDIS_URL"])
def test_a_setting_without_a_safe_default_stops_the_start(servers, missing):
    environment = servers.environment("unused") | ON_A_SERVER
    environment.pop(missing)

    started = subprocess.run(
        [sys.executable, "-c", "import tvcase.settings"], cwd=ROOT, env=environment, capture_output=True, check=False
    )

    assert missing.encode() in started.stderr
    assert started.returncode == 1


def test_the_roles_are_printed_without_their_passwords(servers, capsys, monkeypatch):
    for role, variable in {"app": "", "worker": "_WORKER", "owner": "_OWNER"}.items():
        monkeypatch.setenv(f"DATABASE{variable}_URL", f"postgres://{role}:word-of-{role}@db/tvcase")

    call_command("database_roles")

    printed = capsys.readouterr().out
    assert "ALTER ROLE worker LOGIN NOSUPERUSER NOBYPASSRLS" in printed
    assert "CREATE EXTENSION IF NOT EXISTS btree_gist;" in printed
    assert "word-of" not in printed


def test_no_secret_of_a_server_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()
    asked = dict(re.findall(r"(?<!\$)\$\{(\w+)(:[?-])", text))

    assert {name for name, marker in asked.items() if marker == ":-"} == {
        "LOG_LEVEL",
        "QUICK_EXIT_URL",
        "TVCASE_VERSION",
    }
    assert re.findall(r"(?<!\$)\$(?:\w|\{\w+\})", text) == []
