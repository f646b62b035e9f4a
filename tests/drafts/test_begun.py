"""What the list of forms that were begun calls each of them, and how one of them is thrown away."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from cases.begun import ABOUT, FORM, about
from tests.factories import CaseMemberFactory, UserFactory, close
from tvcase.accounts.roles import Role
from tvcase.drafts.models import Draft


@pytest.mark.pure
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/cases/new/", "New case"),
        ("/cases/7KFM-29XR/services/1/sessions/new/", "Services"),
        ("/cases/7KFM-29XR/indicators/?setting=HOTLINE", "Indicators"),
        ("/cases/7KFM-29XR/somewhere/", FORM),
        ("/shelters/LANTERN/handovers/new/", FORM),
        ("/", FORM),
    ],
)
def test_a_form_is_called_after_the_part_of_the_case_that_it_is_in(address, words):
    assert about(address) == words


@pytest.mark.pure
def test_every_name_is_that_of_pages_that_there_are():
    routes = "\n".join(str(route) for route in _routes(get_resolver()))

    assert [part for part in ABOUT if f"cases/<case:code>/{part}/" not in routes] == []


def _routes(resolver, before=""):
    for found in resolver.url_patterns:
        here = before + str(found.pattern)
        if hasattr(found, "url_patterns"):
            yield from _routes(found, here)
        else:
            yield here


def began(client, where):
    """Something is begun in the form at this address; gives the address at which it is thrown away."""
    mark = re.search(r'name="_draft" value="([^"]+)"', client.get(where).content.decode())[1]
    client.post(where, {"conclusion": "Спомена за заключване.", "_draft": mark, "_keep": "typed"})
    return reverse("cases:begun", args=[Draft.objects.get(user=client.session["_auth_user_id"]).page])


def thrown_away(client, away, **options):
    """The button of the page is pressed."""
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(away).content.decode())[1]
    return client.post(away, {"seen": seen}, **options)


def test_my_work_leads_to_throwing_away_and_asks_before(client, case, informal, words):
    away = began(client, informal)
    assert away in client.get(reverse("cases:work")).content.decode()

    asked = client.get(away)

    assert "Throw away what you had begun?" in words(asked)
    assert case.code in words(asked)
    assert "заключване" not in words(asked)
    assert not Draft.objects.get().is_over
    done = thrown_away(client, away, follow=True)
    assert "What you had begun is thrown away." in words(done)
    assert away not in done.content.decode()
    assert Draft.objects.get().is_over
    assert client.get(away).status_code == 404


def test_what_was_begun_in_a_case_that_was_closed_meanwhile_can_be_thrown_away(client, case, informal):
    away = began(client, informal)
    close(case)

    assert thrown_away(client, away).status_code == 302

    assert Draft.objects.get().is_over


def test_nobody_throws_away_what_somebody_else_began(client, case, informal):
    away = began(client, informal)
    colleague = UserFactory(organisation=case.organisation, roles=[Role.CASEWORKER])
    CaseMemberFactory(case=case, user=colleague)
    other = Client()
    other.force_login(colleague)

    assert other.get(away).status_code == 404
    assert other.post(away).status_code == 404

    assert not Draft.objects.get().is_over


def test_what_was_typed_since_the_page_was_opened_is_not_thrown_away(client, informal, frozen, words):
    away = began(client, informal)
    seen = {"seen": Draft.objects.get().saved_at.isoformat()}
    frozen.later(minutes=40)
    before = Draft.objects.get()
    mark = f"{before.page.hex}.."
    client.post(informal, {"conclusion": "И още нещо.", "_draft": mark, "_keep": "typed"}, headers={"X-Draft": "1"})
    assert Draft.objects.get().saved_at > before.saved_at

    answer = client.post(away, seen, follow=True)

    assert "Nothing was thrown away." in words(answer)
    assert not Draft.objects.get().is_over
    assert thrown_away(client, away).status_code == 302
    assert Draft.objects.get().is_over
