"""Who is on duty: planned, called off, never twice at once, and where nobody is."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shelters.actions import roster
from shelters.models import ContactCard, Duty
from shelters.roster import Gap, gaps
from tests.factories import ShelterFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=SOFIA)


def at(day, hour):
    return datetime(2026, 3, day, hour, 0, tzinfo=SOFIA)


@pytest.fixture
def shelter(db):
    return ShelterFactory()


@pytest.fixture
def head(shelter):
    return staff_of(shelter, shelter_head=True)


@pytest.fixture
def staff(shelter):
    return staff_of(shelter)


def plan(shelter, user, begins, ends, *, by, **facts):
    where = {"shelter": shelter} | facts
    return roster.plan(by.organisation, user=user, from_at=begins, to_at=ends, by=by, at=NOW, **where)


def test_a_duty_is_planned_numbered_and_traced(shelter, head, staff):
    (duty,) = plan(shelter, staff, at(10, 20), at(11, 8), by=head)

    assert (duty.number, duty.user, duty.shelter, duty.planned_by) == (1, staff, shelter, head)
    facts = Event.objects.get(action="shelters.duty.planned").facts
    assert (facts["who"], facts["shelter"], facts["from_on"]) == (staff.username, shelter.code, "2026-03-10")


def test_the_same_hours_are_planned_for_several_days_by_the_clock_in_sofia(shelter, head, staff):
    begins = datetime(2026, 3, 28, 20, 0, tzinfo=SOFIA)

    duties = plan(shelter, staff, begins, begins + timedelta(hours=12), days=3, by=head)

    assert [duty.from_at.astimezone(SOFIA).hour for duty in duties] == [20, 20, 20]
    assert [duty.to_at.astimezone(SOFIA).hour for duty in duties] == [8, 8, 8]
    assert duties[0].to_at - duties[0].from_at == timedelta(hours=12)


def test_nobody_is_on_two_duties_at_once_not_even_on_one_of_several_days(shelter, head, staff):
    other = ShelterFactory(organisation=shelter.organisation)
    plan(other, staff, at(12, 22), at(13, 6), by=head)

    with pytest.raises(ValidationError, match="another duty in these hours"), transaction.atomic():
        plan(shelter, staff, at(10, 20), at(11, 8), days=3, by=head)

    assert Duty.objects.count() == 1
    plan(shelter, staff, at(13, 6), at(13, 14), by=head)


def test_hours_that_were_called_off_are_open_again(shelter, head, staff):
    (duty,) = plan(shelter, staff, at(10, 20), at(11, 8), by=head)

    roster.call_off(duty, at=NOW, by=head)

    assert list(Duty.objects.standing()) == []
    plan(shelter, staff, at(10, 20), at(11, 8), by=head)
    duty.refresh_from_db()
    with pytest.raises(Refused, match="called off already"):
        roster.call_off(duty, at=NOW, by=head)


HOURS = {
    "empty": (at(10, 20), at(10, 20), 1),
    "backwards": (at(11, 8), at(10, 20), 1),
    "longer than a week": (at(10, 20), at(18, 20), 1),
    "over": (at(9, 8), at(9, 20), 1),
    "on no day": (at(10, 20), at(11, 8), 0),
    "on too many": (at(10, 20), at(11, 8), 15),
}


@pytest.mark.parametrize("hours", HOURS.values(), ids=HOURS)
def test_hours_that_cannot_be_are_refused(shelter, head, staff, hours):
    begins, ends, days = hours

    with pytest.raises(ValidationError):
        plan(shelter, staff, begins, ends, days=days, by=head)


def test_only_staff_are_on_duty_in_a_house_and_anybody_of_the_organisation_on_call(shelter, head):
    coordinator = UserFactory(organisation=shelter.organisation, coordinator=True)

    with pytest.raises(Refused, match="Only shelter staff"):
        plan(shelter, coordinator, at(10, 20), at(11, 8), by=head)

    (duty,) = plan(None, coordinator, at(10, 20), at(11, 8), by=head)
    assert duty.shelter is None


def test_the_database_refuses_people_and_houses_of_other_organisations(shelter, head, staff):
    stranger, elsewhere = UserFactory(shelter_staff=True), ShelterFactory()

    for wrong in ({"user": stranger, "shelter": shelter}, {"user": staff, "shelter": elsewhere}):
        with pytest.raises(ValidationError, match="of the same organisation"), transaction.atomic():
            plan(wrong["shelter"], wrong["user"], at(10, 20), at(11, 8), by=head)


def test_staff_do_not_plan_and_nobody_plans_elsewhere(shelter, head, staff):
    stranger = UserFactory(shelter_head=True)
    (duty,) = plan(shelter, staff, at(10, 20), at(11, 8), by=head)

    for by in (staff, stranger):
        with pytest.raises(Refused, match="plans the roster"):
            roster.plan(
                shelter.organisation, user=staff, shelter=shelter, from_at=at(12, 8), to_at=at(12, 20), by=by, at=NOW
            )
        with pytest.raises(Refused, match="plans the roster"):
            roster.call_off(duty, at=NOW, by=by)


def test_the_database_refuses_to_move_a_duty(shelter, head, staff):
    (duty,) = plan(shelter, staff, at(10, 20), at(11, 8), by=head)

    with pytest.raises(IntegrityError, match="called off, not changed"):
        Duty.objects.filter(pk=duty.pk).update(to_at=at(11, 10))


def test_gaps_are_the_hours_in_which_nobody_is_on_duty():
    taken = [(at(10, 8), at(10, 16)), (at(10, 14), at(10, 22)), (at(11, 6), at(11, 8)), (at(9, 0), at(10, 2))]

    assert gaps(taken, at(10, 0), at(11, 12)) == [
        Gap(at(10, 2), at(10, 8)),
        Gap(at(10, 22), at(11, 6)),
        Gap(at(11, 8), at(11, 12)),
    ]
    assert gaps([], at(10, 0), at(10, 8)) == [Gap(at(10, 0), at(10, 8))]
    assert gaps([(at(9, 0), at(12, 0))], at(10, 0), at(11, 0)) == []


def test_the_languages_of_a_card_are_named(db):
    assert ContactCard(languages="bg, en").spoken == "Bulgarian, English"
    assert ContactCard(languages="по уговорка").spoken == "по уговорка"
