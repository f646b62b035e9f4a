"""A longer stay, its answer, and the review of a stay: for the house and for those who hold the case."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.fetch import one_or_404
from cases.permissions import CasePerm
from shelters.actions import terms
from shelters.models import Stay, StayExtension, StayQuerySet, StayReview
from shelters.states import ExtensionState
from shelters.staying import why_not_answer_extension, why_not_extend, why_not_review
from shelters.staying_forms import ExtensionAnswerForm, ExtensionForm, ReviewForm
from shelters.views.acting import Act, act_page
from shelters.views.fetch import stay_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once


@require_http_methods(["GET", "POST"])
@once
def extend(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Propose a longer stay."""
    stay = stay_or_404(request, _may_plan(request), code, number)
    today = timezone.localdate()
    form, submitted = bound(request, ExtensionForm, planned_to_on=stay.planned_to_on)
    act = Act(
        title=_("Propose a longer stay"),
        effect=_(
            "The planned end is %(date)s now. A proposal alone moves nothing: record the answer of the body that "
            "decides. Nobody is evicted meanwhile."
        )
        % {"date": date_format(stay.planned_to_on, "DATE_FORMAT")},
        button=_("Save the proposal"),
        done=_("The proposal is saved."),
        do=lambda facts: terms.propose_extension(stay, **facts, on=today, by=request.user),
        why_not=why_not_extend(stay),
        home=_stay_url(code, number),
    )
    return act_page(request, stay, act, form, submitted)


@require_http_methods(["GET", "POST"])
@once
def extension(request: SignedInRequest, code: str, number: int, extension: int) -> HttpResponse:
    """Record the answer to a proposal of a longer stay, or take the proposal back."""
    stay = stay_or_404(request, _may_plan(request), code, number)
    proposals = StayExtension.objects.visible_to(request.user).select_related("case", "stay__shelter__organisation")
    found = one_or_404(request, proposals, stay=stay, number=extension)
    form, submitted = bound(request, ExtensionAnswerForm, proposed_on=found.proposed_on, today=timezone.localdate())
    act = Act(
        title=_("Answer to the proposal"),
        effect=_("Proposed until %(date)s on this ground: %(ground)s.")
        % {"date": date_format(found.to_on, "DATE_FORMAT"), "ground": found.get_ground_display()},
        button=_("Save the answer"),
        done=_("The answer is saved."),
        do=lambda facts: _answer(request, found, facts),
        why_not=why_not_answer_extension(found),
        home=_stay_url(code, number),
    )
    return act_page(request, stay, act, form, submitted)


def _answer(request: SignedInRequest, extension: StayExtension, facts: dict[str, Any]) -> None:
    said, today = facts.pop("answer"), timezone.localdate()
    if said == ExtensionState.WITHDRAWN:
        terms.withdraw_extension(extension, on=today, by=request.user)
    else:
        approved = said == ExtensionState.APPROVED
        terms.answer_extension(extension, approved=approved, **facts, on=today, by=request.user)


@require_http_methods(["GET", "POST"])
@once
def review(request: SignedInRequest, code: str, number: int, review: int) -> HttpResponse:
    """Record that a stay was looked at with the person, and what comes next."""
    stay = stay_or_404(request, _may_plan(request), code, number)
    reviews = StayReview.objects.visible_to(request.user).select_related("case", "stay__shelter__organisation")
    found = one_or_404(request, reviews, stay=stay, number=review)
    form, submitted = bound(request, ReviewForm)
    act = Act(
        title=_("Review of the stay"),
        effect=_("To be reviewed by %(date)s at the latest. Why: %(ground)s.")
        % {"ground": found.get_ground_display(), "date": date_format(found.due_on, "DATE_FORMAT")},
        button=_("Save the review"),
        done=_("The review is saved."),
        do=lambda facts: terms.review(found, **facts, on=timezone.localdate(), by=request.user),
        why_not=why_not_review(found),
        home=_stay_url(code, number),
    )
    return act_page(request, stay, act, form, submitted)


def _may_plan(request: SignedInRequest) -> StayQuerySet:
    """The stays whose term this person may speak about: as the house, or as those who hold the case."""
    own = request.user.organisation_id
    permitted = Stay.objects.permitting(request.user, CasePerm.CHANGE_STAY)
    return permitted.filter(Q(shelter__organisation=own) | Q(case__organisation=own))


def _stay_url(code: str, number: int) -> str:
    return reverse("shelters:stay", args=[code, number])
