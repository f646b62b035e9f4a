"""No form acts without its token, nor for another site; and what was typed comes back."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.crawl import sign_in, visits
from tests.test_access import OPEN
from tests.world import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def test_no_page_takes_a_form_without_its_token(client, world):
    for visit in visits(world):
        sign_in(client, world, visit.who)
        answer = client.post(visit.where, {"reason": "Написано"})
        assert answer.status_code == 403, visit
        assert 'name="reason" value="Написано"' in answer.content.decode(), visit


def test_the_administration_and_the_doors_take_no_form_without_its_token(client, world):
    sign_in(client, world, "administrator")

    looked_at = {"health", "link"}
    doors = [reverse(name) for name in OPEN if name not in {*looked_at, "quick-exit"}]
    for where in [*doors, "/stay/", "/account/end-sessions/", "/admin/accounts/user/add/", "/admin/logout/"]:
        assert client.post(where, {}).status_code == 403, where


def test_a_form_of_another_site_is_refused_even_with_a_token(client, world):
    client.get("/sign-in/")
    token = client.cookies["csrf"].value
    sign_in(client, world, "caseworker")

    for origin in ("https://elsewhere.example", "null"):
        answer = client.post("/sign-out/", {"csrfmiddlewaretoken": token}, headers={"Origin": origin})
        assert answer.status_code == 403
