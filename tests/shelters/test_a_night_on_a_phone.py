"""A night in a shelter on a phone with touch: the line breaks, the server dies, and nothing is lost or done twice."""

import re
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

from shelters.models import Hold, NightCensus, ShiftHandover, Stay, StayLogEntry
from shelters.states import LogKind, StayState
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    ShelterFactory,
    StayFactory,
    identified_informally,
)
from tests.killable import Killable
from tests.shelters.crowd import staff_of

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "locale": "bg-BG"}
FAR = date(2099, 1, 1)
TEXT = "Чукане на вратата, никой не отвори"


@pytest.fixture
def server(cloned_db, servers, tmp_path, settings):
    made = Killable(servers, cloned_db, tmp_path / "server.log")
    settings.SITE_URL = made.address
    made.start()
    yield made
    made.kill()


@pytest.fixture
def house(server):
    shelter = ShelterFactory(code="FENER")
    places = [PlaceFactory(shelter=shelter, label=label) for label in ("1", "2")]
    known = {"from_on": date(2026, 3, 10), "planned_to_on": FAR}
    StayFactory(active=True, place=places[0], house_alias="Мира", **known)
    return shelter


@pytest.fixture
def phone(browser, server, house):
    """A phone in the hand of somebody of the house."""
    context = browser.new_context(base_url=server.address, **PHONE)
    context.set_default_timeout(20_000)
    page = context.new_page()
    hand_to(page, staff_of(house, language="bg"))
    yield page
    context.close()


def hand_to(page, user):
    """Give the phone to this person, signed in."""
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": django_settings.SITE_URL}
    page.context.add_cookies([cookie])


def queue(page):
    return page.locator("[data-queue-list]")


def open_form(page, act):
    """The form of an act on the board."""
    page.locator(f"a[data-opens={act}]").first.tap()
    return page.locator("dialog[open] form")


def said(phone):
    """Wait until the page says what was done."""
    expect(phone.locator(".tv-message").first).to_be_visible()


def find_hold_and_ask(phone):
    """A caseworker finds a place for tonight, holds it and asks for it."""
    member = CaseMemberFactory(case=identified_informally(CaseFactory()), user__language="bg")
    hand_to(phone, member.user)
    phone.goto(f"/shelters/find/{member.case.code}/")
    phone.locator("button[name=house]").first.tap()
    phone.wait_for_url("**/holds/1/")
    assert Hold.objects.get().stay is None
    phone.locator("form[action$='/ask/'] button").tap()
    phone.wait_for_url("**/stays/1/")
    assert Hold.objects.get().stay is not None


def keep_and_check_in(phone):
    """Staff keep the place that is asked for, and open the door."""
    phone.goto("/shelters/")
    phone.locator("#main a[href*='/shelters/requests/']").tap()
    phone.locator("main input[type=radio]").first.check()
    phone.locator("main form button.govuk-button").tap()
    said(phone)
    open_form(phone, "arrive").locator("button").first.tap()
    phone.locator("a[data-opens=arrive]").wait_for(state="detached")
    assert Stay.objects.filter(state=StayState.ACTIVE).count() == 2


def test_a_night_with_the_line_cut_and_restored(phone, house):
    find_hold_and_ask(phone)
    hand_to(phone, staff_of(house, language="bg"))
    keep_and_check_in(phone)

    phone.context.set_offline(True)
    form = open_form(phone, "incident")
    form.locator("input[name=incident]").first.check()
    form.locator("input[name=severity]").first.check()
    form.locator("textarea").fill(TEXT)
    form.locator("button").first.tap()
    expect(queue(phone)).to_have_text(re.compile("запазено на този телефон"))
    assert StayLogEntry.objects.count() == 0
    phone.context.set_offline(False)
    expect(queue(phone)).to_have_text(re.compile(r"изпратено в \d\d:\d\d"))
    entry = StayLogEntry.objects.get()
    assert (entry.kind, entry.note) == (LogKind.INCIDENT, TEXT)

    phone.locator(f"a[href='/shelters/{house.code}/shift/']").tap()
    phone.locator("a[href$='/handovers/new/']").tap()
    phone.locator("textarea").fill("Ключът е в чекмеджето")
    phone.locator("main form button.govuk-button").tap()
    said(phone)
    assert ShiftHandover.objects.get().note == "Ключът е в чекмеджето"

    phone.goto(f"/shelters/{house.code}/census/")
    for here in phone.locator("main input[type=radio][value=here]").all():
        here.check()
    phone.locator("main form button.govuk-button").tap()
    phone.wait_for_url("**/census/**-**")
    assert NightCensus.objects.get().entries.count() == 2


def test_a_server_that_is_killed_before_the_act_loses_no_field(phone, server):
    phone.goto("/shelters/")
    server.kill()

    form = open_form(phone, "log")
    form.locator("textarea").fill(TEXT)
    form.locator("button").first.tap()
    expect(queue(phone)).to_have_text(re.compile("запазено на този телефон"))
    server.start()

    expect(queue(phone)).to_have_text(re.compile("изпратено в"), timeout=60_000)
    assert StayLogEntry.objects.get().note == TEXT


def test_a_server_that_is_killed_in_the_middle_of_the_act_does_it_once(phone, server, connect):
    phone.goto("/shelters/")
    guest = Stay.objects.get(state=StayState.ACTIVE)
    blocking = connect("postgres")
    blocking.execute("BEGIN")
    blocking.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [guest.case_id])

    form = open_form(phone, "log")
    form.locator("textarea").fill(TEXT)
    form.locator("button").first.tap()
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    watching = connect("postgres")
    while watching.execute(waiting).fetchone() == (0,):
        phone.wait_for_timeout(50)
    server.kill()
    blocking.execute("ROLLBACK")
    expect(queue(phone)).to_have_text(re.compile("запазено на този телефон"))
    assert StayLogEntry.objects.count() == 0
    server.start()

    expect(queue(phone)).to_have_text(re.compile("изпратено в"), timeout=60_000)
    assert StayLogEntry.objects.get().note == TEXT


def test_a_page_that_dies_with_the_server_finds_its_act_again(phone, server, browser):
    phone.goto("/shelters/")
    server.kill()
    form = open_form(phone, "log")
    form.locator("textarea").fill(TEXT)
    form.locator("button").first.tap()
    expect(queue(phone)).to_have_text(re.compile("запазено на този телефон"))
    again = phone.context.new_page()
    phone.close()
    server.start()

    again.goto("/shelters/")

    expect(queue(again)).to_have_text(re.compile("изпратено в"))
    assert StayLogEntry.objects.get().note == TEXT
