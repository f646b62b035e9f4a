"""The steps of a claim, each on one short page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.permissions import CasePerm
from legal.claims import rules
from legal.claims.actions import claims
from legal.claims.forms.claims import (
    CompleteForm,
    DecideForm,
    ExtendForm,
    FileForm,
    FreezeForm,
    GiveUpForm,
    MissingForm,
    PayForm,
)
from legal.claims.models import Claim
from legal.claims.views.fetch import claim_or_404
from legal.forms import DatedForm
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

type Text = str | Promise


@dataclass(frozen=True)
class StepPage:
    """What the page of one step shows and does."""

    title: Text
    button: Text
    form: type[DatedForm]
    act: Callable[..., Claim]
    done: Text
    intro: Text = ""


PAGES = {
    "file": StepPage(
        _("The claim was filed"),
        _("Record the filing"),
        FileForm,
        claims.file,
        _("The filing is recorded."),
        _("What is filed is not edited afterwards. Filing late is recorded all the same."),
    ),
    "freeze": StepPage(
        _("Freezing of property was asked for"),
        _("Record it"),
        FreezeForm,
        claims.freeze,
        _("Recorded: freezing was asked for."),
    ),
    "missing": StepPage(
        _("Documents are missing"),
        _("Record what is missing"),
        MissingForm,
        claims.ask_for_documents,
        _("Recorded: documents are missing."),
    ),
    "complete": StepPage(
        _("The documents were given"),
        _("Record it"),
        CompleteForm,
        claims.give_documents,
        _("Recorded: the documents were given."),
        _("The time of the examination is not counted anew."),
    ),
    "extend": StepPage(
        _("The examination takes longer"),
        _("Record the extension"),
        ExtendForm,
        claims.extend,
        _("The extension is recorded."),
    ),
    "decide": StepPage(
        _("The claim was decided"),
        _("Record the decision"),
        DecideForm,
        claims.decide,
        _("The decision is recorded."),
        _("A decision stands as it was made: check it before you record it."),
    ),
    "pay": StepPage(
        _("The person was paid"), _("Record the payment"), PayForm, claims.pay, _("The payment is recorded.")
    ),
    "give-up": StepPage(
        _("The person does not go on"),
        _("Record that the person gives it up"),
        GiveUpForm,
        claims.give_up,
        _("Recorded: the person does not go on with this claim."),
        _("This ends the claim. Support goes on as before, and another claim can be begun."),
    ),
}
TOLD_ABOUT_THE_CLAIM = ("decide",)  # forms whose choices follow from the claim


@require_http_methods(["GET", "POST"])
def claim_step(request: SignedInRequest, code: str, number: int, step: str) -> HttpResponse:
    """One step of a claim."""
    claim = claim_or_404(request, code, number, CasePerm.CHANGE_AID)
    if step not in PAGES:
        raise Http404
    shown, today = PAGES[step], timezone.localdate()
    facts: dict[str, Any] = {"claim": claim} if step in TOLD_ABOUT_THE_CLAIM else {}
    form, submitted = bound(request, shown.form, today=today, **facts)
    if submitted and form.is_valid():
        try:
            shown.act(claim, by=request.user, on=today, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(shown.done))
            return redirect(claim)
    reasons = rules.why_not_step(claim, step)
    context = {"case": claim.case, "claim": claim, "shown": shown, "form": form, "reasons": reasons}
    return page(request, "claims/claim_step.html", context, status=422 if form.errors else 200)
