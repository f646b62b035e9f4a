"""A referral from its first line until it is sent, recalled or over: what those who keep the case do (domain 4.10).

All days are Europe/Sofia dates. Every act locks the case first. No act here asks whether the person cooperates.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from cases.actions import team
from cases.actions.act import act, locked
from cases.models import Case
from cases.rules import why_not_written
from cases.sharing import deciding, rules
from cases.sharing.actions import chain
from cases.sharing.models import Consent, PartnerAbroad, Referral
from cases.sharing.states import DECISION_OF, Basis, Outcome, ReferralState
from cases.states import OpeningGround
from cases.support.models import PlanStep
from tvcase.accounts.models import Organisation, User
from tvcase.dates import add_working_days, local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future
from tvcase.notifications import outbox


@act
def draft(
    case: Case,
    *,
    to_organisation: Organisation | None = None,
    partner: PartnerAbroad | None = None,
    purpose: str,
    purpose_note: str = "",
    reason_kind: str,
    items: Sequence[str] = (),
    plan_step: PlanStep | None = None,
    follows: Referral | None = None,
    on: date,
    by: User,
) -> Referral:
    """Prepare a referral to one organisation; nothing is told to anybody. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_begin(case, by=by))
    refuse_for(why_not_written(case.person, purpose_note))
    refuse_for(rules.why_not_choose(case, items, by=by))
    if plan_step is not None and plan_step not in rules.steps_for(case, by=by):
        raise Refused(_("Choose a step of the plan in force."))
    if follows is not None and (follows.case_id != case.pk or follows.state != ReferralState.DECLINED):
        raise Refused(_("Only a referral that was declined is followed by another."))
    referral = Referral(
        case=case,
        case_code=case.code,
        number=next_number(case.referrals.all()),
        from_organisation=case.organisation,
        to_organisation=to_organisation,
        partner=partner,
        follows=follows,
        purpose=purpose,
        purpose_note=purpose_note,
        reason_kind=reason_kind,
        items=sorted(items),
        plan_step=plan_step,
        drafted_on=on,
        recorded_by=by,
    )
    save_checked(referral)
    chain.record("drafted", referral, by=by, on=on, purpose=purpose)
    return referral


@act
def amend(referral: Referral, *, items: Sequence[str], purpose_note: str = "", on: date, by: User) -> Referral:
    """Change what is to be told, before anybody agreed to it. Raises Refused or ValidationError."""
    referral = locked(referral)
    refuse_for(rules.why_not_amend(referral, by=by))
    refuse_for(why_not_written(referral.case.person, purpose_note))
    refuse_for(rules.why_not_choose(referral.case, items, by=by))
    referral.items, referral.purpose_note = sorted(items), purpose_note
    save_checked(referral)
    chain.record("amended", referral, by=by, on=on)
    return referral


@act
def rest_on_consent(referral: Referral, *, consent: Consent, on: date, by: User) -> Referral:
    """Rest a referral on a consent that names the receiver and everything that is told. Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_rest_on_consent(referral, by=by, on=on))
    if consent not in rules.consents_for(referral, on=on):
        raise Refused(
            _("This consent does not name this organisation, this purpose and everything that is to be told.")
        )
    move(referral, to=ReferralState.CONSENTED)
    referral.basis, referral.consent = Basis.CONSENT, consent
    referral.basis_reason, referral.proposed_by = "", None  # what was proposed without consent is over
    save_checked(referral)
    chain.record("consented", referral, by=by, on=on, consent=consent.number)
    return referral


@act
def prepare_anew(referral: Referral, *, on: date, by: User) -> Referral:
    """Take back what was agreed or decided and not sent: what it rests on is asked and decided anew. Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_prepare_anew(referral, by=by))
    before = referral.basis
    move(referral, to=ReferralState.DRAFT)
    referral.basis, referral.basis_reason, referral.consent = "", "", None
    referral.proposed_by = referral.confirmed_by = None
    save_checked(referral)
    chain.record("prepared_anew", referral, by=by, on=on, basis=before)
    return referral


