"""What the person needs, and the plan that is made with her or him (domain 4.9; SOP 1.2, 1.3)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from cases.rules import shared_item_source, why_not_close
from cases.support import portrait, rules
from cases.support.actions import needs, parts, plans
from cases.support.copies import PLAN_TO_CARRY
from cases.support.models import PlanStep, SafetyMeasure, SupportPlan
from cases.support.states import NeedItem, PlanState
from tests.cases.planned import DAY, SIGNING, assess_needs, drafted, signed
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.exports.kinds import Asked
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

LATER = date(2026, 4, 2)


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def by(case):
    return case.recorded_by


@pytest.fixture
def supervisor(case):
    user = UserFactory(organisation=case.organisation, supervisor=True)
    CaseMemberFactory(case=case, user=user, role="SUPERVISOR")
    return user


def test_each_question_about_needs_is_answered(case, by):
    answers = {item: ("UNKNOWN", "") for item in NeedItem.values if item != "WATER"}

    with pytest.raises(Refused, match="Answer each of the questions"):
        needs.assess(case, assessed_on=DAY, answers=answers, told_purpose=True, alone=True, on=DAY, by=by)


def test_what_is_found_out_later_is_a_newer_version_beside_the_first(case):
    first = assess_needs(case, FOOD="For two days.")
    second = assess_needs(case, on=LATER, FOOD="For two days.", HEALTH="A dentist.")

    changed = [part.title for part in portrait.needs_beside(first, second) if part.differs]

    assert (first.number, second.number) == (1, 2)
    assert changed == [NeedItem.HEALTH.label.capitalize()]


def test_nothing_of_the_words_stands_in_the_trace(case):
    signed(case)

    facts = " ".join(str(event.facts) for event in Event.objects.filter(case_code=case.code))
    assert not [word for word in ("room", "number.", "Варна", "two days") if word in facts]


def test_a_plan_is_signed_with_all_its_nine_parts(case, supervisor):
    plan = signed(case)

    assert [section.code for section in portrait.sections(plan) if not section.lines] == []
    assert (plan.state, plan.worker, plan.organisation) == ("ACTIVE", case.recorded_by, case.organisation)
    assert Event.objects.filter(action="support.plan.signed", case_code=case.code).count() == 1
    told = Notification.objects.filter(kind="support_plan_signed").values_list("recipient", flat=True)
    assert list(told) == [supervisor.pk]


def test_what_is_lacking_for_the_signature_is_said_line_by_line(case, by):
    plan = plans.draft(case, on=DAY, by=by)

    assert len(rules.why_not_sign(plan)) == 7
    with pytest.raises(Refused):
        plans.sign(plan, signed_on=DAY, **SIGNING, on=DAY, by=by)


def test_a_measure_is_never_in_force_without_the_persons_yes(case, by):
    """E-32; SOP 1.2: what the person refuses stays recorded, and is not active."""
    plan = drafted(case)
    refused = parts.add_measure(plan, group="TRAVEL", what="Never alone.", responsible="WORKER", on=DAY, by=by)

    assert len(rules.why_not_sign(plan)) == 1  # not answered yet
    parts.answer(refused, agrees=False, answered_on=DAY, on=DAY, by=by)
    plans.sign(plan, signed_on=DAY, **SIGNING, on=DAY, by=by)

    assert [measure.group for measure in SafetyMeasure.objects.in_force(on=DAY)] == ["PHONE"]
    assert SafetyMeasure.objects.get(group="TRAVEL").is_refused


def test_before_the_signature_no_measure_is_in_force(case):
    drafted(case)

    assert not SafetyMeasure.objects.in_force(on=DAY).exists()


def test_the_person_takes_back_a_yes_at_any_time_and_it_ends_at_once(case, by):
    plan = signed(case)

    parts.answer(plan.measures.get(), agrees=False, answered_on=LATER, on=LATER, by=by)

    assert not SafetyMeasure.objects.in_force(on=LATER).exists()
    with pytest.raises(Refused):
        parts.answer(plan.measures.get(), agrees=True, answered_on=LATER, on=LATER, by=by)


def test_a_measure_that_is_changed_is_talked_over_anew(case, by):
    measure = drafted(case).measures.get()

    parts.change(measure, what="Another number.", on=DAY, by=by)

    assert rules.why_not_sign(SupportPlan.objects.get()) == [
        "The person has not said yes or no to every measure for safety."
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"signature_form": "ALIAS", "signed_as": "Зора"},
        {"signature_form": "ORAL", "witness": "Свидетел Първи", "read_aloud": True, "interpreter": "Преводач Първи"},
    ],
)
def test_a_person_without_a_name_or_who_cannot_sign_agrees_too(case, by, facts):
    """E-23, E-24: a chosen name; or aloud, before a witness, after the plan was read."""
    plan = plans.sign(drafted(case), signed_on=DAY, **{**SIGNING, **facts}, on=DAY, by=by)

    assert plan.is_active


@pytest.mark.parametrize("facts", [{"signature_form": "ALIAS"}, {"signature_form": "ORAL", "witness": "Свидетел"}])
def test_a_signature_of_another_form_says_what_it_needs(case, by, facts):
    with pytest.raises(ValidationError, match="chosen name"):
        plans.sign(drafted(case), signed_on=DAY, **{**SIGNING, **facts}, on=DAY, by=by)


def test_signing_a_new_version_replaces_the_one_before(case, by):
    first = signed(case)
    second = plans.draft(case, on=LATER, by=by)
    parts.answer(second.measures.get(), agrees=True, answered_on=LATER, on=LATER, by=by)
    days = {"from_on": LATER, "until_on": date(2026, 7, 1), "review_on": date(2026, 5, 4)}
    plans.write(second, institutions="The bureau.", **days, on=LATER, by=by)

    plans.sign(second, signed_on=LATER, **SIGNING, on=LATER, by=by)

    assert list(case.support_plans.values_list("state", "ended_on")) == [("REPLACED", LATER), ("ACTIVE", None)]
    first.refresh_from_db()
    assert [part.title for part in portrait.beside(first, case.support_plans.get(number=2)) if part.differs]


def test_a_new_version_takes_over_what_is_open_and_asks_about_each_measure_again(case, by):
    plan = signed(case)
    parts.finish(plan.steps.get(), done_on=DAY, on=DAY, by=by)

    new = plans.draft(case, on=LATER, by=by)

    assert (new.goals.count(), new.steps.count(), new.measures.count()) == (1, 0, 1)
    assert new.measures.get().agreed_on is None
    assert new.institutions == "Още няма."
    assert plan.steps.get().done_on == DAY


def test_a_step_goes_on_for_its_goal_in_the_new_version(case, by):
    signed(case)

    new = plans.draft(case, on=LATER, by=by)

    assert new.steps.get().goal == new.goals.get()


def test_what_was_signed_is_not_written_any_more(case, by):
    plan = signed(case)

    for write in (
        lambda: parts.add_goal(plan, what="Another.", on=DAY, by=by),
        lambda: parts.change(plan.goals.get(), what="Another.", on=DAY, by=by),
        lambda: parts.strike(plan.steps.get(), on=DAY, by=by),
        lambda: plans.write(plan, institutions="", from_on=None, until_on=None, review_on=None, on=DAY, by=by),
    ):
        with pytest.raises(Refused, match="write a new version"):
            write()


def test_what_is_struck_out_of_a_draft_is_no_part_of_it(case, by):
    plan = drafted(case)

    parts.strike(plan.steps.get(), on=DAY, by=by)

    assert rules.why_not_sign(plan) == ["The plan has no step yet."]
    assert PlanStep.objects.get().struck_on == DAY


def test_a_supervisor_who_did_not_sign_approves_and_the_plan_is_in_force_without(case, by, supervisor):
    plan = signed(case)

    with pytest.raises(Refused):
        plans.approve(plan, on=DAY, by=by)
    approved = plans.approve(plan, on=LATER, by=supervisor)

    assert (approved.state, approved.approved_by) == ("ACTIVE", supervisor)


def test_a_supervisor_who_signed_does_not_approve(case, supervisor):
    plan = signed(case, by=supervisor)

    assert rules.why_not_approve(plan, by=supervisor) == ["Somebody else than the worker who signed approves the plan."]


def test_that_a_review_is_due_follows_from_the_days(case):
    plan = signed(case)

    assert not plan.review_is_due(on=date(2026, 4, 12))
    assert plan.review_is_due(on=date(2026, 4, 13))
    assert not plan.is_over(on=date(2026, 6, 12))
    assert plan.is_over(on=date(2026, 6, 13))
    assert list(SupportPlan.objects.to_review(on=date(2026, 4, 13))) == [plan]


@pytest.mark.parametrize(("make", "end"), [(drafted, "SET_ASIDE"), (signed, "GOALS_MET")])
def test_a_case_does_not_close_over_an_open_plan(case, by, make, end):
    """Domain 4.16: closing needs the plan closed."""
    plan = make(case)
    assert len(why_not_close(case, on=DAY)) == 1

    plans.close(plan, end_reason=end, on=DAY, by=by)

    assert why_not_close(case, on=DAY) == []


def test_only_a_draft_is_set_aside(case, by):
    with pytest.raises(ValidationError, match="Only a draft is set aside"):
        plans.set_aside(signed(case), on=DAY, by=by)


def test_a_closed_case_takes_no_new_version(case):
    case.closed_on = DAY

    assert rules.why_not_draft(case) == ["This case is closed: it accepts no new records."]


def test_the_paper_for_the_person_has_only_what_is_safe_to_carry_and_agreed(case, by):
    plan = drafted(case)
    parts.add_step(plan, what="Come to us.", responsible="PERSON", carry=True, on=DAY, by=by)
    no = parts.add_measure(plan, group="HOME", what="Refused.", responsible="PERSON", carry=True, on=DAY, by=by)
    yes = parts.add_measure(plan, group="HOME", what="Agreed.", responsible="PERSON", carry=True, on=DAY, by=by)
    parts.answer(no, agrees=False, answered_on=DAY, on=DAY, by=by)
    parts.answer(yes, agrees=True, answered_on=DAY, on=DAY, by=by)

    found = [line.text for section in portrait.to_carry(plan) for line in section.lines]

    assert found == ["Come to us.", "Agreed."]


def test_a_draft_is_on_no_paper_that_the_person_takes_along(client, join, case):
    plan = drafted(case)
    join(case)
    asked = Asked(user=case.recorded_by, on=DAY, case_code=case.code, parameters={})

    with pytest.raises(Http404):
        PLAN_TO_CARRY.contents(asked)
    assert reverse("support:carry", args=[case.code]) not in client.get(plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("to", PlanState)
def test_no_step_of_a_plan_leaves_its_flow(state, to):
    open_to = SupportPlan.FLOW.get(state, ())

    assert (to in open_to) == ((state, to) in FLOW)


FLOW = {("DRAFT", "ACTIVE"), ("DRAFT", "CLOSED"), ("ACTIVE", "REPLACED"), ("ACTIVE", "CLOSED")}


def test_of_the_plan_another_organisation_is_told_goals_and_steps_and_no_measure(case):
    signed(case)
    told = {source.kind: list(source.read(case)) for source in shared_item_source if source.kind in ("NEEDS", "PLAN")}

    assert told == {
        "NEEDS": ["Food; За два дни."],
        "PLAN": ["Собствена стая.", "Търсене на стая."],
    }
