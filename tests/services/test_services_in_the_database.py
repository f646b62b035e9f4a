"""What the database refuses of services and sessions, whatever writes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.actions.cases import confirm_closure, propose_closure
from cases.models import Case
from cases.services.actions import course
from cases.services.models import Service, Session, SessionNote, UnmetNeed
from cases.services.states import COUNSELLING
from tests.factories import CaseFactory
from tests.services import given
from tests.services.given import DAY
from tvcase.db import constraint_name


def refused(name, record, **columns):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        type(record)._default_manager.filter(pk=record.pk).update(**columns)
    assert constraint_name(error.value) == name


def test_no_step_leaves_the_flow(case, by):
    refused("services_service_follows_its_flow", given.needed(case, by=by), state="ACTIVE", starts_on=DAY)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"offered_on": DAY}, "service_offered_by_one_provider"),
        ({"funding": "SOMEBODY"}, "service_says_what_is_known"),
        ({"ended_on": DAY}, "service_ends_with_its_day_and_why"),
        ({"answered_on": DAY}, "service_voluntary_means_the_person_answered"),
        ({"type": COUNSELLING}, "service_keeps_what_it_is"),
    ],
)
def test_a_need_is_no_more_than_a_need(case, by, columns, constraint):
    refused(constraint, given.needed(case, by=by), **columns)


def test_nobody_receives_what_the_person_did_not_accept(case, by):
    """Every service is voluntary: without the day of the person's own answer it does not go on."""
    service = given.offered(case, by=by)

    refused("service_voluntary_means_the_person_answered", service, state="PLANNED")


def test_days_follow_each_other(case, by):
    service = given.offered(case, by=by)

    refused("service_days_follow_each_other", service, state="PLANNED", answered_on=DAY - timedelta(days=1))


@pytest.mark.parametrize(
    "columns", [{"individual": False}, {"crisis_overcome_on": None}, {"plan_step": None}, {"answered_on": None}]
)
def test_counselling_is_voluntary_individual_after_the_crisis_and_in_the_plan(case, by, columns):
    """SOP 2.2, step 3."""
    voluntary = "service_voluntary_means_the_person_answered"
    name = voluntary if "answered_on" in columns else "service_counselling_individual_after_the_crisis"

    refused(name, given.counselling(case, by=by), **columns)


def test_counselling_does_not_begin_before_the_crisis_is_overcome(case, by):
    service = given.counselling(case, by=by)
    later = DAY + timedelta(days=3)

    refused(
        "service_counselling_individual_after_the_crisis",
        service,
        state="ACTIVE",
        starts_on=DAY,
        crisis_overcome_on=later,
    )


def test_counselling_is_a_step_of_a_plan_that_is_in_force_and_of_the_same_case(case, by):
    service = given.offered(case, COUNSELLING, by=by)
    accepts = {"state": "PLANNED", "answered_on": DAY, "crisis_overcome_on": DAY}
    other = given.plan_in_force(CaseFactory(organisation=case.organisation), by=by).steps.get()
    refused("service_step_of_a_plan_of_the_same_case", service, **accepts, plan_step=other)

    first = given.plan_in_force(case, by=by).steps.get()
    given.plan_in_force(case, by=by)

    refused("service_counselling_is_in_an_active_plan", service, **accepts, plan_step=first)


def test_long_term_support_needs_a_stable_person_without_risk_to_life(case, by):
    service = given.offered(case, by=by, long_term=True)
    refused("service_long_term_when_stable", service, state="PLANNED", answered_on=DAY)
    accepts = {"state": "PLANNED", "answered_on": DAY, "stable_on": DAY}
    Service.objects.filter(pk=service.pk).update(**accepts)
    given.assess_risk(case, "CRITICAL", by=by)

    refused("service_long_term_without_risk_to_life", service, state="ACTIVE", starts_on=DAY)


def test_what_is_over_stays_as_it_was(case, by):
    service = given.begun(case, by=by)
    Service.objects.filter(pk=service.pk).update(state="STOPPED_BY_PERSON", ended_on=DAY)

    refused("service_over_stays_as_it_was", service, ended_on=DAY + timedelta(days=1))


def test_sessions_hang_from_a_service_that_goes_on(case, by):
    facts = {"starts_at": given.at(), "minutes": 50, "staff": by, "place_kind": "OFFICE", "recorded_by": by}
    for service, name in (
        (given.offered(case, by=by), "session_of_an_accepted_service"),
        (given.begun(CaseFactory(), by=by), "session_of_a_service_of_the_same_case"),
    ):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Session.objects.create(case=case, service=service, number=1, **facts)
        assert constraint_name(error.value) == name


def test_a_session_that_was_held_says_how_and_is_not_edited(case, by):
    session = given.planned(given.begun(case, by=by), by=by)
    refused("session_says_how_it_went", session, state="HELD", attendance="WHOLE")
    refused("session_says_how_it_went", session, state="MISSED")
    early = {"starts_at": given.at(DAY - timedelta(days=2)), "attendance": "WHOLE", "risk_changed": False}
    refused("session_held_while_the_service_lasts", session, state="HELD", **early)
    Session.objects.filter(pk=session.pk).update(state="HELD", attendance="LATE", risk_changed=False)

    refused("session_recorded_is_not_edited", session, attendance="WHOLE")


def test_a_line_of_the_ledger_is_resolved_and_never_rewritten(case, by):
    line = given.needed(case, by=by, unmet_reason="NO_PLACE").unmet.get()
    refused("unmet_need_keeps_what_it_was", line, reason="NO_MONEY")
    refused("unmet_need_resolved_after_it_began", line, resolved_on=DAY - timedelta(days=1))
    UnmetNeed.objects.filter(pk=line.pk).update(resolved_on=DAY)

    refused("unmet_need_keeps_what_it_was", line, resolved_on=None)


def test_a_closed_case_takes_no_new_service(case, by, supervisor):
    propose_closure(case, reason="GOALS_MET", by=by, on=DAY)
    confirm_closure(case, by=supervisor, on=DAY)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Service.objects.create(case=case, number=9, type=given.SOCIAL, needed_on=DAY, recorded_by=by)
    assert constraint_name(error.value) == "case_must_be_open"


def test_a_case_does_not_close_over_a_service_that_is_received(case, by):
    given.begun(case, by=by)

    closed = {"closure_proposed_on": DAY, "closed_on": DAY, "closure_reason": "GOALS_MET"}
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**closed, closed_by=by, closure_confirmed_by=case.recorded_by)
    assert constraint_name(error.value) == "case_closes_without_open_service"


@pytest.mark.parametrize(
    ("left", "rule"),
    [("offer", "case_closes_without_open_service"), ("session", "case_closes_without_planned_session")],
)
def test_a_case_does_not_close_over_an_offer_or_a_planned_session(case, by, left, rule):
    if left == "offer":
        given.offered(case, by=by)
    else:
        service = given.accepted(case, by=by)
        given.planned(service, by=by)
        course.stop(service, ended_on=DAY, on=DAY, by=by)

    closed = {"closure_proposed_on": DAY, "closed_on": DAY, "closure_reason": "GOALS_MET"}
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**closed, closed_by=by, closure_confirmed_by=case.recorded_by)
    assert constraint_name(error.value) == rule


def test_a_note_is_of_a_session_of_its_case(case, by):
    session = given.held(given.accepted(case, by=by), by=by)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        SessionNote.objects.create(case=CaseFactory(), session=session, text="Проба", recorded_by=by)
    assert constraint_name(error.value) == "session_note_of_a_session_of_the_same_case"
