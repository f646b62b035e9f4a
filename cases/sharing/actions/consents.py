"""Consent: explained, answered, withdrawn at once (domain 4.13).

All days are Europe/Sofia dates. Every act locks the case first. None of them asks for, or changes, any service.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions import documents, notices
from cases.actions.act import act, locked
from cases.models import Case, Document
from cases.sharing import rules
from cases.sharing.actions import referrals
from cases.sharing.models import Consent, PartnerAbroad
from cases.sharing.states import ConsentState, RecallReason
from tvcase.accounts.models import Organisation, User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future
from tvcase.notifications import outbox


@act
def offer(
    case: Case,
    *,
    recipient: Organisation | None = None,
    partner: PartnerAbroad | None = None,
    purpose: str,
    purpose_note: str = "",
    items: Sequence[str],
    valid_to: date,
    language: str,
    interpreter: str = "",
    read_aloud: bool = False,
    emergency: str = "",
    explained_on: date | None = None,
    on: date,
    by: User,
) -> Consent:
    """Record what was explained to the person, today or on a day before: who would be told what, what for and until
    when, and that she or he may refuse and may withdraw at any time.

    The recipient has an agreement on data with the holder of the case, or `emergency` says what cannot wait for one:
    then the data protection officers are told, or the coordinators where there is none (domain 9.6). Raises Refused or
    ValidationError.
    """
    case = lock(case)
    refuse_for(rules.why_not_begin(case, by=by))
    if recipient is not None and recipient.pk == case.organisation_id:
        raise Refused(_("Consent is asked for before another organisation is told."))
    refuse_for(rules.why_not_choose(case, items, by=by))
    refuse_future(explained_on, on=on)
    to, offered_on = recipient or partner, explained_on or on
    agreed = to is None or rules.has_agreement(case.organisation, to, on=offered_on)
    if not agreed and not emergency:
        raise Refused(_("You have no agreement with this organisation: say which emergency cannot wait for it."))
    consent = Consent(
        case=case,
        number=next_number(case.consents.all()),
        recipient=recipient,
        partner=partner,
        purpose=purpose,
        purpose_note=purpose_note,
        items=sorted(items),
        valid_to=valid_to,
        offered_on=offered_on,
        language=language,
        interpreter=interpreter,
        read_aloud=read_aloud,
        emergency="" if agreed else emergency,
        recorded_by=by,
    )
    save_checked(consent)
    _record("offered", consent, on=on, by=by, **({} if agreed else {"agreement": "none"}))
    if not agreed:
        told = notices.controllers(case.organisation, but=[by.pk])
        outbox.notify(told, "consent_without_agreement", case_code=case.code, subject=consent.pk, due_on=on)
    return consent


@act
def give(
    consent: Consent,
    *,
    given_by: str,
    form: str,
    answered_on: date,
    witness: str = "",
    giver_name: str = "",
    child_opinion: str = "",
    on: date,
    by: User,
) -> Consent:
    """Record that the person agreed on a day; for a child a representative does, and the child's opinion is heard.

    Raises Refused or ValidationError.
    """
    consent = locked(consent)
    refuse_for(rules.why_not_answer_consent(consent, by=by))
    refuse_future(answered_on, on=on)
    if given_by not in rules.givers(consent.case):
        raise Refused(_("For a child, a parent, guardian or special representative answers."))
    move(consent, to=ConsentState.ACTIVE)
    consent.given_by, consent.form, consent.answered_on = given_by, form, answered_on
    consent.witness, consent.giver_name = witness, giver_name
    consent.child_opinion = child_opinion if consent.case.counts_as_child else ""
    save_checked(consent)
    _record("given", consent, on=answered_on, by=by, form=form, given_by=given_by)
    return consent


@act
def refuse(consent: Consent, *, answered_on: date, on: date, by: User) -> Consent:
    """Record that the person does not want this told. Nothing else changes (rule 15). Raises Refused."""
    consent = locked(consent)
    refuse_for(rules.why_not_answer_consent(consent, by=by))
    refuse_future(answered_on, on=on)
    move(consent, to=ConsentState.REFUSED)
    consent.answered_on = answered_on
    save_checked(consent)
    _record("refused", consent, on=answered_on, by=by)
    return consent


@act
def attach(consent: Consent, *, evidence: Document, on: date, by: User) -> Consent:
    """Say which paper in the file shows that the person agreed. Raises Refused or ValidationError."""
    consent = locked(consent)
    refuse_for(rules.why_not_attach(consent, by=by))
    if evidence not in rules.papers_for(consent, by=by):
        raise Refused(_("Choose a paper of this file that you may read."))
    consent.evidence = evidence
    save_checked(consent)
    _record("attached", consent, on=on, by=by)
    return consent


@act
def withdraw(consent: Consent, *, ended_on: date, on: date, by: User) -> Consent:
    """Record that the person withdraws a consent: from now on nobody reads what it let out.

    What was told stays told; who was told must delete it and say so, also where the referral or the consent was over
    already (E-22). Raises Refused or ValidationError.
    """
    consent = locked(consent)
    refuse_for(rules.why_not_withdraw(consent, by=by))
    refuse_future(ended_on, on=on)
    resting = consent.referrals.open() | consent.referrals.reached()
    for referral in resting.order_by("number"):
        referrals.end_with_consent(referral, RecallReason.CONSENT_WITHDRAWN, on=on, by=by)
    _end(consent, ConsentState.WITHDRAWN, ended_on, by=by)
    _record("withdrawn", consent, on=ended_on, by=by)
    return consent


@act
def expire(consent: Consent, *, on: date, by: User) -> Consent:
    """Record that the purpose of a consent is done; nothing may rest on it any more. Raises Refused."""
    consent = locked(consent)
    refuse_for(rules.why_not_expire(consent, by=by))
    _end(consent, ConsentState.EXPIRED, on, by=by)
    _record("ended", consent, on=on, by=by)
    return consent


def _end(consent: Consent, state: str, ended_on: date, *, by: User) -> None:
    move(consent, to=state)
    consent.ended_on = ended_on
    save_checked(consent)
    documents.withdraw_with_their_ground(consent.case, consent.pk, on=ended_on, by=by)


def _record(step: str, consent: Consent, *, on: date, by: User, **facts: str) -> None:
    told = {"to": consent.recipient.code} if consent.recipient else {}
    known: dict[str, Any] = {"number": consent.number, **told, **facts}
    log.record(f"sharing.consent.{step}", by=by, on=on, case=consent.case.code, area="sharing", **known)
