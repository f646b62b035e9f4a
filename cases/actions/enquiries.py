"""A question about the person from outside: checked, written down, and only then answered (E-39)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.actions import notices
from cases.actions.act import act
from cases.enquiries import CallBack
from cases.models import Case, Enquiry
from cases.permissions import CasePerm
from cases.rules.enquiries import why_not_answer
from cases.rules.identification import why_not_record
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for, refuse_future


@act
def note(
    case: Case,
    *,
    asked_at: datetime,
    asker: str,
    wanted: str,
    call_back: str,
    answer: str,
    asker_name: str = "",
    number_from: str = "",
    called_back_at: datetime | None = None,
    basis: str = "",
    agreed_on: date | None = None,
    told: str = "",
    at: datetime,
    by: User,
) -> Enquiry:
    """Record a question about the person and the answer that may be given; `at` is the instant of recording.

    It comes before anything is told. Of somebody who was not confirmed the team learns at once. Raises Refused or
    ValidationError.
    """
    case = lock(case)
    on = local_date(at)
    refuse_for(why_not_record(case))
    refuse_for(why_not_answer(answer=answer, call_back=call_back, basis=basis, by=by))
    if asked_at > at or (called_back_at is not None and called_back_at > at):
        raise Refused(_("This time has not come yet."))
    refuse_future(agreed_on, on=on)
    enquiry = Enquiry(
        case=case,
        number=next_number(case.enquiries.all()),
        asked_at=asked_at,
        asker=asker,
        asker_name=asker_name,
        wanted=wanted,
        call_back=call_back,
        number_from=number_from,
        called_back_at=called_back_at,
        answer=answer,
        basis=basis,
        agreed_on=agreed_on,
        told=told,
        recorded_by=by,
    )
    save_checked(enquiry)
    log.record(
        "cases.enquiry.noted", by=by, on=on, case=case.code, area=Enquiry.AREA, number=enquiry.number, answer=answer
    )
    if call_back != CallBack.CONFIRMED:
        notices.tell_who_may(CasePerm.VIEW_SUPPORT, case, "enquiry_unverified", subject=enquiry.pk, on=on, but=by)
    return enquiry
