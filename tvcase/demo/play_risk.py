"""The risk of cases that are open on the day of the demo: assessed anew, and contacts after which it is due again."""

from datetime import datetime, timedelta

from cases.actions import risk
from cases.models import Case, CaseMember
from cases.states import TeamRole
from tvcase.accounts.models import User
from tvcase.accounts.roles import SUPPORTING_KINDS
from tvcase.dates import local_date
from tvcase.demo.stage import recorded_at

CASES = 16  # the cases that were opened last
TOLD = (("GDBP", "Кога лицето ще бъде изслушано."), ("SAD", "Какви документи са нужни."), ("RHI", "Час за преглед."))
ASSESSED = {
    "method": "INTERVIEW",
    "urgent_medical": "NO",
    "violence": "YES",
    "violence_note": "Непознат е питал за нея в квартала.",
    "person_concerns": "Страхува се да излиза сама.",
    "assessor_view": "Опасността е по-голяма навън.",
    "threat_to": ["PERSON"],
    "level": "HIGH",
    "rationale": "Търсят я там, където е живяла.",
}


def furnish(*, at: datetime) -> None:
    """Write assessments and contacts of the days before an instant; in every second case one waits for its review."""
    supported = Case.objects.open().filter(sealed_to=None, organisation__kind__in=SUPPORTING_KINDS)
    for number, case in enumerate(supported.order_by("-opened_on", "code")[:CASES]):
        place = CaseMember.objects.filter(case=case, role=TeamRole.CASEWORKER, left_on=None).order_by("pk").first()
        if place is not None and (local_date(at) - case.opened_on).days > 3:
            with recorded_at(at):
                _assess(case, number, at=at, by=place.user)


def _assess(case: Case, number: int, *, at: datetime, by: User) -> None:
    """Where nothing was assessed yet a version in force since two days; then, or before, a contact."""
    since = at - timedelta(days=2)
    if not case.risk_assessments.exists():
        facts = {"trigger": "INITIAL", "assessed_at": since, "next_review_on": local_date(at) + timedelta(days=5)}
        draft = risk.begin(case, **ASSESSED, **facts, at=at, by=by)
        risk.complete(draft, at=at, by=by)
    institution, about = TOLD[number % len(TOLD)]
    when = at - timedelta(hours=5) if number % 2 else since - timedelta(hours=3)
    risk.record_contact(case, happened_at=when, institution=institution, about=about, at=at, by=by)
