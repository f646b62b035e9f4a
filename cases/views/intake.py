"""The first page of a case, and of a new episode of the same person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.actions import cases
from cases.actions.duplicates import suspected
from cases.forms.intake import NewCaseForm, NextEpisodeForm
from cases.permissions import CasePerm
from cases.rules import why_not_follow_up
from cases.views.fetch import case_or_404
from tvcase.accounts.roles import CASE_OPENERS
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

POSSIBLE_DUPLICATE = gettext_lazy(
    "Your organisation may know this person already. Contact your coordinator, who looks into it."
)


@require_http_methods(["GET", "POST"])
def new_case(request: SignedInRequest) -> HttpResponse:
    """The first page of a file; it is reached from a search only, or again when it was begun after one."""
    _must_open_cases(request)
    form, submitted = bound(request, NewCaseForm, user=request.user, now=timezone.now())
    if request.method == "GET" and not form.is_bound:  # nothing was begun
        messages.info(request, _("Search for the person first, so that nobody gets a second file."))
        return redirect("cases:search")
    form.go_on()
    if submitted and form.is_valid():
        try:
            case = cases.open_case(**form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The case is open. Its code is %(code)s.") % {"code": case.code})
            if suspected(case):
                messages.warning(request, POSSIBLE_DUPLICATE)
            return redirect(case)
    return page(request, "cases/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_episode(request: SignedInRequest, code: str) -> HttpResponse:
    """A new case of a person whose case was closed."""
    _must_open_cases(request)
    case = case_or_404(request, code, CasePerm.CHANGE_IDENTITY)
    form, submitted = bound(request, NextEpisodeForm, now=timezone.now(), initial={"age_status": case.age_status})
    if submitted and form.is_valid():
        try:
            following = cases.open_next_episode(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The new episode is open. Its code is %(code)s.") % {"code": following.code})
            return redirect(following)
    context = {"case": case, "form": form, "reasons": why_not_follow_up(case, request.user)}
    return page(request, "cases/new_episode.html", context, status=422 if form.errors else 200)


def _must_open_cases(request: SignedInRequest) -> None:
    if not request.user.has_role(*CASE_OPENERS):
        raise Http404
