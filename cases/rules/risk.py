"""What follows from a risk assessment, and what makes a new one due (SOP 1.2; domain 4.8).

What counts as a contact is registered by each part (`contact_source`). Everything here is asked as the person who acts
or reads: a contact that the wall hides from a reader does not count there.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.models import Case, RiskAssessment
from cases.risk import REVIEW_AFTER_CONTACT, RiskLevel, RiskMethod, RiskState, RiskTrigger
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons, contact_source

_LAST = "SELECT max(k.at) FROM ({contacts}) AS k (case_id, at) WHERE k.case_id = %(case)s"

# For each case the first contact that the assessment in force does not know of yet.
_UNASSESSED = """
SELECT k.case_id, min(k.at) AS at
  FROM ({contacts}) AS k (case_id, at)
  LEFT JOIN cases_riskassessment r ON r.case_id = k.case_id AND r.state = 'CURRENT'
 WHERE r.id IS NULL OR k.at > r.assessed_at
 GROUP BY k.case_id
"""

_OF_CASES = "SELECT u.case_id, u.at FROM ({unassessed}) u WHERE u.case_id = ANY (%(cases)s)"


def contacts() -> str:
    """Every contact that is registered, as one SELECT of (case_id, at)."""
    return " UNION ALL ".join(f"({source.sql})" for source in contact_source)


def unassessed() -> str:
    """The first contact of each case after the assessment in force, as a SELECT of (case_id, at)."""
    return _UNASSESSED.format(contacts=contacts())


def last_contact(case: Case) -> datetime | None:
    """The instant of the last contact with an institution, or of the trafficker with the person."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST.format(contacts=contacts()), {"case": case.pk})
        row = cursor.fetchone()
    return row[0] if row else None


def reviews_due(cases: Iterable[UUID]) -> dict[UUID, datetime]:
    """Until when the risk must be assessed again, for each of these cases, by key, where it must; one query for all."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_CASES.format(unassessed=unassessed()), {"cases": list(cases)})
        return {case: at + REVIEW_AFTER_CONTACT for case, at in cursor.fetchall()}


def review_due_at(case: Case) -> datetime | None:
    """Until when the risk must be assessed again: 24 elapsed hours after the first contact that the assessment in
    force does not know of. None while there is no such contact (domain 4.8; 11.8)."""
    return reviews_due([case.pk]).get(case.pk)


def at_risk_of_life(case: Case) -> bool:
    """Whether the assessment in force says that life is at risk: what opens the path for sharing without consent
    (SOP 1.4; domain 4.8). That a review is due does not close it."""
    return case.risk_assessments.current().filter(level=RiskLevel.CRITICAL).exists()


def why_not_assess(case: Case) -> Reasons:
    """Why no new assessment can be begun; one is written at a time."""
    if reasons := why_not_record(case):
        return reasons
    if case.risk_assessments.drafts().exists():
        return [_("An assessment is already being written. Go on with that one.")]
    return []


def why_not_change_assessment(assessment: RiskAssessment) -> Reasons:
    """Why this assessment cannot be changed, completed or discarded."""
    if assessment.state != RiskState.DRAFT:
        return [_("An assessment that was completed never changes. Write a new one.")]
    return why_not_record(assessment.case)


def missing(assessment: RiskAssessment) -> list[str]:
    """The fields without which this assessment cannot be completed (SOP 1.2): the two questions, what the person
    says where she or he could talk, the assessor's view, the level with its reasons, the day of the next look."""
    needed = ["urgent_medical", "violence", "assessor_view", "level", "rationale", "next_review_on"]
    if assessment.method == RiskMethod.INTERVIEW:
        needed.append("person_concerns")
    if assessment.trigger == RiskTrigger.RETURN:
        needed.append("joint_with")
    return [name for name in needed if not getattr(assessment, name)]
