"""Children who come with their mother: the least that the house must know, a bed or cot of their own."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from shelters.actions import moves, presence, stays
from shelters.models import AccompanyingChild
from shelters.states import StayEnd
from tests.factories import PlaceFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.flow import Refused

ON = date(2026, 3, 12)


@pytest.fixture
def stay():
    return StayFactory(active=True)


def comes(stay, **facts):
    defaults = {"house_alias": "Звездичка", "from_on": ON, "by": stay.arrived_recorded_by}
    return presence.child_comes(stay, **defaults | facts)


def test_a_child_comes_along_and_the_trace_says_only_that(stay):
    child = comes(stay, age="3", needs="без мляко")

    assert (child.number, child.house_alias, child.age, child.needs) == (1, "Звездичка", "3", "без мляко")
    event = Event.objects.get(action="shelters.stay.child_came")
    assert event.facts == {"number": 1, "shelter": stay.shelter.code, "child": 1}


def test_a_child_has_a_place_that_no_other_child_has(stay):
    cot = PlaceFactory(shelter=stay.shelter)
    comes(stay, place=cot)

    with pytest.raises(ValidationError, match="taken"):
        comes(StayFactory(active=True, shelter=stay.shelter, place=PlaceFactory(shelter=stay.shelter)), place=cot)


def test_a_place_is_free_again_when_the_child_left(stay):
    cot = PlaceFactory(shelter=stay.shelter)
    child = comes(stay, place=cot)

    child = presence.child_goes(child, to_on=date(2026, 3, 20), by=stay.arrived_recorded_by)

    assert child.to_on == date(2026, 3, 20)
    assert comes(stay, place=cot, from_on=date(2026, 3, 20)).number == 2
    with pytest.raises(Refused, match="left already"):
        presence.child_goes(child, to_on=date(2026, 3, 21), by=stay.arrived_recorded_by)


def test_children_leave_with_their_mother(stay):
    child = comes(stay)

    stays.leave(stay, to_on=date(2026, 3, 20), end_reason=StayEnd.OWN_HOUSING, by=stay.arrived_recorded_by)

    child.refresh_from_db()
    assert (child.to_on, child.ended_recorded_by) == (date(2026, 3, 20), stay.arrived_recorded_by)


def test_children_move_with_their_mother_and_keep_a_cot_in_the_same_house(stay):
    cot = PlaceFactory(shelter=stay.shelter)
    comes(stay, place=cot)

    going_on = moves.move_to(
        stay, place=PlaceFactory(shelter=stay.shelter), on=date(2026, 3, 20), by=stay.arrived_recorded_by
    )

    child = going_on.children.get()
    assert (child.house_alias, child.place, child.from_on) == ("Звездичка", cot, date(2026, 3, 20))
    assert stay.children.get().to_on == date(2026, 3, 20)


def test_children_arrive_with_their_mother_in_another_house_and_get_a_bed_anew(stay):
    comes(stay, place=PlaceFactory(shelter=stay.shelter))
    kept = StayFactory(reserved=True, case=stay.case, from_on=date(2026, 3, 20))

    kept = stays.arrive(kept, on=date(2026, 3, 20), by=staff_of(kept.shelter))

    child = kept.children.get()
    assert (child.house_alias, child.place) == ("Звездичка", None)


def test_a_child_comes_only_with_somebody_who_stays_in_the_house(stay):
    expected = StayFactory(reserved=True)
    with pytest.raises(Refused, match="does not stay here"):
        comes(expected, by=staff_of(expected.shelter))
    with pytest.raises(Refused, match="before the person arrived"):
        comes(stay, from_on=date(2026, 3, 9))
    with pytest.raises(Refused, match="not in use"):
        comes(stay, place=PlaceFactory())
    with pytest.raises(Refused, match="Only the staff"):
        comes(stay, by=UserFactory(shelter_staff=True))


def test_the_database_puts_no_child_into_another_house(stay):
    child = comes(stay)

    with pytest.raises(IntegrityError, match="child_sleeps_in_the_same_house"):
        AccompanyingChild.objects.filter(pk=child.pk).update(place=PlaceFactory())


def test_the_database_edits_no_child_that_has_left(stay):
    child = presence.child_goes(comes(stay), to_on=date(2026, 3, 20), by=stay.arrived_recorded_by)

    with pytest.raises(IntegrityError, match="child_gone_is_not_edited"):
        AccompanyingChild.objects.filter(pk=child.pk).update(to_on=date(2026, 3, 25))
