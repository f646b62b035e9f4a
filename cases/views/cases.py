"""The list of cases, the case page, its clock and its timeline."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases import clock, timeline
from cases.acts import acts
from cases.circumstances import circumstances
from cases.facts import facts_of, latest_period
from cases.forms.lists import CaseFilterForm
from cases.models import BreakGlass, Case, ContactBreach
from cases.models.case import access
from cases.models.derived import case_state
from cases.nextstep import next_step
from cases.permissions import VIEWS, CasePerm, reaches
from cases.register import AGE_PERMS, STATE_PERMS, TONES, listed, narrowed, rows
from cases.rules import case_caution
from cases.states import CaseState
from cases.views.fetch import case_or_404, cases_permitting
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

PAGE_SIZE = 25
PANELS = (
    ("identification", CasePerm.VIEW_IDENTIFICATION, "cases:identification", _("Identification")),
    ("risk", CasePerm.VIEW_SUPPORT, "cases:risk", _("Risk")),
    ("support", CasePerm.VIEW_SUPPORT, "support:case-panel", _("Needs and plan")),
    ("services", CasePerm.VIEW_SUPPORT, "services:case-panel", _("Services")),
    ("children", CasePerm.VIEW_SUPPORT, "children:case-panel", _("Child")),
    ("stays", CasePerm.VIEW_STAY, "shelters:case-panel", _("Stay")),
    ("no-contact", CasePerm.VIEW_SUPPORT, "cases:no-contact", _("Protection from contact")),  # or opened, see below
    ("sharing", CasePerm.VIEW_SHARING, "sharing:case-panel", _("Consent and referral")),
    ("informed", CasePerm.VIEW_CLOCK, "cases:informed", _("What the person was told")),
    ("cooperation", CasePerm.VIEW_LEGAL, "cases:cooperation", _("Cooperation")),  # or to an authority, see below
    ("legal", CasePerm.VIEW_LEGAL, "legal:case-panel", _("Protection")),
    ("aid", CasePerm.VIEW_AID, "aid:case-panel", _("Legal aid")),
    ("claims", CasePerm.VIEW_AID, "claims:case-panel", _("Compensation and hearings")),
    ("interviews", CasePerm.VIEW_AID, "claims:interviews", _("What the person already told")),  # or to an authority
    ("orders", CasePerm.VIEW_LEGAL, "orders:case-panel", _("Orders of courts")),
    ("returns", CasePerm.VIEW_RETURN, "cases:returns", _("Return")),
    ("team", CasePerm.VIEW_CORE, "cases:team", _("Team")),
)


@require_safe
def case_list(request: SignedInRequest) -> HttpResponse:
    """The cases this person may see, narrowed by the filters; which codes were shown goes to the trace."""
    on = timezone.localdate()
    form = CaseFilterForm(request.GET if request.GET else None)
    filters = form.cleaned_data if form.is_valid() else {}
    pages = Paginator(listed(request.user, filters, on=on), PAGE_SIZE)
    pages.count = narrowed(request.user, filters, on=on).count()  # rows join what a count need not
    found = pages.get_page(request.GET.get("page"))
    shown = rows(found, request.user, on=on)
    log.seen(request.user, "cases.list.opened", codes=[row.case.code for row in shown])
    context = {"form": form, "found": found, "rows": shown, "filtered": any(filters.values())}
    return page(request, "cases/list.html", context, partial="cases", status=422 if form.errors else 200)


@require_safe
def case_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """The case page: clock, next step, what may be done, and the parts that other pages fill in."""
    on = timezone.localdate()
    case = get_object_or_404(cases_permitting(request, *VIEWS).annotate(state=case_state()), code=code)
    log.seen(request.user, "cases.case.opened", case=case.code, area="core")
    perms = access(request.user, case)
    period = latest_period(case, request.user) if CasePerm.VIEW_CLOCK in perms else None
    facts = facts_of(case, request.user, perms, period, on=on)
    context = {
        "case": case,
        "head": head(case, perms),
        "step": next_step(facts),
        "circumstances": circumstances(facts),
        "acts": acts(facts),
        "panels": panels(
            request.user, perms, of_contact=_reads_of_contact(request.user, case), child=case.counts_as_child
        ),
        "cautions": [reason for says in case_caution for reason in says(case, perms)],
        "coordinates": request.user.has_role(Role.COORDINATOR) and case.organisation_id == request.user.organisation_id,
        "emergency": BreakGlass.objects.running_for(request.user, at=timezone.now()).filter(case=case).first(),
        **clock_context(request, case, period, perms),
    }
    return page(request, "cases/detail.html", context)


def _reads_of_contact(user: User, case: Case) -> bool:
    """Whether a contact was opened to this person's authority."""
    return user.identifies_formally and ContactBreach.objects.visible_to(user).filter(case=case).exists()


