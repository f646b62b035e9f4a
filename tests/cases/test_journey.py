"""Papers for a return, and what follows the arrival: contact only with agreement, and a closure in the file."""

from datetime import date

import pytest

from cases.actions import journey, people, returns
from cases.follow_up import after
from cases.letters_of_return import RETURN_PLAN, TRAVEL_HANDOVER
from cases.models import Person, ReturnPlan
from cases.returning import ReturnState as S
from cases.sharing.actions import answers, referrals
from cases.support.actions import parts, plans
from cases.support.models import SupportPlan
from cases.support.rules import why_not_sign
from tests.cases.planned import DAY, drafted
from tests.cases.said_and_done import refused_by_the_database
from tests.cases.test_returns import ARRANGED
from tests.factories import CaseFactory, CaseMemberFactory, ReturnPlanFactory, TravelPaperFactory, UserFactory
from tests.sharing import told
from tvcase.documents.letters import Occasion
from tvcase.flow import Refused

ON = date(2026, 4, 20)
TAKEN_OVER = {"taken_over_by": "Trial 7", "taken_over_on": ON}
MISSION = {"kind": "TEMPORARY", "issuer": "MISSION", "state": "NEEDED"}


def seeks_asylum(plan):
    origin = {"citizenships": ["UA"], "languages": [], "interpreter_needed": False, "asylum_applicant": True}
    people.record_origin(plan.case, **origin, by=plan.recorded_by, on=ON)
    return ReturnPlan.objects.get(pk=plan.pk)


def test_the_mission_of_an_asylum_applicant_is_asked_for_nothing():
    plan = seeks_asylum(ReturnPlanFactory(state=S.PREPARING, foreigner=True))

    with pytest.raises(Refused, match="cannot be asked"):
        journey.add_paper(plan, **MISSION, on=ON, by=plan.recorded_by)

    ask = "UPDATE cases_travelpaper SET state = 'APPLIED' WHERE plan_id = %s"
    other = ReturnPlanFactory(state=S.PREPARING, foreigner=True)
    TravelPaperFactory(plan=other, **MISSION)
    seeks_asylum(other)
    assert refused_by_the_database(ask + " AND issuer = 'MISSION'", other.pk) == "travel_paper_no_embassy_for_asylum"


@pytest.mark.parametrize("text", ["Среща в посолството", "Консулска служба", "at the Embassy"])
def test_no_text_sends_anybody_to_an_asylum_applicants_embassy(text):
    plan = seeks_asylum(ReturnPlanFactory(state=S.PREPARING, foreigner=True))

    with pytest.raises(Refused, match="no text"):
        returns.prepare(plan, meeting=text, on=ON, by=plan.recorded_by)


def test_nobody_leaves_while_a_paper_is_awaited():
    plan = ReturnPlanFactory(state=S.READY)
    paper = journey.add_paper(plan, kind="IDENTITY_CARD", issuer="MOI", state="NEEDED", on=ON, by=plan.recorded_by)

    with pytest.raises(Refused, match="still awaited"):
        returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by)

    journey.change_paper(paper, state="ISSUED", state_on=ON, on=ON, by=plan.recorded_by)
    assert returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by).state == S.IN_TRANSIT


def test_a_border_is_crossed_with_a_paper_that_is_valid_on_the_day():
    plan = ReturnPlanFactory(state=S.READY, foreigner=True)
    plan.papers.update(valid_to=date(2026, 4, 16))

    with pytest.raises(Refused, match="no paper"):
        returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by)

    leave = "UPDATE cases_returnplan SET state = 'IN_TRANSIT', departed_on = '2026-04-17' WHERE id = %s"
    assert refused_by_the_database(leave, plan.pk) == "return_plan_ready_means_papers"


def test_without_agreement_nobody_is_contacted():
    plan = ReturnPlanFactory(state=S.ARRIVED)

    plan = journey.take_over(plan, **TAKEN_OVER, on=ON, by=plan.recorded_by)

    assert plan.state == S.FOLLOW_UP
    assert not plan.contacts.exists()


def test_contacts_are_planned_from_the_arrival_as_the_list_says():
    plan = ReturnPlanFactory(state=S.ARRIVED)

    journey.take_over(plan, **TAKEN_OVER, contact_agreed_on=ON, on=ON, by=plan.recorded_by)

    days = [contact.due_on for contact in plan.contacts.all()]
    assert days == [date(2026, 4, 25), *(date(2026, month, 18) for month in (5, 7, 10)), date(2027, 4, 18)]


