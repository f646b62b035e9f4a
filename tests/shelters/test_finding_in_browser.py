"""Finding and holding a place on a phone and at a desk: two taps, accessible, also without JavaScript."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from shelters.models import Hold, Stay
from shelters.states import PlaceKind, StayState
from tests.factories import (
    CaseMemberFactory,
    PlaceFactory,
    ShelterFactory,
    UserFactory,
    identified_informally,
)

pytestmark = pytest.mark.browser
ONE_HAND = 44  # the least height of a target, in pixels


def a_case(language="bg"):
    """A case whose caseworker looks for a place; two houses have one."""
    facts = {"district_bg": "Русе", "district_en": "Ruse", "phone": "000 111 222", "phone_hours": "0–24"}
    house = ShelterFactory(code="REKA", sexes=["F"], lowest_age=18, with_children=True, languages=["bg", "uk"], **facts)
    PlaceFactory(shelter=house, label="1")
    PlaceFactory(shelter=house, label="2", kind=PlaceKind.COT)
    PlaceFactory(shelter__code="GORA")
    member = CaseMemberFactory(user__language=language)
    return identified_informally(member.case), member.user


def shoot(page, name):
    """A picture to look at, where one is asked for."""
    if folder := os.environ.get("TVCASE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("width", "language"), [(360, "bg"), (1280, "en"), (360, "en"), (1280, "bg")])
def test_the_pages_fit_and_are_accessible(open_page, signed_in, axe, width, language):
    case, caseworker = a_case(language)
    page = signed_in(open_page(width=width), caseworker)

    for name, address in {"find": f"/shelters/find/{case.code}/", "nobody": "/shelters/find/"}.items():
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        shoot(page, f"{name}-{width}-{language}")
    page.goto(f"/shelters/find/{case.code}/")
    page.locator("button[value='REKA']").click()
    page.locator("[data-ticks]").wait_for()
    for name, address in {"hold": "", "extend": "extend/"}.items():
        page.goto(f"/cases/{case.code}/holds/1/{address}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
        shoot(page, f"{name}-{width}-{language}")


@pytest.mark.parametrize(("width", "language"), [(360, "bg"), (1280, "en")])
def test_the_houses_own_page_fits_and_is_accessible(open_page, signed_in, axe, width, language):
    place = PlaceFactory(shelter__code="REKA", label="3")
    staff = UserFactory(shelter_staff=True, organisation=place.shelter.organisation, language=language)
    page = signed_in(open_page(width=width), staff)

    page.goto("/shelters/REKA/places/")
    axe(page)
    page.locator("form:has([name=reason]) button").click()
    page.locator("[data-errors]").wait_for()
    axe(page)
    shoot(page, f"places-{width}-{language}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scripts", [True, False])
def test_two_taps_ask_for_a_place(open_page, signed_in, scripts):
    case, caseworker = a_case()
    page = signed_in(open_page(width=360, height=740, java_script_enabled=scripts, has_touch=True), caseworker)
    page.goto(f"/shelters/find/{case.code}/")
    heights = [button.bounding_box()["height"] for button in page.locator("button[name=house]").all()]
    assert min(heights) >= ONE_HAND

    page.locator("button[value='REKA']").tap()
    page.locator("form[action$='/ask/'] button").tap()
    page.wait_for_url("**/stays/1/")

    assert Stay.objects.get().state == StayState.REQUESTED
    assert Hold.objects.get().ended_at is None


def test_the_time_that_is_left_is_shown_ticking(open_page, signed_in):
    case, caseworker = a_case()
    page = signed_in(open_page(width=360), caseworker)
    page.goto(f"/shelters/find/{case.code}/")
    page.locator("button[value='GORA']").click()

    bar = page.locator("[data-ticks]")
    expect(bar).to_have_text(re.compile(r"\(01:(29|30):"))
    first = bar.inner_text()
    page.wait_for_function("(first) => document.querySelector('[data-ticks]').textContent !== first", arg=first)
