"""One return plan: what is recorded, its papers and contacts, and the steps that come next, with what is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases import placement
from cases.geo import language_name
from cases.models import CodeEntry, FollowUpContact, ReturnPlan, TravelPaper
from cases.models.case import access
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.returning import FOREIGNER_RETURNS, ReturnState
from cases.rules import STEPS
from cases.rules.returns import why_not_change_paper
from cases.rules.risk import why_not_assess
from cases.views.returns import PAGES, plan_or_404, reasons_for
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

type Row = tuple[Any, Any]


@require_safe
def return_plan(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One plan: what is recorded, papers, contacts, and the steps that come next, with what is missing."""
    plan = plan_or_404(request, code, number, CasePerm.VIEW_RETURN)
    log.seen(request.user, "cases.return.opened", case=code, area="return", number=number)
    perms = access(request.user, plan.case)
    may_change = CasePerm.CHANGE_RETURN in perms
    papers = TravelPaper.objects.permitting(request.user, CasePerm.VIEW_RETURN).filter(plan=plan)
    contacts = FollowUpContact.objects.permitting(request.user, CasePerm.VIEW_RETURN).filter(plan=plan)
    leaves = plan.kind in FOREIGNER_RETURNS
    context = {
        "case": plan.case,
        "plan": plan,
        "steps": _steps(plan) if may_change else [],
        "asylum": CasePerm.VIEW_IDENTITY in perms and plan.case.person.asylum_applicant,
        "blocked": plan.state == ReturnState.BLOCKED,
        "incident": plan.state == ReturnState.INCIDENT,
        "summary": rows_of(summary(plan)),
        "papers": [(paper, may_change and not why_not_change_paper(paper)) for paper in _with(plan, papers)],
        "assesses": plan.state in STEPS["risk"] and CasePerm.CHANGE_SUPPORT in perms and not why_not_assess(plan.case),
        "adds_papers": may_change and plan.state in STEPS["paper"],
        "contacts": list(_with(plan, contacts)),
        "may_change": may_change,
        "unsafe": placement.warnings(plan.case, place=f"{plan.destination}; {plan.route}", abroad=leaves),
    }
    return page(request, "cases/return_plan.html", context)


def _steps(plan: ReturnPlan) -> list[dict[str, Any]]:
    """The steps of this state, each with what is missing; of contacts only what the person's own word leaves open,
    and a decision anew only where one is needed."""
    found = [
        {"name": name, "title": shown.title, "reasons": reasons_for(plan, name)}
        for name, shown in PAGES.items()
        if plan.state in STEPS[name]
    ]
    hidden = (
        ("contacts", "no-contacts") if plan.state == ReturnState.PROPOSED else ("contacts", "no-contacts", "decide")
    )
    return [step for step in found if not (step["reasons"] and step["name"] in hidden)]


def _with(plan: ReturnPlan, records: Iterable[Any]) -> Iterable[Any]:
    """The records with the plan they were fetched for."""
    for record in records:
        record.plan, record.case = plan, plan.case
        yield record


def summary(plan: ReturnPlan) -> list[Row]:
    """What is recorded of a plan, in the order of the procedure: labels and values."""
    words = CodeEntry.objects.labels(CodeList.ESCORT_KIND)[CodeList.ESCORT_KIND]
    return [
        (_("Situation"), plan.get_situation_display()),
        (_("Kind of return"), plan.get_kind_display()),
        (_("Opened on"), plan.opened_on),
        (_("Ways to stay explained on"), plan.options_explained_on),
        (_("Explained in"), language_name(plan.options_language) if plan.options_language else ""),
        (_("The person decided on"), plan.decided_on),
        (_("Decided with the child"), plan.decided_with),
        (_("What the child thinks of it"), plan.child_opinion),
        (_("Where the journey begins"), plan.leaves_from),
        (_("Where the journey ends"), plan.destination),
        (_("Received by"), plan.receiving_party),
        (_("Reception confirmed on"), plan.reception_confirmed_on),
        (_("Social assistance directorate told on"), plan.sad_contacted_on),
        (_("Services that wait"), plan.services_ready),
        (_("Threat to life or health"), plan.get_risk_threat_display()),
        (_("Risk assessed on"), plan.risk_assessed_on),
        (_("Stopped on"), plan.blocked_on),
        (_("Planned departure"), plan.planned_on),
        (_("Transport"), plan.get_transport_display()),
        (_("Route"), plan.route),
        (_("Escort"), ", ".join(words[code] for code in plan.escorts)),
        (_("Meeting"), plan.meeting),
        (_("Paid by"), plan.get_cost_bearer_display()),
        *_after_departure(plan),
    ]


def _after_departure(plan: ReturnPlan) -> list[Row]:
    return [
        (_("Left on"), plan.departed_on),
        (_("Did not arrive, or contact lost, on"), plan.incident_on),
        (_("What happened"), plan.incident_note),
        (_("Arrived on"), plan.arrived_on),
        (_("Met by"), plan.met_by),
        (_("Supported there by"), plan.taken_over_by),
        (_("Supported there since"), plan.taken_over_on),
        (_("Agreed to be contacted on"), plan.contact_agreed_on),
        (_("Safe way of contact"), plan.contact_way),
        (_("Wanted no more contact from"), plan.contact_withdrawn_on),
        (_("Closed on"), plan.closed_on),
        (_("How the return ended"), plan.closure_note),
        (_("Declined on"), plan.declined_on),
    ]


def rows_of(values: list[Row]) -> list[dict[str, Any]]:
    """Rows of a summary; what is not recorded is left out."""
    return [
        {"label": label, "value": date_format(value) if isinstance(value, date) else value}
        for label, value in values
        if value
    ]
