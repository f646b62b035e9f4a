"""What the person was told, in a browser: the sheet in her language, the record, no rule of accessibility broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import RightsBriefing
from tests.factories import OrganisationFactory, ReflectionPeriodFactory, UserFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(site):
    """Who identified a person formally three days ago, at an authority that holds the case."""
    officer = UserFactory(organisation=OrganisationFactory(police=True), coordinator=True, language="en")
    officer.case = ReflectionPeriodFactory(
        case__organisation=officer.organisation,
        identification__organisation=officer.organisation,
        identification__officer=officer,
        starts_at=timezone.now() - timedelta(days=3),
    ).case
    return officer


def test_the_sheet_is_read_aloud_and_what_was_told_is_recorded(officer, page, signed_in):
    page = signed_in(page, officer)
    page.goto(f"/cases/{officer.case.code}/informed/")
    page.get_by_text("Read an information sheet").click()
    page.select_option("#main select[name=language]", "uk")
    page.get_by_role("button", name="Show").click()
    assert page.locator("article[lang=uk] h2").inner_text() == "Час відновитися і вирішити"

    page.goto(f"/cases/{officer.case.code}/inform/")
    for right in ("REFLECTION_PERIOD", "LEGAL_AID"):
        page.check(f"[name=rights][value={right}]")
    now = timezone.localtime()
    for number, part in enumerate([now.day, now.month, now.year, "00:00"]):
        page.fill(f"[name=informed_at_{number}]", str(part))
    page.select_option("#main select[name=language]", "uk")
    page.check("[name=sheet][value=uk]")
    page.check("[name=confirmation][value=SIGNED]")
    page.locator("#main form button.govuk-button").last.click()

    page.wait_for_url("**/informed/")
    assert page.get_by_text("Sheet in Ukrainian, version 1").count() == 2
    assert set(RightsBriefing.objects.values_list("right", flat=True)) == {"REFLECTION_PERIOD", "LEGAL_AID"}


@pytest.mark.sampled(1)
@pytest.mark.parametrize("reading", [(360, "bg"), (1280, "en")])
def test_no_rule_of_accessibility_is_broken(officer, open_page, signed_in, axe, reading):
    width, officer.language = reading
    officer.save(update_fields=["language"])
    page = signed_in(open_page(width=width), officer)

    for part in ("informed/", "inform/", "sheet/?language=ar", "sheet/?right=COMPENSATION&language=tr", "sheet/print/"):
        assert page.goto(f"/cases/{officer.case.code}/{part}").ok
        page.wait_for_load_state("networkidle")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
