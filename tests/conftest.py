"""What every test finds. Nothing here is imported; it is all fixtures.

Database. Each test runs in a transaction as the role *app*, on both aliases (`default`, `audit`).
    pytestmark = pytest.mark.pure      a module (or a test) that never touches the database
    cloned_db          the test's own database (about 40 ms), with real commits and threads; gives its name.
                       For races, browsers and commands. Nothing truncates
    in_threads(8, act) act(number) at the same moment in 8 threads; what each returned or raised
    connect("owner")   a psycopg connection past Django, as app, worker, owner or postgres (superuser), on
                       the test's database; see "direct SQL" below
    servers            where PostgreSQL and Valkey are; `servers.environment(cloned_db)` is the environment of
                       a real process
    start_celery()     starts a real worker (or beat) on the cloned database; returns its Popen
Direct SQL: rows made by an ordinary test are in its open transaction, where another connection does not see
them. Use `django.db.connection.cursor()` (role app), or `cloned_db` with `connect`.

Browser. `site` serves the application on a cloned database; its value is the address. `page` is a Playwright
page there, failing the test on a console error; `open_page(...)` makes another one (width, JavaScript off).
A press waits for the whole page that it leads to. TVCASE_HALVES=1 sends every page in two halves: who reads
a page too early is found. On the landing check, and only there, a browser test that failed is asked once more.
`axe(page)` fails on any accessibility problem.

Language. Sentences of actions, rules and forms are read in English, also in threads. A page is in the
language of who is signed in, and otherwise in Bulgarian.

Strict: warnings are errors, an undefined variable in a template of ours fails, nothing reaches the network.
"""

import gc
import os
import random
import re
import socket
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.utils import translation

from tests import servers as test_servers
from tests.servers import ROOT, Servers, point_django_at
from tests.unconditional import asked_on_behalf_of_support
from tvcase.celery import app as celery_app
from tvcase.wall.backend.base import DatabaseWrapper
from tvcase.wall.identity import identified
from tvcase.wall.signing import Identity, current, signed

pytest_plugins = ["tests.browser", "tests.signing_in", "tests.worlds"]
HOME = ("127.0.0.1", "::1", "localhost")
FIXTURES = Identity(purpose="fixtures")
_running: list[Any] = []


def pytest_configure_node(node: Any) -> None:
    """pytest-xdist: the controller starts the servers once, before its first worker."""
    if not _running:
        context = test_servers.running()
        _running.append((context, context.__enter__()))
    node.workerinput["servers"] = _running[0][1].to_json()


