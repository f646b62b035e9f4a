"""What the case page shows of compensation, hearings and accounts: two panels, each a page of its own."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from legal.claims import rules
from legal.claims.models import Claim, Hearing, Interview
from legal.claims.openings import openings
from legal.claims.states import STILL_TO_PREPARE, Topic
from legal.claims.views.fetch import case_or_404, readers
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """The claims and hearings of a case, as a part of the case page or as a page."""
    case = case_or_404(request, code, CasePerm.VIEW_AID)
    log.seen(request.user, "claims.panel.opened", case=code, area="aid")
    claims = Claim.objects.permitting(request.user, CasePerm.VIEW_AID).filter(case=case).select_related("case")
    hearings = Hearing.objects.permitting(request.user, CasePerm.VIEW_AID).filter(case=case).select_related("case")
    keeps = CasePerm.CHANGE_AID in access(request.user, case)
    context = {
        "case": case,
        "claims": claims.order_by("-number"),
        "openings": openings(case, user=request.user),
        "hearings": [(hearing, _still_open(hearing)) for hearing in hearings.prefetch_related("preparations")],
        "keeps": keeps,
        "why_not": rules.why_not_write(case, by=request.user) if keeps else [],
        "today": timezone.localdate(),
    }
    return page(request, "claims/case_panel.html", context, partial="panel")


@dataclass(frozen=True)
class Account:
    """One account as its reader may see it: its topics in words, and to whom it was given to be used again."""

    interview: Interview
    topics: list[Any]
    reuses: list[Any]


@require_safe
def interview_list(request: SignedInRequest, code: str) -> HttpResponse:
    """What the person already told, and to whom; an authority sees what it may use again."""
    case = case_or_404(request, code, *readers(request.user))
    log.seen(request.user, "claims.log.opened", case=code, area="aid")
    perms = access(request.user, case)
    keeps, whole = CasePerm.CHANGE_AID in perms, CasePerm.VIEW_AID in perms
    context = {
        "case": case,
        "accounts": _accounts(request, case, whole=whole),
        "keeps": keeps,
        "whole": whole,
        "why_not": rules.why_not_write(case, by=request.user) if keeps else [],
    }
    return page(request, "claims/interviews.html", context, partial="panel")


def topics_of(codes: list[str]) -> list[Any]:
    """Topics in words, in the order of the list."""
    return [topic.label for topic in Topic if topic in codes]


def _accounts(request: SignedInRequest, case: Case, *, whole: bool) -> list[Account]:
    found = Interview.objects.visible_to(request.user).filter(case=case)
    if whole:
        found = found.prefetch_related("reuses__organisation")
    return [
        Account(
            interview,
            topics_of(interview.topics),
            [reuse for reuse in interview.reuses.all() if reuse.withdrawn_on is None] if whole else [],
        )
        for interview in found
    ]


def _still_open(hearing: Hearing) -> int:
    """How many measures of protection are still to be asked about or arranged."""
    if not hearing.is_planned:
        return 0
    return sum(row.prepared in STILL_TO_PREPARE for row in hearing.preparations.all())
