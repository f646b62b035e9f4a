"""A night on a phone: an incident, a point, the count, the handover and the roster; accessible at every width."""

import os

import pytest
from django.utils import timezone

from shelters.actions import log, roster, shifts
from shelters.actions.shifts import Found
from shelters.models import ContactCard, NightCensus, ShiftHandover
from shelters.rules import night_of
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.dates import ONE_DAY

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


def house(language="bg"):
    """A house with two guests, a roster with a gap, a handover that waits and a count that differs; gives its staff."""
    now = timezone.now()
    shelter = ShelterFactory(code="REKA")
    staff, colleague = staff_of(shelter, language=language), staff_of(shelter)
    here = {"active": True, "staff": staff}
    mira = StayFactory(**here, place=PlaceFactory(shelter=shelter, label="1"), house_alias="Мира")
    lale = StayFactory(**here, place=PlaceFactory(shelter=shelter, label="2"), house_alias="Лале")
    log.raise_point(mira, text="Да се вземе лекарството от аптеката.", at=now, by=colleague)
    said = {"incident": "THREAT", "severity": "SERIOUS", "told": ["POLICE"], "note": "Непознат пита на входа."}
    log.incident(mira, **said, happened_at=now, at=now, by=colleague)
    shifts.hand_over(shelter, note="Котелът е спрян до обяд.", at=now, by=colleague)
    found, last_night = [Found(mira, here=True), Found(lale, here=False)], night_of(now) - ONE_DAY
    shifts.count(shelter, found, expected=[mira, lale], night=last_night, others=1, at=now, by=colleague)
    hours = {"from_at": now, "to_at": now + ONE_DAY / 2}
    roster.plan(shelter.organisation, user=colleague, shelter=shelter, **hours, days=2, by=_head(shelter), at=now)
    ContactCard.objects.create(
        kind="CROSS_BORDER",
        name_bg="Пробен контактен център",
        name_en="Trial contact centre",
        phone="000 111",
        hours_bg="денонощно",
        hours_en="day and night",
    )
    return staff, mira


def _head(shelter):
    return staff_of(shelter, shelter_head=True)


def pages(mira):
    night = (night_of(timezone.now()) - ONE_DAY).isoformat()
    log_of = f"/cases/{mira.case.code}/stays/{mira.number}/log/"
    return {
        "log": log_of,
        "incident": f"{log_of}incident/",
        "stay": f"/cases/{mira.case.code}/stays/{mira.number}/",
        "point": f"/shelters/points/{mira.case.code}/1/",
        **{name: f"/shelters/{name}/" for name in ("shifts", "roster", "contacts")},
        "shift": "/shelters/REKA/shift/",
        "point-new": "/shelters/REKA/shift/points/new/",
        "hand-over": "/shelters/REKA/handovers/new/",
        "handover": "/shelters/REKA/handovers/1/",
        "census": "/shelters/REKA/census/",
        "census-night": f"/shelters/REKA/census/{night}/",
    }


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("width", "language"), [(360, "bg"), (1280, "en"), (360, "en"), (1280, "bg")])
def test_every_page_of_a_shift_fits_and_is_accessible(open_page, signed_in, axe, width, language):
    staff, mira = house(language)
    page = signed_in(open_page(width=width), staff)

    for name, address in pages(mira).items():
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        if folder := os.environ.get("TVCASE_PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{width}-{language}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_next_shift_reads_counts_and_hands_over(open_page, signed_in, scripts):
    staff, _mira = house()
    page = signed_in(open_page(**PHONE, java_script_enabled=scripts), staff)
    page.goto("/shelters/REKA/shift/")

    page.locator("a[href$='/handovers/1/']").click()
    page.locator("main form button.govuk-button").click()
    page.wait_for_url("**/shift/")
    page.locator("a[href$='/census/']").click()
    page.wait_for_url("**/census/")
    for radio in page.locator("input[type=radio][value=here]").all():
        radio.check()
    page.locator("main form button.govuk-button").click()
    page.wait_for_url("**/census/*/")
    page.goto("/shelters/REKA/handovers/new/")
    page.locator("textarea").fill("Тиха нощ.")
    page.locator("main form button.govuk-button").click()
    page.wait_for_url("**/shift/")

    assert ShiftHandover.objects.get(number=1).read_by == staff
    assert ShiftHandover.objects.get(number=2).written_by == staff
    assert NightCensus.objects.filter(night=night_of(timezone.now()), others=0).exists()


def test_the_head_puts_somebody_on_duty(open_page, signed_in, axe):
    head = UserFactory(shelter_head=True, language="bg")
    ShelterFactory(code="REKA", organisation=head.organisation)
    page = signed_in(open_page(**PHONE), head)

    page.goto("/shelters/roster/new/")

    axe(page)
    if folder := os.environ.get("TVCASE_PICTURES"):
        page.screenshot(path=f"{folder}/duty-new-360-bg.png", full_page=True)
