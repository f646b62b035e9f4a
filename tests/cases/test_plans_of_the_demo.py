"""The demo has needs and plans to show, in every state."""

from datetime import date

from cases.support.models import NeedsAssessment, SupportPlan
from cases.support.states import PlanState
from tests.cases.said_and_done import at
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.demo import play_plan


def test_every_state_of_a_plan_is_there(db):
    supervisor = UserFactory(supervisor=True)
    for _number in range(4):
        case = CaseFactory(organisation=supervisor.organisation, opened_on=date(2026, 3, 2))
        CaseMemberFactory(case=case, user=case.recorded_by)

    play_plan.furnish(at=at(3, 20))

    assert set(SupportPlan.objects.values_list("state", flat=True)) == set(PlanState)
    assert SupportPlan.objects.filter(approved_by=supervisor).count() == 1
    assert NeedsAssessment.objects.count() == 4
