"""Handovers between shifts and the count at night: who writes, who reads, what differs and how it is explained."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from cases.actions import reminders
from shelters import shifts as pictures
from shelters.actions import log, moves, presence, shifts, stays
from shelters.actions.shifts import Found
from shelters.models import CensusEntry, HouseHours, NightCensus, ShiftHandover
from shelters.states import CensusMark
from tests.cases.said_and_done import at, told
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import REMINDERS

NIGHT = date(2026, 3, 12)
EVENING = datetime(2026, 3, 12, 22, 10, tzinfo=SOFIA)
MORNING = datetime(2026, 3, 13, 7, 0, tzinfo=SOFIA)


@pytest.fixture
def shelter(db):
    return ShelterFactory()


@pytest.fixture
def staff(shelter):
    return staff_of(shelter)


@pytest.fixture
def guest(shelter, staff):
    return StayFactory(active=True, place=PlaceFactory(shelter=shelter), staff=staff)


def hand_over(shelter, staff, **facts):
    return shifts.hand_over(shelter, **({"note": "the boiler is off", "at": MORNING} | facts), by=staff)


def count(shelter, by, *found, expected=None, **facts):
    expected = [one.stay for one in found] if expected is None else expected
    return shifts.count(shelter, list(found), expected=expected, night=NIGHT, **({"at": EVENING} | facts), by=by)


def test_a_handover_is_read_by_the_next_shift_and_not_by_who_wrote_it(shelter, staff):
    handover = hand_over(shelter, staff)
    colleague = staff_of(shelter)
    with pytest.raises(Refused, match="You wrote this handover"):
        shifts.read(handover, at=MORNING, by=staff)

    handover = shifts.read(handover, at=MORNING, by=colleague)

    assert (handover.number, handover.read_by, handover.note) == (1, colleague, "the boiler is off")
    assert not ShiftHandover.objects.unread().exists()
    assert Event.objects.get(action="shelters.handover.read").facts == {"number": 1, "shelter": shelter.code}
    with pytest.raises(Refused, match="read already"):
        shifts.read(handover, at=MORNING, by=colleague)


@pytest.mark.parametrize("who", [{"shelter_staff": True}, {"coordinator": True}], ids=["another house", "no staff"])
def test_only_staff_of_the_house_hand_over_read_and_count(shelter, staff, who):
    by = UserFactory(**who)
    handover = hand_over(shelter, staff)

    for act in (
        lambda: hand_over(shelter, by),
        lambda: shifts.read(handover, at=MORNING, by=by),
        lambda: count(shelter, by),
    ):
        with pytest.raises(Refused, match="Only the staff"):
            act()


def test_the_database_refuses_a_reader_who_wrote_it_and_a_rewritten_handover(shelter, staff):
    handover = hand_over(shelter, staff)
    rows = ShiftHandover.objects.filter(pk=handover.pk)

    with pytest.raises(IntegrityError, match="shift_handover_read_by_the_next_shift"), transaction.atomic():
        rows.update(read_at=MORNING, read_by=staff)
    shifts.read(handover, at=MORNING, by=staff_of(shelter))
    with pytest.raises(IntegrityError, match="a handover is read, once"), transaction.atomic():
        rows.update(read_at=None, read_by=None)


def test_a_count_marks_each_guest_and_keeps_what_differs(shelter, staff, guest):
    missing = StayFactory(active=True, place=PlaceFactory(shelter=shelter), staff=staff)

    census = count(shelter, staff, Found(guest, here=True), Found(missing, here=False, explanation="at work"))

    assert dict(census.entries.values_list("stay", "mark")) == {
        guest.pk: CensusMark.HERE,
        missing.pk: CensusMark.MISSING,
    }
    entry = CensusEntry.objects.different().get()
    assert (entry.stay, entry.explanation, entry.explained_by) == (missing, "at work", staff)
    assert Event.objects.get(action="shelters.census.counted").facts == {
        "shelter": shelter.code,
        "found": 2,
        "different": 1,
        "others": 0,
    }
    assert Event.objects.get(action="shelters.census.differs").case_code == missing.case.code


def test_who_is_known_to_be_away_is_no_difference_and_who_came_back_is(shelter, staff, guest):
    absent = StayFactory(active=True, place=PlaceFactory(shelter=shelter), staff=staff)
    for stay in (guest, absent):
        presence.absent(stay, kind="AGREED", since=at(3, 12, 18), by=staff)
        stay.refresh_from_db()

    census = count(shelter, staff, Found(guest, here=True), Found(absent, here=False))

    marks = dict(census.entries.values_list("stay", "mark"))
    assert marks == {guest.pk: CensusMark.BACK, absent.pk: CensusMark.AWAY}


def test_a_list_that_lacks_somebody_is_looked_at_again(shelter, staff, guest):
    other = StayFactory(active=True, place=PlaceFactory(shelter=shelter), staff=staff)

    with pytest.raises(Refused, match="came or left while you counted"):
        count(shelter, staff, Found(guest, here=True), expected=[guest, other])

    assert not NightCensus.objects.exists()


def test_a_count_that_leaves_nothing_to_explain_confirms_the_picture_of_the_house(shelter, staff, guest):
    census = count(shelter, staff, Found(guest, here=False))
    shelter.refresh_from_db()
    assert shelter.confirmed_at is None

    shifts.explain_night(census, {census.entries.get(): "at work"}, at=EVENING, by=staff)

    shelter.refresh_from_db()
    assert shelter.confirmed_at == EVENING


def test_what_is_explained_on_another_day_confirms_nothing(shelter, staff, guest):
    census = count(shelter, staff, Found(guest, here=False))

    shifts.explain_night(census, {census.entries.get(): "at work"}, at=MORNING, by=staff)

    shelter.refresh_from_db()
    assert shelter.confirmed_at is None


def test_guests_are_counted_once_in_a_night(shelter, staff, guest):
    count(shelter, staff, Found(guest, here=True))

    with pytest.raises(Refused, match="counted already"):
        count(shelter, staff, Found(guest, here=True))


def test_a_difference_is_explained_once(shelter, staff, guest):
    entry = count(shelter, staff, Found(guest, here=False)).entries.get()
    assert entry.explained_at is None

    entry = shifts.explain(entry, explanation="slept in the garden", at=MORNING, by=staff)

    assert (entry.explanation, entry.explained_at) == ("slept in the garden", MORNING)
    with pytest.raises(Refused, match="explained already"):
        shifts.explain(entry, explanation="no", at=MORNING, by=staff)
    with pytest.raises(IntegrityError, match="a count is explained, once"), transaction.atomic():
        CensusEntry.objects.filter(pk=entry.pk).update(explained_at=EVENING)


def test_people_who_are_not_on_the_list_are_explained_once(shelter, staff):
    census = count(shelter, staff, others=2)
    assert census.is_unexplained

    census = shifts.explain_others(census, explanation="two plumbers", at=MORNING, by=staff)

    assert (census.explanation, census.is_unexplained) == ("two plumbers", False)
    with pytest.raises(Refused, match="nothing to explain"):
        shifts.explain_others(census, explanation="x", at=MORNING, by=staff)


def test_the_database_refuses_a_count_of_a_guest_of_another_house(shelter, staff):
    elsewhere = StayFactory(active=True)
    census = count(shelter, staff)

    with pytest.raises(IntegrityError, match="of one house and one case"):
        CensusEntry.objects.create(census=census, case=elsewhere.case, stay=elsewhere, mark="HERE")


def reminded(kind, month, day, hour, minute=0):
    """Who is reminded of this at an instant of 2026, and was not before."""
    before = set(Notification.objects.filter(kind=kind).values_list("pk", flat=True))
    with system_actor(REMINDERS):
        reminders.raise_due(at=datetime(2026, month, day, hour, minute, tzinfo=SOFIA))
    return {one.recipient for one in Notification.objects.filter(kind=kind).exclude(pk__in=before)}


def test_a_handover_nobody_reads_goes_to_the_head_and_then_to_the_coordinator(shelter, staff):
    head = staff_of(shelter, shelter_head=True)
    coordinator = UserFactory(organisation=shelter.organisation, coordinator=True)
    handover = hand_over(shelter, staff)

    assert reminded("handover_unread", 3, 13, 7, 59) == set()
    assert reminded("handover_unread", 3, 13, 8, 0) == {head}
    assert reminded("handover_unread", 3, 13, 8, 59) == set()
    assert reminded("handover_unread", 3, 13, 9, 0) == {coordinator}
    assert reminded("handover_unread", 3, 14, 9, 0) == set()
    shifts.read(handover, at=MORNING, by=staff_of(shelter))


def test_where_the_head_wrote_it_or_there_is_none_the_coordinator_learns_first(shelter):
    head = staff_of(shelter, shelter_head=True)
    coordinator = UserFactory(organisation=shelter.organisation, coordinator=True)
    hand_over(shelter, head)

    assert reminded("handover_unread", 3, 13, 8, 0) == {coordinator}


def test_how_long_a_handover_may_wait_is_the_houses_own(shelter, staff):
    HouseHours.objects.create(shelter=shelter, read_within=15)
    head = staff_of(shelter, shelter_head=True)
    hand_over(shelter, staff)

    assert reminded("handover_unread", 3, 13, 7, 14) == set()
    assert reminded("handover_unread", 3, 13, 7, 15) == {head}


def test_a_night_without_a_count_is_told_to_the_head(shelter, staff, guest):
    head = staff_of(shelter, shelter_head=True)

    assert reminded("census_not_counted", 3, 12, 22, 29) == set()
    assert reminded("census_not_counted", 3, 12, 22, 30) == {head}
    assert reminded("census_not_counted", 3, 13, 1, 0) == set()
    assert told("census_not_counted") == {head}


def test_an_empty_house_and_a_counted_one_are_left_alone(shelter, staff, guest):
    staff_of(ShelterFactory(), shelter_head=True)
    staff_of(shelter, shelter_head=True)
    count(shelter, staff, Found(guest, here=True))

    assert reminded("census_not_counted", 3, 13, 1, 0) == set()


def test_what_a_count_left_unexplained_is_asked_for_in_the_morning(shelter, staff, guest):
    head = staff_of(shelter, shelter_head=True)
    count(shelter, staff, Found(guest, here=False))

    assert reminded("census_not_explained", 3, 13, 7, 45) == set()
    assert reminded("census_not_explained", 3, 13, 8, 0) == {head}
    assert reminded("census_not_explained", 3, 14, 8, 0) == set()


def test_what_is_explained_is_asked_for_no_more(shelter, staff, guest):
    staff_of(shelter, shelter_head=True)
    entry = count(shelter, staff, Found(guest, here=False)).entries.get()
    shifts.explain(entry, explanation="at work", at=MORNING, by=staff)

    assert reminded("census_not_explained", 3, 13, 8, 0) == set()


def test_open_points_go_along_with_who_moves_and_are_gone_with_who_leaves(shelter, staff, guest):
    other = ShelterFactory(organisation=shelter.organisation)
    point = log.raise_point(guest, text="call the doctor", at=EVENING, by=staff)
    assert pictures.open_points(staff, shelter) == [point]

    moved = moves.move_to(guest, place=PlaceFactory(shelter=other), on=date(2026, 3, 14), by=staff)

    assert pictures.open_points(staff, shelter) == []
    assert pictures.open_points(staff, other) == [point]
    stays.leave(moved, to_on=date(2026, 3, 20), end_reason="RETURN", by=staff)
    assert pictures.open_points(staff, other) == []


def test_the_counts_of_a_house_are_listed_the_latest_first(shelter, staff, guest):
    for day in (12, 14, 13):
        night = date(2026, 3, day)
        shifts.count(
            shelter,
            [Found(guest, here=True)],
            expected=[guest],
            night=night,
            at=datetime(2026, 3, day, 22, 10, tzinfo=SOFIA),
            by=staff,
        )

    assert [census.night.day for census in pictures.nights(staff, shelter)] == [14, 13, 12]
