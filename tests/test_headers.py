"""C48: what every answer says to the browser: pages, parts, errors, redirects, the administration, static files.

Eleven headers: the six of STRICT, the content policy, Permissions-Policy, Cache-Control, X-Request-ID, and over TLS
Strict-Transport-Security.
"""

import random
import runpy
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import matrix
from tests.crawl import sign_in, visits
from tests.test_access import ALL, address

STRICT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
STATIC = ["css/app.css", "js/app.js", "vendor/htmx.min.js", "images/favicon.svg"]


def missing(answer: HttpResponse, *, private: bool = True, tls: bool = True) -> list[str]:
    """The headers that this answer lacks, or has with another value."""
    wrong = [name for name, value in STRICT.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    if not policy.startswith("default-src 'none'") or any(word in policy for word in ("unsafe", "data:", "http", "*")):
        wrong.append(f"policy {policy!r}")
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    if private and answer.headers.get("Cache-Control") != "no-store, private":
        wrong.append(f"cache {answer.headers.get('Cache-Control')}")
    if "X-Request-ID" not in answer.headers:
        wrong.append("X-Request-ID")
    if tls and answer.headers.get("Strict-Transport-Security") != "max-age=63072000; includeSubDomains; preload":
        wrong.append("Strict-Transport-Security")
    return wrong


class OverTls(Client):
    """A browser that comes over TLS, as every browser does on a server."""

    def generic(self, *args: Any, secure: bool = False, **kwargs: Any) -> Any:
        return super().generic(*args, secure=True, **kwargs)


@pytest.fixture(autouse=True)
def as_on_a_server(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


@pytest.fixture
def client() -> Client:
    return OverTls(raise_request_exception=False)


def test_every_page_and_every_part_is_private_and_strict(client, world):
    chance = random.Random(matrix.seed())  # noqa: S311
    found = {}
    for visit in visits(world, "headers"):
        sign_in(client, world, visit.who)
        found[visit.where, "page"] = missing(client.get(visit.where))
        for way in matrix.sample(chance, ("part", "post"), 1):
            part = way == "part"
            answer = client.get(visit.where, headers=PART) if part else client.post(visit.where, {})
            found[visit.where, way] = missing(answer)

    assert {where: wrong for where, wrong in found.items() if wrong} == {}


def test_every_address_is_private_and_strict_to_strangers_to_nobody_and_by_a_wrong_method(client, world):
    chance = random.Random(matrix.seed())  # noqa: S311
    found, statuses = {}, set()
    for who in ("other NGO", "", "administrator"):
        client.logout()
        if who:
            sign_in(client, world, who)
        for name, arguments in ALL.items():
            case = "whole" if "code" in arguments else ""
            where = address(world, name, arguments, case, who or "caseworker")
            for method in matrix.sample(chance, ("get", "post", "put", "options"), 2):
                answer = getattr(client, method)(where)
                statuses.add(answer.status_code)
                found[who, where, method] = missing(answer)

    assert {asked: wrong for asked, wrong in found.items() if wrong} == {}
    assert {200, 302, 401, 405, 422} <= statuses


def test_a_copy_a_limit_and_a_report_are_private_and_strict(client, world, settings):
    sign_in(client, world, "caseworker")
    copy = client.post("/cases/copy/", {"format": "XLSX", "reason": "MEETING", "reason_text": "For the meeting."})
    settings.LIMITS = settings.LIMITS | {"lists": (0, 60)}
    limited = client.get("/cases/")
    reported = client.post("/csp/", "{}", content_type="application/csp-report")
    refused = client.post("/csp/", "{}", content_type="text/plain")

    answers = (copy, limited, reported, refused)
    assert [answer.status_code for answer in answers] == [200, 429, 204, 400]
    assert "attachment" in copy.headers["Content-Disposition"]
    assert [missing(answer) for answer in answers] == [[]] * 4


def test_the_administration_is_private_and_strict(client, world):
    sign_in(client, world, "administrator")
    names = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry]

    for name in ["admin:index", "admin:jsi18n", *names]:
        answer = client.get(reverse(name))
        assert (answer.status_code, missing(answer)) == (200, []), name


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (302, lambda client: client.get("/")),
        (302, lambda client: client.get("/exit/")),
        (301, lambda client: client.get("/cases")),
        (400, lambda client: client.get("/sign-in/", headers={"host": "elsewhere.example"})),
        (400, lambda client: client.post("/sign-in/", {"username": "x" * 1_100_000})),
        (401, lambda client: client.post("/cases/search/", {})),
        (404, lambda client: client.get("/nowhere/")),
        (404, lambda client: client.get("/cases/%00/")),
        (404, lambda client: client.get("/static/nothing.css")),
        (405, lambda client: client.get("/language/")),
        (422, lambda client: client.post("/sign-in/", {})),
        (503, lambda client: client.get("/health/")),
    ],
)
def test_answers_to_anybody_are_private_and_strict(client, db, status, ask):
    answer = ask(client)

    assert (answer.status_code, missing(answer)) == (status, [])


def test_a_refused_form_and_a_failure_are_private_and_strict(db, monkeypatch):
    client = OverTls(enforce_csrf_checks=True, raise_request_exception=False)
    refused = client.post("/sign-in/", {})
    monkeypatch.setattr("tvcase.accounts.pages.SignInForm", None)
    failed = client.get("/sign-in/")

    assert [(refused.status_code, missing(refused)), (failed.status_code, missing(failed))] == [(403, []), (500, [])]


def test_on_a_server_the_way_to_tls_is_strict(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client(raise_request_exception=False)
    answer = client.get("/cases/TRK1-2222/")
    elsewhere = client.get("/cases/", headers={"host": "elsewhere.example"})
    over_tls = client.get("/sign-in/", secure=True)

    assert (answer.status_code, missing(answer, tls=False)) == (301, [])
    assert (elsewhere.status_code, missing(elsewhere, tls=False)) == (400, [])
    assert over_tls.headers["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.mark.parametrize("name", STATIC)
def test_a_static_file_is_strict_and_may_be_kept(client, name):
    assert finders.find(name)
    answer = client.get(f"/static/{name}")

    assert (answer.status_code, missing(answer, private=False)) == (200, [])
    assert "no-store" not in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert not answer.cookies
    answer.close()


@pytest.mark.pure
def test_on_a_server_cookies_travel_over_tls_only_and_scripts_never_read_them(on_a_server: Any):
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        assert on_a_server[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert on_a_server[f"{kind}_COOKIE_SECURE"] is True
        assert on_a_server[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert on_a_server.get(f"{kind}_COOKIE_HTTPONLY", True) is True
        assert on_a_server.get(f"{kind}_COOKIE_DOMAIN") is None
    assert on_a_server["SECURE_SSL_REDIRECT"] is True
    assert on_a_server["SECURE_HSTS_SECONDS"] >= 63_072_000
    assert on_a_server["DEBUG"] is False


@pytest.fixture
def on_a_server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The settings as a server has them, without the demo."""
    monkeypatch.setenv("TVCASE_DEMO", "0")
    monkeypatch.setenv("ALLOWED_HOSTS", "tvcase.example")
    return runpy.run_path(str(project.BASE_DIR / "tvcase" / "settings.py"))
