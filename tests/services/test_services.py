"""A service from the need to its outcome; counselling and long-term support have rules of their own (domain 4.7)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.actions import merging
from cases.rules import why_not_close
from cases.rules.risk import review_due_at
from cases.services.actions import course, needs, offers, sessions
from cases.services.models import UnmetNeed
from cases.services.states import COUNSELLING, ServiceState, SessionState
from cases.support.actions import plans
from tests.cases import said_and_done as said
from tests.factories import CaseFactory
from tests.services import given
from tests.services.given import DAY
from tvcase.audit.models import Event
from tvcase.flow import Refused

S = ServiceState


def steps_of(case):
    lines = Event.objects.filter(case_code=case.code, action__startswith="services.").order_by("pk")
    return [line.action.removeprefix("services.") for line in lines]


def test_a_need_is_offered_accepted_received_and_met(case, by):
    service = given.needed(case, by=by, need="Иска да учи")
    offers.offer(service, provider=by.organisation, offered_on=DAY, on=DAY, by=by)
    offers.accept(service, answered_on=DAY, on=DAY, by=by)
    course.begin(service, starts_on=DAY, on=DAY, by=by)
    service = course.complete(service, ended_on=DAY, outcome="MET", outcome_note="Учи", on=DAY, by=by)

    assert (service.state, service.starts_on, service.ended_on, service.outcome) == (S.COMPLETED, DAY, DAY, "MET")
    assert sorted(steps_of(case)) == [
        f"service.{step}" for step in ("accepted", "begun", "completed", "needed", "offered")
    ]


def test_no_need_no_provider_and_no_session_sends_anybody_to_an_asylum_applicants_embassy(by):
    case = CaseFactory(person__asylum_applicant=True)
    service = given.needed(case, by=by, need="Иска да учи")

    with pytest.raises(Refused, match="embassy"):
        given.needed(case, by=by, need="Паспорт от посолството")
    with pytest.raises(Refused, match="embassy"):
        offers.offer(service, provider_name="Консулство на Украйна", offered_on=DAY, on=DAY, by=by)
    offers.offer(service, provider_name="Читалище", offered_on=DAY, on=DAY, by=by)
    offers.accept(service, answered_on=DAY, on=DAY, by=by)
    for who in ("held_by", "interpreter"):
        with pytest.raises(Refused, match="embassy"):
            sessions.schedule(service, starts_at=given.at(), minutes=30, place_kind="OFFICE", **{who: "Consul"}, by=by)
    assert not service.sessions.exists()


def test_a_person_may_decline_and_ask_again(case, by):
    declined = offers.decline(given.offered(case, by=by), answered_on=DAY, on=DAY, by=by)
    again = given.offered(case, by=by)

    assert (declined.state, again.state, again.number) == (S.DECLINED, S.OFFERED, 2)


def test_a_person_stops_at_any_time_and_later_sessions_are_called_off(case, by):
    service = given.begun(case, by=by)
    before = given.planned(service, by=by, when=given.at(DAY, 9))
    after = given.planned(service, by=by, when=given.at(DAY + timedelta(days=7)))

    course.stop(service, ended_on=DAY, on=DAY, by=by)

    before.refresh_from_db()
    after.refresh_from_db()
    assert (before.state, after.state, after.not_held) == (SessionState.SCHEDULED, SessionState.CANCELLED, "PERSON")
    sessions.hold(before, attendance="WHOLE", minutes=30, risk_changed=False, at=given.at(DAY, 12), by=by)


def test_an_offer_that_falls_through_says_why(case, by):
    service = course.end(given.offered(case, by=by), ended_on=DAY, end_reason="NO_PLACE", on=DAY, by=by)

    assert (service.state, service.end_reason, service.answered_on) == (S.ENDED, "NO_PLACE", None)


def test_the_first_session_begins_the_service(case, by):
    service = given.accepted(case, by=by)

    session = given.held(service, by=by)

    service.refresh_from_db()
    assert (session.state, session.minutes, service.state, service.starts_on) == ("HELD", 45, S.ACTIVE, DAY)


def test_a_session_that_lies_ahead_was_not_held(case, by):
    session = given.planned(given.accepted(case, by=by), by=by, when=given.at(DAY, 11))

    with pytest.raises(Refused, match="lies ahead"):
        sessions.hold(session, attendance="WHOLE", minutes=50, risk_changed=False, at=given.at(DAY, 10), by=by)


def test_a_missed_session_ends_nothing(case, by):
    service = given.begun(case, by=by)
    session = given.planned(service, by=by)

    sessions.not_held(session, state=SessionState.MISSED, not_held="PERSON", on=DAY, by=by)

    service.refresh_from_db()
    assert service.state == S.ACTIVE
    with pytest.raises(Refused, match="recorded already"):
        sessions.move_to(session, starts_at=given.at(), minutes=50, by=by)


def test_a_session_in_which_the_risk_changed_makes_an_assessment_due(case, by):
    """Domain 4.7 and 11.8: 24 hours after it ended."""
    given.assess_risk(case, by=by)
    service = given.accepted(case, by=by)
    given.held(service, by=by, when=given.at(DAY, 9))
    assert review_due_at(case) is None

    session = given.held(service, by=by, when=given.at(DAY, 11), risk_changed=True)

    assert review_due_at(case) == session.ends_at + timedelta(hours=24)


def test_counselling_is_a_step_of_a_plan_in_force(case, by):
    service = given.offered(case, COUNSELLING, by=by)
    answer = {"answered_on": DAY, "crisis_overcome_on": DAY, "on": DAY, "by": by}
    with pytest.raises(Refused, match="plan that is signed"):
        offers.accept(service, **answer)

    given.plan_in_force(case, by=by)
    with pytest.raises(ValidationError, match="signed and in force"):
        offers.accept(service, **answer)


def test_counselling_in_the_plan_begins_with_its_first_session(case, by):
    service = given.counselling(case, by=by)

    given.held(service, by=by)

    service.refresh_from_db()
    assert (service.state, service.individual, service.crisis_overcome_on) == (S.ACTIVE, True, DAY)


def test_counselling_is_never_in_a_group(case, by):
    with pytest.raises(Refused, match="individual"):
        given.offered(case, COUNSELLING, by=by, individual=False)


def test_no_counselling_session_before_the_crisis_is_overcome(case, by):
    step = given.plan_in_force(case, by=by, on=DAY - timedelta(days=9)).steps.get()
    service = given.offered(case, COUNSELLING, by=by, on=DAY - timedelta(days=9))
    facts = {"plan_step": step, "crisis_overcome_on": DAY, "answered_on": DAY - timedelta(days=1)}
    service = offers.accept(service, **facts, on=DAY, by=by)

    with pytest.raises(Refused, match="after the crisis is overcome"):
        given.planned(service, by=by, when=given.at(DAY - timedelta(days=1)))


def test_counselling_planned_under_an_older_plan_goes_into_the_new_one_before_it_begins(case, by):
    service = given.counselling(case, by=by)
    given.plan_in_force(case, by=by)
    session = given.planned(service, by=by)
    answers = {"attendance": "WHOLE", "minutes": 50, "risk_changed": False, "at": given.at(DAY, 13), "by": by}
    with pytest.raises(Refused, match="Choose the step of that plan"):
        sessions.hold(session, **answers)

    step = case.support_plans.active().get().steps.first()
    offers.put_in_plan(service, plan_step=step, on=DAY, by=by)

    assert sessions.hold(session, **answers).state == SessionState.HELD


def test_long_term_support_waits_for_the_whole_period_whatever_the_person_said():
    """SOP 3.1. A decision to cooperate ends the period sooner; it opens no service sooner."""
    begun = {}
    for what in ("nothing", "yes"):
        case = CaseFactory()
        said.identify(case)
        if what == "yes":
            said.say(case)
        by = case.recorded_by
        service = given.accepted(case, by=by, on=date(2026, 3, 25), long_term=True, stable_on=date(2026, 3, 25))
        with pytest.raises(Refused, match="when the reflection period is over"):
            course.begin(service, starts_on=date(2026, 4, 9), on=DAY, by=by)
        begun[what] = course.begin(service, starts_on=date(2026, 4, 10), on=DAY, by=by).state

    assert set(begun.values()) == {S.ACTIVE}


def test_long_term_support_waits_while_life_is_at_risk(case, by):
    service = given.accepted(case, by=by, long_term=True, stable_on=DAY)
    given.assess_risk(case, "CRITICAL", by=by)
    with pytest.raises(Refused, match="no risk to life"):
        course.begin(service, starts_on=DAY, on=DAY, by=by)

    given.assess_risk(case, "HIGH", by=by, when=given.at(DAY, 9))

    assert course.begin(service, starts_on=DAY, on=DAY, by=by).state == S.ACTIVE


def test_a_plan_that_ends_stops_no_service(case, by):
    service = given.counselling(case, by=by)
    given.held(service, by=by)

    plans.close(case.support_plans.active().get(), end_reason="PERSON_ENDED", on=DAY, by=by)

    assert given.held(service, by=by, when=given.at(DAY, 15)).state == SessionState.HELD


def test_an_annulled_identification_stops_no_service(case, by):
    """E-36: services are looked at again, not stopped."""
    record = said.identify(case)
    service = given.begun(case, by=by)

    said.annul(record)

    service.refresh_from_db()
    assert service.state == S.ACTIVE


def test_a_need_that_cannot_be_met_stands_in_the_ledger_until_it_is_offered(case, by):
    service = given.needed(case, by=by, on=DAY - timedelta(days=3), unmet_reason="NO_MONEY", tried="Питахме двама.")
    assert UnmetNeed.objects.standing().get().since_on == DAY - timedelta(days=3)
    with pytest.raises(Refused, match="ledger already"):
        needs.cannot_meet(service, reason="NO_PLACE", since_on=DAY, on=DAY, by=by)

    offers.offer(service, provider_name="Проба", offered_on=DAY, on=DAY, by=by)

    assert (UnmetNeed.objects.get().resolved_on, UnmetNeed.objects.standing().count()) == (DAY, 0)


def test_a_need_that_is_over_leaves_the_ledger(case, by):
    service = given.needed(case, by=by, unmet_reason="NO_LANGUAGE")

    needs.no_longer_needed(service, ended_on=DAY, on=DAY, by=by)

    assert not UnmetNeed.objects.standing().exists()


def test_a_case_does_not_close_over_a_service_that_is_received(case, by):
    service = given.begun(case, by=by)
    assert [str(reason) for reason in why_not_close(case, on=DAY)] == [
        "A service is offered, accepted or under way: record the answer, or how it ended, first."
    ]

    course.end(service, ended_on=DAY, end_reason="MOVED", on=DAY, by=by)

    assert why_not_close(case, on=DAY) == []


def test_a_case_does_not_close_over_an_offer_without_an_answer(case, by):
    service = given.offered(case, by=by)
    assert "offered, accepted or under way" in str(why_not_close(case, on=DAY)[0])

    offers.decline(service, answered_on=DAY, on=DAY, by=by)

    assert why_not_close(case, on=DAY) == []


def test_a_case_does_not_close_over_a_session_of_which_nobody_recorded_whether_it_was_held(case, by):
    service = given.accepted(case, by=by)
    session = given.planned(service, by=by)
    course.stop(service, ended_on=DAY, on=DAY, by=by)
    assert [str(reason) for reason in why_not_close(case, on=DAY)] == [
        "Of a planned session nobody recorded yet whether it was held."
    ]

    sessions.not_held(session, state=SessionState.MISSED, not_held="PERSON", on=DAY, by=by)

    assert why_not_close(case, on=DAY) == []


def test_what_was_held_before_the_person_stopped_is_recorded_afterwards(case, by):
    service = given.accepted(case, by=by)
    session = given.planned(service, by=by)
    course.stop(service, ended_on=DAY, on=DAY, by=by)

    held = {"attendance": "WHOLE", "minutes": 50, "risk_changed": False}
    session = sessions.hold(session, **held, at=given.at(DAY, 14), by=by)

    assert session.state == SessionState.HELD


def test_what_was_held_before_the_recorded_beginning_of_a_service_that_is_over_is_recorded_too(case, by):
    before = DAY - timedelta(days=3)
    service = given.accepted(case, by=by, on=before)
    session = given.planned(service, by=by, when=given.at(before, 11))
    course.begin(service, starts_on=DAY, on=DAY, by=by)
    course.stop(service, ended_on=DAY, on=DAY, by=by)

    held = {"attendance": "WHOLE", "minutes": 50, "risk_changed": False}
    assert sessions.hold(session, **held, at=given.at(DAY, 14), by=by).state == SessionState.HELD


def test_a_period_that_gave_way_to_an_earlier_one_holds_no_long_term_support_back(case, by):
    other = CaseFactory()
    said.identify(other, when=said.at(3, 1))
    said.identify(case, when=said.at(3, 25))
    link = merging.propose(case, other_code=other.code, reason="-", by=by, on=date(2026, 3, 26))
    merging.confirm(other, link, at=said.at(3, 27), by=other.recorded_by)
    service = given.accepted(case, by=by, long_term=True, stable_on=DAY)

    assert course.begin(service, starts_on=DAY, on=DAY, by=by).state == S.ACTIVE


def test_a_session_moves_and_changes_hands(case, by, supervisor):
    session = given.planned(given.accepted(case, by=by), by=by)
    sessions.move_to(session, starts_at=given.at(DAY, 15), minutes=30, by=by)
    session = sessions.take_over(session, on=DAY, by=supervisor)

    assert (session.starts_at, session.minutes, session.staff) == (given.at(DAY, 15), 30, supervisor)


def test_a_service_not_on_the_list_is_refused(case, by):
    with pytest.raises(ValidationError, match="not on the list"):
        given.needed(case, "NEVER_WAS", by=by)