def panels(
    user: User, perms: frozenset[CasePerm], *, of_contact: bool = False, child: bool = False
) -> list[tuple[str, str, Any]]:
    """The parts of the page that this person may open; an authority reads there what it was told, and contacts that
    were opened to it. That of the child's track is for who is, or may be, a child."""
    told = {"cooperation", "interviews"} if user.identifies_formally and CasePerm.VIEW_CLOCK in perms else set()
    told |= {"no-contact"} if of_contact else set()
    told |= {"children"} if CasePerm.VIEW_IDENTITY in perms else set()
    off = set() if child else {"children"}
    return [
        (name, url_name, title)
        for name, perm, url_name, title in PANELS
        if (perm in perms or name in told) and name not in off
    ]


def head(case: Any, perms: frozenset[CasePerm]) -> dict[str, Any]:
    """What the top of the page may say of a case; what is not permitted is empty."""
    state = CaseState(case.state) if perms.intersection(STATE_PERMS) else None
    return {
        "state": state.label if state else "",
        "tone": TONES.get(state, "") if state else "",
        "age": case.get_age_status_display() if perms.intersection(AGE_PERMS) else "",
        "child": case.counts_as_child and bool(perms.intersection(AGE_PERMS)),
        "alias": case.person.alias_in_use if reaches(perms) else "",
    }


def clock_context(request: SignedInRequest, case: Case, period: Any, perms: frozenset[CasePerm]) -> dict[str, Any]:
    """The clock as this person may see it: the whole picture, or first and last day only, or nothing."""
    on = timezone.localdate()
    whole = period is not None and clock.is_open_to(period, request.user, case.organisation_id)
    given = clock.reminders_given(period, on=on) if whole else []
    return {
        "period": period,
        "clock": clock.picture(period, given=given, on=on, end_label=clock.why_ended(period)) if whole else None,
        "sees_clock": CasePerm.VIEW_CLOCK in perms,
        "term": clock.term_of(period) if period is not None else None,
        "history": clock.is_history(case, period),
    }


@require_safe
def case_clock(request: SignedInRequest, code: str) -> HttpResponse:
    """The reflection period of a case, and who told the person of it."""
    case = case_or_404(request, code, CasePerm.VIEW_CLOCK)
    log.seen(request.user, "cases.clock.opened", case=case.code, area="clock")
    period = latest_period(case, request.user)
    context = {"case": case, **clock_context(request, case, period, frozenset({CasePerm.VIEW_CLOCK}))}
    context["briefings"] = clock.briefings(case) if period else []
    return page(request, "cases/clock.html", context, partial="clock")


@require_safe
def case_timeline(request: SignedInRequest, code: str) -> HttpResponse:
    """Everything that happened, in order, as far as this person may see it."""
    case = case_or_404(request, code, *VIEWS)
    log.seen(request.user, "cases.timeline.opened", case=case.code, area="core")
    perms = access(request.user, case)
    context = {"case": case, "entries": timeline.entries(case, request.user, perms)}
    return page(request, "cases/timeline.html", context, partial="timeline")
