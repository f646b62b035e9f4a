"""Fixtures of the browser tests: the served site, pages, signing in, accessibility. See conftest.py."""

import functools
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.simple_server import WSGIServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests import chromium

PARTS_ARE_THERE = "() => !document.querySelector('[hx-trigger=load]')"  # to wait for, with JavaScript
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AN_ANSWER = re.compile(r"Failed to load resource: the server responded with a status of (?:4\d\d|503)")
A_CUT_LINE = re.compile(r"Failed to load resource: net::ERR_(?:INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+)")
PATIENCE = 30_000  # milliseconds: a machine may be busy; what does not come at all fails as surely
PRESSES = {Page: ("click", "press", "tap"), Locator: ("click", "press", "tap")}
A_BREATH = 0.1  # seconds between the halves of a page, where pages come in halves
AT_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    path = chromium.found()
    if path is None:
        pytest.fail(chromium.NOT_RUN, pytrace=False)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; nothing here is async
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patched:
        for kind, names in PRESSES.items():
            for name in names:
                patched.setattr(kind, name, _to_the_whole_page(getattr(kind, name)))
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=path, args=[AT_HOME, "--disable-dev-shm-usage", *as_root])
        yield started
        started.close()


def _to_the_whole_page(press: Callable[..., None]) -> Callable[..., None]:
    """The same press, and then a wait until the page that it led to is all there.

    The driver itself waits only until the first bytes of the next page have come. Who counts, reads or presses there
    does so on half a page: without its body, its later buttons, its scripts.
    """

    @functools.wraps(press)
    def pressed(where: Page | Locator, *given: Any, **named: Any) -> None:
        press(where, *given, **named)
        page = where if isinstance(where, Page) else where.page
        if not page.is_closed():
            page.wait_for_load_state()

    return pressed


def _in_halves(application: Callable[..., Any]) -> Callable[..., Any]:
    """The same application, whose pages come in two halves with a breath between them, as on a slow line."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        response = application(environ, start_response)
        if getattr(response, "streaming", True) or "html" not in response.headers.get("Content-Type", ""):
            return response
        return _halves(response)

    return answer


def _halves(response: Any) -> Iterator[bytes]:
    try:
        whole = response.content
        yield whole[: len(whole) // 2]
        time.sleep(A_BREATH)
        yield whole[len(whole) // 2 :]
    finally:
        response.close()


class _Server(ThreadedWSGIServer):
    daemon_threads = True  # a browser keeps idle connections open

    def close_request(self, request: Any) -> None:
        super().close_request(request)
        connections.close_all()


@pytest.fixture
def site(cloned_db: str, settings: Any) -> Iterator[str]:
    """The application, served from threads of this process on the test's own database; gives its address."""
    server: WSGIServer = _Server(("localhost", 0), QuietWSGIRequestHandler)
    halves = os.environ.get("TVCASE_HALVES") == "1"
    server.set_app(_in_halves(WSGIHandler()) if halves else WSGIHandler())
    address = f"http://localhost:{server.server_address[1]}"
    settings.SITE_URL = address
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """`open_page(width=360, java_script_enabled=False, locale="bg-BG")`: a page in a browser of its own.

    The test fails at its end when a page reported an error: a script's, a broken rule of the content policy,
    or an answer of the server that says that it failed. `may_be_cut`: a line that is cut is no error.
    """
    contexts, errors = [], []

    def open_one(*, width: int = 1280, height: int = 900, may_be_cut: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site, viewport={"width": width, "height": height}, **{"locale": "bg-BG"} | options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if _is_error(said, may_be_cut) else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


def _is_error(said: Any, may_be_cut: bool) -> bool:
    expected = AN_ANSWER.search(said.text) or (may_be_cut and A_CUT_LINE.search(said.text))
    return said.type == "error" and not expected


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page on the site, as wide as a laptop."""
    return open_page()


@pytest.fixture
def signed_in() -> Callable[[Page, Any], Page]:
    """`signed_in(page, user)`: the page's browser has this person's session; no form is filled in."""

    def sign_in(page: Page, user: Any) -> Page:
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": django_settings.SITE_URL}
        page.context.add_cookies([cookie])
        return page

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: fails when the page breaks a rule of WCAG 2.2 AA. The page must have JavaScript on."""

    def check(page: Page) -> None:
        found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        wrong = [
            f"{violation['id']}: {node['html'][:120]} ({node['failureSummary']})"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
        assert wrong == [], "\n".join(wrong)

    return check