@act
def refused_by_person(referral: Referral, *, on: date, by: User) -> Referral:
    """Record that the person does not want to be referred. Nothing else changes (rule 15). Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_share(referral.case, by=by))
    _over(referral, ReferralState.REFUSED_BY_PERSON, on=on)
    chain.record("refused_by_person", referral, by=by, on=on)
    return referral


@act
def propose(referral: Referral, *, basis: str, reason: str, on: date, by: User) -> Referral:
    """Propose to refer without consent, for a risk to life or by duty towards a child. A second person decides.

    Raises Refused or ValidationError.
    """
    referral = locked(referral)
    refuse_for(deciding.why_not_propose(referral, basis, by=by))
    referral.basis, referral.basis_reason, referral.proposed_by = basis, reason, by
    save_checked(referral)
    chain.record("proposed_without_consent", referral, by=by, on=on, basis=basis)
    chain.tell_deciders(referral, on=on)
    return referral


@act
def take_back(referral: Referral, *, on: date, by: User) -> Referral:
    """Take back, or turn down, the proposal to refer without consent. Raises Refused."""
    referral = locked(referral)
    refuse_for(deciding.why_not_take_back(referral, by=by))
    referral.basis, referral.basis_reason, referral.proposed_by = "", "", None
    save_checked(referral)
    chain.record("proposal_taken_back", referral, by=by, on=on)
    return referral


@act
def confirm(referral: Referral, *, on: date, by: User) -> Referral:
    """Decide, as the second person, that the referral is sent without consent; the data protection officers of the
    organisation are told, or its coordinators where there is none (C-18). Raises Refused."""
    referral = locked(referral)
    refuse_for(deciding.why_not_confirm(referral, by=by))
    move(referral, to=DECISION_OF[Basis(referral.basis)])
    referral.confirmed_by = by
    save_checked(referral)
    chain.record("decided_without_consent", referral, by=by, on=on, basis=referral.basis)
    told, kind = chain.controllers(referral), "referral_without_consent"
    outbox.notify(told, kind, case_code=referral.case_code, subject=referral.pk, occurrence=str(on), due_on=on)
    return referral


@act
def send(referral: Referral, *, on: date, by: User) -> Referral:
    """Send a referral: what is told is copied as it is now, and opens to the receiver with the referral alone.

    The risks to life and well-being go with it, whatever was chosen (SOP 1.4). Raises Refused or ValidationError.
    """
    referral = locked(referral)
    refuse_for(rules.why_not_send(referral, by=by, on=on))
    refuse_for(why_not_written(referral.case.person, referral.purpose_note))
    move(referral, to=ReferralState.SENT)
    referral.sent_on, referral.sent_by = on, by
    referral.reply_due_on = add_working_days(on, settings.REFERRAL_DAYS)
    save_checked(referral)
    told = [item.kind for item in chain.copied(referral)]
    if referral.to_organisation is not None:
        ground = OpeningGround.REFERRAL
        team.open_to(referral.case, referral.to_organisation, ground, subject=referral.pk, by=by, on=on)
        chain.tell_receiver(referral, "referral_received", on=on)
    chain.record("sent", referral, by=by, on=on, basis=referral.basis, told=told)
    return referral


@act
def hand_over(
    referral: Referral, *, handover_at: datetime, handover_where: str, met_by: str, escort: str = "", on: date, by: User
) -> Referral:
    """Record where and when the person was handed over and who met her or him. Raises Refused or ValidationError."""
    referral = locked(referral)
    refuse_for(rules.why_not_share(referral.case, by=by))
    refuse_for(why_not_written(referral.case.person, handover_where, met_by, escort))
    day = local_date(handover_at)
    refuse_future(day, on=on)
    if referral.answered_on is not None and day < referral.answered_on:
        raise Refused(_("Nobody is handed over before the other organisation agreed."))
    move(referral, to=ReferralState.HANDED_OVER)
    referral.handover_at, referral.handover_where = handover_at, handover_where
    referral.met_by, referral.escort = met_by, escort
    referral.feedback_due_on = add_working_days(day, settings.REFERRAL_DAYS)
    save_checked(referral)
    chain.record("handed_over", referral, by=by, on=day)
    chain.tell_receiver(referral, "referral_handed_over", on=day)
    return referral


@act
def close(referral: Referral, *, on: date, by: User) -> Referral:
    """Close a referral that was answered to its end: what it opened closes again. Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_close_loop(referral, by=by))
    chain.silence(referral, by=by, on=on)
    _over(referral, ReferralState.CLOSED, on=on)
    chain.record("closed", referral, by=by, on=on, outcome=referral.outcome)
    return referral


@act
def without_feedback(referral: Referral, *, feedback: str, on: date, by: User) -> Referral:
    """Close a referral of which nobody ever said what became of it; `feedback` is how it was asked for. Raises Refused
    or ValidationError."""
    referral = locked(referral)
    refuse_for(rules.why_not_give_up(referral, by=by, on=on))
    chain.silence(referral, by=by, on=on)
    referral.feedback_on, referral.outcome, referral.feedback = on, Outcome.NO_FEEDBACK, feedback
    _over(referral, ReferralState.CLOSED, on=on)
    chain.record("closed", referral, by=by, on=on, outcome=referral.outcome)
    return referral


@act
def not_possible(referral: Referral, *, not_possible: str, alternative: str, on: date, by: User) -> Referral:
    """Record why a referral is not possible and what is done instead (SOP 1.4, step 5). Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_share(referral.case, by=by))
    referral.not_possible, referral.alternative = not_possible, alternative
    _over(referral, ReferralState.NOT_POSSIBLE, on=on)
    chain.record("not_possible", referral, by=by, on=on, reason=not_possible)
    return referral


@act
def recall(referral: Referral, *, recall_reason: str, on: date, by: User) -> Referral:
    """Recall a referral: the receiver reads nothing of it any more, and is told to delete what it wrote down.

    Raises Refused.
    """
    referral = locked(referral)
    refuse_for(rules.why_not_recall(referral, by=by))
    _recall(referral, recall_reason, on=on, by=by)
    return referral


def end_with_consent(referral: Referral, recall_reason: str, *, on: date, by: User) -> None:
    """What becomes of a referral when its consent is withdrawn: the receiver deletes what it was told, whether or not
    the referral is over; one that was never sent ends. Part of that act, with the case locked."""
    referral = locked(referral)
    if referral.sent_on is not None:
        _recall(referral, recall_reason, on=on, by=by)
        return
    _over(referral, ReferralState.REFUSED_BY_PERSON, on=on)
    chain.record("refused_by_person", referral, by=by, on=on)


def _recall(referral: Referral, recall_reason: str, *, on: date, by: User) -> None:
    chain.silence(referral, by=by, on=on)
    move(referral, to=ReferralState.RECALLED)
    referral.recalled_on, referral.recall_reason = on, recall_reason
    save_checked(referral)
    chain.record("recalled", referral, by=by, on=on, reason=recall_reason)
    chain.tell_receiver(referral, "referral_recalled", on=on)


def _over(referral: Referral, state: str, *, on: date) -> None:
    move(referral, to=state)
    referral.ended_on = on
    save_checked(referral)
