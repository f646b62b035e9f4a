"""The case page and the list in a browser: parts arrive, filters swap the table, no rule of accessibility is broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import CaseFactory, ReflectionPeriodFactory, ReturnPlanFactory, UserFactory

pytestmark = pytest.mark.browser
PARTS = ("identification", "cooperation", "legal", "stays", "returns", "team", "timeline")


@pytest.fixture
def reader(site):
    """A coordinator of an organisation with a running period, a plan to return and a child."""
    user = UserFactory(coordinator=True)
    period = ReflectionPeriodFactory(
        case__organisation=user.organisation, starts_at=timezone.now() - timedelta(days=23)
    )
    user.case = ReturnPlanFactory(case=period.case, state="PREPARING").case
    CaseFactory(child=True, organisation=user.organisation)
    return user


def test_every_part_of_the_case_page_arrives(reader, page, signed_in):
    signed_in(page, reader).goto(f"/cases/{reader.case.code}/")

    for part in PARTS:
        page.wait_for_selector(f"#{part}:not([hx-get])")


def test_filters_swap_the_table_and_the_address(reader, page, signed_in):
    signed_in(page, reader).goto("/cases/")

    page.select_option("select[name=state]", "CHILD_PROCEDURE")
    page.click(".moj-filter button")

    page.wait_for_url("**/cases/?*state=CHILD_PROCEDURE*")
    assert page.locator("#cases tbody tr").count() == 1


@pytest.mark.sampled(1)
@pytest.mark.parametrize("reading", [(360, "bg"), (1280, "bg"), (1280, "en")])
def test_no_rule_of_accessibility_is_broken(reader, open_page, signed_in, axe, reading):
    width, reader.language = reading
    reader.save(update_fields=["language"])
    page = signed_in(open_page(width=width), reader)

    for part in ("", "clock/", "timeline/", "returns/", "returns/1/", "returns/1/prepare/", "returns/new/"):
        page.goto(f"/cases/{reader.case.code}/{part}")
        page.wait_for_load_state("networkidle")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for url in ("/", "/cases/"):
        page.goto(url)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
