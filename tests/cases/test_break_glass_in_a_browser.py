"""An emergency played in a real browser, on a phone: proof, reason, effect, file, banner, end, review."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import BreakGlass
from cases.states import ReviewOutcome
from tests.browser import PARTS_ARE_THERE
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.signing_in import Clock, code, give_codes, sign_in

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
WORDS = {
    "en": {
        "link": "I need a file that is not open to me",
        "go_on": "Continue: see what it does",
        "open": "Open the file for four hours",
        "banner": "Opened in an emergency: you read this file until",
        "end": "End it now",
        "record": "Record the review",
    },
    "bg": {
        "link": "Нужно ми е досие, което не е отворено за мен",
        "go_on": "Продължете: вижте какво следва",
        "open": "Отворете досието за четири часа",
        "banner": "Отворено по спешност: четете това досие до",
        "end": "Прекратете сега",
        "record": "Запишете проверката",
    },
}


@pytest.fixture
def people(site):
    """A case of others in the same organisation, who wants it and who reviews."""
    with transaction.atomic():
        case = CaseFactory()
        CaseMemberFactory(case=case)
        coordinator = UserFactory(organisation=case.organisation, coordinator=True)
        return case, UserFactory(organisation=case.organisation), coordinator


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", ["en", "bg"])
def test_an_emergency_from_the_first_page_to_the_review(people, open_page, signed_in, axe, language):
    case, colleague, coordinator = people
    said = WORDS[language]
    with transaction.atomic():
        type(colleague).objects.update(language=language)
    page = signed_in(open_page(**PHONE), colleague)
    page.goto(reverse("cases:work"))
    page.wait_for_function(PARTS_ARE_THERE)
    page.get_by_role("link", name=said["link"]).click()
    page.wait_for_url(f"**{reverse('cases:break-glass')}")
    axe(page)
    page.locator("#id_code").fill(case.code)
    page.locator("input[name=reason]").first.check()
    page.locator("#id_explanation").fill("Nobody answers.")
    with page.expect_navigation():
        page.get_by_role("button", name=said["go_on"]).click()
    axe(page)
    assert fits(page)
    page.get_by_role("button", name=said["open"]).click()

    page.get_by_text(said["banner"]).wait_for()
    axe(page)
    assert fits(page)
    page.get_by_role("button", name=said["end"]).click()
    page.wait_for_url("**/break-glass/**")
    axe(page)
    assert page.goto(case.get_absolute_url()).status == 404

    page = signed_in(open_page(**PHONE), coordinator)
    page.goto(reverse("cases:break-glass-review", args=[case.code, 1]))
    axe(page)
    page.locator("input[name=outcome]").first.check()
    page.locator("#id_review_note").fill("The colleague had no choice.")
    page.get_by_role("button", name=said["record"]).click()
    page.get_by_text("The colleague had no choice.").wait_for()
    assert fits(page)
    with transaction.atomic():
        assert BreakGlass.objects.get().outcome == ReviewOutcome.JUSTIFIED
    page.goto(reverse("cases:break-glass-of", args=[case.code]))
    axe(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_proof_comes_first(people, open_page, scripts):
    _case, colleague, _coordinator = people
    with transaction.atomic():
        give_codes(colleague)
    client, now = Client(), Clock()
    sign_in(client, colleague, step_up=False)
    page = open_page(java_script_enabled=scripts)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": settings.SITE_URL}])
    page.goto(reverse("cases:break-glass"))
    assert page.locator("#id_explanation").count() == 0

    now.at = timezone.now()
    page.locator("#id_code").fill(code(now))
    page.locator("form", has=page.locator("#id_code")).get_by_role("button").click()

    page.locator("#id_explanation").wait_for()


def test_the_pages_of_a_seal_are_accessible(people, open_page, signed_in, axe):
    case, _colleague, coordinator = people
    page = signed_in(open_page(**PHONE), coordinator)
    page.goto(reverse("cases:seal", args=[case.code]))
    axe(page)
    page.locator("input[name=people]").first.check()
    page.locator("#id_reason").fill("A witness.")
    page.get_by_role("button", name="Seal the file").click()
    page.get_by_text("Only these people see it").wait_for()
    axe(page)
    assert fits(page)
    page.goto(case.get_absolute_url())
    page.get_by_text("Sealed to 2 people").wait_for()
    axe(page)
