"""Lawyers: appointed, replaced, and what they did. A lawyer with an account reads the case while appointed.

All days are Europe/Sofia dates.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions import team
from cases.actions.act import act, locked
from cases.states import OpeningGround
from legal.aid import rules
from legal.aid.actions import chain
from legal.aid.models import Appointment, LawyersWork, LegalAidApplication
from legal.aid.states import REPLACEMENTS, AppointmentEnd
from tvcase.accounts.models import User
from tvcase.accounts.rights import hold
from tvcase.accounts.roles import Role
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for
from tvcase.notifications import outbox


def appoint(
    application: LegalAidApplication,
    *,
    appointed_on: date,
    lawyer: User | None = None,
    lawyer_name: str = "",
    contact: str = "",
    reference: str = "",
    by: User,
) -> Appointment:
    """Name the lawyer from a day on, by account or by name. An account reads from then on who the person is, the
    identification, the period, the legal file and the legal aid, and nothing of support. Part of a larger act."""
    case = application.case
    if lawyer is not None:
        hold(lawyer)
        lawyer.refresh_from_db(fields=["roles", "is_active"])
    appointment = Appointment(
        case=case,
        application=application,
        lawyer=lawyer,
        lawyer_name="" if lawyer else lawyer_name,
        contact=contact,
        reference=reference,
        appointed_on=appointed_on,
        recorded_by=by,
    )
    if lawyer is not None and not (lawyer.is_active and lawyer.organisation and lawyer.has_role(Role.LAWYER)):
        raise Refused(_("Only a lawyer can be appointed."))
    save_checked(appointment)
    if lawyer is not None and lawyer.organisation is not None:
        where, ground = lawyer.organisation, OpeningGround.APPOINTED
        team.open_to(case, where, ground, subject=appointment.pk, by=by, on=appointed_on, user=lawyer)
        outbox.notify([lawyer], "aid_appointed", case_code=case.code, subject=appointment.pk, due_on=appointed_on)
    return appointment


def end(application: LegalAidApplication, reason: AppointmentEnd, *, on: date, by: User) -> None:
    """End the appointment that lasts; the case closes to that lawyer. Part of a larger act."""
    appointment = application.appointments.get(ended_on=None)
    appointment.ended_on = on
    appointment.end_reason = reason
    save_checked(appointment)
    team.close_openings(application.case, subject=appointment.pk, by=by, on=on)


@act
def replace(
    application: LegalAidApplication, *, end_reason: str, appointed_on: date, by: User, **appointed: Any
) -> Appointment:
    """Put another lawyer in the place of the first, from a day on: the person asked, a conflict of interest, or the
    lawyer can no longer act. `appointed` is what `appoint` takes. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by) + rules.why_not_work(application))
    if end_reason not in REPLACEMENTS:
        raise Refused(_("Say why another lawyer is appointed."))
    end(application, AppointmentEnd(end_reason), on=appointed_on, by=by)
    appointment = appoint(application, appointed_on=appointed_on, by=by, **appointed)
    chain.record("lawyer_replaced", application, by=by, on=appointed_on, reason=end_reason)
    chain.tell(application, "aid_lawyer_replaced", on=appointed_on, but=by)
    return appointment


@act
def record_work(
    application: LegalAidApplication, *, kind: str, done_on: date, minutes: int, interpreter: bool = False, by: User
) -> LawyersWork:
    """Record what the appointed lawyer did on a day and for how long; by the lawyer, or by who keeps the legal aid.

    Raises Refused or ValidationError.
    """
    application = locked(application)
    refuse_for(rules.why_not_record_work(application, by=by) + rules.why_not_work(application))
    appointment = application.appointments.filter(appointed_on__lte=done_on).order_by("appointed_on").last()
    if appointment is None or (appointment.ended_on is not None and done_on > appointment.ended_on):
        raise Refused(_("No lawyer was appointed on that day."))
    work = LawyersWork(
        case=application.case,
        application=application,
        appointment=appointment,
        number=next_number(application.work.all()),
        kind=kind,
        done_on=done_on,
        minutes=minutes,
        interpreter=interpreter,
        recorded_by=by,
    )
    save_checked(work)
    chain.record("work_recorded", application, by=by, on=done_on, kind=kind, minutes=str(minutes))
    return work


@act
def strike_work(work: LawyersWork, *, on: date, by: User) -> LawyersWork:
    """Mark work as recorded in error: the row stays and counts no more. Raises Refused."""
    application = locked(work.application)
    work = lock(work)
    work.application = application
    refuse_for(rules.why_not_strike(work, by=by))
    work.in_error = True
    save_checked(work)
    chain.record("work_struck", application, by=by, on=on, work=str(work.number))
    return work
