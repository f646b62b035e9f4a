"""Stays: what happens at each step, what it opens and closes, what is refused."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.models import CaseOpening
from cases.models.case import access
from cases.permissions import CasePerm
from cases.states import OpeningGround, TeamRole
from shelters.actions import log, stays
from shelters.models import Stay, StayLogEntry
from shelters.states import GONE, HERE, STAY_FLOW, LogKind, StayEnd, StayState
from tests.cases.said_and_done import told
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    ShelterFactory,
    StayFactory,
    UserFactory,
    identified_informally,
)
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

ON = date(2026, 3, 10)
S = StayState


def written(action):
    return Event.objects.filter(action=action)


def test_a_request_is_saved_traced_and_told_to_the_house_and_opens_only_the_stay():
    case = identified_informally(CaseFactory())
    shelter = ShelterFactory()
    staff = staff_of(shelter)
    elsewhere = UserFactory(shelter_staff=True)

    stay = stays.request(case, shelter=shelter, from_on=ON, by=case.recorded_by, on=ON)

    assert (stay.state, stay.number, stay.planned_to_on) == (S.REQUESTED, 1, date(2026, 4, 9))
    assert access(staff, case) == {CasePerm.VIEW_STAY, CasePerm.CHANGE_STAY}
    assert access(elsewhere, case) == frozenset()
    assert told("stay_requested") == {staff}
    assert written("shelters.stay.requested").get().facts == {"number": 1, "shelter": shelter.code}


def test_a_reservation_is_told_to_who_asked():
    stay = StayFactory()
    place = PlaceFactory(shelter=stay.shelter)
    staff = staff_of(stay.shelter)

    stay = stays.reserve(stay, place=place, by=staff, on=ON)

    assert (stay.state, stay.place, stay.answered_on, stay.answered_by) == (S.RESERVED, place, ON, staff)
    assert told("stay_answered") == {stay.requested_by}
    assert written("shelters.stay.reserved").get().actor == staff.username


def test_declining_closes_what_the_request_opened_and_keeps_the_reason_out_of_the_trace():
    stay = StayFactory()
    staff = staff_of(stay.shelter)

    stay = stays.decline(stay, kind="NO_PLACE", reason="full house", by=staff, on=ON)

    assert (stay.state, stay.decline_reason) == (S.DECLINED, "full house")
    assert access(staff, stay.case) == frozenset()
    assert told("stay_answered") == {stay.requested_by}
    assert "full house" not in str(written("shelters.stay.declined").get().facts)


def test_calling_off_closes_what_the_request_opened_and_tells_the_house():
    stay = StayFactory(reserved=True)
    staff = staff_of(stay.shelter)

    stay = stays.cancel(stay, by=stay.requested_by, on=ON)

    assert (stay.state, stay.cancelled_on, stay.cancelled_by) == (S.CANCELLED, ON, stay.requested_by)
    assert access(staff, stay.case) == frozenset()
    assert staff in told("stay_withdrawn")


def test_when_nobody_comes_the_house_calls_off_and_who_asked_is_told():
    stay = StayFactory(reserved=True)

    stays.cancel(stay, by=staff_of(stay.shelter), on=date(2026, 3, 12))

    assert told("stay_withdrawn") == set()
    assert Notification.objects.filter(kind="stay_answered", recipient=stay.requested_by).count() == 2


def test_an_arrival_opens_the_case_to_the_house_and_who_records_it_joins_the_team():
    stay = StayFactory(reserved=True)
    caseworker = CaseMemberFactory(case=stay.case).user
    staff, colleague = staff_of(stay.shelter), staff_of(stay.shelter)

    stay = stays.arrive(stay, on=date(2026, 3, 11), by=staff, house_alias="Мира")

    assert (stay.state, stay.from_on, stay.house_alias) == (S.ACTIVE, date(2026, 3, 11), "Мира")
    assert stay.case.members.get(user=staff).role == TeamRole.SHELTER_WORKER
    assert CasePerm.VIEW_IDENTITY in access(colleague, stay.case)
    assert CasePerm.VIEW_IDENTIFICATION not in access(colleague, stay.case)
    grounds = CaseOpening.objects.filter(case=stay.case, closed_on=None).values_list("ground", flat=True)
    assert list(grounds) == [OpeningGround.STAY]
    assert told("stay_begun") == {caseworker}


def test_an_arrival_may_be_recorded_for_a_day_before_the_request():
    stay = StayFactory(reserved=True)

    stay = stays.arrive(stay, on=date(2026, 3, 8), by=staff_of(stay.shelter))

    assert stay.from_on == date(2026, 3, 8)


def test_who_has_arrived_and_not_left_keeps_the_place_beyond_the_planned_end():
    stay = StayFactory(active=True)

    with pytest.raises(ValidationError, match="taken"):
        StayFactory(reserved=True, place=stay.place, from_on=date(2026, 8, 1), planned_to_on=date(2026, 8, 9))


def test_an_arrival_gives_later_reservations_of_the_place_back_and_tells_who_asked():
    first = StayFactory(reserved=True)
    later = StayFactory(reserved=True, place=first.place, from_on=first.planned_to_on, planned_to_on=date(2026, 5, 1))
    before = Notification.objects.filter(recipient=later.requested_by).count()

    stays.arrive(first, on=ON, by=staff_of(first.shelter))

    later.refresh_from_db()
    assert (later.state, later.place, later.answered_on) == (S.REQUESTED, None, None)
    assert Notification.objects.filter(recipient=later.requested_by).count() == before + 1
    assert written("shelters.stay.given_back").get().case_code == later.case.code


def test_an_arrival_gives_the_persons_own_later_reservation_elsewhere_back():
    first = StayFactory(reserved=True)
    later = StayFactory(reserved=True, case=first.case, from_on=date(2026, 4, 9), planned_to_on=date(2026, 5, 1))

    stays.arrive(first, on=ON, by=staff_of(first.shelter))

    later.refresh_from_db()
    assert later.state == S.REQUESTED


def test_an_arrival_too_early_does_not_take_the_place_from_another():
    earlier = StayFactory(reserved=True, from_on=date(2026, 3, 1), planned_to_on=date(2026, 3, 10))
    stay = StayFactory(reserved=True, place=earlier.place)

    with pytest.raises(ValidationError, match="taken"):
        stays.arrive(stay, on=date(2026, 3, 9), by=staff_of(stay.shelter))


def test_leaving_closes_the_case_to_the_house_and_frees_the_place():
    stay = StayFactory(active=True)
    caseworker = CaseMemberFactory(case=stay.case).user
    worker = stay.arrived_recorded_by

    stay = stays.leave(stay, to_on=date(2026, 3, 20), end_reason=StayEnd.OWN_HOUSING, by=worker)

    assert (stay.state, stay.to_on, stay.ended_recorded_by) == (S.ENDED, date(2026, 3, 20), worker)
    assert access(worker, stay.case) == frozenset()
    assert stay.case.members.get(user=worker).left_on == date(2026, 3, 20)
    assert told("stay_ended") == {caseworker}
    assert StayFactory(reserved=True, place=stay.place, from_on=date(2026, 3, 20)).state == S.RESERVED


def test_access_ends_even_when_the_shelter_worker_is_the_last_on_the_team():
    stay = StayFactory(active=True)
    worker = stay.arrived_recorded_by

    stays.leave(stay, to_on=date(2026, 3, 20), end_reason=StayEnd.LEFT_UNPLANNED, by=worker)

    assert access(worker, stay.case) == frozenset()


def test_a_note_of_the_house_is_saved_and_the_trace_says_only_its_kind():
    stay = StayFactory(active=True)
    happened_at = datetime(2026, 3, 12, 2, 30, tzinfo=SOFIA)

    entry = log.write(
        stay,
        kind=LogKind.NIGHT,
        happened_at=happened_at,
        note="a quiet night",
        at=happened_at,
        by=stay.arrived_recorded_by,
    )

    assert StayLogEntry.objects.get().note == "a quiet night"
    assert written("shelters.stay.logged").get().facts["kind"] == LogKind.NIGHT
    assert "quiet" not in str(written("shelters.stay.logged").get().facts)
    assert entry.case == stay.case


def test_nothing_is_logged_before_the_arrival():
    stay = StayFactory(active=True)
    before = datetime(2026, 3, 9, 23, 0, tzinfo=SOFIA)

    with pytest.raises(Refused, match="before the person arrived"):
        log.write(stay, kind=LogKind.NIGHT, happened_at=before, note="x", at=before, by=stay.arrived_recorded_by)


def test_a_place_is_asked_for_only_once_the_person_is_identified():
    case = CaseFactory()

    with pytest.raises(Refused, match="informal identification"):
        stays.request(case, shelter=ShelterFactory(), from_on=ON, by=case.recorded_by, on=ON)

    assert not Stay.objects.exists()


def test_only_the_holder_asks_and_only_open_shelters_are_asked_and_only_once():
    case = identified_informally(CaseFactory())
    shelter = ShelterFactory()

    with pytest.raises(Refused, match="holds the case"):
        stays.request(case, shelter=shelter, from_on=ON, by=UserFactory(), on=ON)
    with pytest.raises(Refused, match="closed"):
        stays.request(case, shelter=ShelterFactory(closed_on=ON), from_on=ON, by=case.recorded_by, on=ON)
    stays.request(case, shelter=shelter, from_on=ON, by=case.recorded_by, on=ON)
    with pytest.raises(Refused, match="already"):
        stays.request(case, shelter=shelter, from_on=ON, by=case.recorded_by, on=ON)


def test_a_place_of_another_house_or_out_of_use_is_not_reserved():
    stay = StayFactory()
    staff = staff_of(stay.shelter)

    with pytest.raises(Refused, match="not in use"):
        stays.reserve(stay, place=PlaceFactory(), by=staff, on=ON)
    with pytest.raises(Refused, match="not in use"):
        stays.reserve(stay, place=PlaceFactory(shelter=stay.shelter, closed_on=date(2026, 3, 30)), by=staff, on=ON)


def test_the_house_declines_a_request_and_does_not_call_it_off():
    stay = StayFactory()

    with pytest.raises(Refused, match="decline with a reason"):
        stays.cancel(stay, by=staff_of(stay.shelter), on=ON)
    assert stays.cancel(stay, by=stay.requested_by, on=ON).state == S.CANCELLED


def acts(stay, by):
    """Each act on a stay, as something to call."""
    place = PlaceFactory(shelter=stay.shelter)
    at = datetime(2026, 3, 12, 2, 30, tzinfo=SOFIA)
    return {
        "reserve": lambda: stays.reserve(stay, place=place, by=by, on=ON),
        "decline": lambda: stays.decline(stay, kind="NO_PLACE", by=by, on=ON),
        "cancel": lambda: stays.cancel(stay, by=by, on=ON),
        "arrive": lambda: stays.arrive(stay, on=ON, by=by),
        "leave": lambda: stays.leave(stay, to_on=date(2026, 3, 12), end_reason=StayEnd.RETURN, by=by),
        "log": lambda: log.write(stay, kind=LogKind.NIGHT, happened_at=at, note="x", at=at, by=by),
    }


ALLOWED = {
    S.REQUESTED: {"reserve", "decline"},
    S.RESERVED: {"arrive", "cancel"},
    S.ACTIVE: {"leave", "log"},
    S.ABSENT: {"leave", "log"},
}


@pytest.mark.sampled(24)
@pytest.mark.parametrize("act", ["reserve", "decline", "cancel", "arrive", "leave", "log"])
@pytest.mark.parametrize("state", S)
def test_each_act_is_possible_in_its_states_and_in_no_other(state, act):
    stay = StayFactory(until=state)
    staff = staff_of(stay.shelter)

    if act in ALLOWED.get(state, set()):
        acts(stay, staff)[act]()
    else:
        with pytest.raises(Refused):
            acts(stay, staff)[act]()


@pytest.mark.parametrize("act", ["reserve", "decline", "cancel", "arrive", "leave", "log"])
def test_people_of_other_organisations_do_none_of_it(act):
    state = next(state for state, possible in ALLOWED.items() if act in possible)
    stay = StayFactory(until=state)

    with pytest.raises(Refused, match="Only"):
        acts(stay, UserFactory(shelter_staff=True))[act]()


@pytest.mark.sampled(24)
@pytest.mark.parametrize("now", S)
@pytest.mark.parametrize("then", S)
def test_the_database_follows_the_same_flow(now, then):
    stay = StayFactory(until=now)
    facts = {
        "place": stay.place or PlaceFactory(shelter=stay.shelter),
        "to_on": date(2026, 3, 20) if then in GONE else None,
        "end_reason": StayEnd.RETURN if then == S.ENDED else "",
        "decline_kind": "NO_PLACE" if then == S.DECLINED else "",
        "cancelled_on": ON if then == S.CANCELLED else None,
    }

    if then == S.MOVED and now in HERE:
        StayFactory(reserved=True, case=stay.case)
    if then in STAY_FLOW.get(now, ()) or (then == now and now in STAY_FLOW):
        Stay.objects.filter(pk=stay.pk).update(state=then, **facts)
    else:
        with pytest.raises(IntegrityError, match=r"not in the flow|an ended stay|a place that is kept"):
            Stay.objects.filter(pk=stay.pk).update(state=then, **facts)
