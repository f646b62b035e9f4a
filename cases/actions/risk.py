"""The risk is assessed in versions (SOP 1.2), and contacts with institutions are recorded, after which it is due again.

No service, stay, plan or referral reads a level of risk in order to give less.
"""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.actions import notices
from cases.actions.act import act, locked
from cases.models import Case, InstitutionContact, RiskAssessment
from cases.models.codes import CodeList, check_codes
from cases.permissions import CasePerm
from cases.risk import LONGEST_WITHOUT_REVIEW, RiskState
from cases.rules.identification import why_not_record
from cases.rules.risk import missing, why_not_assess, why_not_change_assessment
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for

# What an assessor answers; `assessed_at` is when it was assessed, not when it was typed.
ANSWERS = (
    *("trigger", "method", "assessed_at", "urgent_medical", "urgent_medical_note", "violence", "violence_note"),
    *("person_concerns", "assessor_view", "threat_to", "retaliation", "fears", "wishes_for_safety"),
    *("coping_resources", "location_known", "online_contact", "debt", "pregnancy", "children_at_risk"),
    *("contact_channels", "level", "rationale", "joint_with", "next_review_on"),
)


@act
def begin(case: Case, *, at: datetime, by: User, **answers: Any) -> RiskAssessment:
    """Begin a new version with these of ANSWERS; `at` is the instant of writing. The one in force stays in force.

    Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_assess(case))
    assessment = RiskAssessment(case=case, number=next_number(case.risk_assessments.all()), assessor=by)
    _answer(assessment, answers, at=at)
    return _save(assessment, "begun", at=at, by=by)


@act
def edit(assessment: RiskAssessment, *, at: datetime, by: User, **answers: Any) -> RiskAssessment:
    """Write on at a draft; whoever answers last is its assessor. Raises Refused or ValidationError."""
    assessment = locked(assessment)
    refuse_for(why_not_change_assessment(assessment))
    assessment.assessor = by
    _answer(assessment, answers, at=at)
    return _save(assessment, "edited", at=at, by=by)


@act
def complete(assessment: RiskAssessment, *, at: datetime, by: User) -> RiskAssessment:
    """Put a draft into force; the version before becomes history. The team learns at once when life is at risk.

    Raises Refused while an answer is missing, when it lies before the version in force, and when the next look at it
    is more than 14 days later.
    """
    assessment = locked(assessment)
    refuse_for(why_not_change_assessment(assessment))
    if names := missing(assessment):
        words = {field.name: field.verbose_name for field in RiskAssessment._meta.fields}
        labels = [str(words[name]) for name in names]
        raise Refused(_("Still to be answered: %(fields)s") % {"fields": "; ".join(labels)})
    refuse_for(_why_not_then(assessment))
    for before in assessment.case.risk_assessments.current():
        move(before, to=RiskState.HISTORIC)
        save_checked(before)
    move(assessment, to=RiskState.CURRENT)
    assessment.assessor = by
    _save(assessment, "completed", at=at, by=by, trigger=assessment.trigger)
    if assessment.is_critical:
        on = local_date(at)
        notices.tell_who_may(
            CasePerm.VIEW_SUPPORT, assessment.case, "risk_critical", subject=assessment.pk, on=on, but=by
        )
    return assessment


@act
def write(
    case: Case, draft: RiskAssessment | None, *, completes: bool, at: datetime, by: User, **answers: Any
) -> RiskAssessment:
    """Begin a version, or write on at its draft, and put it into force where it `completes`: all of it or nothing.

    Raises Refused or ValidationError.
    """
    saved = edit(draft, at=at, by=by, **answers) if draft else begin(case, at=at, by=by, **answers)
    return complete(saved, at=at, by=by) if completes else saved


@act
def discard(assessment: RiskAssessment, *, at: datetime, by: User) -> RiskAssessment:
    """Leave a draft unfinished; what was written stays in the images of changed rows only. Raises Refused."""
    assessment = locked(assessment)
    refuse_for(why_not_change_assessment(assessment))
    move(assessment, to=RiskState.DISCARDED)
    return _save(assessment, "discarded", at=at, by=by)


@act
def record_contact(
    case: Case, *, happened_at: datetime, institution: str, about: str, note: str = "", at: datetime, by: User
) -> InstitutionContact:
    """Record a contact with an institution, by its code; `at` is the instant of recording. From its own instant on the
    risk is to be assessed again within 24 hours. Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_record(case))
    if happened_at > at:
        raise Refused(_("This time has not come yet."))
    check_codes(CodeList.INSTITUTION, [institution], on=local_date(at))
    contact = InstitutionContact(
        case=case,
        number=next_number(case.institution_contacts.all()),
        happened_at=happened_at,
        institution=institution,
        about=about,
        note=note,
        recorded_by=by,
    )
    save_checked(contact)
    log.record(
        "cases.risk.contact_recorded",
        by=by,
        on=local_date(at),
        case=case.code,
        area=InstitutionContact.AREA,
        number=contact.number,
        institution=institution,
    )
    return contact


def _answer(assessment: RiskAssessment, answers: dict[str, Any], *, at: datetime) -> None:
    if unknown := answers.keys() - set(ANSWERS):
        raise TypeError(f"not asked of a risk assessment: {', '.join(sorted(unknown))}")
    for name, value in answers.items():
        setattr(assessment, name, value)
    if assessment.assessed_at > at:
        raise Refused(_("This time has not come yet."))


def _why_not_then(assessment: RiskAssessment) -> list[str]:
    """Why the instant of the assessment, or the day of the next look, cannot stand."""
    current = assessment.case.risk_assessments.current().first()
    if current and current.assessed_at >= assessment.assessed_at:
        return [_("This lies before the assessment that is in force.")]
    on, then = local_date(assessment.assessed_at), assessment.next_review_on
    return [] if _is_soon(on, then) else [_("The risk is looked at again within 14 days: say on which day.")]


def _is_soon(on: date, then: date | None) -> bool:
    return then is not None and on < then <= on + LONGEST_WITHOUT_REVIEW


def _save(assessment: RiskAssessment, step: str, *, at: datetime, by: User, **facts: Any) -> RiskAssessment:
    save_checked(assessment)
    code, area = assessment.case.code, RiskAssessment.AREA
    log.record(f"cases.risk.{step}", by=by, on=local_date(at), case=code, area=area, number=assessment.number, **facts)
    return assessment
