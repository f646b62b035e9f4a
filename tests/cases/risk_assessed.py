"""Risk assessments and contacts with institutions with everything filled in, for tests that look at what follows."""

from datetime import datetime, timedelta
from typing import Any

from cases.actions import risk
from cases.models import Case, InstitutionContact, RiskAssessment
from cases.risk import Answer, RiskLevel, RiskMethod, RiskTrigger
from tests.cases.said_and_done import at
from tvcase.accounts.models import User
from tvcase.dates import local_date

ASSESSED = at(4, 6)


def answers(when: datetime = ASSESSED, **facts: Any) -> dict[str, Any]:
    """What a caseworker answered after a talk with the person, at an instant; looked at again a week later."""
    known = {
        "trigger": RiskTrigger.INITIAL,
        "method": RiskMethod.INTERVIEW,
        "assessed_at": when,
        "urgent_medical": Answer.NO,
        "violence": Answer.YES,
        "violence_note": "Заплашиха сестрата",
        "person_concerns": "Страх от телефона",
        "assessor_view": "Опасността е истинска",
        "threat_to": ["PERSON", "FAMILY"],
        "level": RiskLevel.HIGH,
        "rationale": "Знаят улицата",
        "next_review_on": local_date(when) + timedelta(days=7),
    }
    return known | facts


def begun(case: Case, when: datetime = ASSESSED, *, by: User | None = None, **facts: Any) -> RiskAssessment:
    """A draft, begun at the instant of the talk."""
    return risk.begin(case, **answers(when, **facts), at=when, by=by or case.recorded_by)


def assessed(case: Case, when: datetime = ASSESSED, *, by: User | None = None, **facts: Any) -> RiskAssessment:
    """A version in force since an instant."""
    return risk.complete(begun(case, when, by=by, **facts), at=when, by=by or case.recorded_by)


def met(case: Case, when: datetime, *, by: User | None = None, **facts: Any) -> InstitutionContact:
    """A contact with the prosecutors' office, recorded at once."""
    known = {"institution": "PORB", "about": "Дата на разпита", "happened_at": when}
    return risk.record_contact(case, **(known | facts), at=when, by=by or case.recorded_by)