def test_who_wants_no_more_contact_is_left_in_peace_at_once():
    plan = ReturnPlanFactory(state=S.ARRIVED)
    journey.take_over(plan, **TAKEN_OVER, contact_agreed_on=ON, on=ON, by=plan.recorded_by)

    journey.hold(plan.contacts.first(), outcome="STOP", held_on=ON, on=ON, by=plan.recorded_by)

    assert not plan.contacts.planned().exists()
    add = (
        "INSERT INTO cases_followupcontact (id, case_id, plan_id, number, due_on, recorded_by_id) "
        "VALUES (gen_random_uuid(), %s, %s, 9, '2026-06-01', %s)"
    )
    values = (plan.case_id, plan.pk, plan.recorded_by_id)
    assert refused_by_the_database(add, *values) == "follow_up_only_with_agreement"


def test_the_end_of_a_return_is_written_into_the_file():
    plan = ReturnPlanFactory(state=S.FOLLOW_UP)

    plan = journey.finish(plan, closed_on=ON, closure_note="At home.", on=ON, by=plan.recorded_by)

    assert (plan.state, plan.closed_on, plan.closure_note) == (S.CLOSED, ON, "At home.")
    empty = "UPDATE cases_returnplan SET closure_note = NULL WHERE id = %s"
    assert refused_by_the_database(empty, plan.pk) == "return_plan_closed_means_written_down"


@pytest.mark.parametrize(
    ("term", "day"),
    [("P1W", date(2026, 2, 7)), ("P1M", date(2026, 2, 28)), ("P12M", date(2027, 1, 31)), ("WEEK", None)],
)
def test_a_term_after_the_last_of_january(term, day):
    assert after(date(2026, 1, 31), term) == day


def test_what_was_written_before_asylum_was_sought_is_looked_at_again_before_the_departure_and_on_paper():
    plan = ReturnPlanFactory(state=S.READY, foreigner=True)
    plan.meeting = "Пред посолството"
    plan.save()
    plan = seeks_asylum(plan)
    by = CaseMemberFactory(case=plan.case).user

    with pytest.raises(Refused, match="no text"):
        returns.depart(plan, departed_on=ON, on=ON, by=by)
    for letter in (RETURN_PLAN, TRAVEL_HANDOVER):
        said = letter.why_not(Occasion(case=plan.case, subject=plan, by=by, on=ON))
        assert any("embassy" in str(reason) for reason in said)

    returns.prepare(plan, **ARRANGED | {"meeting": "На гарата"}, on=ON, by=by)
    plan.refresh_from_db()
    assert not any(
        "embassy" in str(reason) for reason in RETURN_PLAN.why_not(Occasion(case=plan.case, subject=plan, by=by, on=ON))
    )


def test_no_task_of_a_plan_sends_anybody_to_an_asylum_applicants_embassy():
    plan = drafted(CaseFactory(person__asylum_applicant=True))
    by, on = plan.recorded_by, DAY

    with pytest.raises(Refused, match="no text"):
        parts.add_step(plan, what="Да се обади в посолството", responsible="WORKER", on=on, by=by)
    with pytest.raises(Refused, match="no text"):
        parts.add_goal(plan, what="A passport from the consulate", on=on, by=by)
    with pytest.raises(Refused, match="no text"):
        parts.change(plan.steps.first(), what="Call the embassy", on=on, by=by)
    plan.refresh_from_db()
    with pytest.raises(Refused, match="no text"):
        plans.write(plan, institutions="Посолство", from_on=on, until_on=on, review_on=on, on=on, by=by)
    parts.add_measure(plan, group="PHONE", what="Nobody calls the embassy.", responsible="WORKER", on=on, by=by)


def test_a_task_written_before_asylum_was_sought_is_not_signed():
    plan = drafted(CaseFactory())
    parts.add_step(plan, what="Call the embassy", responsible="WORKER", on=DAY, by=plan.recorded_by)
    Person.objects.update(asylum_applicant=True)
    plan = SupportPlan.objects.get(pk=plan.pk)

    assert any("embassy" in str(reason) for reason in why_not_sign(plan))


def test_no_referral_sends_anybody_to_an_asylum_applicants_embassy():
    case = CaseFactory(person__asylum_applicant=True)
    by, house = CaseMemberFactory(case=case).user, UserFactory().organisation

    with pytest.raises(Refused, match="no text"):
        told.drafted(case, house, by=by, purpose_note="Вземете паспорт от посолството")
    referral = told.sent(case, house, by=by)
    answers.accept(referral, on=told.DAY, by=UserFactory(organisation=house, coordinator=True))
    facts = {"handover_at": told.HANDED_OVER, "handover_where": "The consulate", "met_by": "И."}
    with pytest.raises(Refused, match="no text"):
        referrals.hand_over(referral, **facts, on=date(2026, 6, 11), by=by)
