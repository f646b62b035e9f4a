"""The demo's own servers and processes: started safely, ended completely."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from redis import AuthenticationError, Redis

from tests.servers import ROOT
from tvcase.local import lock, passwords, ports, processes
from tvcase.local.demo_run import GIVEN, DemoRun
from tvcase.local.postgres import LONGEST_SOCKET_FOLDER, Postgres, forget_dead_postmaster, program
from tvcase.local.trouble import Trouble
from tvcase.management.commands.database_roles import VARIABLES

pytestmark = pytest.mark.pure
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def sleeper():
    """`sleeper(…)`: a process of its own group that sleeps, with these further arguments; gone at the end."""
    started = []

    def start(*arguments):
        started.append(subprocess.Popen([*SLEEP, *arguments], process_group=0))
        wait_for(lambda: "sleep(60)" in command_of(started[-1].pid))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_password_is_made_once_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "secrets" / "app"

    first, second = passwords.kept(file), passwords.kept(file)

    assert first == second
    assert len(first) > 40
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_taken_port_gives_the_next_one():
    with socket.socket() as taken:
        taken.bind((ports.HOST, 0))
        taken.listen()

        assert ports.next_free(taken.getsockname()[1]) > taken.getsockname()[1]


def test_a_port_is_remembered_until_somebody_takes_it(tmp_path):
    first = ports.remembered(tmp_path / "port")
    assert ports.remembered(tmp_path / "port") == first

    with socket.socket() as taken:
        taken.bind((ports.HOST, first))
        taken.listen()
        assert ports.remembered(tmp_path / "port") != first


def test_a_second_run_is_one_sentence(tmp_path):
    held = lock.take(tmp_path / "lock")

    with pytest.raises(Trouble, match=f"already running \\(process {os.getpid()}\\)"):
        lock.take(tmp_path / "lock")

    held.close()
    lock.take(tmp_path / "lock").close()


def test_stopping_ends_a_process_and_what_it_started(tmp_path):
    family = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])"
    process = processes.start("family", [sys.executable, "-c", f"{family}; time.sleep(60)"], run=tmp_path)
    wait_for(lambda: len(group(process.child.pid)) == 2)

    processes.stop([process])

    wait_for(lambda: group(process.child.pid) == [])
    assert not process.remembered.exists()


def test_a_killed_parent_leaves_no_child(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", f"{start_in(tmp_path)}; time.sleep(60)"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    parent.stdout.close()
    wait_for(lambda: "sleep(60)" in command_of(child) and "tether" not in command_of(child))

    parent.kill()
    parent.wait()

    wait_for(lambda: group(child) == [])


def test_the_next_run_ends_what_a_killed_one_left(tmp_path, sleeper):
    left = sleeper()
    (tmp_path / "processes").mkdir()
    (tmp_path / "processes" / "web").write_text(f"{left.pid} {processes.started_at(left.pid)}\n")

    processes.end_leftovers(tmp_path)

    assert left.wait(10) == -signal.SIGTERM
    assert list((tmp_path / "processes").iterdir()) == []


def test_a_reused_number_is_left_alone(tmp_path, sleeper):
    stranger = sleeper()
    (tmp_path / "processes").mkdir()
    (tmp_path / "processes" / "web").write_text(f"{stranger.pid} 1\n")

    processes.end_leftovers(tmp_path)

    assert stranger.poll() is None


def test_only_the_pid_file_of_a_dead_server_is_forgotten(tmp_path, sleeper):
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    forget_dead_postmaster(data)
    assert not (data / "postmaster.pid").exists()

    (data / "postmaster.pid").write_text(f"{sleeper(str(data)).pid}\n")
    forget_dead_postmaster(data)
    assert (data / "postmaster.pid").exists()


def test_a_deep_folder_gets_a_short_socket_path():
    deep = Path("/srv") / ("a" * LONGEST_SOCKET_FOLDER)

    assert len(str(Postgres(deep).sockets)) <= LONGEST_SOCKET_FOLDER
    assert Postgres(deep).sockets != Postgres(deep / "b").sockets


def test_nobody_enters_the_servers_without_a_password(servers):
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host=servers.host, port=servers.port, user="postgres", dbname="postgres")

    host, port = servers.redis_url.rpartition("@")[2].removesuffix("/0").split(":")
    with Redis(host=host, port=int(port)) as stranger, pytest.raises(AuthenticationError):
        stranger.ping()


def test_only_its_owner_enters_the_socket_folder(servers):
    assert stat.S_IMODE(Path(servers.host).stat().st_mode) == 0o700


def test_half_named_servers_are_one_sentence(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app:x@db/tvcase")
    for name in ("DATABASE_WORKER_URL", "DATABASE_OWNER_URL", "DATABASE_SEALER_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)

    missing = "set DATABASE_OWNER_URL, DATABASE_SEALER_URL, DATABASE_WORKER_URL, REDIS_URL as well"
    with pytest.raises(Trouble, match=missing):
        DemoRun(8000).start_servers()


@pytest.mark.full
def test_run_starts_everything_keeps_the_data_and_leaves_nothing(tmp_path):
    for _ in range(2):
        running, said = run_demo(tmp_path)
        assert "tvcase is running at http://localhost:" in said

        started = {file.name: int(file.read_text().split()[0]) for file in (tmp_path / "demo" / "processes").iterdir()}
        assert set(started) == {"postgres", "valkey", "web", "worker", "beat", "sealer"}
        running.send_signal(signal.SIGINT)

        running.communicate(timeout=30)
        assert running.returncode == 0
        assert not any(map(group, started.values()))


@pytest.mark.full
def test_what_a_superuser_is_told_to_run_makes_a_database_that_can_be_prepared(tmp_path):
    postgres = Postgres(tmp_path, durable=False)
    postgres.start()
    try:
        postgres.wait()
        addresses = {variable: postgres.url(role, "fresh") for role, variable in VARIABLES.items()}
        environment = os.environ | addresses | {"DJANGO_SETTINGS_MODULE": "tvcase.settings"}
        printed = manage("database_roles", environment)
        superuser = {"PGHOST": str(postgres.sockets), "PGPORT": str(postgres.port), "PGUSER": "postgres"}
        superuser |= {"PGPASSWORD": postgres.password("postgres"), "PGDATABASE": "postgres"}
        subprocess.run(
            [program("psql"), "--quiet", "-v", "ON_ERROR_STOP=1"],
            input=printed,
            env=os.environ | superuser,
            text=True,
            check=True,
        )

        manage("prepare_database", environment)

        with postgres.connect("app", "fresh") as app:
            assert app.execute("SELECT count(*) > 0 FROM cases_codeentry").fetchone() == (True,)
    finally:
        postgres.stop()


def manage(command, environment):
    return subprocess.run(
        [sys.executable, "manage.py", command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def run_demo(folder):
    environment = os.environ | {"TVCASE_RUN": str(folder), "PORT": str(ports.any_free())}
    for name in GIVEN:
        environment.pop(name, None)
    running = subprocess.Popen(
        [sys.executable, "-m", "tvcase.local", "run"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    said = ""
    while "running at" not in said and (line := running.stdout.readline()):
        said += line
    return running, said


def start_in(folder):
    """The text of a program that starts a sleeper and says its number."""
    return (
        "import time; from pathlib import Path; from tvcase.local import processes; "
        f"print(processes.start('sleeper', {SLEEP!r}, run=Path({str(folder)!r})).child.pid, flush=True)"
    )


def wait_for(holds, patience=10.0):
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def group(number):
    """The living processes of a process group."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[2] == str(number) and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def command_of(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_text()
    except OSError:
        return ""
