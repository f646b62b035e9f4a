"""A plan in force, and services at each stage, made by their actions. Everybody here is invented."""

from datetime import date, datetime, timedelta

from cases.actions import risk
from cases.services.actions import course, needs, offers, sessions
from cases.services.states import COUNSELLING
from cases.support.actions import needs as asked
from cases.support.actions import parts, plans
from cases.support.states import NeedItem
from tvcase.dates import SOFIA, local_date

DAY = date(2026, 4, 20)  # after every reflection period of these tests
SOCIAL = "SOCIAL_COUNSELLING"


def at(day=DAY, hour=10, minute=0):
    """An instant by Sofia's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SOFIA)


def assess_risk(case, level="LOW", *, by, when=None):
    when = when or at(DAY, 8)
    answers = {"urgent_medical": "NO", "violence": "NO", "assessor_view": "Спокойна", "rationale": "По разговора"}
    begun = risk.begin(
        case,
        **answers,
        trigger="INITIAL",
        method="OBSERVATION_ONLY",
        assessed_at=when,
        level=level,
        next_review_on=local_date(when) + timedelta(days=7),
        at=when,
        by=by,
    )
    return risk.complete(begun, at=when, by=by)


def plan_in_force(case, *, by, on=DAY):
    """A signed plan with one step."""
    if not case.risk_assessments.current().exists():
        assess_risk(case, by=by)
    none = {item: ("NONE", "") for item in NeedItem.values}
    asked.assess(case, assessed_on=on, answers=none, told_purpose=True, alone=True, on=on, by=by)
    plan = plans.draft(case, on=on, by=by)
    parts.add_goal(plan, what="Да спи спокойно", on=on, by=by)
    parts.add_step(plan, what="Разговор с психолог", responsible="WORKER", on=on, by=by)
    parts.add_measure(plan, group="PHONE", what="Нов номер", responsible="WORKER", on=on, by=by)
    for measure in plan.measures.unanswered():
        parts.answer(measure, agrees=True, answered_on=on, on=on, by=by)
    months = {"from_on": on, "until_on": on + timedelta(days=90), "review_on": on + timedelta(days=30)}
    plans.write(plan, institutions="няма", **months, on=on, by=by)
    signed = {"place": "София", "signature_form": "WRITTEN", "language": "bg"}
    return plans.sign(plan, signed_on=on, **signed, on=on, by=by)


def needed(case, type=SOCIAL, *, by, on=DAY, **facts):
    return needs.record(case, type=type, needed_on=on, on=on, by=by, **facts)


def offered(case, type=SOCIAL, *, by, on=DAY, **facts):
    return offers.offer(needed(case, type, by=by, on=on), provider_name="Проба", offered_on=on, on=on, by=by, **facts)


def accepted(case, type=SOCIAL, *, by, on=DAY, long_term=False, **facts):
    service = offered(case, type, by=by, on=on, long_term=long_term)
    return offers.accept(service, answered_on=on, on=on, by=by, **facts)


def counselling(case, *, by, on=DAY):
    """Counselling that the person accepted, as the step of a plan in force."""
    step = plan_in_force(case, by=by, on=on).steps.get()
    return accepted(case, COUNSELLING, by=by, on=on, plan_step=step, crisis_overcome_on=on)


def planned(service, *, by, when=None):
    return sessions.schedule(service, starts_at=when or at(DAY, 11), minutes=50, place_kind="OFFICE", by=by)


def held(service, *, by, when=None, note="", risk_changed=False):
    when = when or at(DAY, 11)
    session = planned(service, by=by, when=when)
    answers = {"attendance": "WHOLE", "minutes": 45, "risk_changed": risk_changed, "note": note}
    return sessions.hold(session, **answers, at=when + timedelta(hours=2), by=by)


def begun(case, *, by, on=DAY):
    return course.begin(accepted(case, by=by, on=on), starts_on=on, on=on, by=by)
