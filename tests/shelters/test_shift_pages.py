"""The pages of shifts, counts and rosters: what they show to whom, what they do, what comes back with an error."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shelters.actions import log, roster, shifts
from shelters.actions.shifts import Found
from shelters.models import ContactCard, Duty, NightCensus, ShiftHandover, StayLogEntry, StayPoint
from shelters.rules import night_of
from tests.documents.test_intake import picture
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA

AT = datetime(2026, 3, 12, 2, 30, tzinfo=SOFIA)


@pytest.fixture
def shelter(db):
    return ShelterFactory()


@pytest.fixture
def staff(shelter, client):
    user = staff_of(shelter)
    client.force_login(user)
    return user


@pytest.fixture
def guest(shelter, staff):
    return StayFactory(active=True, place=PlaceFactory(shelter=shelter), staff=staff, house_alias="Лале")


def moment(name, at):
    local = at.astimezone(SOFIA)
    return {f"{name}_0": local.day, f"{name}_1": local.month, f"{name}_2": local.year, f"{name}_3": f"{local:%H:%M}"}


def of(shelter, rest=""):
    return f"/shelters/{shelter.code}/{rest}"


def log_of(stay, rest=""):
    return f"/cases/{stay.case.code}/stays/{stay.number}/log/{rest}"


def test_an_incident_is_recorded_on_a_page_of_its_own_and_read_in_the_log(client, guest, words):
    facts = {"incident": "THREAT", "severity": "SERIOUS", "told": ["POLICE", "EMERGENCY"], "note": "a man at the door"}

    wrong = client.post(log_of(guest, "incident/"), {**facts, "severity": "", **moment("happened_at", AT)})
    answer = client.post(log_of(guest, "incident/"), {**facts, **moment("happened_at", AT)})

    assert wrong.status_code == 422
    assert "a man at the door" in words(wrong)
    assert answer.status_code == 302
    shown = words(client.get(f"/cases/{guest.case.code}/stays/{guest.number}/"))
    assert "Threat from outside" in shown
    assert "Told: 112, police" in shown


def test_a_photo_goes_into_the_file_without_what_the_camera_wrote(client, guest):
    sent = {
        "_once": str(uuid4()),
        "kind": "VISIT",
        "note": "left at the gate",
        **moment("happened_at", AT),
        "photo": SimpleUploadedFile("gate.jpg", picture()),
    }

    assert client.post(log_of(guest), sent).status_code == 302

    entry = StayLogEntry.objects.get()
    assert (entry.photo.kind, entry.photo.area) == ("PHOTO", "stay")


def test_a_photo_that_cannot_be_kept_says_so_beside_its_field(client, guest, words):
    sent = {"kind": "VISIT", "note": "left at the gate", **moment("happened_at", AT)}

    answer = client.post(log_of(guest), sent | {"photo": SimpleUploadedFile("gate.jpg", b"no picture")})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["photo"]
    assert "left at the gate" in words(answer)


def test_the_log_leads_to_the_contact_that_the_trafficker_sought(client, guest, words):
    assert f'href="/cases/{guest.case.code}/no-contact/log/"' in client.get(log_of(guest)).content.decode()


def test_a_night_is_handed_over_with_what_is_open_and_read_by_the_next_shift(client, shelter, guest, words):
    client.post(of(shelter, "shift/points/new/"), {"guest": guest.case.code, "text": "the doctor comes at ten"})
    assert "the doctor comes at ten" in words(client.get(of(shelter, "handovers/new/")))
    client.post(of(shelter, "handovers/new/"), {"note": "the boiler is off"})

    own = words(client.get(of(shelter, "handovers/1/")))
    assert "You wrote this handover" in own
    client.force_login(staff_of(shelter))
    shown = words(client.get(of(shelter, "handovers/1/")))
    answer = client.post(of(shelter, "handovers/1/"))

    assert "the boiler is off" in shown
    assert "the doctor comes at ten" in shown
    assert answer.url == of(shelter, "shift/")
    assert ShiftHandover.objects.get().read_at


def test_who_has_done_a_point_closes_it(client, shelter, guest, staff, words):
    log.raise_point(guest, text="call the doctor", at=timezone.now(), by=staff)
    where = f"/shelters/points/{guest.case.code}/1/"
    assert "call the doctor" in words(client.get(of(shelter, "shift/")))

    assert client.post(where).url == of(shelter, "shift/")

    assert StayPoint.objects.get().done_by == staff
    assert "closed already" in words(client.get(where))
    assert "Nothing is open" in words(client.get(of(shelter, "shift/")))


def test_guests_are_counted_with_a_tap_for_each_and_differences_explained(client, shelter, guest, staff, words):
    missing = StayFactory(active=True, place=PlaceFactory(shelter=shelter), staff=staff)
    sent = {f"guest-{guest.case.code}": "here", "others": "1"}

    wrong = client.post(of(shelter, "census/"), sent)
    answer = client.post(of(shelter, "census/"), sent | {f"guest-{missing.case.code}": "not"})

    assert wrong.status_code == 422
    night = night_of(timezone.now())
    assert answer.url == of(shelter, f"census/{night.isoformat()}/")
    assert "People who were not on the list: 1" in words(client.get(answer.url))
    client.post(answer.url, {f"guest-{missing.case.code}": "at work", "others": "a plumber"})
    shown = words(client.get(answer.url))
    assert "at work" in shown
    assert "a plumber" in shown
    assert "To explain" not in shown
    assert "counted already" in words(client.get(of(shelter, "census/")))


def test_a_count_is_explained_in_words_or_not_at_all(client, shelter, guest, staff, words):
    shifts.count(shelter, [Found(guest, here=False)], expected=[guest], night=date(2026, 3, 12), at=AT, by=staff)

    empty = client.post(of(shelter, "census/2026-03-12/"), {f"guest-{guest.case.code}": ""})

    assert empty.status_code == 422
    assert "Explain at least one difference." in words(empty)
    assert NightCensus.objects.get().entries.get().explained_at is None


def test_opening_a_shift_names_the_cases_it_shows_in_the_trace(client, shelter, guest, staff):
    log.raise_point(guest, text="call the doctor", at=timezone.now(), by=staff)

    client.get(of(shelter, "shift/"))

    event = Event.objects.using("audit").get(action="shelters.shift.opened", actor=staff.username)
    assert event.facts["codes"] == [guest.case.code]


def test_the_coordinator_sees_what_nobody_has_read_and_nothing_about_guests(client, shelter, guest, staff, words):
    log.raise_point(guest, text="call the doctor", at=AT, by=staff)
    shifts.hand_over(shelter, note="the boiler is off", at=AT, by=staff)
    client.force_login(UserFactory(organisation=shelter.organisation, coordinator=True))

    shown = words(client.get("/shelters/shifts/"))

    assert "not read" in shown
    assert "boiler" not in shown
    assert client.get(of(shelter, "shift/")).status_code == 404
    assert client.get(of(shelter, "handovers/1/")).status_code == 404


def test_the_roster_shows_a_week_ahead_with_its_gaps(client, shelter, words):
    head = staff_of(shelter, shelter_head=True)
    client.force_login(head)
    begins = timezone.now() + timedelta(hours=2)
    assert "Nobody is on duty" in words(client.get("/shelters/roster/"))

    sent = {"user": head.pk, "where": shelter.code, "days": 2}
    sent |= moment("from_at", begins) | moment("to_at", begins + timedelta(hours=12))
    answer = client.post("/shelters/roster/new/", sent)
    again = client.post("/shelters/roster/new/", sent)

    assert answer.url == "/shelters/roster/"
    assert (Duty.objects.count(), again.status_code) == (2, 422)
    assert "another duty in these hours" in words(again)
    assert str(head) in words(client.get("/shelters/roster/"))
    client.post("/shelters/roster/1/")
    assert Duty.objects.standing().count() == 1


def test_partners_see_whom_to_phone_and_never_who_is_on_duty_elsewhere(client, shelter, words):
    ContactCard.objects.create(
        kind="CROSS_BORDER",
        name_bg="Център",
        name_en="Trial contact centre",
        phone="000 111",
        hours_bg="денонощно",
        hours_en="day and night",
    )
    head = staff_of(shelter, shelter_head=True)
    now = timezone.now()
    hours = {"from_at": now - timedelta(hours=1), "to_at": now + timedelta(hours=1)}
    roster.plan(shelter.organisation, user=head, shelter=shelter, **hours, by=head, at=now)
    client.force_login(UserFactory())

    shown = words(client.get("/shelters/contacts/"))

    assert "Trial contact centre" in shown
    assert "000 111" in shown
    assert shelter.code in shown
    assert str(head) not in shown
    client.force_login(head)
    assert str(head) in words(client.get("/shelters/contacts/"))
