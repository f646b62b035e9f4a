"""What the circumstances of a person ask for stands on the case page, whatever the next step is."""

from datetime import date

import pytest

from cases.circumstances import circumstances
from cases.facts import facts_of
from cases.models import Case
from cases.models.case import access
from cases.states import TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, ReturnPlanFactory, UserFactory

ON = date(2026, 4, 20)


def sentences(case, user):
    """What this person is told of the case."""
    case = Case.objects.get(pk=case.pk)
    return [step.sentence for step in circumstances(facts_of(case, user, access(user, case), None, on=ON))]


@pytest.fixture
def told():
    """`told(case)`: what a caseworker of the case is told."""
    return lambda case: sentences(case, CaseMemberFactory(case=case).user)


def test_who_is_held_as_a_foreigner_is_offered_a_shelter_at_once(told):
    """E-17."""
    held = CaseFactory(person__citizenships=["UA"], person__residence_status="HELD_IN_SHTAF")

    (sentence,) = told(held)

    assert "Offer a place in a shelter at once" in sentence
    assert "Migration Directorate" in sentence
    assert told(CaseFactory(person__citizenships=["UA"], person__residence_status="ILLEGAL_RESIDENT")) == []


def test_child_protection_is_told_of_a_newborn_that_was_to_be_sold(told):
    """E-38."""
    (sentence,) = told(CaseFactory(exploitation=["SALE_OF_NEWBORN"]))

    assert "Tell child protection of the child" in sentence
    assert told(CaseFactory(exploitation=["SEXUAL"])) == []


@pytest.mark.parametrize(
    ("state", "situation", "kind", "asked"),
    [
        ("DECLINED", "PERMIT_EXPIRED", "FOREIGNER_TO_ORIGIN", True),
        ("DECLINED", "PROTECTION_STOPPED", "FOREIGNER_THIRD_COUNTRY", True),
        ("DECLINED", "VOLUNTARY", "FOREIGNER_TO_ORIGIN", False),
        ("DECLINED", "PERMIT_EXPIRED", "BG_CITIZEN_TO_RESIDENCE", False),
        ("PROPOSED", "PERMIT_EXPIRED", "FOREIGNER_TO_ORIGIN", False),
    ],
)
def test_who_does_not_return_and_may_have_no_right_to_stay_sees_a_lawyer(told, state, situation, kind, asked):
    """E-19."""
    citizenships = ["BG"] if kind.startswith("BG") else ["UA"]
    case = CaseFactory(person__citizenships=citizenships)
    ReturnPlanFactory(case=case, state=state, situation=situation, kind=kind)

    assert [("Ask a lawyer" in sentence) for sentence in told(case)] == [True] * asked


def test_only_the_latest_plan_counts(told):
    case = CaseFactory(person__citizenships=["UA"])
    facts = {"kind": "FOREIGNER_TO_ORIGIN", "situation": "PERMIT_EXPIRED"}
    ReturnPlanFactory(case=case, state="DECLINED", **facts)
    ReturnPlanFactory(case=case, state="PROPOSED", **facts)

    assert told(case) == []


def test_an_authority_that_works_on_the_case_is_told_nothing(db):
    """Where the person is and what she decided is not told to it here (domain 9.2)."""
    case = CaseFactory(
        person__citizenships=["UA"], person__residence_status="HELD_IN_SHTAF", exploitation=["SALE_OF_NEWBORN"]
    )
    officer = UserFactory(officer=True)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)

    assert sentences(case, officer) == []


def test_a_closed_case_asks_for_nothing(told):
    assert told(CaseFactory(closed=True, exploitation=["SALE_OF_NEWBORN"])) == []


def test_the_page_of_the_case_shows_it_with_the_way_to_act(client, join, words):
    case = CaseFactory(person__citizenships=["UA"], person__residence_status="HELD_IN_SHTAF")
    join(case)

    answer = client.get(f"/cases/{case.code}/")

    assert "held in the special home for foreigners" in words(answer)
    assert f'<a class="govuk-link" href="/cases/{case.code}/stays/">The person is held' in answer.content.decode()
