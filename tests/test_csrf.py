"""C30: no form acts without its token, nor for another site; and what was typed comes back."""

import random
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import matrix
from tests.crawl import sign_in, visits
from tests.test_access import OPEN


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def test_no_page_takes_a_form_without_its_token(client, world):
    for visit in visits(world, "token"):
        sign_in(client, world, visit.who)
        answer = client.post(visit.where, {"reason": "Написано"})
        assert answer.status_code == 403, visit
        assert 'name="reason" value="Написано"' in answer.content.decode(), visit


def test_the_administration_and_the_doors_take_no_form_without_its_token(client, world):
    sign_in(client, world, "administrator")

    doors = [reverse(name) for name in OPEN if name not in ("health", "link", "csp", "verify-code")]
    for where in [*doors, "/stay/", "/account/end-sessions/", "/admin/accounts/user/add/", "/admin/logout/"]:
        assert client.post(where, {}).status_code == 403, where


TOKEN = "t" * 32
ORIGINS = ("https://elsewhere.example", "http://localhost.elsewhere.example", "https://testserver", "null")
DOORS = ("/sign-out/", "/language/", "/exit/", "/sign-in/", "/stay/", "/account/end-sessions/", "/admin/logout/")


def test_a_form_of_another_site_is_refused_even_with_a_token(client, world):
    """Whoever could read the cookie and send it along still stands on another site."""
    chance = random.Random(matrix.seed())  # noqa: S311
    wrong = []
    for where, who in [
        *((visit.where, visit.who) for visit in visits(world, "origin")),
        *((door, "caseworker") for door in DOORS),
    ]:
        sign_in(client, world, who)
        client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        methods = (client.post, client.put, client.patch, client.delete)
        for origin in matrix.sample(chance, ORIGINS, 1):
            for method in matrix.sample(chance, methods, 1):
                answer = method(where, {"csrfmiddlewaretoken": TOKEN}, headers={"Origin": origin, "X-CSRFToken": TOKEN})
                if answer.status_code != 403:
                    wrong.append((where, origin, answer.status_code))

    assert wrong == []


def test_the_same_form_with_its_token_from_our_own_page_is_let_in(client, world):
    """Otherwise the tests above would show nothing."""
    for visit in list(visits(world))[::5]:
        sign_in(client, world, visit.who)
        client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
        own = {"Origin": "http://testserver"}
        assert client.post(visit.where, {"csrfmiddlewaretoken": TOKEN}, headers=own).status_code != 403, visit


@pytest.mark.pure
def test_nothing_is_exempt_but_the_reports_of_browsers():
    exempt = [
        pattern.name for pattern in every_pattern(get_resolver()) if getattr(pattern.callback, "csrf_exempt", False)
    ]

    assert exempt == ["csp"]


def every_pattern(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry)
        else:
            yield entry
