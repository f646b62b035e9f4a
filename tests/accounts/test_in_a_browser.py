"""Signing in played in a browser, with a device made of software: passkey, codes, recovery, lock-out, the end."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from tests.factories import ShelterFactory, UserFactory
from tests.signing_in import PASSWORD, give_codes
from tvcase.accounts import factors
from tvcase.accounts.models import Session, User
from tvcase.accounts.sessions import end_sessions
from tvcase.wall.identity import SIGN_IN, system_actor

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("language", ["bg", "en"])
WORDS = {
    "bg": {"passkey": "Използване на ключа ми за достъп", "wrong": "Това не стана", "codes": "се показват само сега"},
    "en": {"passkey": "Use my passkey", "wrong": "That did not work", "codes": "are shown only now"},
}


@pytest.fixture
def made(site: str) -> Iterator[Any]:
    """`made(language="bg")`: a person; everything committed."""

    def make(*, codes: bool = True, **fields: Any) -> User:
        with transaction.atomic():
            user = UserFactory(**fields)
        if codes:
            with system_actor(SIGN_IN):
                give_codes(user)
        return user

    return make


@pytest.fixture
def device() -> Any:
    """`device(page)`: a device that knows its user, in the browser of this page."""

    def plug_in(page: Page, *, knows_its_user: bool = True) -> Any:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": knows_its_user,
            "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return session

    return plug_in


def speak(page: Page, language: str) -> None:
    page.goto("/sign-in/")
    other = page.locator(f"button[name=language][value={language}]")
    if other.count():
        other.click()


def password(page: Page, user: User, typed: str = PASSWORD) -> None:
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", typed)
    page.click("#main form button.govuk-button")


def code(page: Page, shown: str) -> None:
    page.fill("[name=code]", shown)
    page.click("#main form:has([name=code]) button")


def recovery_codes(user: User) -> list[str]:
    with transaction.atomic():
        return factors.new_recovery_codes(user)


@BOTH
def test_a_passkey_is_set_up_first_and_signs_in_from_then_on(open_page, made, device, axe, language):
    user = made(codes=False, language=language)
    page = open_page(width=360)
    device(page)
    speak(page, language)
    password(page, user)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.fill("[name=name]", "Телефон")
    page.click("form[data-passkey] button")

    expect(page.locator("#main")).to_contain_text(WORDS[language]["codes"])
    expect(page.locator(".tv-codes li")).to_have_count(10)
    axe(page)
    page.click("#main a.govuk-button")
    page.click("form[action='/sign-out/'] button")
    speak(page, language)
    password(page, user)
    axe(page)
    page.get_by_role("button", name=WORDS[language]["passkey"]).click()
    page.wait_for_url("**/")

    with system_actor(SIGN_IN):
        assert [session.user_id for session in Session.objects.exclude(user=None)] == [user.pk]
    page.goto("/account/")
    expect(page.locator("#main")).to_contain_text("Телефон")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    axe(page)


def test_a_device_that_does_not_know_its_user_is_refused(open_page, made, device):
    user = made(codes=False)
    page = open_page()
    device(page, knows_its_user=False)
    speak(page, "en")
    password(page, user)
    expect(page.locator("[data-passkey-failed]")).to_be_hidden()
    page.fill("[name=name]", "Key")
    page.click("form[data-passkey] button")

    expect(page.locator("[data-passkey-failed]")).to_be_visible()
    assert not factors.has_passkey(user)


@BOTH
def test_an_application_for_codes_is_set_up_and_a_recovery_code_lets_in(open_page, made, axe, language):
    user = made(codes=False, language=language)
    page = open_page(java_script_enabled=True)
    speak(page, language)
    password(page, user)
    secret = page.locator("#main code").first.inner_text().replace(" ", "")
    at = page.evaluate("Date.now() / 1000")
    code(page, factors.code_at(secret, int(at) // 30))
    expect(page.locator(".tv-codes li")).to_have_count(10)
    shown = page.locator(".tv-codes li").all_inner_texts()
    page.click("#main a.govuk-button")
    page.click("form[action='/sign-out/'] button")

    speak(page, language)
    password(page, user)
    code(page, "000000")
    expect(page.locator("[data-errors]")).to_contain_text(WORDS[language]["wrong"])
    axe(page)
    code(page, shown[4])

    page.wait_for_url("**/")


def test_without_scripts_a_recovery_code_lets_in_and_the_passkey_says_what_it_needs(open_page, made):
    user = made()
    page = open_page(java_script_enabled=False)
    page.goto("/sign-in/")
    password(page, user)
    code(page, recovery_codes(user)[0])

    assert page.goto("/inbox/").status == 200
    page.goto("/account/new/passkey/")
    code(page, recovery_codes(user)[0])
    assert "JavaScript" in page.locator("#main").inner_text()


@BOTH
def test_after_five_wrong_codes_the_right_one_gets_the_same_answer(open_page, made, language):
    user = made(language=language)
    page = open_page()
    speak(page, language)
    password(page, user)
    for guess in range(5):
        code(page, f"00000{guess}")
        expect(page.locator("[data-errors]")).to_be_visible()

    code(page, recovery_codes(user)[0])

    expect(page.locator("[data-errors]")).to_contain_text(WORDS[language]["wrong"])
    page.goto("/inbox/")
    assert "/sign-in/" in page.url


@BOTH
def test_an_address_is_shown_after_a_fresh_passkey(open_page, made, device, settings, language):
    settings.PASSKEY_FOR_ADDRESSES = True
    user = made(shelter_head=True, language=language)
    with transaction.atomic():
        shelter = ShelterFactory(organisation=user.organisation)
    page = open_page(width=360)
    device(page)
    speak(page, language)
    password(page, user)
    code(page, recovery_codes(user)[0])
    page.goto(f"/shelters/{shelter.code}/address/")
    page.click("#main a.govuk-button")
    code(page, recovery_codes(user)[0])
    page.fill("[name=name]", "Key")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/account/")

    page.goto(f"/shelters/{shelter.code}/address/")
    page.get_by_role("button", name=WORDS[language]["passkey"]).click()

    page.wait_for_url(re.compile(r"/shelters/.*/address/$"))


def test_the_end_of_a_session_is_told_before_and_what_was_typed_is_kept(open_page, made, axe, monkeypatch):
    user = made(language="en")
    page = open_page()
    page.clock.install()
    speak(page, "en")
    password(page, user)
    code(page, recovery_codes(user)[0])
    page.goto("/account/new/codes/")
    code(page, recovery_codes(user)[1])
    page.fill("[name=code]", "123")

    page.clock.fast_forward(timedelta(seconds=755).total_seconds() * 1000)
    expect(page.get_by_role("button", name="Stay signed in")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.locator("dialog")).to_be_hidden()
    page.clock.fast_forward(875_000)
    expect(page.get_by_role("button", name="Sign in again")).to_be_visible()
    axe(page)
    for _time in range(2):  # Chromium lets a page keep a dialog once; a third press would leave
        page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign in again")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    end_sessions(user)
    page.get_by_role("button", name="Sign in again").click()
    password(page, user)
    code(page, recovery_codes(user)[2])

    expect(page.get_by_role("button", name="Show the form with my text")).to_be_visible()
    assert page.locator("input[name=code]").get_attribute("value") == "123"
