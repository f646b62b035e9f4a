"""Needs, risk and a plan with everything filled in, for tests that look at what follows from them."""

from datetime import date

from cases.actions import risk
from cases.models import Case, RiskAssessment
from cases.support.actions import needs, parts, plans
from cases.support.models import NeedsAssessment, SupportPlan
from cases.support.states import NeedItem
from tests.cases.said_and_done import at

DAY = date(2026, 3, 12)
SIGNING = {"place": "Варна", "signature_form": "WRITTEN", "language": "bg"}


def assess_needs(case: Case, *, by=None, on: date = DAY, **needed: str) -> NeedsAssessment:
    """A version of the needs of 12 March 2026: what is named is needed, with that note; of the rest nothing is."""
    answers = {item: ("NEED", needed[item]) if item in needed else ("NONE", "") for item in NeedItem.values}
    facts = {"answers": answers, "told_purpose": True, "alone": True}
    return needs.assess(case, assessed_on=on, **facts, on=on, by=by or case.recorded_by)


def assess_risk(case: Case, *, by=None) -> RiskAssessment:
    """A risk that was assessed in a talk on 12 March 2026."""
    by, when = by or case.recorded_by, at(3, 12)
    answers = {
        "trigger": "INITIAL",
        "method": "INTERVIEW",
        "assessed_at": when,
        "urgent_medical": "NO",
        "violence": "YES",
        "person_concerns": "Страхува се да не я открият.",
        "assessor_view": "Бившият работодател я търси.",
        "level": "MEDIUM",
        "rationale": "Никой не знае къде е.",
        "next_review_on": date(2026, 3, 20),
    }
    return risk.complete(risk.begin(case, at=when, by=by, **answers), at=when, by=by)


def drafted(case: Case, *, by=None) -> SupportPlan:
    """A draft of 12 March 2026 with everything but the signatures; the person agreed to its one measure."""
    by = by or case.recorded_by
    assess_needs(case, by=by, FOOD="За два дни.")
    if not case.risk_assessments.current().exists():
        assess_risk(case, by=by)
    plan = plans.draft(case, on=DAY, by=by)
    goal = parts.add_goal(plan, what="Собствена стая.", on=DAY, by=by)
    parts.add_step(plan, what="Търсене на стая.", responsible="WORKER", goal=goal, on=DAY, by=by)
    measure = parts.add_measure(
        plan, group="PHONE", what="Нов номер.", responsible="PERSON", from_on=DAY, on=DAY, by=by
    )
    parts.answer(measure, agrees=True, answered_on=DAY, on=DAY, by=by)
    days = {"from_on": DAY, "until_on": date(2026, 6, 12), "review_on": date(2026, 4, 13)}
    return plans.write(plan, institutions="Още няма.", **days, on=DAY, by=by)


def signed(case: Case, *, by=None) -> SupportPlan:
    """The same, signed on 12 March 2026."""
    by = by or case.recorded_by
    return plans.sign(drafted(case, by=by), signed_on=DAY, **SIGNING, on=DAY, by=by)
