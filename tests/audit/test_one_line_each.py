"""Every look at an object leaves exactly one line, and every refusal and failure leaves its own."""

import pytest
from django.db import transaction
from django.test import Client

from cases.views import cases as case_pages
from tests.crawl import FILES, LISTS, sign_in, visits
from tests.factories import CaseFactory, UserFactory
from tvcase.audit.models import Event

PARTS = ({}, {"HX-Request": "true", "HX-Request-Type": "partial"})
# Lists name every code they showed.


def lines(answer):
    """What a request left in the trace, by the number that the answer carries."""
    return list(Event.objects.using("audit").filter(request_id=answer["X-Request-ID"]))


@pytest.mark.parametrize("headers", PARTS, ids=["page", "part"])
def test_every_view_of_a_case_leaves_exactly_one_line_about_it(client, world, headers):
    """C17: whole pages and parts alike, in the sample of the crawl (all of them in the exhaustive run)."""
    wrong = []
    for visit in visits(world, "lines"):
        if visit.case:
            sign_in(client, world, visit.who)
            found = lines(client.get(visit.where, headers=headers))
            said = [(line.case_code, line.actor, line.action.rpartition(".")[2]) for line in found]
            looked = "taken" if visit.name in FILES else "opened"
            if said != [(world.cases[visit.case].code, world.people[visit.who].username, looked)]:
                wrong.append((visit.name, visit.who, said))

    assert wrong == []


def test_every_list_names_the_codes_that_it_showed(client, world):
    """C17."""
    told = {case.code for case in world.cases.values()}
    wrong = []
    for visit in visits(world):
        if visit.name in LISTS:
            sign_in(client, world, visit.who)
            answer = client.get(visit.where)
            page = answer.content.decode()
            [line] = lines(answer)
            named = set(line.facts["codes"])
            if not {code for code in told if code in page} <= named or any(code not in page for code in named):
                wrong.append((visit, line.facts))

    assert wrong == []


@pytest.fixture
def colleague(cloned_db, client):
    """A coordinator with one case, on a database with real commits."""
    client.raise_request_exception = False
    with transaction.atomic():
        user = UserFactory(coordinator=True)
        case = CaseFactory(organisation=user.organisation)
    client.force_login(user)
    return user, case


def test_what_is_not_there_for_somebody_is_recorded(colleague, client):
    """C18: 404."""
    with transaction.atomic():
        foreign = CaseFactory()

    for code in (foreign.code, "BCDF-GHJK"):
        for method in (client.get, client.post):
            [line] = lines(method(f"/cases/{code}/close/"))
            assert (line.action, line.case_code, line.facts["status"]) == ("web.not_found", code, 404)


def test_a_form_without_its_token_is_recorded(colleague):
    """C18: 403."""
    user, case = colleague
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    [line] = lines(client.post(f"/cases/{case.code}/close/", {"reason": "CONTACT_LOST"}))

    assert (line.action, line.actor, line.case_code) == ("web.forbidden", user.username, case.code)


def test_a_failure_is_recorded_beside_what_was_opened_before_it(colleague, client, monkeypatch):
    """C18: 500; neither line goes with the request's own transaction."""
    _user, case = colleague
    monkeypatch.setattr(case_pages, "facts_of", lambda *_args, **_more: 1 / 0)

    found = lines(client.get(f"/cases/{case.code}/"))

    assert {line.action for line in found} == {"cases.case.opened", "web.failed"}
    assert {line.case_code for line in found} == {case.code}
