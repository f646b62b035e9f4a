"""Cases of the same person: proposed from one side, confirmed from the other, taken apart from either."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import merging
from cases.duplicating import LinkState
from cases.forms.duplicates import LinkAnswerForm, LinkEndForm, LinkForm
from cases.models import Case, DuplicateLink
from cases.permissions import CasePerm
from cases.rules import Reasons, why_not_record
from cases.rules.duplicates import why_not_answer_link, why_not_recall_link, why_not_separate
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def duplicates(request: SignedInRequest, code: str) -> HttpResponse:
    """The links of a case, and the form with which another one is proposed."""
    case = case_or_404(request, code, CasePerm.CHANGE_IDENTITY)
    form, submitted = bound(request, LinkForm)
    if submitted and form.is_valid():
        try:
            merging.propose(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Proposed. If there is such a case, somebody who answers for it is asked."))
            return redirect("cases:duplicates", case.code)
    if not submitted:
        log.seen(request.user, "cases.duplicates.opened", case=case.code, area=DuplicateLink.AREA)
    links = [(link, link.code_beside(case), link.url_from(case)) for link in DuplicateLink.objects.of(case)]
    context = {"case": case, "form": form, "links": links, "reasons": why_not_record(case)}
    return page(request, "cases/duplicates.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def duplicate(request: SignedInRequest, code: str, other: str) -> HttpResponse:
    """One link: the other side answers it, the side that proposed takes it back, either takes the cases apart."""
    case = case_or_404(request, code, CasePerm.CHANGE_IDENTITY)
    link = DuplicateLink.objects.of(case).between(code, other).select_related("organisation").first()
    if link is None:
        raise Http404
    ours = link.case_code == case.code
    answers = link.state == LinkState.PROPOSED and not ours
    reasons = _why_not(link, case, request, answers=answers)
    form, submitted = bound(request, LinkAnswerForm if answers else LinkEndForm)
    if submitted and form.is_valid():
        try:
            told = _act(link, case, form, request)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, told)
            return redirect("cases:duplicates", case.code)
    context = {"case": case, "link": link, "other": link.code_beside(case), "ours": ours, "form": form}
    context["proposer"] = link.proposed_by if link.organisation_id == request.user.organisation_id else ""
    context |= {"reasons": reasons, "answers": answers, "joined": link.state == LinkState.CONFIRMED}
    return page(request, "cases/duplicate.html", context, status=422 if form.errors else 200)


def _why_not(link: DuplicateLink, case: Case, request: SignedInRequest, *, answers: bool) -> Reasons:
    if answers:
        return why_not_answer_link(link, case, request.user)
    return why_not_separate(link) if link.state == LinkState.CONFIRMED else why_not_recall_link(link, case)


def _act(link: DuplicateLink, case: Case, form: Form, request: SignedInRequest) -> str:
    at, on = timezone.now(), timezone.localdate()
    match form.cleaned_data.get("answer"), link.state:
        case ("confirm", _state):
            merging.confirm(case, link, at=at, by=request.user)
            return _("Confirmed: the two cases are of the same person.")
        case ("refuse", _state):
            merging.refuse(case, link, by=request.user, on=on)
            return _("Recorded: not the same person, or not known.")
        case (_answer, LinkState.CONFIRMED):
            merging.separate(case, link, at=at, by=request.user)
            return _("The two cases are taken apart.")
    merging.recall(case, link, by=request.user, on=on)
    return _("The proposal is taken back.")
