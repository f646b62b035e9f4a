"""What a case says of contact: the panel with measures, contacts and dangers, and the page of one measure."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Case, CaseConnection, ContactBreach, Enquiry, KnownPlace, NoContactMeasure
from cases.models.case import access
from cases.nocontact import ALWAYS_OPEN, BY_COURT, Channel
from cases.permissions import CasePerm
from cases.rules.nocontact import why_not_apply, why_not_propose_measure, why_not_take_back
from cases.views.fetch import case_or_404
from cases.views.nocontact import STEPS, measure_or_404
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page

# An authority finds here the contacts that were opened to it.
READERS = (CasePerm.VIEW_SUPPORT, CasePerm.VIEW_LEGAL, CasePerm.VIEW_IDENTIFICATION)


@require_safe
def no_contact(request: SignedInRequest, code: str) -> HttpResponse:
    """Measures, contacts and dangers of a case, as a part of the case page or a page; an authority finds here only
    the contacts that were opened to it, and nothing when there are none."""
    case = case_or_404(request, code, *READERS)
    perms = access(request.user, case)
    supports = CasePerm.VIEW_SUPPORT in perms
    breaches = list(ContactBreach.objects.visible_to(request.user).filter(case=case).order_by("-happened_at"))
    if not supports and not breaches:
        raise Http404
    log.seen(request.user, "cases.no_contact.opened", case=case.code, area=NoContactMeasure.AREA)
    context = {
        "case": case,
        "today": timezone.localdate(),
        "supports": supports,
        "measures": list(_of(NoContactMeasure, request.user, case)) if supports else [],
        "breaches": breaches,
        "enquiries": list(_of(Enquiry, request.user, case).select_related("case")) if supports else [],
        "places": list(_of(KnownPlace, request.user, case).standing()) if supports else [],
        "connections": _connections(request.user, case) if supports else [],
        "may_change": CasePerm.CHANGE_SUPPORT in perms,
        "why_not": why_not_propose_measure(case),
    }
    return page(request, "cases/no_contact.html", context, partial="panel")


def _of(model: Any, user: User, case: Case) -> Any:
    return model.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(case=case)


def _connections(user: User, case: Case) -> list[tuple[CaseConnection, str]]:
    """Each connection with the code of the other case, where that is open to the reader."""
    found = list(_of(CaseConnection, user, case).standing())
    others = Case.objects.permitting(user, CasePerm.VIEW_CORE).filter(pk__in=[one.other_id for one in found])
    codes = dict(others.values_list("pk", "code"))
    return [(one, codes.get(one.other_id, "")) for one in found]


@require_safe
def no_contact_measure(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One measure: what it covers, what it rests on, until when, and what can be done."""
    measure = measure_or_404(request, code, number, CasePerm.VIEW_SUPPORT)
    log.seen(request.user, "cases.no_contact.opened", case=code, area=NoContactMeasure.AREA, number=number)
    perms = access(request.user, measure.case)
    changes = CasePerm.CHANGE_SUPPORT in perms
    steps = [(name, step.title) for name, step in STEPS.items() if changes and not step.why_not(measure)]
    today = timezone.localdate()
    context = {
        "case": measure.case,
        "measure": measure,
        "rows": rows(measure),
        "in_force": measure.is_in_force(on=today),
        "run_out": measure.has_run_out(on=today),
        "steps": steps,
        "takes_back": changes and not why_not_take_back(measure),
        "sees_court": measure.kind in BY_COURT and CasePerm.VIEW_LEGAL in perms,
        "applies": CasePerm.CHANGE_LEGAL in perms and not why_not_apply(measure),
        "always_open": ALWAYS_OPEN if measure.is_voluntary else (),
        "breaches": ContactBreach.objects.visible_to(request.user).filter(measure=measure),
    }
    return page(request, "cases/no_contact_measure.html", context)


def rows(measure: NoContactMeasure) -> list[dict[str, Any]]:
    """What is recorded of a measure, as rows of a summary; what is not recorded is left out."""
    channels = [Channel(code).label for code in measure.closed_channels]
    values = (
        (_("Rests on"), measure.legal_basis),
        (_("Against whom"), measure.against),
        (_("What it covers"), measure.scope),
        (_("Towns and places"), measure.places),
        (_("Closed channels"), "\n".join(map(str, channels))),
        (_("Explained on"), measure.explained_on),
        (_("Agreed in writing on"), measure.agreed_on),
        (_("From"), measure.from_on),
        (_("Last day"), measure.until_on),
        (_("Looked at again on"), measure.review_on),
        (_("Ended on"), measure.ended_on),
    )
    return [
        {"label": label, "value": date_format(value, "DATE_FORMAT") if isinstance(value, date) else value}
        for label, value in values
        if value
    ]
