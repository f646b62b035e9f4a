"""Server and browser are killed while somebody types the first page of a case: what was typed comes back elsewhere."""

import os
import re
import signal
import time

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.browser import AT_HOME
from tests.factories import PASSWORD, UserFactory
from tests.killable import Killable
from tests.signing_in import give_codes
from tests.story.visitor import Visitor
from tvcase.accounts.roles import Role
from tvcase.drafts.models import Draft

pytestmark = pytest.mark.browser
SAID = "Каза го сама, докато чакаше до прозореца, и помоли никой да не вдига телефона вместо нея. "
STORY = SAID * 3
EVERY = 60  # milliseconds between two letters
LOST_AT_MOST = 5.0


@pytest.fixture
def server(cloned_db, servers, tmp_path, settings):
    made = Killable(servers, cloned_db, tmp_path / "server.log")
    settings.SITE_URL = made.address
    made.start()
    yield made
    made.kill()


@pytest.fixture
def caseworker(server):
    user = UserFactory(language="bg", roles=[Role.CASEWORKER])
    give_codes(user)
    return user


@pytest.fixture
def at_a_machine(browser, server, caseworker):
    """`at_a_machine()`: a browser of its own process, signed in by the pages; gives the visitor and the process."""
    opened = []

    def begin():
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        args = [AT_HOME, "--disable-dev-shm-usage", *as_root]
        own = browser.browser_type.launch(executable_path=chromium.found(), args=args)
        opened.append(own)
        processes = own.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        context = own.new_context(base_url=server.address, locale="bg-BG")
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), caseworker)
        visitor.sign_in(PASSWORD)
        return visitor, next(one["id"] for one in processes if one["type"] == "browser")

    yield begin
    for own in opened:
        own.close()


def begin_a_case(visitor):
    visitor.go("/cases/search/")
    visitor.type(family_name="Незнайкова")
    visitor.send()
    visitor.page.locator("form[action='/cases/new/'] button").click()
    visitor.page.locator("[name=evidence]").wait_for()


def said(page):
    return page.locator("[data-draft-said]")


def test_nothing_typed_before_the_last_five_seconds_is_lost(server, at_a_machine):
    caseworker, process = at_a_machine()
    begin_a_case(caseworker)
    caseworker.type(alias_in_use="Синчец", given_name="Милка")
    caseworker.choose(age_status="UNCERTAIN")
    caseworker.page.focus("[name=evidence]")

    begun = time.monotonic()
    caseworker.page.keyboard.type(STORY, delay=EVERY)  # without a pause, as somebody does who must hurry
    took = time.monotonic() - begun
    os.kill(process, signal.SIGKILL)
    server.kill()

    server.start()
    elsewhere, _process = at_a_machine()
    elsewhere.go("/cases/new/")
    elsewhere.reads("Започнахте този формуляр на")
    page = elsewhere.page
    assert page.input_value("[name=family_name]") == "Незнайкова"
    assert page.input_value("[name=alias_in_use]") == "Синчец"
    assert page.input_value("[name=given_name]") == "Милка"
    assert page.is_checked("[name=age_status][value=UNCERTAIN]")
    kept = page.input_value("[name=evidence]")
    surely = int(len(STORY) * (1 - LOST_AT_MOST / took))
    assert took > 2 * LOST_AT_MOST
    assert STORY.startswith(kept)
    assert len(kept) >= surely


def test_a_line_that_breaks_is_said_and_what_was_typed_is_kept_when_it_is_back(at_a_machine):
    caseworker, _process = at_a_machine()
    begin_a_case(caseworker)
    page = caseworker.page
    page.context.set_offline(True)

    caseworker.type(alias_in_use="Синчец")
    expect(said(page)).to_contain_text("няма връзка")
    assert page.input_value("[name=alias_in_use]") == "Синчец"
    page.context.set_offline(False)

    expect(said(page)).to_have_text(re.compile(r"Запазено в \d\d:\d\d"))
    assert "Синчец" in Draft.objects.get().text


def test_a_session_that_has_ended_is_said_and_the_text_stays_in_the_page(at_a_machine):
    caseworker, _process = at_a_machine()
    begin_a_case(caseworker)
    page = caseworker.page
    page.context.clear_cookies(name=re.compile("session"))

    caseworker.type(alias_in_use="Синчец")

    expect(said(page)).to_contain_text("сесията Ви е приключила")
    assert page.input_value("[name=alias_in_use]") == "Синчец"
    assert not Draft.objects.exists()


def test_the_button_saves_at_once_and_starting_afresh_throws_it_away(at_a_machine):
    caseworker, _process = at_a_machine()
    begin_a_case(caseworker)
    page = caseworker.page
    caseworker.type(alias_in_use="Синчец")

    page.locator("button[name=_keep][value=typed]").click()
    expect(said(page)).to_have_text(re.compile(r"Запазено в \d\d:\d\d"))
    caseworker.go("/cases/new/")
    caseworker.reads("Започнахте този формуляр на")
    assert page.input_value("[name=alias_in_use]") == "Синчец"

    page.locator("button[name=_keep][value=away]").click()
    page.wait_for_url("**/cases/search/")
    assert Draft.objects.get().is_over
