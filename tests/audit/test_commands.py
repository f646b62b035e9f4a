"""The trace's commands as operators run them: as processes, with the environment of each."""

import os
import stat
import subprocess
import sys
import time

import pytest
from django.db import transaction

from tests.servers import ROOT
from tvcase.audit import log


@pytest.fixture
def run(cloned_db, servers, tmp_path):
    """`run("audit_key", "new", file)`: a command of ours; gives the finished process."""
    environment = servers.environment(cloned_db) | {
        "AUDIT_KEY_FILE": str(tmp_path / "key.pem"),
        "AUDIT_HEADS_FILE": str(tmp_path / "heads.txt"),
    }

    def command(*arguments, **more):
        line = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(line, cwd=ROOT, env=environment | more, capture_output=True, text=True, check=False)

    command.environment = environment
    return command


def test_the_trace_is_sealed_exported_and_verified(run, others_ended, tmp_path):
    public = tmp_path / "public.pem"
    public.write_text(run("audit_key", "new", tmp_path / "key.pem").stdout)
    with transaction.atomic():
        log.record("tests.trace.one", by=None)
    others_ended()

    assert run("seal_audit", "--once").stdout == "1 events sealed.\n"
    assert run("export_audit", tmp_path / "trace.txt").stdout == "1 seals, 1 events.\n"
    verify = ("verify_audit", tmp_path / "trace.txt", "--key", public, "--heads", tmp_path / "heads.txt")
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    assert "Nothing was changed." in run(*verify, **nowhere).stdout

    trace = (tmp_path / "trace.txt").read_text()
    (tmp_path / "trace.txt").write_text(trace.replace("tests.trace.one", "tests.trace.two"))
    changed = run(*verify, **nowhere)
    assert changed.returncode == 1
    assert "tests.trace.two): it was changed" in changed.stderr


def test_the_verifier_needs_no_settings(tmp_path):
    line = [sys.executable, "-m", "tvcase.audit.verifier", str(tmp_path / "none"), "--key", str(tmp_path / "none")]
    answer = subprocess.run(
        line, cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False
    )

    assert "FileNotFoundError" in answer.stderr
    assert "ImproperlyConfigured" not in answer.stderr


def test_the_sealer_seals_every_second_until_it_is_stopped(run, others_ended, tmp_path):
    run("audit_key", "new", tmp_path / "key.pem")
    with transaction.atomic():
        log.record("tests.trace.one", by=None)
    others_ended()
    sealer = subprocess.Popen([sys.executable, "manage.py", "seal_audit"], cwd=ROOT, env=run.environment)
    try:
        until = time.monotonic() + 30
        while not (tmp_path / "heads.txt").exists() and time.monotonic() < until:
            assert sealer.poll() is None
            time.sleep(0.05)
        assert (tmp_path / "heads.txt").read_text().startswith("1 ")
        sealer.terminate()
        assert sealer.wait(10) == 0
    finally:
        sealer.kill()


def test_the_key_is_the_sealers_alone(run, tmp_path):
    key = tmp_path / "key.pem"
    run("audit_key", "new", key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600

    again = run("audit_key", "new", key)
    assert again.returncode == 1
    key.chmod(0o644)
    assert "only the sealer may read its key" in run("seal_audit", "--once").stderr
