"""What the person says about cooperating. Only she decides; staff record, and nobody's support depends on it."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.actions import notices, reflection
from cases.actions.act import act
from cases.law import deadline_for
from cases.models import Case, CooperationDecision, DecisionAnnulment, DecisionCommunication
from cases.permissions import CasePerm
from cases.rules import why_not_annul_decision, why_not_communicate, why_not_confirm
from cases.states import CooperationValue
from cases.terms import RuleKind
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for

# Who is told that something was said: those who may read it (product decision 17; domain 2.2).
READ = CasePerm.VIEW_LEGAL


@act
def declare(
    case: Case,
    *,
    value: str,
    declared_at: datetime,
    declared_to: str,
    form: str,
    told_it_ends_period_at: datetime | None = None,
    language: str,
    interpreter: str = "",
    lawyer_present: bool = False,
    by: User,
    on: date,
) -> CooperationDecision:
    """Add what the person said, at an instant, to whom and in which form; `on` is the Sofia date of recording.

    An effective YES inside the period ends the period on the day it was said, in this transaction and for good;
    recorded late with a day inside the period, it corrects the end (E-06). Everything else changes neither
    clock nor service; once the person is found to be a child, no statement moves a period that had ended (product
    decision 16). What is said to an authority is known to it from then on. Raises Refused.
    """
    case = lock(case)
    day = local_date(declared_at)
    if day > on:
        raise Refused(_("What the person said cannot lie in the future."))
    if value == CooperationValue.YES and _late(day, on) and not by.has_role(Role.COORDINATOR):
        raise Refused(
            _("More than five working days have passed since that day: the coordinator must record this decision.")
        )
    decision = CooperationDecision(
        case=case,
        number=next_number(case.cooperation_decisions),
        value=value,
        declared_at=declared_at,
        declared_to=declared_to,
        form=form,
        told_it_ends_period_at=told_it_ends_period_at,
        language=language,
        interpreter=interpreter,
        lawyer_present=lawyer_present,
        recorded_by=by,
    )
    save_checked(decision)
    decision.refresh_from_db(fields=["declared_on"])
    log.record("cases.cooperation.declared", by=by, on=day, case=case.code, area="legal", number=decision.number)
    if by.organisation and by.organisation.identifies_formally:
        _communicate(decision, by.organisation, agreed_on=day, by=by)
    if decision.is_effective_yes and not case.counts_as_child:
        reflection.settle(case, at=declared_at, by=by)
    notices.tell_who_may(READ, case, "cooperation_declared", subject=decision.pk, on=on, but=by)
    return decision


@act
def communicate(
    decision: CooperationDecision, *, authority: Organisation, agreed_on: date, by: User
) -> DecisionCommunication:
    """Record that the person agreed to tell one authority; only then does it see the decision (product decision 17)."""
    lock(decision.case)
    refuse_for(why_not_communicate(decision, DecisionAnnulment.objects.filter(decision=decision).first()))
    return _communicate(decision, authority, agreed_on=agreed_on, by=by)


def _communicate(
    decision: CooperationDecision, authority: Organisation, *, agreed_on: date, by: User
) -> DecisionCommunication:
    if not authority.identifies_formally:
        raise Refused(_("A decision is communicated to police, investigation or prosecution only."))
    if agreed_on < local_date(decision.declared_at):
        raise Refused(_("The person cannot have agreed before deciding."))
    communication = DecisionCommunication(decision=decision, authority=authority, agreed_on=agreed_on, recorded_by=by)
    save_checked(communication)
    log.record(
        "cases.cooperation.communicated",
        by=by,
        on=agreed_on,
        case=decision.case.code,
        area="legal",
        number=decision.number,
        to=authority.code,
    )
    return communication


@act
def propose_annulment(decision: CooperationDecision, *, reason: str, on: date, by: User) -> DecisionAnnulment:
    """Say that a decision was recorded in error; somebody else must confirm. Nothing changes until then."""
    case = lock(decision.case)
    decision.case = case
    refuse_for(why_not_annul_decision(decision, DecisionAnnulment.objects.filter(decision=decision).first()))
    annulment = DecisionAnnulment(decision=decision, reason=reason, proposed_by=by)
    save_checked(annulment)
    log.record(
        "cases.cooperation.annulment_proposed", by=by, on=on, case=case.code, area="legal", number=decision.number
    )
    notices.tell_who_may(READ, case, "annulment_proposed", subject=annulment.pk, on=on, but=by)
    return annulment


@act
def confirm_annulment(annulment: DecisionAnnulment, *, at: datetime, by: User) -> DecisionAnnulment:
    """Confirm, as the second person, that a decision was recorded in error; the period then runs as if it had
    never been written (product decision 4). `at` is the instant. Raises Refused or ValidationError."""
    case = lock(annulment.decision.case)
    annulment = lock(annulment)
    annulment.decision.case = case
    refuse_for(why_not_confirm(annulment, by))
    annulment.confirmed_by = by
    annulment.confirmed_at = at
    save_checked(annulment)
    log.record(
        "cases.cooperation.annulled",
        by=by,
        on=local_date(at),
        case=case.code,
        area="legal",
        number=annulment.decision.number,
    )
    reflection.settle(case, at=at, by=by)
    return annulment


def _late(day: date, on: date) -> bool:
    """A YES recorded so long after the day it was said needs the coordinator (product decision 4)."""
    term = deadline_for(RuleKind.STATEMENT_RECORDED, day)
    return term is not None and on > term.last_day
