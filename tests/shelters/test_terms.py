"""How long a stay may last: the term of the law, extensions, reviews, and who waits behind whom. Nobody is evicted."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.actions import ages, following
from cases.law import rule_for
from cases.states import AgeStatus
from cases.terms import RuleKind
from legal.actions import protection
from shelters.actions import moves, stays, terms
from shelters.deadline_sources import term_of
from shelters.models import Stay, StayExtension, StayReview
from shelters.states import (
    ExtensionGround,
    ExtensionState,
    FacilityKind,
    ReviewGround,
    ReviewOutcome,
    StayEnd,
    StayState,
)
from tests.cases.said_and_done import told
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    ProtectionFactory,
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

S, E = StayState, ExtensionState
ON = date(2026, 3, 20)
UNTIL = date(2026, 4, 9)
LATER = date(2026, 5, 9)


@pytest.fixture
def stay():
    return StayFactory(active=True)


def proposed(stay, **facts):
    defaults = {"to_on": LATER, "ground": ExtensionGround.SHELTER_PROPOSAL, "on": ON, "by": stay.arrived_recorded_by}
    return terms.propose_extension(stay, **defaults | facts)


def answered(extension, approved, **facts):
    defaults = {"body": "LOCAL_COMMISSION", "answered_on": ON, "reference": "Р-7", "on": ON}
    return terms.answer_extension(
        extension, approved=approved, **defaults | {"by": extension.stay.arrived_recorded_by} | facts
    )


def asked(shelter, from_on):
    case = identified_informally(CaseFactory())
    return stays.request(case, shelter=shelter, from_on=from_on, by=case.recorded_by, on=from_on)


# The term of the law.


def test_the_term_counts_from_the_arrival_under_the_rule_that_the_stay_keeps():
    stay = asked(ShelterFactory(), date(2026, 3, 10))
    staff = staff_of(stay.shelter)
    stay = stays.reserve(stay, place=PlaceFactory(shelter=stay.shelter), by=staff, on=date(2026, 3, 10))

    stay = stays.arrive(stay, on=date(2026, 3, 12), by=staff)

    assert stay.planned_to_on == date(2026, 4, 11)
    assert stay.term_rule == rule_for(RuleKind.SHELTER_STAY, on=date(2026, 3, 12))
    assert term_of(stay).last_day == date(2026, 4, 11)


def test_a_day_that_was_agreed_stays_as_agreed():
    stay = StayFactory(reserved=True, planned_to_on=date(2026, 3, 25))

    stay = stays.arrive(stay, on=date(2026, 3, 12), by=staff_of(stay.shelter))

    assert (stay.planned_to_on, stay.term_rule, term_of(stay)) == (date(2026, 3, 25), None, None)


@pytest.mark.parametrize(
    ("from_on", "length", "last_day"),
    [(date(2018, 6, 1), 10, date(2018, 6, 11)), (date(2019, 1, 1), 30, date(2019, 1, 31))],
)
def test_a_stay_of_those_years_has_the_term_that_was_law(from_on, length, last_day):
    case = identified_informally(CaseFactory(opened_on=date(2018, 1, 1)))

    stay = stays.request(case, shelter=ShelterFactory(), from_on=from_on, by=case.recorded_by, on=from_on)

    assert (stay.planned_to_on, stay.term_rule.length) == (last_day, length)


def test_a_term_goes_on_where_the_person_moves(stay):
    going_on = moves.move_to(stay, place=PlaceFactory(shelter=stay.shelter), on=ON, by=stay.arrived_recorded_by)

    assert (term_of(going_on).start, term_of(going_on).last_day) == (date(2026, 3, 10), UNTIL)


# Longer.


def test_a_proposal_alone_moves_nothing(stay):
    extension = proposed(stay)

    stay.refresh_from_db()
    assert (extension.state, extension.from_on, stay.planned_to_on) == (E.PROPOSED, UNTIL, UNTIL)
    assert Event.objects.get(action="shelters.stay.extension_proposed").facts["ground"] == "SHELTER_PROPOSAL"


def test_an_approved_proposal_moves_the_planned_end_and_is_told_to_house_and_team(stay):
    colleague, caseworker = staff_of(stay.shelter), CaseMemberFactory(case=stay.case).user

    extension = answered(proposed(stay), True)

    stay.refresh_from_db()
    assert (extension.state, extension.body, extension.reference) == (E.APPROVED, "LOCAL_COMMISSION", "Р-7")
    assert (stay.planned_to_on, term_of(stay)) == (LATER, None)
    assert {colleague, caseworker} <= told("stay_extension_answered")
    assert "Р-7" not in str(Event.objects.get(action="shelters.stay.extended").facts)


def test_a_refused_proposal_leaves_the_stay_as_it_is_and_evicts_nobody(stay):
    answered(proposed(stay), False)

    stay.refresh_from_db()
    assert (stay.state, stay.planned_to_on) == (S.ACTIVE, UNTIL)
    assert proposed(stay).number == 2


def test_a_proposal_can_be_taken_back(stay):
    extension = terms.withdraw_extension(proposed(stay), on=ON, by=stay.arrived_recorded_by)

    assert extension.state == E.WITHDRAWN
    with pytest.raises(Refused, match="answered already"):
        answered(extension, True)


def test_those_who_hold_the_case_may_propose_and_nobody_else(stay):
    assert proposed(stay, by=stay.requested_by).state == E.PROPOSED
    with pytest.raises(Refused, match="proposed already"):
        proposed(stay)
    with pytest.raises(Refused, match="Only the organisation"):
        proposed(StayFactory(active=True), by=UserFactory())


@pytest.mark.parametrize("state", [S.REQUESTED, S.RESERVED, S.MOVED, S.ENDED])
def test_only_a_stay_that_goes_on_is_extended(state):
    stay = StayFactory(until=state)

    with pytest.raises(Refused, match="does not stay here"):
        proposed(stay, by=staff_of(stay.shelter))


def test_a_proposal_is_longer_and_another_ground_is_in_words(stay):
    with pytest.raises(ValidationError, match="after the planned end"):
        proposed(stay, to_on=UNTIL)


def test_another_ground_is_in_words(stay):
    with pytest.raises(ValidationError, match="in words"):
        proposed(stay, ground=ExtensionGround.OTHER)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"body": ""}, "who decided"), ({"answered_on": date(2026, 3, 19)}, "before the proposal")],
)
def test_an_answer_says_who_and_when(stay, facts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        answered(proposed(stay), True, **facts)


def test_the_database_edits_no_answer_and_extends_from_the_planned_end_alone(stay):
    extension = answered(proposed(stay), True)

    with pytest.raises(IntegrityError, match="stay_extension_answered_is_not_edited"):
        StayExtension.objects.filter(pk=extension.pk).update(to_on=LATER + timedelta(days=1))


def test_a_proposal_waits_on_where_the_person_moves(stay):
    proposed(stay)

    going_on = moves.move_to(stay, place=PlaceFactory(shelter=stay.shelter), on=ON, by=stay.arrived_recorded_by)

    assert answered(going_on.extensions.get(), True).state == E.APPROVED
    going_on.refresh_from_db()
    assert going_on.planned_to_on == LATER


# Reviewed.


def test_the_end_of_a_protection_lets_the_stay_be_reviewed_and_ends_nothing(stay):
    colleague = staff_of(stay.shelter)

    following.protection_ended(stay.case, on=ON)
    following.protection_ended(stay.case, on=ON)

    review = stay.reviews.get()
    stay.refresh_from_db()
    assert (stay.state, stay.planned_to_on, review.due_on) == (S.ACTIVE, UNTIL, date(2026, 3, 27))
    assert colleague in told("stay_review_opened")
    assert Event.objects.get(action="shelters.stay.review_opened").actor_id is None


def test_who_gives_a_protection_up_in_a_shelter_is_not_evicted():
    status = ProtectionFactory()
    stay = StayFactory(active=True, case=status.case)
    by = CaseMemberFactory(case=status.case).user

    protection.renounce(status, on=date(2026, 6, 1), renounced_how="WRITTEN", explained_on=date(2026, 5, 30), by=by)

    assert (stay.reviews.get().due_on, Stay.objects.get(pk=stay.pk).state) == (date(2026, 6, 8), S.ACTIVE)


def test_who_stays_nowhere_has_nothing_to_review():
    following.protection_ended(StayFactory(reserved=True).case, on=ON)

    assert not StayReview.objects.exists()


@pytest.mark.parametrize(("kind", "count"), [(FacilityKind.SHELTER, 1), (FacilityKind.CRISIS_CENTRE_CHILD, 0)])
def test_who_is_found_to_be_a_child_among_adults_is_looked_at_again(kind, count):
    stay = StayFactory(active=True, place=PlaceFactory(shelter=ShelterFactory(kind=kind)))
    established_at = datetime(2026, 3, 20, 11, 0, tzinfo=SOFIA)

    ages.find_age(
        stay.case,
        age_status=AgeStatus.MINOR_STATED,
        established_at=established_at,
        evidence="a paper",
        by=stay.requested_by,
    )

    assert [review.ground for review in stay.reviews.all()] == [ReviewGround.FOUND_TO_BE_A_CHILD] * count


def test_a_review_says_what_comes_next(stay):
    following.protection_ended(stay.case, on=ON)

    review = terms.review(
        stay.reviews.get(), outcome=ReviewOutcome.EXTENSION, note="остава", on=ON, by=stay.requested_by
    )

    assert (review.done_on, review.outcome, review.note) == (ON, ReviewOutcome.EXTENSION, "остава")
    with pytest.raises(Refused, match="done already"):
        terms.review(review, outcome=ReviewOutcome.MOVES, on=ON, by=stay.requested_by)


def test_a_review_falls_away_with_the_stay_and_goes_along_with_a_move(stay):
    following.protection_ended(stay.case, on=ON)

    going_on = moves.move_to(
        stay, place=PlaceFactory(shelter=stay.shelter), on=date(2026, 3, 22), by=stay.arrived_recorded_by
    )
    stays.leave(going_on, to_on=date(2026, 3, 25), end_reason=StayEnd.RETURN, by=stay.arrived_recorded_by)

    assert (stay.reviews.get().fell_away_on, going_on.reviews.get().due_on) == (date(2026, 3, 22), date(2026, 3, 27))
    assert not StayReview.objects.open().exists()


# Waiting.


def test_a_request_waits_behind_somebody_who_has_not_left(stay):
    waiting = asked(stay.shelter, date(2026, 4, 1))

    waiting = terms.wait_for(waiting, guest=stay, by=staff_of(stay.shelter), on=ON)

    assert (waiting.state, waiting.waits_for, waiting.expected_free_on) == (S.REQUESTED, stay.place, UNTIL)
    assert told("stay_answered") >= {waiting.requested_by}


def test_who_waits_learns_when_the_stay_before_gets_longer(stay):
    waiting = terms.wait_for(asked(stay.shelter, date(2026, 4, 1)), guest=stay, by=staff_of(stay.shelter), on=ON)
    before = Notification.objects.filter(recipient=waiting.requested_by).count()

    answered(proposed(stay), True)

    waiting.refresh_from_db()
    assert waiting.expected_free_on == LATER
    assert Notification.objects.filter(recipient=waiting.requested_by).count() == before + 1


def test_who_waited_is_reserved_when_the_place_is_free(stay):
    staff = staff_of(stay.shelter)
    waiting = terms.wait_for(asked(stay.shelter, date(2026, 4, 1)), guest=stay, by=staff, on=ON)
    with pytest.raises(ValidationError, match="taken"):
        stays.reserve(waiting, place=stay.place, by=staff, on=ON)


def test_a_place_that_came_free_is_reserved_for_who_waited(stay):
    staff = staff_of(stay.shelter)
    waiting = terms.wait_for(asked(stay.shelter, date(2026, 4, 1)), guest=stay, by=staff, on=ON)
    stays.leave(stay, to_on=date(2026, 4, 1), end_reason=StayEnd.OWN_HOUSING, by=staff)
    assert Notification.objects.get(kind="stay_place_free", recipient=staff).case_code == waiting.case.code

    waiting = stays.reserve(waiting, place=stay.place, by=staff, on=date(2026, 4, 1))

    assert (waiting.state, waiting.waits_for, waiting.expected_free_on) == (S.RESERVED, None, None)


def test_nobody_waits_for_a_place_in_which_nobody_stays(stay):
    kept = StayFactory(reserved=True, shelter=stay.shelter, place=PlaceFactory(shelter=stay.shelter))

    with pytest.raises(Refused, match="Reserve it"):
        terms.wait_for(asked(stay.shelter, ON), guest=kept, by=staff_of(stay.shelter), on=ON)
