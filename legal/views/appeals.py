"""Appeals: filed and taken back by the person, their result recorded by the office."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.models.case import access
from cases.permissions import CasePerm
from legal import rules
from legal.actions import appeals
from legal.forms import AppealForm, AppealResultForm, TakeBackForm
from legal.models import Appeal
from legal.states import AppealAgainst, AppealState
from legal.views.fetch import appeal_or_404, spoken_for_request_or_404
from legal.views.step import one_step
from tvcase.accounts.stepup import step_up_to_send
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest


@require_http_methods(["GET", "POST"])
@step_up_to_send
def appeal_new(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the person appeals the refusal or the early end; the office reads the file again."""
    found = spoken_for_request_or_404(request, code, number)
    form, submitted = bound(request, AppealForm, today=timezone.localdate(), since=found.decided_on)
    facts = ("filed_on", "body", "own_words")
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: appeals.appeal(found, **{name: form.cleaned_data[name] for name in facts}, by=request.user),
        heading=_("The person appeals"),
        button=_("Record the appeal"),
        done=_("The appeal is recorded. The office's prosecutors see the legal file again."),
        back=found.get_absolute_url(),
        said=(_("No service depends on it. A lawyer helps to write it, free of charge."),),
        reasons=rules.why_not_appeal(found),
    )


@require_http_methods(["GET", "POST"])
def appeal_result(request: SignedInRequest, code: str, number: int, appeal: int) -> HttpResponse:
    """Record what became of an appeal: by a prosecutor of the office, or that the person took it back."""
    found = appeal_or_404(request, code, number, appeal)
    log.seen(request.user, "legal.appeal.opened", case=code, area="legal", number=number)
    perms = access(request.user, found.case)
    if rules.is_of_the_office(found.request, request.user) and CasePerm.DECIDE_PROTECTION in perms:
        return _of_the_office(request, found)
    if CasePerm.CHANGE_LEGAL in perms:
        return _taken_back(request, found)
    raise Http404


def _of_the_office(request: SignedInRequest, found: Appeal) -> HttpResponse:
    grants = found.against == AppealAgainst.REFUSAL
    form, submitted = bound(request, AppealResultForm, today=timezone.localdate(), grants=grants)

    def act() -> Appeal:
        facts: dict[str, Any] = {name: form.cleaned_data[name] for name in ("on", "reference", "reasons")}
        if form.cleaned_data["result"] == AppealState.UPHELD:
            return appeals.uphold(found, **facts, by=request.user)
        return appeals.overturn(
            found, **facts, extended_stay=form.cleaned_data.get("extended_stay", False), by=request.user
        )

    beside = rules.another_lasts(found)
    if beside:
        overturned = _("Another protection of the person lasts already: it stays as it is, and no second one begins.")
    elif grants:
        overturned = _("If the refusal was overturned, special protection begins on the day of that act.")
    else:
        overturned = _("If the early end was overturned, it is taken off: the protection lasts as if it had not been.")
    anew = [] if beside else [_("If the person asked anew meanwhile, that request is then closed without a decision.")]
    return one_step(
        request,
        found.case,
        form,
        submitted,
        act,
        heading=_("Result of the appeal"),
        button=_("Record the result"),
        done=_("The result is recorded. The team that supports the person is told."),
        back=found.request.get_absolute_url(),
        said=(overturned, *anew, _("If the act stands, the case is closed to your office.")),
        reasons=rules.why_not_result(found),
        then=lambda made: found.request if made.state == AppealState.OVERTURNED and not beside else "legal:inbox",
    )


def _taken_back(request: SignedInRequest, found: Appeal) -> HttpResponse:
    form, submitted = bound(request, TakeBackForm, today=timezone.localdate())
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: appeals.take_back(found, **form.cleaned_data, by=request.user),
        heading=_("The person takes the appeal back"),
        button=_("Record it"),
        done=_("The appeal is taken back. The act stands."),
        back=found.request.get_absolute_url(),
        said=(_("The case closes to the office again. Every service goes on."),),
        reasons=rules.why_not_result(found),
    )
