"""What the organisation that was asked does: it answers, says what became of it, and forgets when it is asked to.

For a partner abroad, which has no account, those who keep the case write down what it said. All days are
Europe/Sofia dates.
"""

from datetime import date

from django.db import transaction

from cases.actions import notices
from cases.actions.act import act, locked
from cases.sharing import rules
from cases.sharing.actions import chain
from cases.sharing.models import Referral
from cases.sharing.states import ReferralState
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.db import lock, save_checked
from tvcase.flow import move, refuse_for, refuse_future
from tvcase.notifications import outbox


@act
def accept(referral: Referral, *, answer: str = "", on: date, by: User) -> Referral:
    """Confirm that the organisation takes the person and has what is needed. Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_receive(referral, by=by))
    move(referral, to=ReferralState.ACCEPTED)
    referral.answered_on, referral.answer = on, answer
    save_checked(referral)
    chain.record("accepted", referral, by=by, on=on)
    chain.tell_team(referral, "referral_answered", on=on, but=by)
    return referral


@act
def decline(referral: Referral, *, decline_reason: str, answer: str = "", on: date, by: User) -> Referral:
    """Say why the organisation cannot take the person; what it was told closes at once. Raises Refused."""
    referral = locked(referral)
    refuse_for(rules.why_not_receive(referral, by=by) or rules.why_not_step(referral, to=ReferralState.DECLINED))
    chain.tell_team(referral, "referral_answered", on=on, but=by)
    chain.silence(referral, by=by, on=on)
    move(referral, to=ReferralState.DECLINED)
    referral.answered_on, referral.decline_reason, referral.answer = on, decline_reason, answer
    save_checked(referral)
    chain.record("declined", referral, by=by, on=on, reason=decline_reason)
    return referral


@act
def feed_back(referral: Referral, *, outcome: str, feedback: str = "", on: date, by: User) -> Referral:
    """Say what became of the person's way to the organisation. Raises Refused or ValidationError."""
    referral = locked(referral)
    refuse_for(rules.why_not_receive(referral, by=by))
    move(referral, to=ReferralState.CONFIRMED)
    referral.feedback_on, referral.outcome, referral.feedback = on, outcome, feedback
    save_checked(referral)
    chain.record("fed_back", referral, by=by, on=on, outcome=outcome)
    chain.tell_team(referral, "referral_fed_back", on=on, but=by)
    return referral


@transaction.atomic
def confirm_deletion(referral: Referral, *, deleted_on: date, on: date, by: User) -> Referral:
    """Say that everything that was told with a recalled referral was deleted, on a day.

    The case is closed to who says it: this is no act on the file, and reads nothing of it. Raises Refused.
    """
    referral = lock(referral)
    refuse_for(rules.why_not_confirm_deletion(referral, by=by))
    refuse_future(deleted_on, on=on)
    referral.deleted_on = deleted_on
    save_checked(referral)
    chain.record("deleted", referral, by=by, on=deleted_on)
    sender = referral.sent_by
    people = {user.pk: user for user in notices.holding(referral.from_organisation, Role.COORDINATOR)}
    if sender is not None and sender.is_active:
        people[sender.pk] = sender
    told = [user for user in people.values() if user.pk != by.pk]
    outbox.notify(told, "referral_deleted", case_code=referral.case_code, subject=referral.pk, due_on=on)
    return referral
