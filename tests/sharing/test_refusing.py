"""Refusing, or taking back, a consent changes no service, stay, plan or right (domain 11, rule 15)."""

import pytest

from cases.models.case import access
from cases.sharing.actions import consents, referrals
from tests import lived
from tests.factories import CaseMemberFactory, UserFactory
from tests.sharing.told import DAY, drafted, given, offered
from tests.test_support_is_unconditional import identified, what_became_of

OF_SHARING = ("Consent", "Referral", "SharedItem", "Telling")


def nothing(case, by):
    """The person was asked for nothing."""


def refused(case, by):
    consents.refuse(offered(case, UserFactory().organisation, by=by), answered_on=DAY, on=DAY, by=by)


def withdrawn(case, by):
    consents.withdraw(given(case, UserFactory().organisation, by=by), ended_on=DAY, on=DAY, by=by)


def not_referred(case, by):
    referrals.refused_by_person(drafted(case, UserFactory().organisation, by=by), on=DAY, by=by)


def helped(chapter, answered):
    """What became of a person who gave this answer, and then was helped; and what those who help may do."""
    case = identified("nothing")
    answered(case, CaseMemberFactory(case=case).user)
    chapter(case)
    became = {name: rows for name, rows in what_became_of(case).items() if name not in OF_SHARING}
    return became, access(case.recorded_by, case)


@pytest.mark.parametrize("chapter", [lived.in_a_shelter, lived.with_a_plan, lived.with_services, lived.home_again])
def test_help_is_the_same_whether_the_person_agrees_or_not(db, chapter):
    as_ever = helped(chapter, nothing)

    assert any(as_ever[0].values())
    for answered in (refused, withdrawn, not_referred):
        assert helped(chapter, answered) == as_ever, answered.__name__
