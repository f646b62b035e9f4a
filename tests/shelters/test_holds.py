"""Holds: a place kept for a short while, claimed by one, over by itself, extended once, turned into a request."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from shelters.actions import holds, stays
from shelters.models import ClosedDays, Hold, Outage, Place, TakenNights
from shelters.states import HoldEnd, OutageReason, StayState, TakenBy
from tests.factories import CaseFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory, identified_informally
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

AT = datetime(2026, 3, 10, 21, 0, tzinfo=SOFIA)
LATER = AT + timedelta(minutes=91)
NIGHTS = {"from_on": date(2026, 3, 10), "to_on": date(2026, 4, 9)}


def a_case():
    return identified_informally(CaseFactory())


def held(place=None, case=None, at=AT, **facts):
    case = case or a_case()
    return holds.hold(case, place=place or PlaceFactory(), by=case.recorded_by, at=at, **NIGHTS | facts)


def free(at=AT):
    return set(Place.objects.free(**NIGHTS, at=at))


def test_a_held_place_is_free_for_nobody_until_the_time_has_run_out():
    place = PlaceFactory()

    one = held(place)

    assert one.expires_at - one.held_at == timedelta(minutes=90)
    assert place not in free(AT + timedelta(minutes=89))
    assert place in free(LATER)
    assert Event.objects.get(action="shelters.hold.made").facts == {"number": 1, "shelter": place.shelter.code}
    with pytest.raises(ValidationError, match="taken"):
        held(place)


def test_how_long_a_hold_lasts_is_a_setting(settings):
    settings.HOLD_MINUTES = 20

    one = held()

    assert one.expires_at == AT + timedelta(minutes=20)


def test_whoever_claims_the_place_next_ends_the_hold_that_ran_out():
    first = held()

    second = held(first.place, at=LATER)

    first.refresh_from_db()
    assert (first.ending, first.ended_at) == (HoldEnd.EXPIRED, first.expires_at)
    assert second.is_live(at=LATER)
    assert set(Hold.objects.live(at=LATER)) == {second}


def test_one_place_is_held_for_a_person_at_a_time():
    first = held()

    with pytest.raises(ValidationError, match="Another place is held"), transaction.atomic():
        held(case=first.case)
    second = held(case=first.case, at=LATER)

    assert second.is_live(at=LATER)


def test_a_place_that_is_held_is_neither_reserved_nor_put_out_of_service():
    now = timezone.now()
    one = held(at=now, from_on=date(2100, 3, 10), to_on=date(2100, 4, 9))
    nights = {"from_on": date(2100, 3, 12), "planned_to_on": date(2100, 3, 20)}
    other = StayFactory(shelter=one.place.shelter, **nights)
    staff = staff_of(one.place.shelter)

    with pytest.raises(ValidationError, match="taken"), transaction.atomic():
        stays.reserve(other, place=one.place, by=staff, on=date(2026, 3, 10))
    with pytest.raises(IntegrityError, match="place_is_taken_once"), transaction.atomic():
        Outage.objects.create(place=one.place, from_on=date(2100, 3, 1), reason=OutageReason.REPAIR)
    holds.give_back(one, by=one.held_by, at=now)

    assert stays.reserve(other, place=one.place, by=staff, on=date(2026, 3, 10)).state == StayState.RESERVED


def test_a_hold_that_ran_out_stands_in_nobodys_way():
    one = held()
    stay = StayFactory(shelter=one.place.shelter)

    stay = stays.reserve(stay, place=one.place, by=staff_of(one.place.shelter), on=date(2026, 3, 10))

    one.refresh_from_db()
    assert stay.state == StayState.RESERVED
    assert one.ending == HoldEnd.EXPIRED


def test_a_hold_is_extended_once_while_it_runs_and_with_a_reason():
    one = held()
    soon = AT + timedelta(minutes=80)

    one = holds.extend(one, reason="the train is late", by=one.held_by, at=soon)

    assert one.expires_at == soon + timedelta(minutes=90)
    assert TakenNights.objects.get(record=one.pk).expires_at == one.expires_at
    assert "train" not in str(Event.objects.get(action="shelters.hold.extended").facts)
    with pytest.raises(Refused, match="once"):
        holds.extend(one, reason="again", by=one.held_by, at=soon)


@pytest.mark.parametrize("act", ["extend", "give_back", "ask"])
def test_what_ran_out_is_not_extended_given_back_or_asked_for(act):
    one = held()
    reason = {"reason": "late"} if act == "extend" else {}

    with pytest.raises(Refused, match="over"):
        getattr(holds, act)(one, **reason, by=one.held_by, at=LATER)


def test_giving_back_frees_the_place_and_those_beside_it():
    place = PlaceFactory()
    cot = PlaceFactory(shelter=place.shelter, kind="COT")
    one = held(place, beside=[cot])
    assert {place, cot}.isdisjoint(free())

    holds.give_back(one, by=one.held_by, at=AT)

    assert {place, cot} <= free()
    assert {row.ending for row in Hold.objects.all()} == {HoldEnd.RELEASED}


def test_the_places_beside_are_claimed_with_it_or_not_at_all():
    place, cot = PlaceFactory(), PlaceFactory()
    taken = PlaceFactory(shelter=place.shelter)
    held(taken)

    with pytest.raises(Refused, match="same house"), transaction.atomic():
        held(place, beside=[cot])
    with pytest.raises(ValidationError, match="taken"), transaction.atomic():
        held(place, beside=[taken])

    assert place in free()


def test_asking_turns_the_hold_into_a_request_and_keeps_the_place_until_the_house_answers():
    one = held()

    stay = holds.ask(one, by=one.held_by, at=AT)

    one.refresh_from_db()
    assert (stay.state, stay.shelter, stay.from_on) == (StayState.REQUESTED, one.place.shelter, NIGHTS["from_on"])
    assert one.stay == stay
    assert one.place not in free()
    with pytest.raises(Refused, match="asked already"):
        holds.ask(one, by=one.held_by, at=AT)


def test_a_reservation_uses_the_hold_up():
    now = timezone.now()
    one = held(at=now, from_on=date(2100, 3, 10), to_on=date(2100, 4, 9))
    stay = holds.ask(one, by=one.held_by, at=now)

    stays.reserve(stay, place=one.place, by=staff_of(one.place.shelter), on=date(2026, 3, 10))

    one.refresh_from_db()
    assert one.ending == HoldEnd.USED
    assert list(TakenNights.objects.filter(place=one.place).values_list("source", flat=True)) == [TakenBy.STAY]


def test_in_a_house_of_ones_own_the_place_is_reserved_at_once():
    case = a_case()
    place = PlaceFactory(shelter=ShelterFactory(organisation=case.organisation))

    stay = holds.ask(held(place, case), by=case.recorded_by, at=AT)

    assert (stay.state, stay.place) == (StayState.RESERVED, place)


def test_no_place_is_held_for_somebody_elses_case_or_for_a_night_that_is_over_or_closed():
    place, case = PlaceFactory(), a_case()
    ClosedDays.objects.create(shelter=place.shelter, from_on=date(2026, 3, 12), last_on=date(2026, 3, 13))

    with pytest.raises(Refused, match="holds the case"):
        holds.hold(case, place=place, by=UserFactory(), at=AT, **NIGHTS)
    with pytest.raises(Refused, match="night is over"):
        held(place, case, from_on=date(2026, 3, 9))
    with pytest.raises(Refused, match="nobody new"):
        held(place, case, from_on=date(2026, 3, 13))
    with pytest.raises(Refused, match="informal identification"):
        held(place, CaseFactory())


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"to_on": date(2026, 3, 10)}, "hold_for_at_least_one_night"),
        ({"expires_at": AT + timedelta(days=2)}, "hold_lasts_hours"),
        ({"held_at": datetime(2100, 1, 1, tzinfo=SOFIA)}, "hold_begins_now"),
        ({"extended_at": AT}, "hold_begins_now"),
    ],
)
def test_the_database_refuses_a_hold(facts, name):
    case = a_case()
    row = {"case": case, "person": case.person, "number": 1, "place": PlaceFactory(), "held_by": case.recorded_by}
    times = {"held_at": AT, "expires_at": AT + timedelta(minutes=90)}

    with pytest.raises(IntegrityError, match=name):
        Hold.objects.create(**row | times | NIGHTS | facts)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"ended_at": AT}, "hold_ended_means_how"),
        ({"ended_at": AT, "ending": HoldEnd.EXPIRED}, "hold_ended_means_how"),
        ({"to_on": date(2026, 5, 1)}, "hold_that_ended_is_not_edited"),
        ({"expires_at": LATER}, "hold_is_extended_once"),
        ({"expires_at": LATER, "extended_at": LATER}, "hold_is_extended_once"),
    ],
)
def test_the_database_refuses_a_change_of_a_hold(facts, name):
    one = held()

    with pytest.raises(IntegrityError, match=name):
        Hold.objects.filter(pk=one.pk).update(**facts)


def test_the_application_cannot_write_which_nights_are_taken(cloned_db, connect):
    place = PlaceFactory()

    with connect("app") as direct, pytest.raises(Exception, match="permission denied"):
        direct.execute(
            "INSERT INTO shelters_takennights (place_id, source, record, from_on) "
            "VALUES (%s, 'STAY', gen_random_uuid(), '2026-03-10')",
            [place.pk],
        )


def test_an_outage_takes_the_place_until_it_is_back_in_service():
    outage = Outage.objects.create(place=PlaceFactory(), from_on=date(2026, 3, 1), reason=OutageReason.REPAIR)
    assert outage.place not in free()

    outage.to_on = date(2026, 3, 10)
    outage.save()
    assert outage.place in free()

    outage.to_on = outage.from_on
    outage.save()
    assert not TakenNights.objects.exists()
