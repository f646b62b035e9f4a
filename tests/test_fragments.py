"""A part of a page asked for directly is a whole page, or not there; for htmx it is a part, also when it is refused."""

import random
import re

from django.test import Client

from tests import matrix
from tests.crawl import EXHAUSTIVE, FILES, all_visits, page_of, sign_in, visits
from tests.test_access import ALL, NOBODY, OF_A_CASE, PLAIN, address

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
FULL = {"HX-Request": "true", "HX-Request-Type": "full"}


def is_whole(answer) -> bool:
    html = page_of(answer)
    return (
        html.lstrip().startswith("<!DOCTYPE html>") and html.count("<html") == 1 and html.rstrip().endswith("</html>")
    )


def asks_for_no_script_and_no_copy(html, visit):
    """htmx as security asks for: same origin only, no styles of its own, no scripts in attributes, no history."""
    assert """content='{"includeIndicatorCSS": false, "mode": "same-origin"}'""" in html, visit
    assert not re.search(r"\bhx-on|\bhx-vals=.?js:|\bhx-ext|\bhx-history|\bhx-boost", html), visit
    assert re.search(r"""<body[^>]* hx-headers:inherited='{"X-CSRFToken": "[^"]+"}'""", html), visit
    assert not re.search(r'hx-(get|post)="(https?:)?//', html), visit


def test_every_address_asked_for_directly_is_a_whole_page_without_script_or_copies(client, world):
    chance = random.Random(matrix.seed())  # noqa: S311
    parts = set()
    for visit in visits(world, "fragments"):
        if visit.name in FILES:
            continue
        sign_in(client, world, visit.who)
        whole, part = client.get(visit.where), client.get(visit.where, headers=PART)
        assert is_whole(whole), visit
        asks_for_no_script_and_no_copy(page_of(whole), visit)
        if EXHAUSTIVE or chance.random() < 1 / 4:
            assert is_whole(client.get(visit.where, headers=FULL)), visit
        if b"<html" not in part.content:
            parts.add(visit.name)
            assert "HX-Request-Type" in whole.headers["Vary"], visit
            assert 'id="main"' in page_of(whole), visit

    assert len(parts) > 3


def test_what_is_shown_to_nobody_is_not_there_for_htmx_either(client, world):
    """404 as a small part, whatever the address would show to others."""
    sign_in(client, world, "other NGO")
    for name, arguments in ALL.items():
        lines = OF_A_CASE.get(name) or (PLAIN.get(name, NOBODY),)
        if lines[0] != NOBODY and "code" in arguments:
            part = client.get(address(world, name, arguments, "whole", "other NGO"), headers=PART)
            assert (part.status_code, b"<html" in part.content) == (404, False), name
            assert b'role="status"' in part.content, name
            assert len(part.content) < 700, name


def test_htmx_without_a_session_is_sent_to_the_door_and_shows_nothing(client, world):
    for visit in list(all_visits(world))[::25]:
        answer = Client().get(visit.where, headers=PART)
        assert (answer.status_code, answer.content) == (401, b""), visit
        assert answer.headers["HX-Redirect"].startswith("/sign-in/"), visit
