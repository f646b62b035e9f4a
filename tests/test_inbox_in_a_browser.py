"""Inbox and administration as a browser sees them: accessible, within the policy, and the count goes down."""

from datetime import date

import pytest

from tests.factories import NotificationFactory, UserFactory
from tvcase.accounts.roles import Role

pytestmark = pytest.mark.browser


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_inbox_is_accessible_and_opening_lowers_the_count(  # noqa: PLR0917
    site, open_page, signed_in, axe, language, width
):
    user = UserFactory(language=language)
    NotificationFactory.create_batch(2, recipient=user, late=True)
    NotificationFactory(recipient=user, due_on=date(2026, 4, 10))
    page = signed_in(open_page(width=width), user)

    page.goto(f"{site}/inbox/")
    axe(page)
    assert page.locator(".tv-count:visible").inner_text().startswith("3")
    with page.expect_navigation():
        page.locator("#inbox a").first.click()
    axe(page)

    assert page.locator(".tv-count:visible").inner_text().startswith("2")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_empty_inbox_is_accessible(site, page, signed_in, axe):
    signed_in(page, UserFactory()).goto(f"{site}/inbox/")

    axe(page)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "accounts/user/",
        "accounts/user/add/",
        "accounts/organisation/add/",
        "cases/legalrule/",
        "cases/legalrule/add/",
        "cases/codeentry/",
        "shelters/shelter/add/",
        "shelters/duty/import/",
        "audit/event/",
    ],
)
def test_the_administration_is_accessible_and_within_the_policy(  # noqa: PLR0917
    site, page, signed_in, axe, path, language
):
    administrator = UserFactory(roles=[Role.ADMINISTRATOR], language=language)

    answer = signed_in(page, administrator).goto(f"{site}/admin/{path}")

    assert answer.status == 200
    axe(page)
