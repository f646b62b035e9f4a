"""What the addressee decided, the appeal and its result, and the end of the service (domain 4.14).

The decision is made outside the system; whoever supports the person writes it down. All days are Sofia dates.
"""

from datetime import date
from typing import Any

from cases.actions.act import act, locked
from cases.deadlines import deadline
from cases.law import rule_for
from cases.terms import RuleKind
from legal.aid import rules
from legal.aid.actions import chain, lawyers
from legal.aid.models import LegalAidApplication
from legal.aid.states import AidState, AppointmentEnd
from tvcase.accounts.models import User
from tvcase.db import save_checked
from tvcase.flow import move, refuse_for


@act
def grant(
    application: LegalAidApplication, *, decided_on: date, decision_reference: str = "", by: User, **appointed: Any
) -> LegalAidApplication:
    """Record the grant, also one on appeal, with the lawyer who is named in it.

    `appointed` is what `lawyers.appoint` takes. Raises Refused or ValidationError.
    """
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    on_appeal = application.state == AidState.APPEALED
    refuse_for(rules.why_not_step(application, to=AidState.GRANTED))
    lawyers.appoint(application, by=by, **appointed)
    move(application, to=AidState.GRANTED)
    if on_appeal:
        application.appeal_decided_on = decided_on
        application.appeal_reference = decision_reference
    else:
        application.decided_on = decided_on
        application.decision_reference = decision_reference
    chain.expect_nothing(application)
    save_checked(application)
    chain.record("granted", application, by=by, on=decided_on)
    chain.tell(application, "aid_decided", on=decided_on, but=by)
    return application


@act
def refuse(
    application: LegalAidApplication,
    *,
    decided_on: date,
    told_on: date,
    reasons: str,
    decision_reference: str = "",
    by: User,
) -> LegalAidApplication:
    """Record the refusal with its reasons and the day on which it reached the person, from which an appeal is
    counted where a rule gives a term. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    move(application, to=AidState.REFUSED)
    application.decided_on = decided_on
    application.told_on = told_on
    application.reasons = reasons
    application.decision_reference = decision_reference
    application.appeal_rule = rule_for(RuleKind.LEGAL_AID_APPEAL, on=told_on)
    last = deadline(application.appeal_rule, told_on)
    application.appeal_until = last.last_day if last else None
    chain.expect_nothing(application)
    save_checked(application)
    chain.record("refused", application, by=by, on=decided_on)
    chain.tell(application, "aid_decided", on=decided_on, but=by)
    return application


@act
def appeal(application: LegalAidApplication, *, appealed_on: date, by: User) -> LegalAidApplication:
    """Record that the refusal was appealed on a day; an answer is owed again. A late appeal is recorded too: whether
    it is heard is not ours to say. By who keeps the legal aid of the case, or by the lawyer who is appointed to it and
    has filed it. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_speak_for(application.case, by=by))
    move(application, to=AidState.APPEALED)
    application.appealed_on = appealed_on
    chain.expect_an_answer(application, since=appealed_on)
    save_checked(application)
    chain.record("appealed", application, by=by, on=appealed_on)
    return application


@act
def refuse_for_good(
    application: LegalAidApplication, *, decided_on: date, reasons: str, decision_reference: str = "", by: User
) -> LegalAidApplication:
    """Record that the appeal was refused, with the reasons. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    move(application, to=AidState.REFUSED_FINAL)
    application.appeal_decided_on = decided_on
    application.appeal_reference = decision_reference
    application.appeal_reasons = reasons
    chain.expect_nothing(application)
    save_checked(application)
    chain.record("refused_for_good", application, by=by, on=decided_on)
    chain.tell(application, "aid_decided", on=decided_on, but=by)
    return application


@act
def complete(application: LegalAidApplication, *, completed_on: date, by: User) -> LegalAidApplication:
    """Record that the service is done; the appointment ends and the case closes to the lawyer. Raises Refused."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    move(application, to=AidState.COMPLETED)
    lawyers.end(application, AppointmentEnd.SERVICE_DONE, on=completed_on, by=by)
    application.completed_on = completed_on
    save_checked(application)
    chain.record("completed", application, by=by, on=completed_on)
    return application
