"""The child's track on one page and panel, and what of it waits in one's own work."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.children import rules
from cases.children.ageing import first_day_of_age, is_of_age
from cases.children.models import (
    ChildFacts,
    ChildProcedure,
    ChildTeamMember,
    ExitBanProposal,
    PlanSignature,
    SpecialRepresentation,
)
from cases.children.steps import CASE_ACTS
from cases.models import Case, NoContactMeasure
from cases.models.case import access
from cases.nocontact import MeasureKind
from cases.permissions import CasePerm
from cases.states import CHILD
from cases.support.models import SupportPlan
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

ON_A_PANEL = 5
VIEW = CasePerm.VIEW_SUPPORT


@require_safe
def case_panel(request: SignedInRequest, code: str) -> HttpResponse:
    """The track of a child; of who was found to be an adult, what was recorded. Who knows the identity and reads no
    support, as an authority that holds the case, finds here since when and who represents the child."""
    case = case_or_404(request, code, VIEW, CasePerm.VIEW_IDENTITY)
    perms, today = access(request.user, case), timezone.localdate()
    log.seen(request.user, "children.panel.opened", case=code, area="support" if VIEW in perms else "identity")
    context = {
        "case": case,
        "child": case.counts_as_child,
        "acts": _acts(case, perms),
        "supports": VIEW in perms,
        **(_of_the_support(request.user, case, perms, on=today) if VIEW in perms else {}),
        **(_of_the_person(request.user, case, perms, on=today) if CasePerm.VIEW_IDENTITY in perms else {}),
    }
    return page(request, "children/case_panel.html", context, partial="panel")


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """Of one's own work: children whose month of age has come and whose age nobody has looked at since, and who
    lack a special representative."""
    user, today = request.user, timezone.localdate()
    open_ones = {"case__closed_on": None, "case__age_status__in": CHILD}
    missing = SpecialRepresentation.objects.permitting(user, CasePerm.CHANGE_IDENTITY).missing().filter(**open_ones)
    grown = ChildProcedure.objects.permitting(user, CasePerm.CHANGE_IDENTIFICATION).standing().filter(**open_ones)
    rows = [
        *(_row(one, _("a special representative is missing since"), one.since_on) for one in _first(missing)),
        *(
            _row(one, _("comes or came of age, by the birth that is recorded, in the month from"), one.of_age_month)
            for one in _first(grown.filter(of_age_month__lte=today))
        ),
    ]
    log.seen(user, "children.work.opened", area="identity", codes=[code for code, *_rest in rows])
    context = {"rows": rows[:ON_A_PANEL], "more": len(rows) > ON_A_PANEL}
    return page(request, "children/work_panel.html", context, partial="panel")


def _of(model: Any, user: User, case: Case, perm: CasePerm = VIEW) -> Any:
    return model.objects.permitting(user, perm).filter(case=case)


def _first(found: Any) -> Any:
    return found.select_related("case").order_by("case__code")[: ON_A_PANEL + 1]


def _row(record: Any, words: str, day: date | None) -> tuple[str, str, str, date | None]:
    code = record.case.code
    return code, reverse("cases:detail", args=[code]), words, day


def _acts(case: Case, perms: frozenset[CasePerm]) -> list[tuple[Any, str]]:
    """What can be begun now."""
    found = [act for act in CASE_ACTS if act.perm in perms and not act.why_not(case)]
    return [(act.title, reverse(f"children:{act.name}", args=[case.code])) for act in found]


def _plan(user: User, case: Case, *, on: date) -> dict[str, Any]:
    """The plan in force, with what the members of the team answered to it."""
    plan = _of(SupportPlan, user, case).active().first()
    if plan is None:
        return {}
    plan.case = case
    answers = _of(PlanSignature, user, case).filter(plan=plan).select_related("member__organisation")
    signs = case.counts_as_child and bool(rules.unsigned(plan, on=on))
    return {"plan": plan, "notes": rules.signed_by_the_team(plan, on=on), "answers": answers, "signs": signs}


def _bans(user: User, case: Case) -> list[tuple[Any, Any]]:
    """Bans on leaving the country, each with its proposal where one was recorded here."""
    proposals = {one.measure_id: one for one in _of(ExitBanProposal, user, case)}
    measures = _of(NoContactMeasure, user, case).filter(kind=MeasureKind.CHILD_EXIT_BAN)
    found = list(measures)
    for measure in found:
        measure.case = case
    return [(measure, proposals.get(measure.pk)) for measure in found]


def _of_the_support(user: User, case: Case, perms: frozenset[CasePerm], *, on: date) -> dict[str, Any]:
    """Team, plan, what is known of family and school, and bans on leaving the country."""
    team = list(_of(ChildTeamMember, user, case).select_related("organisation"))
    in_place = [member for member in team if member.until_on is None or member.until_on >= on]
    return {
        "team": in_place,
        "left": [member for member in team if member not in in_place],
        "missing": [role.label for role in rules.missing_roles(in_place)] if case.counts_as_child else [],
        "facts": _of(ChildFacts, user, case).select_related("recorded_by").last(),
        "bans": _bans(user, case),
        "changes": CasePerm.CHANGE_SUPPORT in perms and case.is_open and case.counts_as_child,
        **_plan(user, case, on=on),
    }


def _of_the_person(user: User, case: Case, perms: frozenset[CasePerm], *, on: date) -> dict[str, Any]:
    """Since when the person counts as a child, the first day of age, and who represents her or him."""
    procedures = list(_of(ChildProcedure, user, case, CasePerm.VIEW_IDENTITY))
    representations = list(_of(SpecialRepresentation, user, case, CasePerm.VIEW_IDENTITY))
    standing = next((one for one in representations if one.ended_on is None), None)
    return {
        "procedures": procedures,
        "of_age": dict(zip(("day", "exact"), first_day_of_age(case.person), strict=True)),
        "grown": is_of_age(case.person, on=on),
        "standing": standing if case.counts_as_child else None,
        "ended": [one for one in representations if one is not standing or not case.counts_as_child],
        "cautions": rules.parent_gets_nothing(case, perms),
        "represents": CasePerm.CHANGE_IDENTITY in perms and case.is_open,
    }
