"""The pages of identification and cooperation in a real browser: accessible, and nothing wider than the screen."""

import pytest
from django.urls import reverse

from cases.models import Indicator
from tests.cases.said_and_done import ask, at, find_age, identify, say
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory

pytestmark = pytest.mark.browser
PAGES = [
    "identification",
    "identification-informal",
    "indicators",
    "age",
    "inform",
    "wish",
    "cooperation",
    "cooperation-new",
]
MORE = [("cooperation-communicate", 1), ("cooperation-annul", 1), ("child-notice", "MOI")]


def a_case_with_everything():
    """Asked for, identified twice, an early YES and one inside, found to be a child, one indicator observed."""
    case = CaseFactory()
    member = CaseMemberFactory(case=case).user
    officer = UserFactory(officer=True)
    say(case, when=at(3, 8))
    ask(case, officer.organisation)
    identify(case, by=officer)
    identify(case, when=at(3, 9))
    say(case)
    find_age(case, when=at(3, 12))
    case.observations.create(
        indicator=Indicator.objects.shown()[0], observed="YES", observed_on=at(3, 3).date(), recorded_by=member
    )
    return case, member, officer


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_is_accessible_and_fits_a_phone(open_page, signed_in, axe, language):
    case, member, officer = a_case_with_everything()
    member.language = officer.language = language
    member.save()
    officer.save()
    addresses = [(member, name, []) for name in PAGES] + [(member, name, [more]) for name, more in MORE]
    addresses += [(officer, "identification-formal", []), (officer, "identification-annul", [1])]

    for user, name, more in addresses:
        page = signed_in(open_page(width=360), user)
        page.goto(reverse(f"cases:{name}", args=[case.code, *more]))
        assert page.locator("h1").count() == 1, name
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        page.context.close()


def test_errors_keep_what_was_typed_without_javascript(open_page, signed_in):
    case, member, _officer = a_case_with_everything()
    page = signed_in(open_page(java_script_enabled=False, locale="en-GB"), member)
    page.goto(reverse("cases:identification-informal", args=[case.code]))

    page.locator("#id_conclusion").fill("Kept under control.")
    page.locator("#id_identified_at_0").fill("31")
    page.locator("#id_identified_at_1").fill("2")
    page.locator("main form button.govuk-button").click()

    assert page.locator("#id_conclusion").input_value() == "Kept under control."
    assert page.locator("#id_identified_at_0").input_value() == "31"
    assert page.locator(".govuk-error-summary li").count() == 3
