"""The frame: whole pages and parts, navigation, headers on every answer, refusals and their trace."""

import hashlib
import re

import pytest
from django.conf import settings as project
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tvcase.audit.models import Event
from tvcase.notifications.models import Notification

pytestmark = pytest.mark.usefixtures("sample_site")
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
STATUSES = [400, 403, 404, 429, 500]


@pytest.fixture
def signed_in(client, make_user):
    client.user = make_user("caseworker")
    client.force_login(client.user)
    client.raise_request_exception = False
    return client


def test_every_component_renders(signed_in, words):
    response = signed_in.get("/components/")

    assert response.status_code == 200
    text = words(response)
    for sentence in ("18 days left", "2 days left", "Ended on 25 March 2026", "Page 2 of 3", "A hint to A."):
        assert sentence in text


def test_a_page_has_no_inline_style_script_or_handler(signed_in):
    html = signed_in.get("/components/").content.decode()

    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]* src=)|javascript:|hx-on|js:", html)


def test_htmx_gets_the_part_and_a_browser_the_page(signed_in):
    part = signed_in.get("/components/", headers=PART).content.decode()
    whole = signed_in.get("/components/").content.decode()

    assert "<html" not in part
    assert 'id="fields"' in part
    assert "<html" in whole
    assert 'id="fields"' in whole


EVERYBODYS = ["Whom to phone", "Inbox"]
SELDOM = ["Unmet needs", "Copies"]


def navigation(page):
    """What is always shown, and what stands under “More”."""
    halves = page.content.decode().partition('<details class="tv-nav__more">')[::2]
    shown, more = (re.findall(r'tv-nav__link"[^>]*>\s*([^<]+?)\s*<', half) for half in halves)
    return shown, more


@pytest.mark.parametrize(
    ("role", "labels", "more"),
    [
        ("caseworker", ["My work", "Cases", "Calendar", "Referrals", "Find a place", *EVERYBODYS], SELDOM),
        (
            "prosecutor",
            ["My work", "Cases", "Protection requests", "Referrals", "Whom to phone", "Copies", "Inbox"],
            [],
        ),
        ("shelter_staff", ["My work", "Cases", "Calendar", "Shelters", *EVERYBODYS], SELDOM),
        ("administrator", ["My work", "Whom to phone", "Inbox", "Administration"], []),
    ],
)
def test_the_navigation_follows_the_roles_and_what_is_seldom_needed_stands_aside(client, make_user, role, labels, more):
    client.force_login(make_user(role, is_staff=role == "administrator"))

    assert navigation(client.get("/components/")) == (labels, more)


def test_nothing_moves_in_the_navigation_when_a_page_under_more_is_open(client, make_user):
    client.force_login(make_user("caseworker"))
    elsewhere, there = client.get("/components/"), client.get(reverse("exports:list"))

    assert navigation(there) == navigation(elsewhere)
    assert "tv-nav__open" in there.content.decode()
    assert "tv-nav__open" not in elsewhere.content.decode()
    assert there.content.decode().count('aria-current="page"') == 1


def test_the_inbox_counts_what_was_not_opened(signed_in, words):
    for number in range(2):
        Notification.objects.create(
            recipient=signed_in.user,
            kind="test",
            subject="00000000-0000-4000-8000-000000000001",
            occurrence=str(number),
            due_on="2026-03-10",
        )

    assert "Inbox 2 not opened" in words(signed_in.get("/components/"))


def test_a_part_asks_the_database_for_nothing_of_the_frame(signed_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):  # session, user, what was begun of its form, the transaction of the request
        signed_in.get("/components/", headers=PART)


def test_the_platform_asks_for_every_page_at_most_eight_times(signed_in):
    """Session, person, organisation, unread count, the two ends of the transaction; the line in the trace."""
    with CaptureQueriesContext(connections["default"]) as own, CaptureQueriesContext(connections["audit"]) as trace:
        assert signed_in.get("/traced/").status_code == 200

    assert len(trace) == 1
    assert len(own) + len(trace) <= 8


@pytest.mark.parametrize("path", ["/components/", "/sign-in/", "/nowhere/", "/cases/K7/refuse/500/"])
def test_every_answer_is_private_and_strict(signed_in, path):
    headers = signed_in.get(path).headers

    assert headers["Cache-Control"] == "no-store, private"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "data:" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("status", STATUSES)
def test_a_refusal_is_a_page_and_for_htmx_a_small_part(signed_in, status):
    whole = signed_in.get(f"/cases/K7/refuse/{status}/")
    part = signed_in.get(f"/cases/K7/refuse/{status}/", headers=PART)

    assert (whole.status_code, part.status_code) == (status, status)
    assert b"<h1" in whole.content
    assert b"<html" not in part.content
    assert len(part.content) < 700


@pytest.mark.parametrize(("status", "action"), [(403, "web.forbidden"), (404, "web.not_found"), (500, "web.failed")])
def test_a_refusal_on_a_case_is_written_to_the_trace(signed_in, status, action):
    response = signed_in.get(f"/cases/K7/refuse/{status}/")

    event = Event.objects.using("audit").get(action=action)
    assert (event.case_code, event.actor) == ("K7", signed_in.user.username)
    assert event.request_id == response.headers["X-Request-ID"]


def test_a_failure_shows_its_reference_and_needs_no_session(signed_in, words):
    response = signed_in.get("/cases/K7/refuse/500/")

    assert response.headers["X-Request-ID"] in words(response)
    assert signed_in.user.username not in words(response)


def test_a_wrong_address_outside_cases_is_not_written_to_the_trace(signed_in):
    signed_in.get("/nowhere/")

    assert not Event.objects.using("audit").filter(action="web.not_found").exists()


def test_an_old_page_keeps_the_typed_text_and_does_nothing(make_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("caseworker"))

    response = client.post("/act/?a=1", {"name": "typed text", "password": "secret"})

    html = response.content.decode()
    assert response.status_code == 403
    assert 'action="/act/?a=1"' in html
    assert 'name="name" value="typed text"' in html
    assert 'name="_resume" value="1"' in html
    assert "secret" not in html


def test_an_old_sign_in_page_leads_to_a_new_one(client):
    client = Client(enforce_csrf_checks=True)

    response = client.post("/sign-in/", {"username": "someone", "password": "secret"})

    assert response.status_code == 403
    assert b'href="/sign-in/"' in response.content
    assert b"someone" not in response.content


@pytest.mark.pure
def test_vendored_files_are_those_that_were_chosen():
    decision = (project.BASE_DIR / "docs/decisions/0003-frontend.md").read_text()
    chosen = dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", decision, re.MULTILINE))
    dist = project.BASE_DIR / "static/dist"

    assert chosen == {name: hashlib.sha256((dist / name).read_bytes()).hexdigest() for name in chosen}
    vendored = [*dist.glob("vendor/*.js"), *dist.glob("fonts/*.woff2")]
    assert sorted(chosen) == sorted(str(path.relative_to(dist)) for path in vendored)


@pytest.mark.pure
def test_the_stylesheet_and_the_script_carry_nothing_they_must_not():
    css = (project.BASE_DIR / "static/dist/css/app.css").read_text()
    script = (project.BASE_DIR / "static/dist/js/app.js").read_text()

    assert not re.search(r"data:|GDS Transport|crown|crest|@import", css)
    assert all(address.startswith("../fonts/") for address in re.findall(r"url\(\"?([^\")]*)", css))
    assert script == (project.BASE_DIR / "static/src/js/app.js").read_text()
    assert len(script.splitlines()) < 100
