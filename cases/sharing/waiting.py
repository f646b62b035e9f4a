"""What a referral waits for, and since when: for the lists of those who sent it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.sharing.models import Referral, ReferralQuerySet
from cases.sharing.states import BY_TWO, OUT, ReferralState
from tvcase.dates import local_date

S = ReferralState
UNTOLD = _("telling the person")
DECISION = _("the decision of a second person")
DELETION = _("confirmation that everything was deleted")


@dataclass(frozen=True)
class Wait:
    """One thing that one referral waits for, since a day in Sofia, and how many days that is."""

    referral: Referral
    what: str | Promise
    since: date
    days: int
    late: bool = False


def waiting(referrals: ReferralQuerySet) -> ReferralQuerySet:
    """Those of these referrals on which somebody owes something."""
    owed = Q(state__in=OUT) | Q(state=S.RECALLED, deleted_on=None) | Q(state=S.DECLINED, followed_by=None)
    owed |= Q(basis__in=BY_TWO, sent_on__isnull=False, telling=None) | Q(basis__in=BY_TWO, state=S.DRAFT)
    return referrals.filter(owed)


def waits(referrals: Iterable[Referral], *, on: date) -> list[Wait]:
    """What each of these referrals waits for on a day in Sofia; one can wait for two things. `telling` and
    `followed_by` are at hand."""
    found = []
    for referral in referrals:
        what, since = _of_the_loop(referral)
        if since is not None:
            found.append(Wait(referral, what, since, (on - since).days, late=_is_late(referral, on=on)))
        if _is_untold(referral) and referral.sent_on is not None:
            days = (on - referral.sent_on).days
            found.append(Wait(referral, UNTOLD, referral.sent_on, days, late=days > 0))
    return found


def _is_untold(referral: Referral) -> bool:
    return referral.rests_on_no_consent and getattr(referral, "telling", None) is None


def _is_late(referral: Referral, *, on: date) -> bool:
    feedback = referral.feedback_due_on
    late = referral.state == S.HANDED_OVER and feedback is not None and feedback < on
    return late or referral.is_late(on=on) or (referral.recalled_on is not None and referral.recalled_on < on)


def _of_the_loop(referral: Referral) -> tuple[str | Promise, date | None]:
    """What is owed on the way there and back, and since when; nothing once the loop is closed."""
    if referral.state == S.RECALLED:
        return DELETION, referral.recalled_on if referral.deleted_on is None else None
    if referral.state == S.DECLINED and getattr(referral, "followed_by", None) is not None:
        return "", None
    handed_over_on = local_date(referral.handover_at) if referral.handover_at else None
    owed: dict[str, tuple[str | Promise, date | None]] = {
        S.DRAFT: (DECISION, referral.drafted_on if referral.awaits_a_second_person else None),
        S.SENT: (_("an answer"), referral.sent_on),
        S.ACCEPTED: (_("the handover"), referral.answered_on),
        S.DECLINED: (_("another organisation, or what is done instead"), referral.answered_on),
        S.HANDED_OVER: (_("feedback"), handed_over_on),
        S.CONFIRMED: (_("being closed"), referral.feedback_on),
    }
    return owed.get(referral.state, ("", None))
