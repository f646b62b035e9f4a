"""Write down what the person needs, as often as it changes (SOP 1.3). Days are Europe/Sofia dates."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.actions.act import act
from cases.models import Case
from cases.rules.identification import why_not_record
from cases.support.models import NeedsAssessment, UrgentNeed
from cases.support.states import NeedAnswer, NeedItem
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for, refuse_future


@act
def assess(
    case: Case,
    *,
    assessed_on: date,
    answers: Mapping[str, tuple[str, str]],
    told_purpose: bool,
    alone: bool,
    interpreter: str = "",
    remarks: str = "",
    on: date,
    by: User,
) -> NeedsAssessment:
    """Record a version of what the person needs. `answers` gives each item's answer and a note on it.

    Raises Refused when an item has no answer, and ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_record(case))
    refuse_future(assessed_on, on=on)
    if set(answers) != set(NeedItem.values):
        raise Refused(_("Answer each of the questions."))
    assessment = NeedsAssessment(
        case=case,
        number=next_number(case.needs_assessments.all()),
        assessed_on=assessed_on,
        told_purpose=told_purpose,
        alone=alone,
        interpreter=interpreter,
        remarks=remarks,
        recorded_by=by,
    )
    save_checked(assessment)
    for item, (answer, note) in answers.items():
        kept = note if answer == NeedAnswer.NEED else ""
        save_checked(UrgentNeed(case=case, assessment=assessment, item=item, answer=answer, note=kept))
    log.record("support.needs.assessed", by=by, on=on, case=case.code, area="support", number=assessment.number)
    return assessment
