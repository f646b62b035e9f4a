"""The frame in a real browser: quick exit, forms without JavaScript, the focus on errors, no broken rules."""

import pytest
from playwright.sync_api import expect

from tests.signing_in import give_codes
from tests.tvcase.conftest import PASSWORD
from tvcase.accounts import factors
from tvcase.accounts.models import User

PHONE, A_FINGER, A_LINE = 360, 44, 60  # pixels
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


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_a_button_opens_the_places_and_escape_closes_them(open_page, signed_in, axe, scripts):
    page = open_page(width=PHONE, height=640, java_script_enabled=scripts)
    signed_in(page)
    page.goto("/components/")
    places, menu = page.locator(".tv-nav__list"), page.get_by_role("button", name="Menu", exact=True)
    assert page.locator("#main").bounding_box()["y"] < 640 / 3
    expect(places).to_be_hidden()

    menu.click()

    expect(places).to_be_visible()
    exit_box, sheet = (page.locator(name).bounding_box() for name in (".tv-exit", ".tv-nav__places"))
    assert sheet["y"] + sheet["height"] <= exit_box["y"]
    assert all(link.bounding_box()["height"] >= A_FINGER for link in places.get_by_role("link").all())
    if scripts:
        axe(page)
    page.keyboard.press("Escape")
    expect(places).to_be_hidden()
    menu.click()
    page.get_by_role("button", name="Close the menu").click()
    expect(places).to_be_hidden()
    menu.click()
    places.get_by_role("link", name="Inbox").click()
    page.wait_for_url("**/inbox/")


def test_a_phone_that_is_turned_keeps_the_open_menu_and_its_way_out(open_page, signed_in, neutral):
    page = open_page(width=PHONE, height=740)
    signed_in(page)
    page.goto("/components/")
    page.get_by_role("button", name="Menu", exact=True).click()

    page.set_viewport_size({"width": 740, "height": PHONE})

    expect(page.get_by_role("button", name="Close the menu")).to_be_visible()
    page.click(".tv-exit")
    page.wait_for_url(neutral)


def test_on_a_desk_all_places_stand_there(open_page, signed_in):
    page = open_page()
    signed_in(page)
    page.goto("/components/")

    expect(page.locator(".tv-nav__list")).to_be_visible()
    expect(page.locator(".tv-nav__menu").first).to_be_hidden()
    assert page.locator(".tv-nav").bounding_box()["height"] < 2 * A_LINE


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_what_is_seldom_needed_opens_by_keyboard_without_scripts(open_page, signed_in, width):
    page = open_page(width=width, java_script_enabled=False)
    signed_in(page)
    page.goto("/components/")
    aside = page.locator(".tv-nav__more")
    seldom = aside.get_by_role("link", name="Copies")
    assert not seldom.is_visible()
    if width == PHONE:
        assert not page.locator(".tv-nav__list").is_visible()
        page.locator(".tv-nav__menu").first.focus()
        page.keyboard.press("Enter")

    aside.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(seldom).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/copies/")


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


@pytest.mark.sampled(2)
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
