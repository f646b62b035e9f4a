"""Return plans: in one of five situations, by the person's decision, and for foreigners only without a threat."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import journey, people, returns
from cases.models import InstitutionContact, ReturnPlan
from cases.returning import OPEN_RETURNS, ReturnKind, ReturnSituation, Threat
from cases.returning import ReturnState as S
from cases.rules import return_kinds, situations
from cases.states import TeamRole
from tests.cases.said_and_done import at, refused_by_the_database, told
from tests.factories import CaseFactory, CaseMemberFactory, ReturnPlanFactory, assessed_for_return
from tvcase.audit.models import Event
from tvcase.flow import Refused

ON = date(2026, 4, 20)
ARRANGED = {
    "destination": "Русе",
    "receiving_party": "Trial 7",
    "reception_confirmed_on": date(2026, 4, 16),
    "planned_on": date(2026, 4, 22),
    "transport": "BUS",
    "escorts": ["NGO"],
    "meeting": "A social worker, at the station",
}
INCIDENT = {"incident_on": ON, "incident_note": "Not met; the Ministry of Interior was told."}
CLOSURE = {"closed_on": ON, "closure_note": "At home with the family."}
STEPS = {
    "decide": (returns.decide, {"options_explained_on": ON, "options_language": "bg", "decided_on": ON}, S.PREPARING),
    "prepare": (returns.prepare, ARRANGED, S.PREPARING),
    "risk": (returns.judge_risk, {"risk_threat": Threat.NO}, S.PREPARING),
    "ready": (returns.make_ready, {}, S.READY),
    "depart": (returns.depart, {"departed_on": ON}, S.IN_TRANSIT),
    "arrive": (returns.arrive, {"arrived_on": ON}, S.ARRIVED),
    "incident": (returns.lose, INCIDENT, S.INCIDENT),
    "found": (returns.find, {}, S.IN_TRANSIT),
    "take-over": (journey.take_over, {"taken_over_by": "Trial 7", "taken_over_on": ON}, S.FOLLOW_UP),
    "contacts": (journey.agree_to_contacts, {"contact_agreed_on": ON}, S.FOLLOW_UP),
    "finish": (journey.finish, CLOSURE, S.CLOSED),
    "decline": (returns.decline, {"declined_on": ON}, S.DECLINED),
}
ALLOWED = {
    "decide": {S.PROPOSED},
    "prepare": {S.PREPARING, S.READY},
    "risk": {S.PREPARING, S.BLOCKED, S.READY},
    "ready": {S.PREPARING},
    "depart": {S.READY},
    "arrive": {S.IN_TRANSIT, S.INCIDENT},
    "incident": {S.IN_TRANSIT},
    "found": {S.INCIDENT},
    "take-over": {S.ARRIVED},
    "contacts": {S.FOLLOW_UP},
    "finish": {S.ARRIVED, S.FOLLOW_UP, S.INCIDENT},
    "decline": {S.PROPOSED, S.PREPARING, S.BLOCKED, S.READY},
}


def met_an_institution(case):
    """A contact of 15 April 2026 with an institution."""
    met = {"number": 1, "happened_at": at(4, 15), "institution": "GDCOC", "about": "papers"}
    return InstitutionContact.objects.create(case=case, **met, recorded_by=case.recorded_by)


def assessed(plan, **facts):
    """The plan with a joint assessment on which it can rest."""
    plan.risk_assessment = assessed_for_return(plan.case, at=at(4, 14), **facts)
    plan.risk_assessed_on = date(2026, 4, 14)
    plan.save()
    return plan


@pytest.mark.sampled(40)
@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_taken_from_its_states_and_from_no_other(step, state):
    plan = assessed(ReturnPlanFactory(state=state))
    act, facts, after = STEPS[step]

    if state in ALLOWED[step]:
        assert act(plan, **facts, on=ON, by=plan.recorded_by).state == after
        assert Event.objects.filter(action__startswith="cases.return.", case_code=plan.case.code).count() == 1
    else:
        with pytest.raises(ValidationError):
            act(plan, **facts, on=ON, by=plan.recorded_by)
        assert ReturnPlan.objects.get(pk=plan.pk).state == state


def test_a_plan_is_opened_in_a_situation_that_holds():
    case = CaseFactory()

    plan = returns.propose(case, situation="VOLUNTARY", kind="BG_CITIZEN_TO_RESIDENCE", on=ON, by=case.recorded_by)

    assert (plan.number, plan.state, plan.opened_on) == (1, S.PROPOSED, ON)


@pytest.mark.parametrize("situation", [situation for situation in ReturnSituation if situation != "VOLUNTARY"])
def test_no_plan_is_opened_in_a_situation_that_does_not_hold(situation):
    case = CaseFactory()

    with pytest.raises(Refused):
        returns.propose(case, situation=situation, kind="BG_CITIZEN_TO_RESIDENCE", on=ON, by=case.recorded_by)

    assert not ReturnPlan.objects.exists()


def test_the_persons_own_wish_is_always_a_situation():
    holding = [situation for situation, holds in situations(CaseFactory(), on=ON).items() if holds]

    assert holding == [ReturnSituation.VOLUNTARY]


@pytest.mark.parametrize("state", OPEN_RETURNS)
def test_one_open_plan_at_a_time(state):
    case = ReturnPlanFactory(state=state).case

    with pytest.raises(Refused):
        returns.propose(case, situation="VOLUNTARY", kind="BG_CITIZEN_TO_RESIDENCE", on=ON, by=case.recorded_by)


def test_no_plan_in_a_closed_case():
    case = CaseFactory(closed=True)

    with pytest.raises(Refused):
        returns.propose(case, situation="VOLUNTARY", kind="BG_CITIZEN_TO_RESIDENCE", on=ON, by=case.recorded_by)


@pytest.mark.parametrize(
    ("citizenships", "fits"),
    [
        (["BG"], {"BG_CITIZEN_TO_RESIDENCE", "BG_CITIZEN_FROM_ABROAD"}),
        (["UA", "BG"], {"BG_CITIZEN_TO_RESIDENCE", "BG_CITIZEN_FROM_ABROAD"}),
        (["UA"], {"FOREIGNER_TO_ORIGIN", "FOREIGNER_THIRD_COUNTRY"}),
        (["XX"], {"FOREIGNER_TO_ORIGIN", "FOREIGNER_THIRD_COUNTRY"}),
        ([], {"FOREIGNER_TO_ORIGIN", "FOREIGNER_THIRD_COUNTRY"}),
    ],
)
def test_the_kind_of_return_fits_the_citizenships(citizenships, fits):
    case = CaseFactory(person__citizenships=citizenships)

    assert set(return_kinds(case.person)) == fits
    for kind in set(ReturnKind) - fits:
        with pytest.raises(Refused):
            returns.propose(case, situation="VOLUNTARY", kind=kind, on=ON, by=case.recorded_by)


def test_nobody_is_ready_without_a_joint_assessment_in_force():
    plan = ReturnPlanFactory(state=S.PREPARING)

    with pytest.raises(Refused, match="not been assessed"):
        returns.make_ready(plan, on=ON, by=plan.recorded_by)


def test_an_assessment_from_before_the_plan_does_not_count():
    plan = ReturnPlanFactory(state=S.PREPARING)
    assessed_for_return(plan.case, at=at(4, 9))

    with pytest.raises(Refused, match="Assess the risk"):
        returns.judge_risk(plan, risk_threat=Threat.NO, on=ON, by=plan.recorded_by)


def test_no_departure_after_a_contact_that_the_assessment_does_not_know_of():
    plan = ReturnPlanFactory(state=S.READY)
    met_an_institution(plan.case)

    with pytest.raises(Refused, match="There was a contact"):
        returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by)

    leave = "UPDATE cases_returnplan SET state = 'IN_TRANSIT', departed_on = '2026-04-17' WHERE id = %s"
    assert refused_by_the_database(leave, plan.pk) == "return_plan_risk_newer_than_the_last_contact"


def test_an_assessment_after_the_contact_lets_the_person_leave():
    plan = ReturnPlanFactory(state=S.READY)
    met_an_institution(plan.case)
    assessed_for_return(plan.case, at=at(4, 16))

    plan = returns.judge_risk(plan, risk_threat=Threat.NO, on=ON, by=plan.recorded_by)
    plan = returns.make_ready(plan, on=ON, by=plan.recorded_by)

    assert returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by).state == S.IN_TRANSIT


def test_a_threat_stops_a_foreigners_return_and_tells_the_team():
    plan = assessed(ReturnPlanFactory(state=S.READY, foreigner=True))
    colleague = CaseMemberFactory(case=plan.case).user

    plan = returns.judge_risk(plan, risk_threat=Threat.YES, on=ON, by=plan.recorded_by)

    assert (plan.state, plan.blocked_on) == (S.BLOCKED, ON)
    assert told("return_blocked") == {colleague}
    again = returns.judge_risk(plan, risk_threat=Threat.NO, on=ON, by=plan.recorded_by)
    assert again.state == S.PREPARING


def test_a_threat_stops_no_citizen_but_keeps_the_plan_from_being_ready():
    plan = assessed(ReturnPlanFactory(state=S.PREPARING))

    plan = returns.judge_risk(plan, risk_threat=Threat.YES, on=ON, by=plan.recorded_by)

    assert plan.state == S.PREPARING
    with pytest.raises(Refused, match="shows a threat"):
        returns.make_ready(plan, on=ON, by=plan.recorded_by)


def test_what_is_critical_cannot_be_called_safe():
    plan = assessed(ReturnPlanFactory(state=S.PREPARING), level="CRITICAL")

    with pytest.raises(Refused, match="life is at risk"):
        returns.judge_risk(plan, risk_threat=Threat.NO, on=ON, by=plan.recorded_by)


@pytest.mark.parametrize(
    ("missing", "rule"),
    [
        ("transport = ''", "return_plan_ready_means_arranged"),
        ("escorts = '{}'", "return_plan_ready_means_arranged"),
        ("meeting = NULL", "return_plan_ready_means_arranged"),
        ("risk_threat = 'YES'", "return_plan_rests_on_a_risk_assessment"),
        ("risk_assessment_id = NULL", "return_plan_rests_on_a_risk_assessment"),
        ("receiving_party = NULL", "return_plan_ready_means_expected"),
    ],
)
def test_the_database_lets_nobody_be_ready_with_something_missing(missing, rule):
    plan = assessed(ReturnPlanFactory(state=S.PREPARING))

    statement = f"UPDATE cases_returnplan SET state = 'READY', {missing} WHERE id = %s"
    assert refused_by_the_database(statement, plan.pk) == rule


def test_the_database_refuses_a_foreigners_departure_under_threat():
    plan = ReturnPlanFactory(state=S.READY, foreigner=True)

    with pytest.raises(IntegrityError, match="foreigner_departs_without_threat"), transaction.atomic():
        ReturnPlan.objects.filter(pk=plan.pk).update(risk_threat=Threat.YES)


def test_whoever_turns_out_to_be_a_foreigner_does_not_depart_on_a_bulgarians_plan():
    plan = ReturnPlanFactory(state=S.READY)
    origin = {"citizenships": ["UA"], "languages": [], "interpreter_needed": False}
    people.record_origin(plan.case, **origin, by=plan.recorded_by, on=ON)

    with pytest.raises(Refused, match="no longer fits"):
        returns.depart(ReturnPlan.objects.get(), departed_on=ON, on=ON, by=plan.recorded_by)

    statement = "UPDATE cases_returnplan SET state = 'IN_TRANSIT', departed_on = '2026-04-17' WHERE id = %s"
    assert refused_by_the_database(statement, plan.pk) == "return_plan_kind_fits_the_citizenships"


def test_the_database_opens_no_bulgarians_plan_for_a_foreigner():
    with pytest.raises(IntegrityError, match="kind of return"), transaction.atomic():
        ReturnPlanFactory(case__person__citizenships=["UA"])


def test_the_database_takes_no_assessment_from_before_the_plan():
    plan = assessed(ReturnPlanFactory(state=S.PREPARING, foreigner=True))
    statement = "UPDATE cases_returnplan SET state = 'READY', risk_assessed_on = '2026-04-09' WHERE id = %s"

    assert refused_by_the_database(statement, plan.pk) == "return_plan_risk_assessed_for_this_plan"


def test_a_foreigner_without_a_threat_departs():
    plan = ReturnPlanFactory(state=S.READY, foreigner=True)

    assert returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by).state == S.IN_TRANSIT


def test_nothing_is_recorded_before_it_happened():
    plan = ReturnPlanFactory(state=S.READY)

    with pytest.raises(Refused):
        returns.depart(plan, departed_on=date(2026, 4, 21), on=ON, by=plan.recorded_by)


def test_a_decision_needs_that_the_ways_to_stay_were_explained_before():
    plan = ReturnPlanFactory()

    with pytest.raises(ValidationError):
        returns.decide(
            plan,
            options_explained_on=date(2026, 4, 18),
            options_language="bg",
            decided_on=date(2026, 4, 17),
            on=ON,
            by=plan.recorded_by,
        )


def test_a_plan_goes_through_its_pages(client, join, words):
    case = CaseFactory()
    join(case)

    client.post(f"/cases/{case.code}/returns/new/", {"situation": "VOLUNTARY", "kind": "BG_CITIZEN_TO_RESIDENCE"})
    said = {"options_explained_on": date(2026, 4, 10), "decided_on": date(2026, 4, 11)}
    response = client.post(
        f"/cases/{case.code}/returns/1/decide/", typed(said) | {"options_language": "bg"}, follow=True
    )

    assert "in preparation" in words(response)
    assert ReturnPlan.objects.get().decided_on == date(2026, 4, 11)


def test_what_was_typed_and_refused_comes_back(client, join, words):
    plan = ReturnPlanFactory(state=S.IN_TRANSIT)
    join(plan.case)
    early = {"arrived_on": date(2026, 3, 1)}

    response = client.post(f"/cases/{plan.case.code}/returns/1/arrive/", typed(early) | {"met_by": "Trial 8"})

    assert response.status_code == 422
    assert "Trial 8" in response.content.decode()
    assert "not before the departure" in words(response)


@pytest.mark.parametrize(
    ("role", "status", "may_write"),
    [(TeamRole.CASEWORKER, 200, 200), (TeamRole.SHELTER_WORKER, 200, 404), (TeamRole.OFFICER, 404, 404)],
)
def test_who_may_open_and_who_may_write_a_plan(client, join, role, status, may_write):
    plan = ReturnPlanFactory()
    join(plan.case, role)

    assert client.get(f"/cases/{plan.case.code}/returns/").status_code == status
    assert client.get(f"/cases/{plan.case.code}/returns/1/").status_code == status
    assert client.get(f"/cases/{plan.case.code}/returns/1/decide/").status_code == may_write
    assert client.get(f"/cases/{plan.case.code}/returns/new/").status_code == may_write


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_its_page_and_nothing_else_has(client, join, step):
    plan = ReturnPlanFactory()
    join(plan.case)

    assert client.get(f"/cases/{plan.case.code}/returns/1/{step}/").status_code == 200
    assert client.get(f"/cases/{plan.case.code}/returns/1/fly/").status_code == 404


def test_no_page_of_a_return_asks_for_an_embassy_and_says_so_to_an_asylum_applicants_team(client, join, words):
    plan = ReturnPlanFactory(foreigner=True, case__person__asylum_applicant=True)
    join(plan.case)

    assert "nobody may contact the embassy" in words(client.get(f"/cases/{plan.case.code}/returns/1/"))
    for step in STEPS:
        assert "mbassy" not in words(client.get(f"/cases/{plan.case.code}/returns/1/{step}/"))


def typed(days):
    """Days as the three boxes of a date."""
    return {
        f"{name}_{box}": part for name, day in days.items() for box, part in enumerate((day.day, day.month, day.year))
    }
