"""The deadlines of Article 25 that the page of a case's deadlines lists."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.deadlines import Deadline
from cases.law import deadline_for
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.terms import RuleKind
from legal.models import ProtectionRequest
from legal.states import RequestState
from tvcase.accounts.models import User


def decision_term(protection_request: ProtectionRequest) -> Deadline | None:
    """By when the office decides; None while the request is not filed, or where our sources set no term."""
    filed_on = protection_request.filed_on
    return deadline_for(RuleKind.PROTECTION_DECISION, filed_on) if filed_on else None


def appeal_term(told_on: date | None) -> Deadline | None:
    """Until when an act that the person was given on a Sofia day may be appealed; None where no source says it."""
    return deadline_for(RuleKind.PROTECTION_APPEAL, told_on) if told_on else None


def _rows(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    visible = ProtectionRequest.objects.visible_to(user).filter(case=case).select_related("protection")
    for found in visible.prefetch_related("appeals"):
        found.case = case
        url = found.get_absolute_url()
        if found.filed_on:
            over_on = found.decided_on or found.withdrawn_on or found.superseded_on
            yield CaseDeadline(_("Decision on special protection"), decision_term(found), over_on=over_on, url=url)
        if found.state == RequestState.REFUSED and found.served_on:
            yield CaseDeadline(_("Appeal against the refusal"), appeal_term(found.served_on), url=url)
        protection = getattr(found, "protection", None)
        if protection is None:
            continue
        if protection.end_served_on and protection.termination_ground:
            appeals = [made.filed_on for made in found.appeals.all() if made.contested_on == protection.ended_on]
            over_on = appeals[0] if appeals else None
            term = appeal_term(protection.end_served_on)
            yield CaseDeadline(_("Appeal against the early end"), term, over_on=over_on, url=url)
        if protection.permit_valid_to:
            yield CaseDeadline(
                _("End of the residence permit"), on=protection.permit_valid_to, over_on=protection.ended_on, url=url
            )


deadline_source(DeadlineSource(CasePerm.VIEW_LEGAL, _rows))
