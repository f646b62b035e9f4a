"""Return plans: in one of five situations, by the person's decision, and for foreigners only without a threat."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import people, returns
from cases.models import ReturnPlan
from cases.rules import return_kinds, situations
from cases.states import OPEN_RETURNS, ReturnKind, ReturnSituation, ReturnState, TeamRole, Threat
from tests.cases.said_and_done import refused_by_the_database
from tests.factories import CaseFactory, ReturnPlanFactory
from tvcase.audit.models import Event
from tvcase.flow import Refused

ON = date(2026, 4, 20)
ARRANGED = {
    "destination": "Русе",
    "receiving_party": "Trial 7",
    "reception_confirmed_on": date(2026, 4, 16),
    "planned_on": date(2026, 4, 22),
}
SAFE = {"risk_threat": Threat.NO, "risk_assessed_on": date(2026, 4, 16)}
STEPS = {
    "decide": (
        returns.decide,
        {"options_explained_on": ON, "options_language": "bg", "decided_on": ON},
        ReturnState.PREPARING,
    ),
    "prepare": (returns.prepare, ARRANGED | SAFE, ReturnState.PREPARING),
    "ready": (returns.make_ready, {}, ReturnState.READY),
    "depart": (returns.depart, {"departed_on": ON}, ReturnState.IN_TRANSIT),
    "arrive": (returns.arrive, {"arrived_on": ON}, ReturnState.ARRIVED),
    "decline": (returns.decline, {"declined_on": ON}, ReturnState.DECLINED),
}
ALLOWED = {
    "decide": {ReturnState.PROPOSED},
    "prepare": {ReturnState.PREPARING, ReturnState.READY},
    "ready": {ReturnState.PREPARING},
    "depart": {ReturnState.READY},
    "arrive": {ReturnState.IN_TRANSIT},
    "decline": {ReturnState.PROPOSED, ReturnState.PREPARING, ReturnState.READY},
}


@pytest.mark.parametrize("state", ReturnState)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_taken_from_its_states_and_from_no_other(step, state):
    plan = ReturnPlanFactory(state=state)
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

    assert (plan.number, plan.state, plan.opened_on) == (1, ReturnState.PROPOSED, ON)


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


@pytest.mark.parametrize(
    "risk",
    [
        {"risk_threat": Threat.UNKNOWN, "risk_assessed_on": date(2026, 4, 16)},
        {"risk_threat": Threat.YES, "risk_assessed_on": date(2026, 4, 16)},
        {"risk_threat": Threat.NO, "risk_assessed_on": None},
        {"risk_threat": Threat.NO, "risk_assessed_on": date(2026, 4, 9)},
    ],
    ids=["unknown", "threat", "never assessed", "assessed before the plan"],
)
def test_a_foreigner_is_not_ready_without_a_current_assessment_that_shows_no_threat(risk):
    plan = ReturnPlanFactory(state=ReturnState.PREPARING, foreigner=True)
    returns.prepare(plan, **ARRANGED, **risk, on=ON, by=plan.recorded_by)

    with pytest.raises(Refused):
        returns.make_ready(plan, on=ON, by=plan.recorded_by)

    with pytest.raises(Refused):
        returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by)


def test_the_database_refuses_a_foreigners_departure_under_threat():
    plan = ReturnPlanFactory(state=ReturnState.READY, foreigner=True)

    with pytest.raises(IntegrityError, match="foreigner_departs_without_threat"), transaction.atomic():
        ReturnPlan.objects.filter(pk=plan.pk).update(risk_threat=Threat.YES)


def test_whoever_turns_out_to_be_a_foreigner_does_not_depart_on_a_bulgarians_plan():
    plan = ReturnPlanFactory(state=ReturnState.READY)
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
    plan = ReturnPlanFactory(state=ReturnState.PREPARING, foreigner=True)
    statement = "UPDATE cases_returnplan SET state = 'READY', risk_assessed_on = '2026-04-09' WHERE id = %s"

    assert refused_by_the_database(statement, plan.pk) == "return_plan_risk_assessed_for_this_plan"


def test_a_foreigner_without_a_threat_departs():
    plan = ReturnPlanFactory(state=ReturnState.READY, foreigner=True)

    assert returns.depart(plan, departed_on=ON, on=ON, by=plan.recorded_by).state == ReturnState.IN_TRANSIT


def test_nothing_is_recorded_before_it_happened():
    plan = ReturnPlanFactory(state=ReturnState.READY)

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
    told = {"options_explained_on": date(2026, 4, 10), "decided_on": date(2026, 4, 11)}
    response = client.post(
        f"/cases/{case.code}/returns/1/decide/", typed(told) | {"options_language": "bg"}, follow=True
    )

    assert "in preparation" in words(response)
    assert ReturnPlan.objects.get().decided_on == date(2026, 4, 11)


def test_what_was_typed_and_refused_comes_back(client, join, words):
    plan = ReturnPlanFactory(state=ReturnState.IN_TRANSIT)
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
