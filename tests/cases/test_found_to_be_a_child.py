"""Found to be a child, or not to be one after all: what stays, what waits, what is no longer owed."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import cooperation
from cases.actions.reminders import raise_due
from cases.rules import why_not_close
from cases.states import AgeStatus
from tests.cases.said_and_done import at, clock, find_age, identify, say, told
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.flow import Refused


@pytest.fixture
def case():
    """An adult with a period from 10 March to 9 April 2026."""
    case = CaseFactory()
    identify(case)
    return case


def colleague(case, **fields):
    return UserFactory(organisation=case.organisation, **fields)


def test_a_period_that_was_over_stays_as_it_was_and_is_marked(client, join, case, words):
    find_age(case, when=at(4, 20))
    join(case)

    assert (clock(case).end_reason, clock(case).ended_on) == ("", None)
    for name in ("detail", "clock"):
        text = words(client.get(reverse(f"cases:{name}", args=[case.code])))
        assert "After this period had ended, the person was found to be a child" in text


def test_an_adults_period_bears_no_such_mark(client, join, case, words):
    join(case)

    assert "After this period had ended" not in words(client.get(reverse("cases:clock", args=[case.code])))


def test_a_yes_recorded_after_the_finding_moves_nothing(client, join, case, words):
    find_age(case, when=at(4, 20))
    coordinator = colleague(case, coordinator=True)

    say(case, when=at(3, 20), on=date(2026, 4, 21), by=coordinator)

    assert clock(case).end_reason == ""
    join(case)
    assert "A lawyer must decide what follows" in words(client.get(reverse("cases:cooperation", args=[case.code])))


def test_the_decision_is_frozen(case):
    first, second = say(case), say(case, "NO", when=at(3, 22))
    proposed = cooperation.propose_annulment(first, reason="Not so.", on=date(2026, 3, 24), by=case.recorded_by)
    find_age(case, when=at(3, 25))

    with pytest.raises(Refused, match="may be, a child"):
        cooperation.confirm_annulment(proposed, at=at(3, 27), by=colleague(case))
    with pytest.raises(Refused, match="may be, a child"):
        cooperation.propose_annulment(second, reason="Not so.", on=date(2026, 3, 27), by=case.recorded_by)

    assert clock(case).ended_by_decision == first


def test_notices_are_no_longer_owed_for_a_person_found_to_be_an_adult(client, join, words):
    case = CaseFactory(child=True)
    CaseMemberFactory(case=case)
    find_age(case, AgeStatus.ADULT_VERIFIED, when=at(3, 2, 20))

    raise_due(at=at(3, 10))

    assert not told("child_notice_overdue")
    assert why_not_close(case, on=date(2026, 3, 10)) == []
    join(case)
    text = words(client.get(reverse("cases:identification", args=[case.code])))
    assert "no longer owed" in text
    assert "Record that it was sent" not in text


def test_notices_are_owed_again_when_the_finding_turns_out_wrong():
    case = CaseFactory(child=True)
    member = CaseMemberFactory(case=case)
    find_age(case, AgeStatus.ADULT_STATED, when=at(3, 2, 20))
    find_age(case, AgeStatus.MINOR_VERIFIED, when=at(3, 4))

    raise_due(at=at(3, 10))

    assert told("child_notice_overdue") == {member.user}
    assert why_not_close(case, on=date(2026, 3, 10))
