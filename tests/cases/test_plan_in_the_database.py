"""What the database refuses of needs and plan, whatever writes it."""

from datetime import date

import pytest
from django.db import IntegrityError

from cases.models import Case
from cases.support.models import PlanGoal, PlanStep, SafetyMeasure, SupportPlan, UrgentNeed
from tests.cases.planned import DAY, assess_needs, drafted, signed
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.db import constraint_name


@pytest.fixture
def case(db):
    return CaseFactory()


def refused(name, function, *args, **kwargs):
    """That a constraint or trigger of this name refuses."""
    with pytest.raises(IntegrityError) as error:
        function(*args, **kwargs)
    assert constraint_name(error.value) == name


def set_to(record, **columns):
    type(record).objects.filter(pk=record.pk).update(**columns)


def test_a_plan_does_not_enter_into_force_by_a_word(case):
    refused("support_plan_in_force_means_signed", set_to, drafted(case), state="ACTIVE")


def test_a_plan_is_signed_with_all_that_it_needs(case):
    refused("support_plan_signed_means_complete", set_to, drafted(case), state="ACTIVE", signed_on=DAY)


def test_a_plan_is_signed_when_every_measure_was_answered(case):
    plan = drafted(case)
    plan.measures.update(agreed_on=None)

    refused("support_plan_signed_has_its_parts", set_to, plan, state="ACTIVE", signed_on=DAY)


def test_needs_and_risk_of_a_plan_are_of_its_case(case):
    plan, other = drafted(case), assess_needs(CaseFactory())

    refused("support_plan_signed_has_its_parts", set_to, plan, needs=other)


@pytest.mark.parametrize(
    "change", [{"until_on": date(2026, 12, 1)}, {"language": "en"}, {"signed_on": date(2026, 3, 1)}]
)
def test_what_was_signed_stays(case, change):
    refused("support_plan_signed_is_not_edited", set_to, signed(case), **change)


def test_an_approval_is_a_supervisors_and_somebody_elses(case):
    plan = signed(case)

    refused(
        "support_plan_approved_by_a_supervisor",
        set_to,
        plan,
        approved_on=DAY,
        approved_by=UserFactory(organisation=case.organisation),
    )


def test_who_signed_does_not_approve(case):
    supervisor = UserFactory(organisation=case.organisation, supervisor=True)
    CaseMemberFactory(case=case, user=supervisor, role="SUPERVISOR")
    plan = signed(case, by=supervisor)

    refused("support_plan_approved_by_somebody_else", set_to, plan, approved_on=DAY, approved_by=supervisor)


def test_one_draft_and_one_plan_in_force(case):
    drafted(case)

    refused(
        "support_plan_one_draft_and_one_in_force",
        SupportPlan.objects.create,
        case=case,
        number=9,
        drafted_on=DAY,
        recorded_by=case.recorded_by,
    )


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (PlanGoal, {"carry": True}),
        (PlanStep, {"responsible": "OTHER"}),
        (SafetyMeasure, {"agreed_on": None}),
        (PlanStep, {"struck_on": DAY}),
    ],
)
def test_a_part_of_a_signed_plan_stays_as_it_was_signed(case, model, change):
    signed(case)

    refused("plan_part_signed_is_not_edited", set_to, model.objects.get(), **change)


@pytest.mark.parametrize(
    ("model", "change"),
    [(PlanGoal, {"met_on": DAY}), (PlanStep, {"done_on": DAY}), (SafetyMeasure, {"refused_on": DAY})],
)
def test_what_happened_later_is_recorded(case, model, change):
    signed(case)

    set_to(model.objects.get(), **change)


def test_a_part_does_not_move_to_another_plan(case):
    first, other = drafted(case), drafted(CaseFactory())

    refused("plan_part_of_its_plan", set_to, first.goals.get(), plan=other)


def test_a_step_leads_to_a_goal_of_its_own_plan(case):
    first, other = drafted(case), drafted(CaseFactory())

    refused("plan_step_for_a_goal_of_its_plan", set_to, first.steps.get(), goal=other.goals.get())


def test_a_review_lies_within_the_plan(case):
    refused("support_plan_time_frame", set_to, drafted(case), review_on=date(2026, 7, 1))


def test_a_need_is_of_the_list(case):
    need = {"assessment": assess_needs(case), "case": case, "item": "MONEY", "answer": "NEED"}

    refused("urgent_need_of_the_list_is_answered", UrgentNeed.objects.create, **need)


def test_a_case_does_not_close_over_a_plan(case):
    drafted(case)
    closing = {"closed_on": DAY, "closure_reason": "GOALS_MET", "closed_by": case.recorded_by}

    refused("case_closes_without_open_plan", Case.objects.filter(pk=case.pk).update, **closing)
