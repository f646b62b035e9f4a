"""Steps of the office: the register, taking a request, and that the person was given the act."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from legal import rules
from legal.actions import protection, requests
from legal.forms import NothingForm, RegisterForm, ServiceForm
from legal.states import RequestState
from legal.views.fetch import office_request_or_404, protection_or_404, request_or_404
from legal.views.step import one_step
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest


@require_http_methods(["GET", "POST"])
def request_register(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Enter a request in the office's register."""
    found = office_request_or_404(request, code, number)
    log.seen(request.user, "legal.request.opened", case=code, area="legal", number=number)
    form, submitted = bound(request, RegisterForm, today=timezone.localdate(), since=found.filed_on)
    filed = found.state == RequestState.FILED
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: requests.register(found, **form.cleaned_data, by=request.user),
        heading=_("Register the request"),
        button=_("Register"),
        done=_("The request is registered. It can be decided now."),
        back=found.get_absolute_url(),
        reasons=[] if filed else [_("This request is registered already, or no longer waits.")],
    )


@require_http_methods(["GET", "POST"])
def request_claim(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Take a request to work on it alone for two days, or give it back."""
    found = office_request_or_404(request, code, number)
    log.seen(request.user, "legal.request.opened", case=code, area="legal", number=number)
    at, user = timezone.now(), request.user
    form, submitted = bound(request, NothingForm, today=timezone.localdate())
    mine = found.taken_by(at=at) == user
    act = requests.release if mine else requests.claim
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: act(found, at=at, by=user),
        heading=_("Give the request back") if mine else _("Take the request"),
        button=_("Give it back") if mine else _("Take it"),
        done=_("The request is free again.") if mine else _("You have taken the request for two days."),
        back=found.get_absolute_url(),
        said=(
            _("For two days nobody else of your office decides on it. After that anybody may take it."),
            _("A deputy or the head of the office may take it from a colleague at any time."),
        ),
        reasons=rules.why_not_claim(found, by=user, at=at),
    )


@require_http_methods(["GET", "POST"])
def request_served(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the person was given the decision."""
    found = request_or_404(request, code, number)
    log.seen(request.user, "legal.request.opened", case=code, area="legal", number=number)
    form, submitted = bound(request, ServiceForm, today=timezone.localdate(), since=found.decided_on)
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: requests.serve(found, **form.cleaned_data, by=request.user),
        heading=_("The person was given the decision"),
        button=_("Record it"),
        done=_("It is recorded that the person was given the decision."),
        back=found.get_absolute_url(),
        said=(_("From this day the time for an appeal is counted, where the law sets one."),),
        reasons=rules.why_not_tell(found, by=request.user) + rules.why_not_serve(found),
    )


@require_http_methods(["GET", "POST"])
def end_served(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that the person was given the act that ended the protection."""
    found = protection_or_404(request, code, number)
    log.seen(request.user, "legal.protection.opened", case=code, area="legal", number=number)
    form, submitted = bound(request, ServiceForm, today=timezone.localdate(), since=found.ended_on)
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: protection.serve_end(found, **form.cleaned_data, by=request.user),
        heading=_("The person was given the act that ended the protection"),
        button=_("Record it"),
        done=_("It is recorded that the person was given the act."),
        back=reverse("legal:protection-request", args=[code, number]),
        said=(_("From this day the time for an appeal is counted, where the law sets one."),),
        reasons=rules.why_not_tell(found.request, by=request.user) + rules.why_not_serve_the_end(found),
    )
