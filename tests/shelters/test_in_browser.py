"""The board on a phone, with one hand, with and without JavaScript."""

from datetime import date

import pytest

from shelters.models import Stay
from shelters.states import StayState
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
ONE_HAND = 44  # the least height of a target, in pixels


def house():
    """A shelter with a place of each kind, somebody expected and a request; gives its staff."""
    shelter = ShelterFactory(code="REKA")
    places = [PlaceFactory(shelter=shelter, label=label) for label in ("1", "2", "3")]
    StayFactory(active=True, place=places[0], house_alias="Мира")
    StayFactory(reserved=True, place=places[1], planned_to_on=date(2099, 1, 1))
    StayFactory(shelter=shelter, from_on=date(2098, 1, 1), planned_to_on=date(2098, 2, 1))
    return UserFactory(shelter_staff=True, organisation=shelter.organisation, language="bg")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_board_fits_and_is_accessible(open_page, signed_in, axe, width):
    page = signed_in(open_page(width=width), house())
    page.goto("/shelters/")

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    heights = [link.bounding_box()["height"] for link in page.locator("main a.govuk-button").all()]
    assert min(heights) >= ONE_HAND


@pytest.mark.parametrize("scripts", [True, False])
def test_three_taps_check_somebody_in(open_page, signed_in, scripts):
    page = signed_in(open_page(**PHONE, java_script_enabled=scripts), house())
    page.goto("/shelters/")

    page.locator("a[href$='/arrive/']").click()
    page.locator("dialog[open] form button, main > form button").first.click()
    page.locator(".tv-message").wait_for()

    assert page.url.endswith("/shelters/")
    assert Stay.objects.filter(state=StayState.ACTIVE).count() == 2


@pytest.mark.parametrize(
    ("act", "choice", "state"), [("move", "place", StayState.MOVED), ("leave", "end_reason", StayState.ENDED)]
)
def test_three_taps_move_somebody_and_check_somebody_out(open_page, signed_in, act, choice, state):
    page = signed_in(open_page(**PHONE, has_touch=True), house())
    page.goto("/shelters/")

    page.locator(f"a[data-opens={act}]").tap()
    page.locator(f"dialog[open] [name={choice}]").first.tap()
    page.locator("dialog[open] form button").first.tap()
    page.locator(".tv-message").wait_for()

    assert Stay.objects.filter(state=state).count() == 1


def test_every_page_of_a_stay_is_accessible_on_a_phone(open_page, signed_in, axe):
    staff = house()
    page = signed_in(open_page(**PHONE), staff)
    active = Stay.objects.get(state=StayState.ACTIVE)
    request = Stay.objects.get(state=StayState.REQUESTED)
    of_a_stay = f"/cases/{active.case.code}/stays/"
    one = f"{of_a_stay}{active.number}/"

    answer = f"/shelters/requests/{request.case.code}/{request.number}/"
    for address in (of_a_stay, one, f"{one}leave/", f"{one}log/", f"{one}cancel/", answer, "/shelters/work/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