def pytest_unconfigure() -> None:
    """Stop what the controller started."""
    while _running:
        context, _ = _running.pop()
        context.__exit__(None, None, None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every test may use both connections, unless it says that it is pure or works on its own database."""
    exhaustive = os.environ.get("TVCASE_FULL") == "1"
    for item in items:
        own_database = "cloned_db" in getattr(item, "fixturenames", ())
        if not (own_database or item.get_closest_marker("pure") or item.get_closest_marker("django_db")):
            item.add_marker(pytest.mark.django_db(databases=["default", "audit"]))
        if os.environ.get("CI") and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))
    if not exhaustive:
        left_out = {item for item in items if item.get_closest_marker("full")} | _not_in_the_sample(items)
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """What was imported stays for the whole run: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """One seed for every sample of a run: chosen by the controller, which its workers inherit it from."""
    os.environ.setdefault("TVCASE_SEED", str(random.SystemRandom().randrange(10**6)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What it takes to run the same samples again."""
    terminalreporter.write_line(f"TVCASE_SEED={os.environ['TVCASE_SEED']}")


def _not_in_the_sample(items: list[pytest.Item]) -> set[pytest.Item]:
    """The cases of a `sampled` test that the seed does not choose."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sampled"):
            cases[item.nodeid.partition("[")[0]].append(item)
    left_out: set[pytest.Item] = set()
    for name, group in cases.items():
        count = min(len(group), group[0].get_closest_marker("sampled").args[0])
        chance = random.Random(f"{os.environ['TVCASE_SEED']} {name}")  # noqa: S311
        left_out |= {*group} - {*chance.sample(group, count)}
    return left_out


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Iterator[Servers]:
    """PostgreSQL and Valkey of this session."""
    given = getattr(request.config, "workerinput", {}).get("servers")
    if given:
        yield Servers(**test_servers.json.loads(given))
        return
    with test_servers.running() as started:
        yield started


@pytest.fixture(scope="session")
def django_db_setup(servers: Servers, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Point Django at this process's own clone of the template."""
    name = f"test_{os.getpid()}"
    servers.clone(name)
    point_django_at(servers, name)
    settings.REDIS_URL = settings.CELERY_BROKER_URL = servers.redis_url
    celery_app.conf.broker_url = servers.redis_url
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    servers.drop(name)


@pytest.fixture
def cloned_db(
    request: pytest.FixtureRequest, django_db_setup: None, servers: Servers, django_db_blocker: Any
) -> Iterator[str]:
    """The test's own database, with real commits; gives its name."""
    before = settings.DATABASES["default"]["NAME"]
    name = f"test_{os.getpid()}_own"
    mark = request.node.get_closest_marker("worlds")
    template = request.getfixturevalue("built_worlds")(mark.args[0])[0] if mark else ""
    with django_db_blocker.unblock():
        connections.close_all()
        servers.clone(name, template)
        point_django_at(servers, name)
        yield name
        point_django_at(servers, before)
    servers.drop(name)


@pytest.fixture
def connect(django_db_setup: None, servers: Servers) -> Iterator[Callable[..., psycopg.Connection]]:
    """`connect("worker")`: a connection of its own to the test's database, past Django; closed at the end."""
    opened: list[psycopg.Connection] = []

    def connect_as(role: str = "app") -> psycopg.Connection:
        opened.append(servers.connect(role, settings.DATABASES["default"]["NAME"]))
        return opened[-1]

    yield connect_as
    for connection in opened:
        connection.close()


@pytest.fixture
def start_celery(cloned_db: str, servers: Servers, tmp_path: Any) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """`start_celery()`: a real worker on the cloned database; `start_celery("beat", …)`: another command."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = arguments or ("worker", "--pool", "prefork", "--concurrency", "1")
        log = (tmp_path / f"celery-{len(started)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "tvcase", *command],
            cwd=ROOT,
            env=servers.environment(cloned_db) | {"TVCASE_PROCESS": "worker"},
            stdout=log,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
        log.close()
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, 9)
        process.wait()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Python code reaches this machine only."""
    real = socket.socket.connect

    def connect_at_home(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in HOME:
            raise AssertionError(f"A test reached for the network: {address!r}")
        real(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_at_home)
        yield


@pytest.fixture
def in_threads() -> Callable[..., list[Any]]:
    """`in_threads(8, act)`: run `act(number)` at the same moment in 8 threads, each with its own connection.

    Gives what each returned, or the exception it raised, in order. Needs `cloned_db`.
    """

    def run(count: int, act: Callable[[int], Any]) -> list[Any]:
        barrier = threading.Barrier(count)
        results: list[Any] = [None] * count

        def one(number: int) -> None:
            try:
                barrier.wait(30)
                with translation.override("en"), identified(FIXTURES):
                    results[number] = act(number)
            except Exception as error:  # the test looks at it
                results[number] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return results

    return run


@pytest.fixture(autouse=True)
def rows_of_tests() -> Iterator[None]:
    """Rows are made, and actions called, by a purpose that only test and demo databases know; requests are not."""
    with identified(FIXTURES):
        yield


@pytest.fixture(autouse=True, scope="session")
def rows_outside_a_transaction() -> Iterator[None]:
    """The same for what a test itself does outside a transaction; the program is nobody there."""
    create_cursor = DatabaseWrapper.create_cursor

    def telling(self: Any, name: str | None = None) -> Any:
        if not self.in_atomic_block and self.get_autocommit():
            who = signed(FIXTURES) if current() == FIXTURES else ""
            self.connection.execute("SELECT set_config('app.ctx', %s, false)", [who])
        return create_cursor(self, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseWrapper, "create_cursor", telling)
        yield


@pytest.fixture(autouse=True, scope="session")
def support_asks_nobody_whether_the_person_cooperates() -> Iterator[None]:
    """Whatever a test does: no statement on behalf of a service, stay, plan, referral or return reads a decision."""
    real = CursorWrapper.execute

    def execute(self: Any, sql: Any, params: Any = None) -> Any:
        asks = asked_on_behalf_of_support(sql)
        assert not asks, f"{asks} asks what the person decided about cooperation"
        return real(self, sql, params)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", execute)
        yield


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def without_limits(settings: Any) -> None:
    """One person asks more here than anybody may."""
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (10**6, 60))


@pytest.fixture
def words() -> Callable[[Any], str]:
    """`words(response)`: the text of a page as one line, to look for sentences in."""
    return lambda response: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()
