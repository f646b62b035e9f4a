"""Closing takes a reason, two persons and nothing that is still open."""

from datetime import date

import pytest

from cases.actions import cases, handovers
from cases.rules import closing_rule, why_not_close
from cases.states import ClosureReason
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

TODAY = date(2026, 4, 1)


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def first(case):
    return CaseMemberFactory(case=case).user


@pytest.fixture
def second(case):
    return CaseMemberFactory(case=case).user


def propose(case, by):
    return cases.propose_closure(case, reason=ClosureReason.LOST_CONTACT, by=by, on=TODAY)


def test_two_persons_close_a_case(case, first, second):
    propose(case, first)

    closed = cases.confirm_closure(case, by=second, on=TODAY)

    assert (closed.closed_on, closed.closed_by, closed.closure_confirmed_by) == (TODAY, first, second)
    acts = Event.objects.filter(case_code=case.code, action__contains="clos").values_list("action", "actor")
    assert set(acts) == {("cases.closure.proposed", first.username), ("cases.case.closed", second.username)}


def test_the_others_on_the_case_are_told_of_a_proposal(case, first, second):
    coordinator = UserFactory(coordinator=True, organisation=case.organisation)

    propose(case, first)

    told = Notification.objects.filter(kind="closure_proposed").values_list("recipient", flat=True)
    assert set(told) == {second.pk, coordinator.pk}


def test_nobody_confirms_what_they_proposed(case, first):
    propose(case, first)

    with pytest.raises(Refused):
        cases.confirm_closure(case, by=first, on=TODAY)


def test_nothing_is_confirmed_that_was_not_proposed(case, second):
    with pytest.raises(Refused):
        cases.confirm_closure(case, by=second, on=TODAY)


def test_a_second_proposal_does_not_replace_the_first(case, first, second):
    propose(case, first)

    with pytest.raises(Refused):
        propose(case, second)


def test_a_proposal_taken_back_leaves_the_case_open(case, first, second):
    propose(case, first)

    case = cases.withdraw_closure(case, by=second, on=TODAY)

    assert case.is_open
    assert case.closure_reason == ""
    propose(case, second)


def test_what_is_open_keeps_the_case_open(first):
    case = CaseFactory(organisation=first.organisation, recorded_by=first, child=True)
    handovers.offer(
        case,
        to_organisation=OrganisationFactory(),
        consent_on=TODAY,
        consent_note="orally",
        by=first,
        on=TODAY,
    )

    reasons = why_not_close(case, on=TODAY)

    assert [str(reason) for reason in reasons] == [
        "The case is offered to another organisation.",
        "A notice about a child has not been sent.",
    ]
    with pytest.raises(Refused):
        propose(case, first)


def test_the_other_apps_have_their_say(case, monkeypatch):
    monkeypatch.setattr(closing_rule, "_entries", [lambda case, *, on: [f"not before {on}"]])

    assert why_not_close(case, on=TODAY) == ["not before 2026-04-01"]
