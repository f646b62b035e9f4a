"""The frame in a real browser: quick exit, forms without JavaScript, the focus on errors, no broken rules."""

import pytest

from tests.signing_in import give_codes
from tests.tvcase.conftest import PASSWORD
from tvcase.accounts import factors
from tvcase.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample_site")]


@pytest.fixture
def neutral(settings, site):
    """The neutral page lies on this machine."""
    settings.QUICK_EXIT_URL = f"{site}/static/images/favicon.svg"
    return settings.QUICK_EXIT_URL


@pytest.fixture
def signed_in(make_user, site):
    """`signed_in(page)`: sign in through the form."""
    user = make_user("caseworker", language="en")
    give_codes(user)

    def through_the_form(page) -> User:
        page.goto("/sign-in/")
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        show_factor(page, user)
        page.wait_for_url(f"{site}/")
        return user

    return through_the_form


def show_factor(page, user) -> None:
    """Type a recovery code."""
    page.fill("[name=code]", factors.new_recovery_codes(user)[0])
    page.click("main form:has([name=code]) button")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_quick_exit_leaves_and_ends_the_session(open_page, signed_in, neutral, scripts):
    page = open_page(java_script_enabled=scripts)
    signed_in(page)

    page.click(".tv-exit")

    page.wait_for_url(neutral)
    ask = "fetch('/components/', {redirect: 'manual'}).then(answer => answer.type === 'opaqueredirect')"
    page.wait_for_function(ask) if scripts else page.wait_for_load_state()
    page.goto("/components/")
    assert page.url.endswith("/sign-in/?next=/components/")


def test_escape_three_times_leaves_and_goes_back_to_nothing(open_page, signed_in, neutral):
    page = open_page()
    signed_in(page)
    page.goto("/components/")

    for _press in range(3):
        page.keyboard.press("Escape")

    page.wait_for_url(neutral)
    page.go_back()
    page.wait_for_load_state()
    assert page.locator("text=K7-2M4P").count() == 0


def test_escape_twice_stays(open_page, signed_in, neutral):
    page = open_page()
    signed_in(page)

    for _press in range(2):
        page.keyboard.press("Escape")

    assert page.locator(".tv-exit").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_language_changes_on_the_same_page(open_page, signed_in, scripts):
    page = open_page(java_script_enabled=scripts)
    signed_in(page)
    page.goto("/components/?x=1")

    page.click("button[name=language]")

    assert page.url.endswith("/components/?x=1")
    assert page.get_attribute("html", "lang") == "bg"


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(open_page, signed_in):
    page = open_page()
    signed_in(page)
    page.goto("/act/")
    page.click("main button")

    assert page.evaluate("document.activeElement.matches('[data-errors]')")
    page.click("[data-errors] a[href='#id_at_0']")
    assert page.evaluate("document.activeElement.id") == "id_at_0"


def test_htmx_sends_the_token_and_shows_the_errors_in_place(open_page, signed_in):
    page = open_page()
    signed_in(page)
    page.goto("/components/")
    page.evaluate("window.sameDocument = true")
    page.fill("#fields [name=name]", "typed")

    with page.expect_response("**/components/") as answer:
        page.click("#fields button")

    assert answer.value.status == 422
    page.wait_for_selector("#fields [data-errors]:focus")
    assert page.input_value("#fields [name=name]") == "typed"
    assert page.evaluate("window.sameDocument")


def test_htmx_without_a_session_keeps_the_typed_text(open_page, signed_in):
    page = open_page()
    signed_in(page)
    page.goto("/components/")
    page.fill("#fields [name=name]", "not lost")
    page.context.clear_cookies(name="session")

    page.click("#fields button")

    page.wait_for_selector("[name=password]")
    assert page.locator("input[name=typed-name]").get_attribute("value") == "not lost"
    assert page.locator("header").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_text_typed_before_a_sign_in_comes_back(open_page, signed_in, scripts):
    page = open_page(java_script_enabled=scripts)
    user = signed_in(page)
    page.goto("/act/")
    page.fill("[name=name]", "not lost")
    page.fill("[name=reasons]", "one\ntwo")
    page.context.clear_cookies(name="session")
    page.click("main button")

    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    show_factor(page, user)
    page.click("main button")

    assert page.url.endswith("/act/")
    assert page.input_value("[name=name]") == "not lost"
    assert page.input_value("[name=reasons]") == "one\ntwo"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_accessible_and_fits(open_page, signed_in, axe, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    signed_in(page)
    page.goto("/components/")
    page.wait_for_selector("text=No request yet.")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
    page.goto("/act/")
    page.click("main button")
    axe(page)
