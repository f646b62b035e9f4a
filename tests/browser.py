"""Fixtures of the browser tests: the served site, pages, signing in, accessibility. See conftest.py."""

import os
import re
import threading
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
from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

PARTS_ARE_THERE = "() => !document.querySelector('[hx-trigger=load]')"  # to wait for, with JavaScript
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AN_ANSWER = re.compile(r"Failed to load resource: the server responded with a status of (?:4\d\d|503)")
A_CUT_LINE = re.compile(r"Failed to load resource: net::ERR_(?:INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+)")
AT_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    path = chromium.found()
    if path is None:
        pytest.fail(chromium.NOT_RUN, pytrace=False)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; nothing here is async
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=path, args=[AT_HOME, "--disable-dev-shm-usage", *as_root])
        yield started
        started.close()


class _Server(ThreadedWSGIServer):
    daemon_threads = True  # a browser keeps idle connections open

    def close_request(self, request: Any) -> None:
        super().close_request(request)
        connections.close_all()


@pytest.fixture
def site(cloned_db: str, settings: Any) -> Iterator[str]:
    """The application, served from threads of this process on the test's own database; gives its address."""
    server: WSGIServer = _Server(("localhost", 0), QuietWSGIRequestHandler)
    server.set_app(WSGIHandler())
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
        context.set_default_timeout(10_000)
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
