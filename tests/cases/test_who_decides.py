"""Where a second person is needed the database takes no other name than that of who is signed in."""

from datetime import date

import pytest

from cases.actions import cases, merging
from cases.states import ClosureReason, TeamRole
from cases.support.actions import plans
from tests.cases.planned import DAY, signed
from tests.cases.said_and_done import refused_by_the_database
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.wall.identity import acting_as

ON = date(2026, 4, 1)


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def first(case):
    return CaseMemberFactory(case=case).user


@pytest.fixture
def second(case):
    supervisor = UserFactory(supervisor=True, organisation=case.organisation)
    return CaseMemberFactory(case=case, user=supervisor, role=TeamRole.SUPERVISOR).user


def test_nobody_approves_a_plan_in_the_name_of_a_supervisor(case, first, second):
    plan = signed(case)

    with acting_as(first):
        refusal = refused_by_the_database(
            "UPDATE support_supportplan SET approved_on = %s, approved_by_id = %s WHERE id = %s",
            DAY,
            second.pk,
            plan.pk,
        )
    with acting_as(second):
        approved = plans.approve(plan, on=DAY, by=second)

    assert refusal == "support_plan_decided_by_who_acts"
    assert approved.approved_by == second


def test_nobody_confirms_a_closing_in_the_name_of_a_colleague(case, first, second):
    with acting_as(first):
        cases.propose_closure(case, reason=ClosureReason.LOST_CONTACT, on=ON, by=first)
        refusal = refused_by_the_database(
            "UPDATE cases_case SET closed_on = %s, closure_confirmed_by_id = %s WHERE id = %s", ON, second.pk, case.pk
        )

    assert refusal == "case_decided_by_who_acts"


def test_nobody_joins_two_people_in_the_name_of_the_other_side(case, first):
    other = CaseFactory(organisation=OrganisationFactory())
    CaseMemberFactory(case=other, user=other.recorded_by)

    with acting_as(first):
        link = merging.propose(case, other_code=other.code, reason="-", by=first, on=ON)
        refusal = refused_by_the_database(
            "UPDATE cases_duplicatelink SET answered_on = %s, answered_by_id = %s WHERE id = %s",
            *(ON, other.recorded_by_id, link.pk),
        )

    assert refusal == "duplicate_link_decided_by_who_acts"
