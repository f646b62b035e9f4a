"""What shelters answer when cases asks: closing, return, protection, placement, history; and what a night is."""

from datetime import date, datetime

import pytest

from cases.models import Case
from cases.returning import ReturnSituation
from cases.rules import why_not_close
from cases.states import AgeStatus
from shelters import rules
from shelters.models import Place, Shelter
from shelters.states import FacilityKind, StayState
from tests.factories import CaseFactory, CaseMemberFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tvcase.dates import SOFIA
from tvcase.notifications.kinds import kind

ON = date(2026, 4, 10)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("local", "night"),
    [
        (datetime(2026, 3, 12, 5, 59, tzinfo=SOFIA), date(2026, 3, 11)),
        (datetime(2026, 3, 12, 6, 0, tzinfo=SOFIA), date(2026, 3, 12)),
        (datetime(2026, 3, 29, 4, 30, tzinfo=SOFIA), date(2026, 3, 28)),
        (datetime(2026, 10, 25, 3, 30, fold=1, tzinfo=SOFIA), date(2026, 10, 24)),
    ],
)
def test_a_night_lasts_until_six_in_the_morning(local, night):
    assert rules.night_of(local) == night


@pytest.mark.parametrize("state", StayState)
def test_a_case_does_not_close_while_a_stay_is_open(state):
    stay = StayFactory(until=state)

    reasons = rules.no_open_stay(stay.case, on=ON)

    over = (StayState.DECLINED, StayState.CANCELLED, StayState.ENDED)
    assert bool(reasons) == (state not in over)  # who moved stays on elsewhere
    assert all(stay.shelter.code in reason for reason in reasons)


def test_closing_asks_the_shelters():
    stay = StayFactory(active=True)

    assert any("is still open" in str(reason) for reason in why_not_close(stay.case, on=ON))


@pytest.mark.parametrize(("on", "expired"), [(date(2026, 4, 9), False), (date(2026, 4, 10), True)])
def test_the_extended_stay_has_expired_once_its_planned_end_is_past(on, expired):
    stay = StayFactory(active=True)

    assert rules.extended_stay_expired(stay.case, on=on) == {ReturnSituation.EXTENDED_STAY_EXPIRED: expired}


def test_a_stay_that_ended_for_another_reason_is_no_ground_for_return():
    stay = StayFactory(ended=True)

    assert rules.extended_stay_expired(stay.case, on=ON) == {ReturnSituation.EXTENDED_STAY_EXPIRED: False}


def test_the_end_of_a_protection_means_a_review_and_tells_nobody_whether_there_is_a_stay():
    sentence = "If the person stays in a shelter, the stay is reviewed by 17 April 2026. Nobody is evicted."

    for case in (StayFactory(active=True).case, CaseFactory()):
        assert rules.stay_to_be_reviewed(case, on=ON) == [sentence]


@pytest.mark.parametrize(
    ("age", "house", "warned"),
    [
        (AgeStatus.UNCERTAIN, FacilityKind.SHELTER, True),
        (AgeStatus.ADULT_STATED, FacilityKind.CRISIS_CENTRE_CHILD, True),
        (AgeStatus.MINOR_STATED, FacilityKind.CRISIS_CENTRE_CHILD, False),
        (AgeStatus.ADULT_STATED, FacilityKind.SHELTER, False),
    ],
)
def test_a_house_for_another_age_is_a_warning(age, house, warned):
    assert bool(rules.house_for_another_age(Case(age_status=age), Shelter(kind=house), on=ON)) == warned


def test_the_history_tells_each_step_to_those_who_may_see_it():
    stay = StayFactory(ended=True)
    caseworker = CaseMemberFactory(case=stay.case).user
    stranger = UserFactory(shelter_staff=True)
    sources = [source for source in rules.timeline_source if source.kind.startswith("stay_")]

    def seen_by(user):
        return {source.kind for source in sources if source.query(stay.case, user)}

    assert seen_by(caseworker) == {"stay_requested", "stay_reserved", "stay_begun", "stay_ended"}
    assert seen_by(stranger) == set()


@pytest.mark.parametrize(
    ("until", "told"),
    [(StayState.DECLINED, "stay_declined"), (StayState.CANCELLED, "stay_cancelled")],
)
def test_the_history_tells_how_a_request_ended(until, told):
    stay = StayFactory(until=until)
    (source,) = [source for source in rules.timeline_source if source.kind == told]

    ((_kind, _at, on, _detail, _first, last_name),) = source.query(stay.case, stay.requested_by)

    assert on == stay.from_on
    assert last_name


@pytest.mark.pure
@pytest.mark.parametrize("code", ["stay_requested", "stay_withdrawn", "stay_answered", "stay_begun", "stay_ended"])
def test_every_notification_has_its_words(code):
    assert str(kind(code).title)


def test_free_places_are_those_in_use_that_nobody_has():
    shelter = ShelterFactory()
    free, kept = PlaceFactory(shelter=shelter), PlaceFactory(shelter=shelter)
    PlaceFactory(shelter=shelter, closed_on=date(2026, 3, 12))
    StayFactory(reserved=True, place=kept)

    at = datetime(2026, 3, 11, 12, tzinfo=SOFIA)
    nights = {"from_on": date(2026, 4, 8), "to_on": date(2026, 4, 12), "at": at}
    assert set(Place.objects.filter(shelter=shelter).free(**nights)) == {free}
    counted = {
        on: Shelter.objects.counting_free_places(on=on, at=at).get(pk=shelter.pk).free_places
        for on in (date(2026, 3, 11), date(2026, 3, 12), date(2026, 4, 9))
    }
    assert counted == {date(2026, 3, 11): 2, date(2026, 3, 12): 1, date(2026, 4, 9): 2}
