"""The picture of the places: on a phone, on a desk and on paper; the figures of all houses."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from shelters.models import Outage
from shelters.rules import night_of
from tests.factories import OrganisationFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tvcase.accounts.roles import Role

pytestmark = pytest.mark.browser


def house(language):
    """A shelter seen from this night, which before noon is the one that began the day before: somebody was there,
    somebody stays, somebody comes, a place is being repaired."""
    today = night_of(timezone.now())
    shelter = ShelterFactory(code="REKA")
    gone, here, expected, broken, _free = (PlaceFactory(shelter=shelter, label=label) for label in "12345")
    for first, last in ((60, 40), (25, 9), (8, 4)):
        StayFactory(ended=True, place=gone, **nights(today, -first, -last))
    StayFactory(active=True, place=here, **nights(today, -12, 18))
    StayFactory(reserved=True, place=expected, **nights(today, 5, 35))
    Outage.objects.create(place=broken, from_on=today - timedelta(days=3), to_on=today + timedelta(3), reason="REPAIR")
    StayFactory(declined=True, shelter=shelter, **nights(today, -1, 29))
    return UserFactory(shelter_head=True, organisation=shelter.organisation, language=language)


def nights(today, first, last):
    to_on = today + timedelta(days=last)
    return {"from_on": today + timedelta(days=first), "planned_to_on": to_on, "to_on": to_on}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("width", "language"), [(360, "bg"), (1280, "en"), (360, "en"), (1280, "bg")])
def test_the_places_by_days_fit_and_are_accessible(open_page, signed_in, axe, width, language):
    page = signed_in(open_page(width=width), house(language))

    for where in ("/shelters/occupancy/", "/shelters/occupancy/copy/", "/shelters/occupancy/print/"):
        page.goto(where)
        axe(page)
        assert fits(page), where


@pytest.mark.parametrize("dark", [False, True])
def test_today_stands_where_what_is_certain_ends(open_page, signed_in, axe, dark):
    page = signed_in(open_page(color_scheme="dark" if dark else "light"), house("bg"))
    page.goto("/shelters/occupancy/")
    axe(page)

    row = page.locator(".tv-gantt tbody tr").nth(1)
    now = row.locator(".tv-gantt__now").bounding_box()["x"]
    taken = row.locator(".tv-gantt__bar--taken").bounding_box()
    whole = row.locator(".tv-gantt__free").bounding_box()["width"]
    assert taken["x"] < now < taken["x"] + taken["width"]
    assert abs(taken["width"] - whole * 13 / 90) < 3


def test_on_paper_there_is_the_picture_and_its_mark(page, signed_in, axe):
    signed_in(page, house("bg"))
    page.goto("/shelters/occupancy/print/")
    page.check("[name=reason][value=REPORT]")
    page.fill("[name=reason_text]", "За отчета на приюта.")
    page.locator("main button.govuk-button").click()
    page.locator(".tv-mark").wait_for()
    page.wait_for_load_state()
    axe(page)
    page.emulate_media(media="print")

    assert page.locator(".tv-gantt__nights").count() == 5
    assert page.locator(".tv-gantt__nights").first.is_visible()
    assert page.locator(".tv-gantt__words").first.is_visible()
    assert page.locator(".tv-mark").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_figures_of_all_houses_fit_and_are_accessible(open_page, signed_in, axe, width):
    first = date(timezone.localdate().year - 1, 3, 1)
    for _number in range(5):
        StayFactory(ended=True, **nights(first, 0, 20))
    commission = OrganisationFactory(national_commission=True)
    analyst = UserFactory(organisation=commission, roles=[Role.COMMISSION_ANALYST], language="bg")
    page = signed_in(open_page(width=width), analyst)

    for where in ("/shelters/figures/", "/shelters/figures/copy/"):
        page.goto(where)
        axe(page)
        assert fits(page), where
