"""A child found to be an adult and the reverse, at every stage of the chain: what follows once, what stays, what goes
on (E-13, E-14)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models

from cases.actions import journey, returns
from cases.children.models import ChildProcedure
from cases.models import Case, ChildNotice, ReflectionPeriod
from cases.states import PERIOD_CORRECTIONS, AgeStatus, ChildBody, PeriodEnd
from legal.models import Protection, ProtectionRequest
from tests.cases import said_and_done as said
from tests.cases.planned import signed
from tests.children.given import answered, appointed, child, whole_team
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    StayFactory,
    UserFactory,
    assessed_for_return,
    identified_informally,
)
from tests.sharing import told
from tvcase.flow import Refused

FOUND = said.at(3, 25)
ON = FOUND.date()


def _presumed() -> Case:
    return CaseFactory()


def _informal() -> Case:
    return identified_informally(CaseFactory())


def _formal_outside() -> Case:
    case = CaseFactory()
    said.identify(case, territory_bg=False)
    return case


def _running() -> Case:
    case = CaseFactory()
    said.identify(case)
    return case


def _cooperating() -> Case:
    case = _running()
    said.say(case)
    return case


def _requested() -> Case:
    return ProtectionRequestFactory(filed=True).case


def _granted() -> Case:
    return ProtectionFactory().case


def _staying() -> Case:
    case = _running()
    StayFactory(case=case, active=True)
    return case


def _planned() -> Case:
    case = _running()
    signed(case)
    return case


def _referred() -> Case:
    case = _running()
    by = CaseMemberFactory(case=case).user
    told.sent(case, UserFactory().organisation, by=by)
    return case


def _returning() -> Case:
    case = _running()
    by, on = case.recorded_by, date(2026, 4, 14)
    plan = returns.propose(case, situation="VOLUNTARY", kind="BG_CITIZEN_TO_RESIDENCE", on=on, by=by)
    returns.decide(plan, options_explained_on=on, options_language="bg", decided_on=on, on=on, by=by)
    arranged = {"transport": "TRAIN", "escorts": ["NONE"], "meeting": "An aunt, at the station"}
    known = {"receiving_party": "An aunt", "reception_confirmed_on": on, "planned_on": on + timedelta(days=9)}
    returns.prepare(plan, **known, **arranged, on=on, by=by)
    paper = journey.add_paper(plan, kind="IDENTITY_CARD", issuer="MOI", state="NEEDED", on=on, by=by)
    journey.change_paper(paper, state="ISSUED", state_on=on, on=on, by=by)
    assessed_for_return(case, at=said.at(4, 14))
    returns.judge_risk(plan, risk_threat="NO", on=on, by=by)
    returns.make_ready(plan, on=on, by=by)
    return case


STAGES: dict[str, Callable[[], Case]] = {
    "presumed": _presumed,
    "informal": _informal,
    "formal, outside Bulgaria": _formal_outside,
    "period running": _running,
    "cooperating": _cooperating,
    "Article 25 requested": _requested,
    "Article 25 granted": _granted,
    "staying": _staying,
    "plan active": _planned,
    "referral sent": _referred,
    "return ready": _returning,
}
GOES_ON = ("stays", "support_plans", "services", "referrals", "return_plans", "safety_measures", "openings")
LEGAL = (ProtectionRequest, Protection)


def rows(case: Case) -> dict[str, int]:
    """How many rows hang from a case, of each kind."""
    found = [one for one in Case._meta.related_objects if isinstance(one, models.ManyToOneRel)]
    return {
        one.related_model._meta.label: one.related_model._base_manager.filter(**{one.field.name: case}).count()
        for one in found
    }


def states(case: Case) -> dict[str, list[Any]]:
    """How everything that supports or protects the person stands."""
    helped = {
        name: sorted((str(one.pk), getattr(one, "state", ""), str(getattr(one, "closed_on", ""))) for one in rows_of)
        for name in GOES_ON
        if hasattr(case, name)
        for rows_of in [getattr(case, name).all()]
    }
    lawful = {
        model.__name__: sorted((str(one.pk), getattr(one, "state", "")) for one in model.objects.filter(case=case))
        for model in LEGAL
    }
    return helped | lawful


def periods(case: Case) -> list[tuple[Any, ...]]:
    found = ReflectionPeriod.objects.filter(case=case).order_by("starts_at")
    return [(one.starts_on, one.last_day, one.ended_on, one.end_reason) for one in found]


def switch(case: Case, status: str, day: int) -> None:
    """The age is found on a day of March, and nothing that was there is lost or stops."""
    before, stood = rows(case), states(case)
    said.find_age(case, status, when=said.at(3, day))
    case.refresh_from_db()
    after = rows(case)
    assert {label for label, count in before.items() if after[label] < count} == set()
    assert states(case) == stood


def assert_invariants(case: Case, *, ever_a_child: bool) -> None:
    """What holds whatever was found, and however often."""
    notices = ChildNotice.objects.filter(case=case)
    assert sorted(notice.body for notice in notices) == (sorted(ChildBody.values) if ever_a_child else [])
    assert ChildProcedure.objects.standing().filter(case=case).count() == int(case.counts_as_child)
    closed = ChildProcedure.objects.filter(case=case).exclude(closed_on=None)
    assert {one.end_reason for one in closed} <= {"FOUND_ADULT"}
    if case.counts_as_child:
        alive = ReflectionPeriod.objects.filter(case=case, ended_on=None).exclude(end_reason__in=PERIOD_CORRECTIONS)
        assert not alive.exists()


@pytest.mark.sampled(12)
@pytest.mark.parametrize("uncertain", [AgeStatus.UNCERTAIN, AgeStatus.MINOR_STATED, AgeStatus.MINOR_VERIFIED])
@pytest.mark.parametrize("stage", STAGES)
def test_an_adult_found_to_be_a_child_and_back_and_again(stage, uncertain):
    case = STAGES[stage]()
    case.refresh_from_db()
    before = periods(case)
    assert_invariants(case, ever_a_child=False)

    switch(case, uncertain, 25)

    assert_invariants(case, ever_a_child=True)
    first = sorted((notice.pk, notice.detected_at, notice.due_at) for notice in case.child_notices.all())
    for (start, last, ended, reason), (_start, _last, now, why) in zip(before, periods(case), strict=True):
        if ended is None and last >= ON:
            assert (start, now, why) == (start, ON, PeriodEnd.FOUND_TO_BE_CHILD)
        else:
            assert (now, why) == (ended, reason)
    after = periods(case)

    switch(case, AgeStatus.ADULT_VERIFIED, 27)
    assert_invariants(case, ever_a_child=True)
    switch(case, uncertain, 29)
    assert_invariants(case, ever_a_child=True)

    assert periods(case) == after  # no period starts or ends by itself: a lawyer decides (E-14)
    assert first == sorted((notice.pk, notice.detected_at, notice.due_at) for notice in case.child_notices.all())
    found = list(case.child_procedures.values_list("number", "opened_on", "closed_on", "end_reason"))
    assert found == [(1, ON, date(2026, 3, 27), "FOUND_ADULT"), (2, date(2026, 3, 29), None, "")]


CHILD_STAGES: dict[str, Callable[[Case], Any]] = {
    "presumed": lambda case: None,
    "informal": identified_informally,
    "formal": said.identify,
    "with a team": whole_team,
    "represented": appointed,
    "plan signed by all": lambda case: [answered(plan, one) for plan in [signed(case)] for one in whole_team(case)],
    "staying": lambda case: StayFactory(case=case, active=True),
}


@pytest.mark.parametrize("stage", CHILD_STAGES)
def test_a_child_found_to_be_an_adult_and_back(stage):
    case = child(AgeStatus.UNCERTAIN)
    CHILD_STAGES[stage](case)
    case.refresh_from_db()

    switch(case, AgeStatus.ADULT_VERIFIED, 25)

    assert_invariants(case, ever_a_child=True)
    assert not ReflectionPeriod.objects.filter(case=case).exists()
    procedure = case.child_procedures.get()
    assert (procedure.closed_on, procedure.end_reason) == (ON, "FOUND_ADULT")
    kept = {name: getattr(case, name).count() for name in ("child_team", "plan_signatures", "special_representations")}

    switch(case, AgeStatus.MINOR_VERIFIED, 27)

    assert_invariants(case, ever_a_child=True)
    assert kept == {name: getattr(case, name).count() for name in kept}


def test_who_was_trafficked_as_a_child_and_is_an_adult_has_the_adults_track():
    """E-37: the age when trafficked is a fact of the case; the procedure is that of an adult."""
    case = CaseFactory(age_when_trafficked=15)
    said.identify(case)

    assert said.clock(case) is not None
    assert not case.child_procedures.exists()
    assert not case.child_notices.exists()


ANEW = date(2026, 4, 20)
DECIDED = {"options_explained_on": ANEW, "options_language": "bg", "decided_on": ANEW}
AS_A_CHILD = {"decided_with": "The special representative", "child_opinion": "I want to be with my aunt."}


def test_what_an_adult_decided_carries_no_childs_return():
    case = _returning()
    plan, by = case.return_plans.get(), case.recorded_by
    said.find_age(case, AgeStatus.UNCERTAIN, when=said.at(4, 18))

    with pytest.raises(Refused, match="decision anew"):
        returns.depart(plan, departed_on=ANEW, on=ANEW, by=by)
    leave = "UPDATE cases_returnplan SET state = 'IN_TRANSIT', departed_on = '2026-04-20' WHERE id = %s"
    assert said.refused_by_the_database(leave, plan.pk) == "return_plan_of_a_child_is_decided_as_a_childs"
    assert case.return_plans.get().state == "READY"  # nothing ends by itself

    with pytest.raises(Refused, match="decision anew"):
        returns.decide(plan, **DECIDED, on=ANEW, by=by)
    with pytest.raises(Refused, match="decision anew"):
        returns.decide(plan, **DECIDED | {"decided_on": date(2026, 4, 17)} | AS_A_CHILD, on=ANEW, by=by)
    plan = returns.decide(plan, **DECIDED, **AS_A_CHILD, on=ANEW, by=by)

    assert plan.state == "PREPARING"
    plan = returns.make_ready(plan, on=ANEW, by=by)
    assert returns.depart(plan, departed_on=ANEW, on=ANEW, by=by).state == "IN_TRANSIT"


def test_a_child_found_to_be_an_adult_and_a_child_again_decides_again():
    case = _returning()
    plan, by = case.return_plans.get(), case.recorded_by
    said.find_age(case, AgeStatus.UNCERTAIN, when=said.at(4, 18))
    plan = returns.make_ready(returns.decide(plan, **DECIDED, **AS_A_CHILD, on=ANEW, by=by), on=ANEW, by=by)
    said.find_age(case, AgeStatus.ADULT_VERIFIED, when=said.at(4, 21))
    said.find_age(case, AgeStatus.MINOR_VERIFIED, when=said.at(4, 22))

    with pytest.raises(Refused, match="decision anew"):
        returns.depart(plan, departed_on=date(2026, 4, 23), on=date(2026, 4, 23), by=by)


def test_a_child_decides_with_who_represents_it_from_the_first():
    case = child()
    by = case.recorded_by
    plan = returns.propose(case, situation="VOLUNTARY", kind="BG_CITIZEN_TO_RESIDENCE", on=ANEW, by=by)

    with pytest.raises(Refused, match="decision anew"):
        returns.decide(plan, **DECIDED, decided_with="The mother", on=ANEW, by=by)

    assert returns.decide(plan, **DECIDED, **AS_A_CHILD, on=ANEW, by=by).child_opinion == AS_A_CHILD["child_opinion"]


def test_an_adults_decision_is_made_once_and_names_nobody_else():
    case = _returning()
    plan = case.return_plans.get()

    with pytest.raises(Refused, match="recorded already"):
        returns.decide(plan, **DECIDED, on=ANEW, by=case.recorded_by)


def test_the_page_asks_who_represents_a_child_and_an_adult_nothing_of_it(client, join, words):
    case = _returning()
    join(case)
    there = f"/cases/{case.code}/returns/1/"
    assert "decide/" not in client.get(there).content.decode()

    said.find_age(case, AgeStatus.MINOR_VERIFIED, when=said.at(4, 18))

    assert "record the decision anew" in words(client.get(there))
    page = words(client.get(f"{there}decide/"))
    assert "What does the child think of it?" in page
    assert "Who represents the child" in page
