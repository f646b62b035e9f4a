"""A claim for compensation, step by step: prepared, filed, completed, decided, paid or given up (SOP 3.4).

All days are Europe/Sofia dates; `on` is the day of recording. Every act locks the case first.
"""

from datetime import date
from decimal import Decimal
from typing import NotRequired, TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case
from legal.claims import rules
from legal.claims.models import Claim
from legal.claims.states import ClaimResult, ClaimRoute, ClaimState
from legal.models import CriminalProceedings
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future


class Draft(TypedDict):
    """What is prepared before filing; everything but route and claimant may be filled in later."""

    route: str
    claimant: str
    proceedings: NotRequired[CriminalProceedings | None]
    trigger_event: NotRequired[str]
    trigger_on: NotRequired[date | None]
    addressee: NotRequired[str]
    damage: NotRequired[str]
    asked_amount: NotRequired[Decimal | None]
    asked_currency: NotRequired[str]
    asked_on: NotRequired[date | None]


@act
def prepare(case: Case, *, on: date, by: User, **draft: Unpack[Draft]) -> Claim:
    """Begin a claim; nothing leaves the team. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_write(case, by=by))
    claim = Claim(case=case, number=next_number(case.compensation_claims.all()), recorded_by=by)
    _write_down(claim, on=on, **draft)
    _record(claim, "prepared", on=on, by=by, route=claim.route)
    return claim


@act
def amend(claim: Claim, *, on: date, by: User, **draft: Unpack[Draft]) -> Claim:
    """Change what is prepared. What was filed is never edited. Raises Refused or ValidationError."""
    claim = _locked(claim, by=by)
    if claim.state != ClaimState.PREPARED:
        raise Refused(_("A claim that was filed is not edited."))
    _write_down(claim, on=on, **draft)
    _record(claim, "amended", on=on, by=by)
    return claim


@act
def file(claim: Claim, *, filed_on: date, on: date, by: User) -> Claim:
    """Record that the claim was filed; the day by which the State examines it follows from the rule of that day.

    Filing late is recorded all the same: whether it counts is not ours to say. Raises Refused or ValidationError.
    """
    claim = _at_step(claim, "file", by=by)
    move(claim, to=ClaimState.FILED)
    refuse_future(filed_on, on=on)
    if claim.trigger_on and filed_on < claim.trigger_on:
        raise Refused(_("The State can be asked only when the act has taken effect."))
    claim.filed_on = filed_on
    if claim.to_the_state:
        claim.examination_rule, claim.examination_due_on = rules.last_day_to_examine(filed_on)
    return _save(claim, "filed", on=filed_on, by=by)


@act
def freeze(claim: Claim, *, freeze_asked_on: date, on: date, by: User) -> Claim:
    """Record that the court was asked to freeze the offender's property. Raises Refused."""
    claim = _at_step(claim, "freeze", by=by)
    refuse_future(freeze_asked_on, on=on)
    claim.freeze_asked_on = freeze_asked_on
    return _save(claim, "freeze_asked", on=freeze_asked_on, by=by)


@act
def ask_for_documents(claim: Claim, *, incomplete_on: date, missing: str, on: date, by: User) -> Claim:
    """Record that documents are missing, and which. Raises Refused or ValidationError."""
    claim = _at_step(claim, "missing", by=by)
    move(claim, to=ClaimState.INCOMPLETE)
    refuse_future(incomplete_on, on=on)
    claim.incomplete_on, claim.missing, claim.completed_on = incomplete_on, missing, None
    return _save(claim, "incomplete", on=incomplete_on, by=by)


@act
def give_documents(claim: Claim, *, completed_on: date, on: date, by: User) -> Claim:
    """Record that the missing documents were given; the time of the examination is not counted anew.

    Raises Refused.
    """
    claim = _at_step(claim, "complete", by=by)
    move(claim, to=ClaimState.FILED)
    refuse_future(completed_on, on=on)
    if claim.incomplete_on and completed_on < claim.incomplete_on:
        raise Refused(_("The documents cannot have been given before they were asked for."))
    claim.completed_on = completed_on
    return _save(claim, "completed", on=completed_on, by=by)


