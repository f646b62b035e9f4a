"""Acts of a return: the plan, its risk and papers, the journey, what follows it; and cases of the same person."""

from datetime import timedelta
from typing import Any

from cases.actions import journey, merging, returns, risk
from cases.models import Case, ReturnPlan
from cases.returning import FOREIGNER_RETURNS, ReturnState
from cases.rules import why_not_depart
from tvcase.demo import words
from tvcase.demo.stage import Turn, act

WEEK = timedelta(days=7)


@act
def plan_propose(turn: Turn) -> None:
    turn.keep("plan", returns.propose(turn["case"], **turn.facts, on=turn.step.on, by=turn.by))


@act
def plan_decide(turn: Turn) -> None:
    returns.decide(
        turn["plan"],
        options_explained_on=turn.facts["options_explained_on"],
        options_language=turn.facts["language"],
        decided_on=turn.step.on,
        on=turn.step.on,
        by=turn.by,
    )


@act
def plan_prepare(turn: Turn) -> None:
    facts = dict(turn.facts)
    threat, on = facts.pop("threat"), turn.step.on
    foreigner = turn["plan"].kind in FOREIGNER_RETURNS
    way: dict[str, Any] = (
        {"transport": "PLANE", "escorts": ["IOM"]} if foreigner else {"transport": "TRAIN", "escorts": ["NGO"]}
    )
    plan = returns.prepare(
        turn["plan"], **facts, **way, meeting=words.MEETING, reception_confirmed_on=on, on=on, by=turn.by
    )
    paper: dict[str, Any] = (
        {"kind": "PASSPORT", "issuer": "ABROAD"} if foreigner else {"kind": "IDENTITY_CARD", "issuer": "MOI"}
    )
    journey.add_paper(plan, **paper, state="HELD", on=on, by=turn.by)
    if threat != "UNKNOWN":
        _assess(turn, threat)


@act
def plan_ready(turn: Turn) -> None:
    _assess_again(turn)
    returns.make_ready(turn["plan"], on=turn.step.on, by=turn.by)


@act
def plan_depart(turn: Turn) -> None:
    if _assess_again(turn):
        returns.make_ready(turn["plan"], on=turn.step.on, by=turn.by)
    returns.depart(turn["plan"], departed_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def plan_lose(turn: Turn) -> None:
    returns.lose(turn["plan"], incident_on=turn.step.on, incident_note=words.LOST, on=turn.step.on, by=turn.by)


@act
def plan_arrive(turn: Turn) -> None:
    returns.arrive(turn["plan"], **turn.facts, arrived_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def plan_take_over(turn: Turn) -> None:
    on = turn.step.on
    facts: dict[str, Any] = {"taken_over_by": words.TAKEN_OVER, "taken_over_on": on, "contact_agreed_on": on}
    journey.take_over(turn["plan"], **facts, contact_way=words.CONTACT_WAY, on=on, by=turn.by)


@act
def plan_contact(turn: Turn) -> None:
    contact = turn["plan"].contacts.planned().first()
    if contact is not None:
        journey.hold(contact, outcome="WELL", held_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def plan_finish(turn: Turn) -> None:
    on = turn.step.on
    journey.finish(turn["plan"], closed_on=on, closure_note=words.RETURNED, on=on, by=turn.by)


@act
def plan_decline(turn: Turn) -> None:
    returns.decline(turn["plan"], declined_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def same_person(turn: Turn) -> None:
    """Somebody thinks that another case of the organisation is of the same person; nobody has answered yet."""
    case: Case = turn["case"]
    others = Case.objects.filter(organisation=case.organisation_id, closed_on=None).exclude(person=case.person_id)
    other = others.order_by("opened_on", "code").first()
    if other is not None:
        merging.propose(case, other_code=other.code, reason=words.SAME_PERSON, by=turn.by, on=turn.step.on)


def _assess(turn: Turn, threat: str) -> None:
    """Assess the risk of the return with the receiving side, and say what it shows."""
    at = turn.step.at
    level = "HIGH" if threat == "YES" else "LOW"
    answers: dict[str, Any] = {"trigger": "RETURN", "method": "INTERVIEW", "assessed_at": at, "level": level}
    answers |= {"urgent_medical": "NO", "violence": threat, "joint_with": words.JOINT}
    answers |= {"person_concerns": words.CONCERNS, "assessor_view": words.VIEW, "rationale": words.VIEW}
    draft = risk.begin(turn["case"], **answers, next_review_on=turn.step.on + WEEK, at=at, by=turn.by)
    risk.complete(draft, at=at, by=turn.by)
    returns.judge_risk(turn["plan"], risk_threat=threat, on=turn.step.on, by=turn.by)


def _assess_again(turn: Turn) -> bool:
    """Assess once more when something has happened since that the assessment does not know of."""
    plan = ReturnPlan.objects.get(pk=turn["plan"].pk)
    if not why_not_depart(plan):
        return False
    _assess(turn, "NO")
    return plan.state == ReturnState.READY
