"""Away and back: the place is kept, the house keeps its access, and nobody leaves by being away."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.models.case import access
from cases.permissions import CasePerm
from shelters.actions import presence, stays
from shelters.models import Absence, Stay
from shelters.states import AbsenceKind, StayEnd, StayState
from tests.factories import StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

S = StayState
EVENING = datetime(2026, 3, 12, 22, 30, tzinfo=SOFIA)
MORNING = datetime(2026, 3, 13, 7, 0, tzinfo=SOFIA)


@pytest.fixture
def stay():
    return StayFactory(active=True)


def away(stay, **facts):
    defaults = {"kind": AbsenceKind.UNEXPLAINED, "since": EVENING, "by": stay.arrived_recorded_by}
    return presence.absent(stay, **defaults | facts)


def test_who_is_away_keeps_the_place_and_the_house_its_access(stay):
    absence = away(stay, expected_at=MORNING, note="a visit")

    stay.refresh_from_db()
    assert (stay.state, absence.back_at, absence.note) == (S.ABSENT, None, "a visit")
    assert CasePerm.CHANGE_STAY in access(stay.arrived_recorded_by, stay.case)
    with pytest.raises(ValidationError, match="taken"):
        StayFactory(reserved=True, place=stay.place, from_on=date(2026, 8, 1), planned_to_on=date(2026, 8, 9))
    event = Event.objects.get(action="shelters.stay.absent")
    assert (event.on, event.facts["kind"]) == (date(2026, 3, 12), AbsenceKind.UNEXPLAINED)
    assert "visit" not in str(event.facts)


def test_who_comes_back_stays_on(stay):
    away(stay, expected_at=MORNING)

    stay = presence.back(stay, at=datetime(2026, 3, 13, 9, 0, tzinfo=SOFIA), by=staff_of(stay.shelter))

    assert (stay.state, stay.to_on, stay.absences.going_on().count()) == (S.ACTIVE, None, 0)
    assert Event.objects.get(action="shelters.stay.back").facts["late"] is True
    assert away(stay).stay == stay


def test_who_does_not_come_back_left(stay):
    absence = away(stay)

    stay = stays.leave(stay, to_on=date(2026, 3, 15), end_reason=StayEnd.LEFT_UNPLANNED, by=stay.arrived_recorded_by)

    absence.refresh_from_db()
    assert (stay.state, absence.back_at) == (S.ENDED, None)


def test_an_absence_is_late_only_after_the_hour_it_was_to_end(stay):
    absence = away(stay, expected_at=MORNING)

    assert not absence.is_late(at=MORNING)
    assert absence.is_late(at=datetime(2026, 3, 13, 7, 1, tzinfo=SOFIA))


def test_nobody_is_away_twice_nor_back_without_having_been_away(stay):
    with pytest.raises(Refused, match="not recorded as absent"):
        presence.back(stay, at=MORNING, by=stay.arrived_recorded_by)
    away(stay)
    with pytest.raises(Refused, match="absent already"):
        away(stay)


@pytest.mark.parametrize("state", [S.REQUESTED, S.RESERVED, S.MOVED, S.ENDED])
def test_only_who_stays_is_away(state):
    stay = StayFactory(until=state)

    with pytest.raises(Refused, match="does not stay here"):
        away(stay, by=staff_of(stay.shelter))


def test_the_days_of_an_absence_are_in_order(stay):
    with pytest.raises(Refused, match="before the person arrived"):
        away(stay, since=datetime(2026, 3, 9, 22, 0, tzinfo=SOFIA))
    with pytest.raises(ValidationError, match="expected back after"):
        away(stay, expected_at=EVENING)


def test_nobody_comes_back_before_going_away(stay):
    away(stay)

    with pytest.raises(ValidationError, match="comes back after"):
        presence.back(stay, at=datetime(2026, 3, 12, 22, 0, tzinfo=SOFIA), by=stay.arrived_recorded_by)


def test_only_the_house_says_who_is_away(stay):
    with pytest.raises(Refused, match="Only the staff"):
        away(stay, by=UserFactory(shelter_staff=True))
    away(stay)
    with pytest.raises(Refused, match="Only the staff"):
        presence.back(stay, at=MORNING, by=stay.requested_by)


def test_the_database_knows_no_absence_of_somebody_who_is_there(stay):
    with pytest.raises(IntegrityError, match="absence_of_somebody_who_stays"):
        Absence.objects.create(case=stay.case, stay=stay, kind="LATE", since=EVENING, recorded_by=stay.requested_by)


def test_the_database_edits_no_absence_that_is_over(stay):
    away(stay)
    presence.back(stay, at=MORNING, by=stay.arrived_recorded_by)

    with pytest.raises(IntegrityError, match="absence_over_is_not_edited"):
        Absence.objects.update(kind="AGREED")


def test_a_case_does_not_close_while_somebody_is_away(stay):
    away(stay)

    assert Stay.objects.open().count() == 1
