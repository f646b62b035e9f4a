"""The deadlines of a case that come from compensation and hearings."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from legal.claims.models import Claim, Hearing
from legal.claims.rules import time_to_apply, time_to_examine
from legal.claims.states import ClaimRoute, HearingState
from tvcase.accounts.models import User


def _deadlines(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    yield from _of_claims(case, user)
    yield from _of_hearings(case, user)


def _of_claims(case: Case, user: User) -> Iterator[CaseDeadline]:
    """From the act that took effect to the filing, from the filing to the decision."""
    claims = Claim.objects.permitting(user, CasePerm.VIEW_AID).filter(case=case, route=ClaimRoute.STATE_COMPENSATION)
    for claim in claims.select_related("case", "application_rule", "examination_rule"):
        url = claim.get_absolute_url()
        if claim.trigger_on:
            over_on = claim.filed_on or claim.withdrawn_on
            yield CaseDeadline(_("Application for State compensation"), time_to_apply(claim), over_on=over_on, url=url)
        if claim.filed_on:
            over_on = claim.decided_on or claim.withdrawn_on
            title = _("Examination of the application for State compensation")
            yield CaseDeadline(title, time_to_examine(claim), over_on=over_on, url=url)


def _of_hearings(case: Case, user: User) -> Iterator[CaseDeadline]:
    hearings = Hearing.objects.permitting(user, CasePerm.VIEW_AID).filter(case=case)
    for hearing in hearings.exclude(state=HearingState.CANCELLED).select_related("case"):
        over_on = hearing.starts_on if hearing.state == HearingState.HELD else None
        title = hearing.get_kind_display().capitalize()
        yield CaseDeadline(title, on=hearing.starts_on, over_on=over_on, url=hearing.get_absolute_url())


deadline_source(DeadlineSource(perm=CasePerm.VIEW_AID, rows=_deadlines))
