"""Needs and plans of the cases that are open on the day of the demo: a draft, signed ones, replaced and closed ones."""

from datetime import date, datetime, timedelta

from cases.actions import risk
from cases.models import Case, CaseMember
from cases.states import TeamRole
from cases.support.actions import needs, parts, plans
from cases.support.models import SupportPlan
from cases.support.states import NeedItem, PlanEnd
from tvcase.accounts.models import User
from tvcase.accounts.roles import SUPPORTING_KINDS, Role
from tvcase.dates import local_date
from tvcase.demo.stage import recorded_at
from tvcase.demo.telling import instant

CASES = 10  # the cases that were opened last
NEEDED = {
    NeedItem.SHELTER: "Място за тази седмица.",
    NeedItem.SLEEP: "Не спи от четири дни.",
    NeedItem.FAMILY: "Иска да се обади на сестра си.",
}
SIGNING = {"place": "Пробно", "signature_form": "WRITTEN", "language": "bg"}
RISK = {
    "trigger": "INITIAL",
    "method": "INTERVIEW",
    "urgent_medical": "NO",
    "violence": "UNKNOWN",
    "person_concerns": "Да не я намерят.",
    "assessor_view": "Никой не знае къде е.",
    "level": "MEDIUM",
    "rationale": "Няма нов контакт от началото.",
}


def furnish(*, at: datetime) -> None:
    """Write what was asked and agreed in the days before an instant."""
    supported = Case.objects.open().filter(sealed_to=None, organisation__kind__in=SUPPORTING_KINDS)
    for number, case in enumerate(supported.order_by("-opened_on", "code")[:CASES]):
        place = CaseMember.objects.filter(case=case, role=TeamRole.CASEWORKER, left_on=None).order_by("pk").first()
        if place is not None and (local_date(at) - case.opened_on).days > 3:
            with recorded_at(at):
                _agree(case, number, at=at, by=place.user)


def _agree(case: Case, number: int, *, at: datetime, by: User) -> None:
    """Of four cases one has a draft; one a plan to be looked at again; one a second version; one a closed plan."""
    today = local_date(at)
    began = max(case.opened_on, today - timedelta(days=12))
    answers = {item.value: ("NEED", NEEDED[item]) if item in NEEDED else ("NONE", "") for item in NeedItem}
    needs.assess(case, assessed_on=began, answers=answers, told_purpose=True, alone=True, on=today, by=by)
    if not _risk_is_assessed(case, began, at=at, by=by):
        return
    plan = _write(case, began, until=today if number % 4 == 1 else today + timedelta(days=20), by=by)
    if number % 4 == 0:
        return
    plans.sign(plan, signed_on=began, **SIGNING, on=today, by=by)
    supervisor = User.objects.filter(organisation=case.organisation, roles__contains=[Role.SUPERVISOR])
    approver = supervisor.exclude(pk=by.pk).order_by("pk").first()
    if number % 4 == 2:
        _write_anew(case, today, by=by)
    elif number % 4 == 3:
        plans.close(plan, end_reason=PlanEnd.PERSON_ENDED, on=today, by=by)
    elif approver is not None:
        plans.approve(plan, on=today, by=approver)


def _risk_is_assessed(case: Case, began: date, *, at: datetime, by: User) -> bool:
    """Whether the risk of a case is assessed now; it is, unless an assessment is being written."""
    if case.risk_assessments.current().exists():
        return True
    if case.risk_assessments.drafts().exists():
        return False
    days = {"assessed_at": min(instant(began, 10), at), "next_review_on": began + timedelta(days=14)}
    risk.complete(risk.begin(case, **RISK, **days, at=at, by=by), at=at, by=by)
    return True


def _write(case: Case, on: date, *, until: date, by: User) -> SupportPlan:
    """A draft with all its parts; of two measures the person agreed to one."""
    plan = plans.draft(case, on=on, by=by)
    goal = parts.add_goal(plan, what="Собствена стая и работа.", carry=True, on=on, by=by)
    looked = {"goal": goal, "from_on": on, "to_on": until, "carry": True}
    parts.add_step(plan, what="Търсене на стая под наем.", responsible="WORKER", **looked, on=on, by=by)
    parts.add_step(plan, what="Разговор с психолог.", responsible="OTHER", who="Измислен център", on=on, by=by)
    phone = parts.add_measure(plan, group="PHONE", what="Нов номер.", responsible="PERSON", from_on=on, on=on, by=by)
    way = parts.add_measure(plan, group="TRAVEL", what="С придружител.", responsible="WORKER", on=on, by=by)
    parts.answer(phone, agrees=True, answered_on=on, on=on, by=by)
    parts.answer(way, agrees=False, answered_on=on, on=on, by=by)
    days = {"from_on": on, "until_on": until + timedelta(days=70), "review_on": until}
    return plans.write(plan, institutions="Няма.", **days, on=on, by=by)


def _write_anew(case: Case, on: date, *, by: User) -> None:
    """A second version in place of the first."""
    plan = plans.draft(case, on=on, by=by)
    for measure in plan.measures.unanswered():
        parts.answer(measure, agrees=True, answered_on=on, on=on, by=by)
    days = {"from_on": on, "until_on": on + timedelta(days=90), "review_on": on + timedelta(days=30)}
    plans.write(plan, institutions="Бюрото по труда.", **days, on=on, by=by)
    plans.sign(plan, signed_on=on, **SIGNING, on=on, by=by)
