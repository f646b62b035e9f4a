"""The pages of a stay that goes on, on a phone and on a desk, in both languages."""

from datetime import date

import pytest
from django.db import transaction

from cases.actions import following
from shelters.actions import presence, terms
from shelters.models import Stay
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory

pytestmark = pytest.mark.browser
PAGES = ("", "absent/", "move/", "children/new/", "children/1/", "extend/", "extensions/1/", "reviews/1/")


def somebody(language):
    """Who works in a house in which somebody stays with a child; a longer stay and a review wait."""
    shelter = ShelterFactory(code="REKA")
    for label in ("2", "3"):
        PlaceFactory(shelter=shelter, label=label)
    place = PlaceFactory(shelter=shelter, label="1")
    stay = StayFactory(active=True, place=place, house_alias="Мира", planned_to_on=date(2099, 1, 1))
    by = stay.arrived_recorded_by
    presence.child_comes(stay, house_alias="Звездичка", age="3", needs="Без мляко", from_on=date(2026, 3, 12), by=by)
    terms.propose_extension(
        stay, to_on=date(2099, 2, 1), ground="SHELTER_PROPOSAL", reasons="Търсим жилище", on=date(2026, 3, 20), by=by
    )
    with transaction.atomic():
        following.protection_ended(stay.case, on=date(2026, 3, 20))
    staff = UserFactory(shelter_staff=True, organisation=shelter.organisation, language=language)
    return staff, f"/cases/{stay.case.code}/stays/{stay.number}/"


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("width", "language"), [(360, "bg"), (1280, "en")])
def test_every_page_is_accessible_and_fits(open_page, signed_in, axe, width, language):
    staff, stay = somebody(language)
    page = signed_in(open_page(width=width), staff)

    for name in PAGES:
        page.goto(stay + name)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


@pytest.mark.parametrize("scripts", [True, False])
def test_three_taps_record_that_somebody_is_late(open_page, signed_in, scripts):
    staff, stay = somebody("bg")
    page = signed_in(open_page(width=360, java_script_enabled=scripts), staff)
    page.goto(stay)

    page.locator("a[href$='/absent/']").click()
    page.locator("label", has_text="ще се върне късно").click()
    page.locator("main form button.govuk-button").click()

    page.wait_for_url("**/shelters/")
    assert Stay.objects.get().state == "ABSENT"
