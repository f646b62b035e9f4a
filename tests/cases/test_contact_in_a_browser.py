"""Against contact, in a real browser on a phone: a contact logged with two taps, a measure ended with one."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases.actions import dangers, nocontact
from cases.models import ContactBreach, NoContactMeasure
from cases.nocontact import MeasureKind, MeasureState, PlaceKind
from tests.browser import PARTS_ARE_THERE
from tests.factories import CaseFactory, CaseMemberFactory

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def case(site):
    """A case with a limit of telephone in force today, and a town to avoid."""
    today = timezone.localdate()
    with transaction.atomic():
        case = CaseFactory()
        by = CaseMemberFactory(case=case, user=case.recorded_by).user
        type(by).objects.filter(pk=by.pk).update(language="bg")
        measure = nocontact.propose(
            case, kind=MeasureKind.VOLUNTARY_DEVICE_LIMIT, closed_channels=["PHONE"], on=today, by=by
        )
        until = today + timedelta(days=10)
        said = {"explained_on": today, "agreed_on": today, "agreement_language": "bg", "until_on": until}
        nocontact.agree(measure, **said, on=today, by=by)
        dangers.note_place(case, kind=PlaceKind.SEEN, town="Русе", on=today, by=by)
        nocontact.propose(case, kind=MeasureKind.COURT_ART67, against="Проба", on=today, by=by)
    return case


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_contact_is_logged_and_a_measure_ended_from_a_phone(case, open_page, signed_in, axe):
    page = signed_in(open_page(**PHONE), case.recorded_by)
    page.goto(case.get_absolute_url())
    page.wait_for_function(PARTS_ARE_THERE)
    with page.expect_navigation():
        page.locator("#acts ~ ul").get_by_role("link", name="Запишете контакт с трафиканта").click()
    axe(page)
    assert fits(page)

    page.locator("input[name=direction][value=FROM_TRAFFICKER]").check()
    page.locator("input[name=channel][value=PHONE]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Запазете и известете екипа").click()

    axe(page)
    assert fits(page)
    with transaction.atomic():
        breach = ContactBreach.objects.get(case=case)
        assert breach.measure.kind == MeasureKind.VOLUNTARY_DEVICE_LIMIT

    with page.expect_navigation():
        page.get_by_role("button", name="Лицето я прекратява сега").click()

    axe(page)
    with transaction.atomic():
        assert NoContactMeasure.objects.get(number=1, case=case).state == MeasureState.WITHDRAWN


@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_against_contact_is_accessible_and_fits(case, open_page, signed_in, axe, width):
    page = signed_in(open_page(width=width), case.recorded_by)
    pages = [
        *(("cases:no-contact",), ("cases:no-contact-new",), ("cases:known-place-new",), ("cases:connection-new",)),
        *(("cases:no-contact-measure", 1), ("cases:no-contact-take-back", 1), ("cases:known-place", 1)),
        *(("cases:no-contact-step", 1, "renew"), ("cases:no-contact-step", 1, "review")),
        *(("orders:case-panel",), ("orders:apply", 2)),
    ]

    for name, *more in pages:
        page.goto(reverse(name, args=[case.code, *more]))
        axe(page)
        assert fits(page), name
