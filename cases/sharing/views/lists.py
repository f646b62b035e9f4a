"""Lists: consents and referrals of a case, and the referrals that came to one's own organisation."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.permissions import ANSWERS_REFERRALS, CasePerm
from cases.sharing import rules
from cases.sharing.models import Consent, Referral
from cases.sharing.waiting import DELETION, UNTOLD, waiting, waits
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

ON_A_PAGE = 25


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """What is shared of a case, as a part of the case page or as a page; a receiver sees its own referrals."""
    case = case_or_404(request, code, CasePerm.VIEW_SHARING)
    log.seen(request.user, "sharing.panel.opened", case=code, area="sharing")
    today = timezone.localdate()
    consents = Consent.objects.visible_to(request.user).filter(case=case).select_related("case", "recipient", "partner")
    referrals = Referral.objects.visible_to(request.user).filter(case=case)
    referrals = referrals.select_related("to_organisation", "partner", "telling", "followed_by")
    context = {
        "case": case,
        "consents": [(one, one.has_run_out(on=today), _is_history(one, on=today)) for one in consents],
        "referrals": [(one, one.is_late(on=today)) for one in referrals],
        "owed": [one for one in waits(referrals, on=today) if one.what in (UNTOLD, DELETION)],
        "keeps": case.organisation_id == request.user.organisation_id,
        "begins": not rules.why_not_begin(case, by=request.user),
    }
    return page(request, "sharing/case_panel.html", context, partial="panel")


@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """The referrals that came to one's own organisation: what waits first, then the newest."""
    user = request.user
    if not user.has_role(*ANSWERS_REFERRALS):
        raise Http404
    received = Referral.objects.received(user).select_related("from_organisation")
    found = Paginator(received.order_by("-sent_on", "-recorded_at"), ON_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    log.seen(user, "sharing.inbox.opened", area="sharing", codes=[one.case_code for one in found])
    rows = [(one, one.is_late(on=today)) for one in found]
    return page(request, "sharing/inbox.html", {"page": found, "rows": rows}, partial="list")


@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    """The referrals out of the cases that one keeps, on which somebody owes something: what waits longest first."""
    user = request.user
    if not user.has_role(*ANSWERS_REFERRALS):
        raise Http404
    beside = ("to_organisation", "partner", "telling", "followed_by")
    sent = waiting(Referral.objects.sent_out(user)).select_related(*beside)
    found = Paginator(sent.order_by("drafted_on", "recorded_at"), ON_A_PAGE).get_page(request.GET.get("page"))
    log.seen(user, "sharing.outbox.opened", area="sharing", codes=[one.case_code for one in found])
    context = {"page": found, "rows": waits(found, on=timezone.localdate())}
    return page(request, "sharing/outbox.html", context, partial="list")


def _is_history(consent: Consent, *, on: date) -> bool:
    """Whether a consent was given by somebody whose word does not count any more."""
    return consent.is_alive(on=on) and not rules.counts(consent, on=on)
