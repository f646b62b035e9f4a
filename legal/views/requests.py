"""The person's request, as those who help to ask see it; the office's prosecutors get their own page of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.consent_term import consent_term
from cases.geo import is_third_country
from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from legal import rules
from legal.actions import requests
from legal.forms import FilingForm, RequestForm, WithdrawalForm
from legal.states import REQUEST_FLOW, RequestState
from legal.views import facts, rows
from legal.views.became import became
from legal.views.decision import decision_page
from legal.views.fetch import case_or_404, helped_request_or_404, request_or_404
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def request_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Write down what the person asks for."""
    case = case_or_404(request, code, CasePerm.CHANGE_LEGAL)
    today = timezone.localdate()
    form, submitted = bound(request, RequestForm, today=today, permit=_may_ask_for_a_permit(case))
    if submitted and form.is_valid():
        try:
            made = requests.draft(case, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved. Nothing has been sent to anybody."))
            return redirect(made)
    reasons = rules.why_not_help(case, by=request.user) + rules.why_not_draft(case)
    context = {"case": case, "form": form, "reasons": reasons, "draft": None}
    return page(request, "legal/request_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def request_edit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Correct a draft."""
    draft = helped_request_or_404(request, code, number)
    today = timezone.localdate()
    names = ("asked_on", "own_words", "wants_permit", "wants_extended_stay", "lawyer_offered")
    initial = {name: getattr(draft, name) for name in names}
    permit = _may_ask_for_a_permit(draft.case)
    form, submitted = bound(request, RequestForm, today=today, permit=permit, initial=initial)
    if submitted and form.is_valid():
        try:
            requests.amend(draft, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved. Nothing has been sent to anybody."))
            return redirect(draft)
    reasons = [] if draft.state == RequestState.DRAFT else [_("What was filed is not edited.")]
    context = {"case": draft.case, "form": form, "reasons": reasons, "draft": draft}
    return page(request, "legal/request_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def request_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One request: for the office's prosecutors the page on which they decide, for others what became of it."""
    found = request_or_404(request, code, number)
    log.seen(request.user, "legal.request.opened", case=code, area="legal", number=number)
    perms = access(request.user, found.case)
    if CasePerm.DECIDE_PROTECTION in perms and found.office_id == request.user.organisation_id:
        return decision_page(request, found)
    if request.method == "POST":
        raise Http404
    is_draft = found.state == RequestState.DRAFT
    said = rules.last_word(found.case) if is_draft else None
    helps = CasePerm.CHANGE_LEGAL in perms
    context = {
        "case": found.case,
        "protection_request": found,
        "rows": [*facts.asked(found), *rows.of_the_office(found, at=timezone.now())],
        "helps": helps,
        "why_not_file": rules.why_not_file(found, said) if is_draft else [],
        **became(request, found, helps=helps, judges=False),
    }
    return page(request, "legal/request.html", context)


@require_http_methods(["GET", "POST"])
@step_up_to_send
def request_file(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """File the person's request with a prosecutor's office."""
    draft = helped_request_or_404(request, code, number)
    form, submitted = bound(request, FilingForm, today=timezone.localdate(), since=draft.asked_on)
    if submitted and form.is_valid():
        filing = {name: form.cleaned_data[name] for name in ("office", "filed_on", "filed_how")}
        try:
            requests.file(draft, **filing, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The request is filed. The office's prosecutors see it now."))
            return redirect(draft)
    said = rules.last_word(draft.case)
    filed = [] if draft.state == RequestState.DRAFT else [_("This request is no longer a draft.")]
    context = {
        "case": draft.case,
        "protection_request": draft,
        "form": form,
        "reasons": filed or rules.why_not_file(draft, said),
        "late": rules.said_after_the_term(said, consent_term(draft.case)),
    }
    return page(request, "legal/filing.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def request_withdraw(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the person takes the request back."""
    found = helped_request_or_404(request, code, number)
    form, submitted = bound(request, WithdrawalForm, today=timezone.localdate())
    if submitted and form.is_valid():
        try:
            requests.withdraw(found, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The withdrawal is recorded. The person may ask again at any time."))
            return redirect(found)
    open_still = RequestState.WITHDRAWN in REQUEST_FLOW.get(RequestState(found.state), ())
    context = {
        "case": found.case,
        "protection_request": found,
        "form": form,
        "reasons": [] if open_still else [_("This request is no longer open.")],
    }
    return page(request, "legal/withdrawal.html", context, status=422 if form.errors else 200)


def _may_ask_for_a_permit(case: Case) -> bool:
    return is_third_country(case.person.citizenships) is not False
