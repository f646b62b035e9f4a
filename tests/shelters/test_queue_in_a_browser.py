"""Acts over a bad line: kept on the phone, sealed, sent once, and never lost."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import expect

from shelters.models import Stay, StayLogEntry
from shelters.states import StayState
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tvcase.accounts.models import Session
from tvcase.once.models import Sent

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
NOTE = "Тихорадова нощ, вратата е заключена"
# Everything the browser's store holds, as text; a key that cannot be read out has none.
KEPT = """async () => {
    const database = await new Promise((resolve) => {
        const asked = indexedDB.open("queue");
        asked.onsuccess = () => resolve(asked.result);
    });
    const all = (name) => new Promise((resolve) => {
        const asked = database.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => resolve(asked.result);
    });
    const [acts, keys] = [await all("acts"), await all("device")];
    const text = (buffer) => new TextDecoder("utf-8", { fatal: false }).decode(buffer);
    const extractable = keys.map((key) => key.extractable);
    database.close();
    return { acts: acts.map((act) => Object.entries(act).map(([name, value]) =>
        [name, value instanceof ArrayBuffer ? text(value) : String(value)])), extractable };
}"""


@pytest.fixture
def house(site):
    """A shelter with a guest and somebody expected; gives its staff."""
    shelter = ShelterFactory(code="REKA")
    places = [PlaceFactory(shelter=shelter, label=label) for label in ("1", "2")]
    far = date(2099, 1, 1)
    guest = StayFactory(active=True, place=places[0], house_alias="Мира", from_on=date(2026, 3, 10), planned_to_on=far)
    StayFactory(reserved=True, place=places[1], from_on=date(2026, 3, 10), planned_to_on=far)
    staff = UserFactory(shelter_staff=True, organisation=shelter.organisation, language="bg")
    staff.log = f"/cases/{guest.case.code}/stays/{guest.number}/log/"
    staff.shelter = shelter
    return staff


@pytest.fixture
def phone(open_page, signed_in, house):
    return signed_in(open_page(**PHONE, may_be_cut=True), house)


def cut(page):
    page.context.set_offline(True)


def restore(page):
    page.context.set_offline(False)


def write_a_note(page, text=NOTE):
    """Two taps on the board: the form and its button."""
    page.locator("a[data-opens=log]").first.tap()
    form = page.locator("dialog[open] form")
    form.locator("textarea").fill(text)
    form.locator("button").first.tap()


def queue(page):
    return page.locator("[data-queue-list]")


def test_with_a_good_line_an_act_on_the_board_is_done_at_once(phone, house):
    phone.goto("/shelters/")

    write_a_note(phone)

    expect(phone.locator(".tv-message")).to_contain_text("Записана е бележка")
    assert StayLogEntry.objects.get().note == NOTE
    assert phone.evaluate(KEPT)["acts"] == []


def test_an_act_waits_sealed_on_the_phone_and_is_sent_when_the_line_is_back(phone, house):
    phone.goto("/shelters/")
    cut(phone)

    write_a_note(phone)
    expect(queue(phone)).to_have_text(re.compile("Мира.*запазено на този телефон", re.DOTALL))
    expect(queue(phone)).to_be_in_viewport()
    kept = phone.evaluate(KEPT)
    assert kept["extractable"] == [False]
    assert len(kept["acts"]) == 1
    assert not re.search("Тихорадова|Мира|log|note|REKA", str(kept["acts"]))
    assert StayLogEntry.objects.count() == 0

    restore(phone)
    expect(queue(phone)).to_have_text(re.compile(r"[^.]: изпратено в \d\d:\d\d"))
    assert StayLogEntry.objects.get().note == NOTE


def test_acts_are_sent_in_their_order_and_each_once(phone, house):
    phone.goto("/shelters/")
    cut(phone)

    for number in range(3):
        write_a_note(phone, f"бележка {number}")
        expect(queue(phone).locator("li")).to_have_count(number + 1)
    restore(phone)

    expect(queue(phone)).to_have_text(re.compile("(изпратено.*){3}", re.DOTALL))
    entries = StayLogEntry.objects.order_by("recorded_at")
    assert [entry.note for entry in entries] == ["бележка 0", "бележка 1", "бележка 2"]


def test_an_answer_that_was_lost_does_not_make_a_second_act(phone, house):
    phone.goto("/shelters/")
    lost = []

    def lose_the_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.route("**/log/", lose_the_answer)
    write_a_note(phone)

    expect(queue(phone)).to_have_text(re.compile(r"изпратено в"), timeout=20_000)
    assert lost == [200]
    assert StayLogEntry.objects.count() == 1
    assert Sent.objects.count() == 1


def test_what_is_refused_says_why_and_comes_back_with_its_text(phone, house):
    phone.goto("/shelters/")
    cut(phone)
    write_a_note(phone)
    expect(queue(phone).locator("li")).to_have_count(1)
    guest = Stay.objects.get(state=StayState.ACTIVE)
    Stay.objects.filter(pk=guest.pk).update(from_on=timezone.localdate() + timedelta(days=2))

    restore(phone)
    expect(queue(phone)).to_have_text(re.compile("отказано, защото"))
    assert StayLogEntry.objects.count() == 0

    Stay.objects.filter(pk=guest.pk).update(from_on=date(2026, 3, 10))
    phone.get_by_role("button", name="Покажете формуляра с моя текст").tap()
    expect(phone.locator("textarea")).to_have_value(NOTE)
    phone.locator("main form button.govuk-button").tap()
    phone.wait_for_url("**/shelters/")
    assert StayLogEntry.objects.get().note == NOTE
    expect(queue(phone).locator("li")).to_have_count(0)


def test_what_is_refused_is_thrown_away_only_when_asked_twice(phone, axe, house):
    phone.goto("/shelters/")
    cut(phone)
    write_a_note(phone)
    expect(queue(phone).locator("li")).to_have_count(1)
    Stay.objects.filter(state=StayState.ACTIVE).update(from_on=timezone.localdate() + timedelta(days=2))
    restore(phone)
    expect(queue(phone)).to_have_text(re.compile("отказано, защото"))
    axe(phone)

    sure = phone.get_by_role("button", name="Да, изтриване на текста ми")
    expect(sure).to_be_hidden()
    phone.get_by_role("button", name="Премахване").tap()
    expect(sure).to_be_focused()
    sure.tap()

    expect(phone.locator("[data-queue]")).to_be_hidden()
    assert phone.evaluate(KEPT)["acts"] == []


def test_quick_exit_stays_within_reach_of_a_form_on_the_board(phone, axe, house):
    phone.goto("/shelters/")
    phone.locator("a[data-opens=log]").first.tap()
    expect(phone.locator("dialog[open] input").nth(2)).to_be_visible()
    axe(phone)
    phone.locator(".tv-exit").tap(trial=True)
    phone.keyboard.press("Escape")

    expect(phone.locator("dialog[open]")).to_have_count(0)
    expect(phone.locator("a[data-opens=log]").first).to_be_focused()


def test_an_error_of_the_moment_is_shown_beside_its_field(phone, house):
    phone.goto(house.log)
    phone.locator("#id_happened_at_0").fill("99")
    phone.locator("#id_note").fill(NOTE)
    phone.locator("main form button.govuk-button").tap()

    expect(phone.locator("[data-errors]")).to_be_focused()
    expect(phone.locator("#id_note")).to_have_value(NOTE)
    phone.locator("#id_happened_at_0").fill("10")
    phone.locator("#id_happened_at_1").fill("3")
    phone.locator("#id_happened_at_2").fill("2026")
    phone.locator("main form button.govuk-button").tap()

    phone.wait_for_url("**/shelters/")
    assert StayLogEntry.objects.get().note == NOTE


def end_the_session(user):
    Session.objects.filter(user=user).delete()


def test_after_the_session_it_waits_for_the_same_person_and_opens_to_no_other(phone, signed_in, house):
    phone.goto("/shelters/")
    cut(phone)
    write_a_note(phone)
    expect(queue(phone).locator("li")).to_have_count(1)
    end_the_session(house)
    restore(phone)
    expect(queue(phone)).to_have_text(re.compile("влезте отново"))

    colleague = UserFactory(shelter_staff=True, organisation=house.organisation, language="bg")
    signed_in(phone, colleague).goto("/shelters/")
    expect(phone.locator("[data-queue]")).to_be_hidden()
    phone.get_by_role("button", name="Изход", exact=True).tap()
    phone.wait_for_url("**/sign-in/**")
    assert StayLogEntry.objects.count() == 0

    signed_in(phone, house).goto("/shelters/")
    expect(queue(phone)).to_have_text(re.compile("изпратено в"))
    assert StayLogEntry.objects.get().recorded_by == house


def test_signing_out_sends_what_waits_or_asks(phone, house):
    phone.goto("/shelters/")
    phone.route("**/log/", lambda route: route.abort())
    write_a_note(phone)
    expect(queue(phone).locator("li")).to_have_count(1)

    phone.get_by_role("button", name="Изход", exact=True).tap()
    phone.get_by_role("button", name="Оставам").tap()
    assert phone.url.endswith("/shelters/")
    phone.unroute("**/log/")
    phone.get_by_role("button", name="Изход", exact=True).tap()

    phone.wait_for_url("**/sign-in/**")
    assert StayLogEntry.objects.count() == 1


def test_who_signs_out_all_the_same_leaves_ciphertext_until_coming_back(phone, signed_in, house):
    phone.goto("/shelters/")
    phone.route("**/log/", lambda route: route.abort())
    write_a_note(phone)
    expect(queue(phone).locator("li")).to_have_count(1)
    phone.get_by_role("button", name="Изход", exact=True).tap()
    phone.get_by_role("button", name="Изход, изпращане").tap()
    phone.wait_for_url("**/sign-in/**")
    assert len(phone.evaluate(KEPT)["acts"]) == 1

    phone.unroute("**/log/")
    signed_in(phone, house).goto("/shelters/")
    expect(queue(phone)).to_have_text(re.compile("изпратено в"))
    assert StayLogEntry.objects.get().note == NOTE


def test_quick_exit_leaves_only_ciphertext(phone, site, settings, house):
    settings.QUICK_EXIT_URL = f"{site}/static/images/favicon.svg"
    phone.goto("/shelters/")
    phone.route("**/log/", lambda route: route.abort())
    write_a_note(phone)
    expect(queue(phone).locator("li")).to_have_count(1)

    phone.locator(".tv-exit").tap()
    phone.wait_for_url("**/favicon.svg")
    phone.wait_for_timeout(500)  # the session ends beside it
    phone.goto("/sign-in/")
    kept = phone.evaluate(KEPT)
    assert len(kept["acts"]) == 1
    assert not re.search("Тихорадова|Мира|REKA", str(kept))
    name = django_settings.SESSION_COOKIE_NAME
    assert not [cookie for cookie in phone.context.cookies() if cookie["name"] == name]


def test_without_acts_nothing_is_left(phone, house):
    phone.goto("/shelters/")
    expect(phone.locator("[name=unsent]").first).to_be_disabled()
    phone.get_by_role("button", name="Изход", exact=True).tap()
    phone.wait_for_url("**/sign-in/**")

    assert phone.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_without_a_store_and_without_scripts_the_forms_still_work(open_page, signed_in, house):
    page = signed_in(open_page(**PHONE, java_script_enabled=False), house)
    page.goto("/shelters/")
    page.locator("a[data-opens=arrive]").tap()
    page.locator("main form button.govuk-button").tap()

    page.wait_for_url("**/shelters/")
    assert Stay.objects.filter(state=StayState.ACTIVE).count() == 2
