"""Measures against contact: the person's own choice or a court's order, always temporary (domain 4.12)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import nocontact, reminders
from cases.models import NoContactMeasure
from cases.nocontact import BY_COURT, MEASURE_FLOW, VOLUNTARY, Channel, MeasureKind, MeasureState
from cases.states import TeamRole
from tests.cases.kept_apart import ON, UNTIL, agreed, applied, ordered, proposed
from tests.cases.said_and_done import at, told
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.accounts.models import User
from tvcase.audit.models import Event
from tvcase.flow import Refused

K, S = MeasureKind, MeasureState
ANSWER = {"explained_on": ON, "agreed_on": ON, "agreement_language": "bg"}


def reach(case, kind, state):
    """A measure of this kind in this state."""
    if state == S.PROPOSED:
        return proposed(case, kind)
    if kind in VOLUNTARY:
        if state == S.REFUSED:
            return nocontact.decline(proposed(case, kind), on=ON, by=case.recorded_by)
        measure = agreed(case, kind)
        return nocontact.take_back(measure, on=ON, by=case.recorded_by) if state == S.WITHDRAWN else measure
    order = ordered(case, kind) if state in (S.ACTIVE, S.LIFTED) else applied(case, kind)
    if state not in (S.ACTIVE, S.APPLIED):
        nocontact.ended_by_procedure(order.measure, to=state, on=date(2026, 4, 8), by=case.recorded_by)
    return NoContactMeasure.objects.get(pk=order.measure_id)


STATES = {
    K.VOLUNTARY_DISTANCE: (S.PROPOSED, S.ACTIVE, S.REFUSED, S.WITHDRAWN),
    K.COURT_ART67: (S.PROPOSED, S.APPLIED, S.ACTIVE, S.REFUSED, S.WITHDRAWN, S.LIFTED),
}


@pytest.mark.parametrize(("kind", "state"), [(kind, state) for kind, states in STATES.items() for state in states])
def test_the_database_allows_no_step_that_the_flow_has_not(kind, state):
    measure = reach(CaseFactory(), kind, state)

    for then in set(MeasureState) - {state, *MEASURE_FLOW.get(state, ())}:
        with pytest.raises(IntegrityError), transaction.atomic():
            NoContactMeasure.objects.filter(pk=measure.pk).update(state=then, ended_on=date(2026, 4, 9))


def test_a_voluntary_measure_begins_with_the_written_agreement():
    case = CaseFactory()

    measure = agreed(case)

    assert (measure.state, measure.from_on, measure.until_on) == (S.ACTIVE, ON, UNTIL)
    assert measure.is_in_force(on=UNTIL)
    assert not measure.is_in_force(on=UNTIL + timedelta(days=1))
    assert measure.has_run_out(on=UNTIL + timedelta(days=1))
    assert Event.objects.filter(action="cases.no_contact.agreed", case_code=case.code).count() == 1


@pytest.mark.parametrize("kind", BY_COURT)
def test_what_a_court_orders_does_not_begin_with_an_agreement(kind):
    case = CaseFactory(child=kind == K.CHILD_EXIT_BAN)

    with pytest.raises(Refused):
        nocontact.agree(proposed(case, kind), **ANSWER, until_on=UNTIL, on=ON, by=case.recorded_by)


def test_the_database_refuses_a_voluntary_measure_without_an_agreement():
    measure = proposed(CaseFactory(), K.VOLUNTARY_DISTANCE)
    days = {"from_on": ON, "term_from_on": ON, "until_on": UNTIL, "review_on": ON}

    with pytest.raises(IntegrityError, match="voluntary_means_agreed_in_writing"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=measure.pk).update(state=S.ACTIVE, **days)


def test_the_database_refuses_a_courts_measure_without_its_order():
    measure = proposed(CaseFactory(), K.COURT_ART67)
    NoContactMeasure.objects.filter(pk=measure.pk).update(state=S.APPLIED)
    days = {"from_on": ON, "term_from_on": ON, "until_on": UNTIL, "review_on": ON}

    with pytest.raises(IntegrityError, match="ordered_by_a_court"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=measure.pk).update(state=S.ACTIVE, **days)


def test_no_measure_is_without_an_end():
    measure = agreed(CaseFactory(), K.VOLUNTARY_DISTANCE)

    with pytest.raises(IntegrityError, match="in_force_means_temporary"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=measure.pk).update(until_on=None)


@pytest.mark.parametrize(("days", "allowed"), [(1, True), (14, True), (15, False), (60, False)])
def test_a_limit_of_telephone_lasts_fourteen_days_at_most(days, allowed):
    case = CaseFactory()
    until = ON + timedelta(days=days)

    if allowed:
        assert agreed(case, until_on=until).until_on == until
    else:
        with pytest.raises(Refused, match="20 April 2026") as refused:
            agreed(case, until_on=until)
        assert list(refused.value.error_dict) == ["until_on"]


def test_the_database_refuses_a_longer_limit_of_telephone():
    measure = agreed(CaseFactory())
    later = {"until_on": UNTIL + timedelta(days=1), "agreed_on": ON + timedelta(days=1)}

    with pytest.raises(IntegrityError, match="at_most_fourteen_days"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=measure.pk).update(**later)


def test_two_limits_of_telephone_do_not_follow_each_other_by_overlapping():
    case = CaseFactory()
    agreed(case)

    with pytest.raises(ValidationError, match="Another limit"), transaction.atomic():
        agreed(case)


def test_a_new_agreement_makes_it_longer_and_nothing_else_does():
    measure = agreed(CaseFactory())
    later = date(2026, 4, 19)
    facts = {"explained_on": later, "agreed_on": later, "until_on": date(2026, 5, 3)}

    renewed = nocontact.renew(measure, **facts, on=later, by=measure.recorded_by)

    assert (renewed.from_on, renewed.term_from_on, renewed.until_on) == (ON, later, date(2026, 5, 3))
    with pytest.raises(IntegrityError, match="renewed_by_a_new_agreement"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=measure.pk).update(until_on=date(2026, 5, 4), term_from_on=date(2026, 4, 20))


@pytest.mark.parametrize("kind", VOLUNTARY)
def test_the_person_ends_it_at_once_also_in_a_closed_case(kind):
    measure = agreed(CaseFactory(), kind)
    case = measure.case
    type(case).objects.filter(pk=case.pk).update(
        closure_proposed_on=ON,
        closed_on=ON,
        closure_reason="GOALS_MET",
        closed_by=case.recorded_by,
        closure_confirmed_by=UserFactory(organisation=case.organisation, supervisor=True),
    )

    ended = nocontact.take_back(measure, on=ON, by=case.recorded_by)

    assert (ended.state, ended.ended_on) == (S.WITHDRAWN, ON)


def test_the_person_does_not_end_what_a_court_ordered():
    order = ordered(CaseFactory())

    with pytest.raises(Refused):
        nocontact.take_back(order.measure, on=ON, by=order.recorded_by)


@pytest.mark.parametrize("channel", [channel for channel in Channel if channel in ("IN_PERSON", "THROUGH_OTHERS")])
def test_only_what_may_be_closed_is_closed(channel):
    with pytest.raises(ValidationError):
        proposed(CaseFactory(), closed_channels=[channel])


def test_the_database_knows_what_always_stays_open():
    measure = proposed(CaseFactory())

    with pytest.raises(IntegrityError, match="closes_only_what_may_be_closed"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=measure.pk).update(closed_channels=["LAWYER"])


def test_a_ban_on_leaving_the_country_is_for_a_child_only():
    with pytest.raises(Refused):
        proposed(CaseFactory(), K.CHILD_EXIT_BAN)

    assert proposed(CaseFactory(child=True), K.CHILD_EXIT_BAN).state == S.PROPOSED


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ((4, 12), set()),
        ((4, 13), {"no_contact_review"}),
        ((4, 18), {"no_contact_review", "no_contact_ends"}),
        ((4, 21), {"no_contact_over"}),
    ],
)
def test_reviews_and_ends_come_as_reminders_to_who_may_read_them(day, kinds):
    case = CaseFactory()
    worker = CaseMemberFactory(case=case, user=case.recorded_by, joined_on=case.opened_on).user
    officer = UserFactory(officer=True)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER, joined_on=case.opened_on)
    agreed(case)

    reminders.raise_due(at=at(*day, 8))
    reminders.raise_due(at=at(*day, 9))

    for kind in ("no_contact_review", "no_contact_ends", "no_contact_over"):
        assert told(kind) == ({worker} if kind in kinds else set()), kind


def test_of_a_case_that_an_authority_holds_its_coordinator_is_not_reminded():
    officer = UserFactory(officer=True)
    case = CaseFactory(organisation=officer.organisation, recorded_by=officer)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER, joined_on=case.opened_on)
    coordinator = UserFactory(organisation=officer.organisation, coordinator=True)
    User.objects.filter(pk=coordinator.pk).update(date_joined=at(1, 1))
    agreed(case)

    reminders.raise_due(at=at(4, 21, 8))

    assert told("no_contact_over") == set()
