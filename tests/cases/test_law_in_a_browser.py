"""A rule of law is changed by two administrators in the browser: what runs does not move, what is new follows it."""

from datetime import timedelta

import pytest
from django.utils import formats, timezone

from cases.models import LegalRule
from cases.terms import RuleKind
from shelters.models import Stay
from tests.browser import PARTS_ARE_THERE
from tests.factories import CaseFactory, PlaceFactory, ReflectionPeriodFactory, UserFactory, identified_informally
from tvcase.accounts.roles import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def administrators(site):
    """Two who read English."""
    return [UserFactory(roles=[Role.ADMINISTRATOR], language="en") for _number in range(2)]


def ask_for_a_place(page, case, shelter, from_on):
    """Through the page, with the end left to the law."""
    page.goto(f"/cases/{case.code}/stays/new/")
    page.check(f"#main input[name=shelter][value='{shelter.code}']")
    for number, part in enumerate([from_on.day, from_on.month, from_on.year]):
        page.fill(f"#main [name=from_on_{number}]", str(part))
    page.locator("#main form button.govuk-button").last.click()
    page.wait_for_load_state()
    return Stay.objects.get(case=case)


def propose(page, kind, group, valid_from, **fields):
    page.goto("/admin/cases/legalrule/add/")
    page.select_option("[name=kind]", kind)
    page.select_option("[name=group]", group)
    for name, value in fields.items():
        place = page.locator(f"[name={name}]")
        if place.evaluate("place => place.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)
    page.fill("[name=valid_from]", valid_from.isoformat())
    page.fill("[name=citation]", "ДВ, бр. 7 (демо)")
    page.fill("[name=citation_en]", "State Gazette 7 (demo)")
    page.select_option("[name=grade]", "R")
    page.click("[name=_save]")
    return LegalRule.objects.get(kind=kind, approved_at=None)


def test_a_running_case_does_not_move_and_a_new_one_does(site, open_page, signed_in, axe, administrators):
    caseworker = UserFactory(coordinator=True, language="en")
    shelter = PlaceFactory().shelter
    cases = [identified_informally(CaseFactory(organisation=caseworker.organisation)) for _number in range(2)]
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    work, (one, other) = (
        signed_in(open_page(), caseworker),
        [signed_in(open_page(), who) for who in administrators],
    )
    running = ask_for_a_place(work, cases[0], shelter, today)

    version = propose(one, "SHELTER_STAY", "EVERYBODY", tomorrow, length="45", unit="CALENDAR_DAYS")
    address = f"/admin/cases/legalrule/{version.pk}/approve/"
    one.goto(address)
    assert one.locator("#content input[type=submit]").count() == 0
    other.goto(address)
    axe(other)
    assert "1 running record keeps it." in other.content()
    assert "Tuesday 17 March 2026" in other.content()
    other.click("#content input[type=submit]")
    other.wait_for_load_state()
    new = ask_for_a_place(work, cases[1], shelter, tomorrow)

    running.refresh_from_db()
    assert running.planned_to_on == today + timedelta(days=30)
    assert new.planned_to_on == tomorrow + timedelta(days=45)
    version.refresh_from_db()
    assert version.approved_by == administrators[1]


def test_the_page_of_deadlines_says_how_each_was_counted(site, open_page, signed_in, axe, administrators):
    user = UserFactory(coordinator=True)
    starts_at = timezone.now() - timedelta(days=7)
    period = ReflectionPeriodFactory(case__organisation=user.organisation, starts_at=starts_at)
    last = {}

    for language, width in (("en", 1280), ("bg", 360)):
        user.language = language
        user.save(update_fields=["language"])
        page = signed_in(open_page(width=width), user)
        page.goto(f"/cases/{period.case.code}/")
        page.wait_for_function(PARTS_ARE_THERE)
        page.locator(f"#main a[href='/cases/{period.case.code}/terms/']").click()
        page.wait_for_load_state()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        last[language] = page.locator("#main").inner_text()

    assert f"{formats.date_format(period.last_day)} at midnight" in last["en"]
    assert "30 days, the day of identification not counted" in last["en"]
    assert "23 days left" in last["en"]
    assert "30 дни, без деня на идентификацията" in last["bg"]
    assert "остават 23 дни" in last["bg"]


def test_the_rule_of_the_period_can_only_be_one_of_the_two(site, open_page, signed_in, administrators):
    page = signed_in(open_page(), administrators[0])
    tomorrow = timezone.localdate() + timedelta(days=1)

    version = propose(page, "REFLECTION", "ADULT", tomorrow, rule="LATER_OF_BOTH")
    page.goto(f"/admin/cases/legalrule/{version.pk}/approve/")

    assert "30 days or one month, whichever is later" in page.content()
    assert LegalRule.objects.filter(kind=RuleKind.REFLECTION).approved().count() == 1
