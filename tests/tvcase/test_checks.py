"""What Django itself finds about the project."""

import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from tests.servers import ROOT
from tvcase.checks import nothing_of_a_demo_on_a_server, refuse_an_unsafe_start
from tvcase.grants import DatabaseRole
from tvcase.keys import new_key_file

ON_A_SERVER = {
    "TVCASE_DEMO": "0",
    "SECRET_KEY": "m8Xq2v7Lr4Tz9Kp1Wd6Hs3Bn5Gc0Fj8Ya2Ue7Io4Pa1Sd6Fg9Hj",
    "SITE_URL": "https://tvcase.example.org",
    "ALLOWED_HOSTS": "tvcase.example.org",
    "MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def on_a_server(tmp_path) -> dict[str, str]:
    """The settings of a server, with its own keys."""
    keys = tmp_path / "keys.json"
    keys.write_text(new_key_file())
    keys.chmod(0o600)
    return ON_A_SERVER | {"KEY_FILE": str(keys)}


def test_nothing_is_wrong_with_the_settings_of_a_server(cloned_db, servers, on_a_server):
    checked = subprocess.run(
        [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=servers.environment(cloned_db) | on_a_server,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "KEY_FILE", "SITE_URL", "DATABASE_URL", "REDIS_URL"])
def test_a_setting_without_a_safe_default_stops_the_start(servers, missing):
    environment = servers.environment("unused") | ON_A_SERVER
    environment.pop(missing)

    started = subprocess.run(
        [sys.executable, "-c", "import tvcase.settings"], cwd=ROOT, env=environment, capture_output=True, check=False
    )

    assert missing.encode() in started.stderr
    assert started.returncode == 1


@pytest.mark.parametrize("program", ["tvcase.wsgi", "celery"])
def test_a_server_with_the_keys_of_the_demo_does_not_start(servers, tmp_path, program):
    start = "import tvcase.wsgi" if program == "tvcase.wsgi" else "from tvcase.celery import no_unsafe_start as n; n()"

    started = subprocess.run(
        [sys.executable, "-c", "import django, os; django.setup(); " + start],
        cwd=ROOT,
        env=servers.environment("unused") | ON_A_SERVER | {"STATIC_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 1
    assert "KEY_FILE names the keys of the demo" in started.stderr


@pytest.mark.pure
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"DEBUG": True}, ["tvcase.E001"]),
        ({"KEY_FILE": str(ROOT / ".run/demo/secrets/keys.json")}, ["tvcase.E002"]),
        ({"SECRET_KEY": "short"}, ["tvcase.E003"]),
        ({"SECRET_KEY": "used-by-tests-only-and-by-nothing-else-0123456789abcdef"}, ["tvcase.E003"]),
        ({"SITE_URL": "http://cases.example.org"}, ["tvcase.E004"]),
        ({"MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}, ["tvcase.E005"]),
        ({"PASSKEY_FOR_ADDRESSES": False}, ["tvcase.E005"]),
    ],
)
def test_what_is_public_guards_nothing_on_a_server(settings, change, found):
    sound = ON_A_SERVER | {"DEMO": False, "DEBUG": False, "KEY_FILE": "/run/secrets/keys.json"}
    sound |= {"MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False, "PASSKEY_FOR_ADDRESSES": True}
    for name, value in (sound | change).items():
        setattr(settings, name, value)

    assert [message.id for message in nothing_of_a_demo_on_a_server()] == found
    if found:
        with pytest.raises(ImproperlyConfigured, match="Not started"):
            refuse_an_unsafe_start()


@pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS"])
def test_a_role_above_the_walls_gets_no_connection(cloned_db, servers, connect, power):
    role = f"mighty_by_{power.lower()}"
    with connect("postgres") as superuser:
        superuser.execute(f"DROP ROLE IF EXISTS {role}")
        superuser.execute(f"CREATE ROLE {role} LOGIN {power} PASSWORD 'mighty'")
        superuser.execute(f'GRANT CONNECT ON DATABASE "{cloned_db}" TO {role}')
    address = servers.url("app", cloned_db).replace(f"app:{servers.passwords['app']}", f"{role}:mighty")

    started = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", "from django.db import connection as c; c.ensure_connection()"],
        cwd=ROOT,
        env=servers.environment(cloned_db) | ON_A_SERVER | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )

    with connect("postgres") as superuser:
        superuser.execute(f"DROP OWNED BY {role}")
        superuser.execute(f"DROP ROLE {role}")
    assert f"The database role {role} stands above every wall" in started.stderr


def test_a_command_that_reached_the_database_ends_without_waiting_for_a_thread(cloned_db, servers, on_a_server):
    ended = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", "from django.db import connection as c; c.ensure_connection()"],
        cwd=ROOT,
        env=servers.environment(cloned_db) | on_a_server,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def test_an_ordinary_role_is_asked_once(cloned_db):
    connection.ensure_connection()

    assert "app" in connection.ordinary


def test_the_roles_are_printed_without_their_passwords(servers, capsys, monkeypatch):
    for role in DatabaseRole:
        variable = "DATABASE_URL" if role is DatabaseRole.APP else f"DATABASE_{role.upper()}_URL"
        monkeypatch.setenv(variable, f"postgres://{role}:word-of-{role}@db/tvcase")

    call_command("database_roles")

    printed = capsys.readouterr().out
    assert "ALTER ROLE worker LOGIN NOSUPERUSER NOBYPASSRLS" in printed
    assert "CREATE EXTENSION IF NOT EXISTS btree_gist;" in printed
    assert "word-of" not in printed


@pytest.mark.pure
def test_no_secret_of_a_server_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()
    asked = dict(re.findall(r"(?<!\$)\$\{(\w+)(:[?-])", text))

    assert {name for name, marker in asked.items() if marker == ":-"} == {
        "CLAMD",
        "LOG_LEVEL",
        "QUICK_EXIT_URL",
        "TVCASE_VERSION",
    }
    assert re.findall(r"(?<!\$)\$(?:\w|\{\w+\})", text) == []