@act
def extend(claim: Claim, *, extended_on: date, on: date, by: User) -> Claim:
    """Record that the National Council takes longer: it may, up to the longest term. Raises Refused."""
    claim = _at_step(claim, "extend", by=by)
    refuse_future(extended_on, on=on)
    claim.extended_on = extended_on
    if claim.filed_on:
        claim.examination_rule, claim.examination_due_on = rules.last_day_to_examine(claim.filed_on, extended=True)
    return _save(claim, "extended", on=extended_on, by=by)


@act
def decide(
    claim: Claim,
    *,
    decided_on: date,
    result: str,
    decision_reference: str,
    decision_reasons: str = "",
    awarded_amount: Decimal | None = None,
    awarded_currency: str = "",
    on: date,
    by: User,
) -> Claim:
    """Record the decision: granted, in part, refused, or not examined because the criminal case ended.

    Raises Refused or ValidationError.
    """
    claim = _at_step(claim, "decide", by=by)
    move(claim, to=ClaimState.DECIDED)
    refuse_future(decided_on, on=on)
    if result == ClaimResult.NOT_EXAMINED and claim.route != ClaimRoute.CRIMINAL_CIVIL_CLAIM:
        raise Refused(_("Only a claim in a criminal case ends unexamined with it."))
    claim.decided_on = decided_on
    claim.result = result
    claim.decision_reference = decision_reference
    claim.decision_reasons = decision_reasons
    claim.awarded_amount = awarded_amount
    claim.awarded_currency = awarded_currency
    return _save(claim, "decided", on=decided_on, by=by, result=result)


@act
def pay(claim: Claim, *, paid_on: date, paid_amount: Decimal, paid_currency: str, on: date, by: User) -> Claim:
    """Record that the person was paid. Raises Refused or ValidationError."""
    claim = _at_step(claim, "pay", by=by)
    move(claim, to=ClaimState.PAID)
    refuse_future(paid_on, on=on)
    claim.paid_on, claim.paid_amount, claim.paid_currency = paid_on, paid_amount, paid_currency
    return _save(claim, "paid", on=paid_on, by=by)


@act
def give_up(claim: Claim, *, withdrawn_on: date, on: date, by: User) -> Claim:
    """Record that the person does not go on with the claim; another can be prepared. Raises Refused."""
    claim = _at_step(claim, "give-up", by=by)
    move(claim, to=ClaimState.WITHDRAWN)
    refuse_future(withdrawn_on, on=on)
    claim.withdrawn_on = withdrawn_on
    return _save(claim, "given_up", on=withdrawn_on, by=by)


def _write_down(claim: Claim, *, on: date, **draft: Unpack[Draft]) -> None:
    for name, fact in draft.items():
        setattr(claim, name, fact)
    refuse_future(claim.trigger_on, claim.asked_on, on=on)
    if claim.proceedings and claim.proceedings.case_id != claim.case_id:
        raise Refused(_("The criminal proceedings belong to another case."))
    if claim.to_the_state and claim.trigger_on:
        claim.application_rule, claim.due_on = rules.last_day_to_apply(claim.trigger_on)
    else:
        claim.application_rule, claim.due_on = None, None
    save_checked(claim)


def _locked(claim: Claim, *, by: User) -> Claim:
    claim = locked(claim)
    refuse_for(rules.why_not_write(claim.case, by=by))
    return claim


def _at_step(claim: Claim, step: str, *, by: User) -> Claim:
    claim = _locked(claim, by=by)
    refuse_for(rules.why_not_step(claim, step))
    return claim


def _save(claim: Claim, step: str, *, on: date, by: User, **facts: str) -> Claim:
    save_checked(claim)
    _record(claim, step, on=on, by=by, **facts)
    return claim


def _record(claim: Claim, step: str, *, on: date, by: User, **facts: str) -> None:
    log.record(f"claims.claim.{step}", by=by, on=on, case=claim.case.code, area="aid", number=claim.number, **facts)
