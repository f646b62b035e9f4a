"""The dates of consents and referrals on the page of a case's deadlines."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.sharing.models import Consent, Referral
from cases.sharing.states import ReferralState
from tvcase.accounts.models import User


def _rows(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    for referral in Referral.objects.visible_to(user).filter(case=case):
        url = referral.get_absolute_url()
        if referral.state == ReferralState.SENT:
            yield CaseDeadline(_("Answer to a referral"), on=referral.reply_due_on, url=url)
        elif referral.state == ReferralState.HANDED_OVER:
            yield CaseDeadline(_("Feedback on a referral"), on=referral.feedback_due_on, url=url)
    for consent in Consent.objects.visible_to(user).alive(on=on).filter(case=case).select_related("case"):
        yield CaseDeadline(_("Last day of a consent"), on=consent.valid_to, url=consent.get_absolute_url())


deadline_source(DeadlineSource(perm=CasePerm.VIEW_SHARING, rows=_rows))
