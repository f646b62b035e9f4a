"""Intake as a caseworker lives it: with and without JavaScript, on a laptop and on a phone."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cases.models import Case
from cases.states import TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("TVCASE_SHOTS", "")
PARTS = ["person", "person-names", "person-origin", "person-contact", "person-documents", "person-spellings"]
FACTS = ["facts", "facts-exploitation", "facts-control", "facts-recruitment"]
PAGES = [*PARTS, *FACTS, "team", "team-add", "team-remove", "handover", "close"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_caseworker_searches_opens_a_case_and_fills_it(open_page, signed_in, scripts):
    user = UserFactory(language="en")
    page = signed_in(open_page(java_script_enabled=scripts), user)

    page.goto("/cases/search/")
    page.get_by_label("Family name").fill("Изпитна")
    page.get_by_label("Year of birth", exact=True).fill("1999")
    page.locator("#main").get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Open a new case").click()
    assert page.get_by_label("Family name").input_value() == "Изпитна"
    page.get_by_label("How did the signal come?").select_option("HOTLINE")
    for label, text in (("Day", "2"), ("Month", "3"), ("Year", "2026"), ("Time, for example 14:30", "22:30")):
        page.get_by_role("group", name="When was it received?").get_by_label(label, exact=True).fill(text)
    page.get_by_label("adult, as she or he says").check()
    page.get_by_role("button", name="Open the case").click()

    case = Case.objects.get()
    assert page.url.endswith(case.get_absolute_url())
    page.goto(reverse("cases:person", args=[case.code]))
    page.get_by_role("link", name="Safe contact", exact=True).click()
    page.get_by_label("telephone call").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_text("telephone call")).to_be_visible()


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("width", "language"), [(1280, "bg"), (360, "en")])
def test_the_pages_of_intake_are_accessible(open_page, signed_in, axe, width, language):
    user, case = everything(language)
    page = signed_in(open_page(width=width), user)

    for name in PAGES:
        page.goto(reverse(f"cases:{name}", args=[case.code]))
        axe(page)
        shoot(page, f"{name}-{width}")
    page.goto("/cases/search/")
    page.locator("input[name=alias]").fill("Лале")
    with page.expect_navigation():
        page.locator("#main form button.govuk-button").last.click()
    axe(page)
    shoot(page, f"found-{width}")
    with page.expect_navigation():
        page.locator("#results form button").click()
    axe(page)
    shoot(page, f"new-{width}")
    page.locator("#main form button.govuk-button").last.click()
    page.locator("[data-errors]").wait_for()
    axe(page)
    shoot(page, f"new-refused-{width}")


def everything(language):
    """A caseworker, and her case with something in every part."""
    organisation = OrganisationFactory(name_bg="Фондация „Пример“", name_en="Example Foundation")
    user = UserFactory(organisation=organisation, language=language, first_name="Мария", last_name="Примерова")
    person = PersonFactory(
        organisation=organisation, given_name="Проба", family_name="Изпитна", alias_in_use="Лале", phone="+359 2 000"
    )
    person.spellings.create(kind="ALIAS", text="Лале", token=b"lale")
    person.documents.create(kind="PASSPORT", document_number="АА 123", token=b"AA123", country="UA")
    case = CaseFactory(organisation=organisation, person=person)
    CaseMemberFactory(case=case, user=user)
    CaseMemberFactory(case=case, role=TeamRole.SUPERVISOR)
    UserFactory(organisation=organisation, first_name="Друга", last_name="Колежка")
    return user, case


def shoot(page, name):
    """A picture for people to look at, where TVCASE_SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
