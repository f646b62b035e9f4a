"""Criminal proceedings: recorded, followed step by step, and named as what a request rests on."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.permissions import CasePerm
from legal import rules
from legal.actions import proceedings, requests
from legal.forms import LinkForm, ProceedingsForm, StepForm
from legal.models import CriminalProceedings, ProceedingsStep
from legal.states import StepKind
from legal.views.fetch import case_or_404, proceedings_or_404, request_or_404
from legal.views.step import one_step
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.sealing.fields import with_keys
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def proceedings_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Record criminal proceedings about what was done to the person."""
    case = case_or_404(request, code, CasePerm.CHANGE_LEGAL, CasePerm.DECIDE_PROTECTION)
    form, submitted = bound(request, ProceedingsForm, today=timezone.localdate())
    return one_step(
        request,
        case,
        form,
        submitted,
        lambda: proceedings.record(case, **form.cleaned_data, by=request.user),
        heading=_("Record criminal proceedings"),
        button=_("Record them"),
        done=_("The proceedings are recorded."),
        back=reverse("legal:case-panel", args=[code]),
        reasons=rules.why_not_record_proceedings(case, by=request.user),
        then=lambda made: made,
    )


@require_safe
def proceedings_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One set of proceedings with its steps."""
    found = proceedings_or_404(request, code, number)
    log.seen(request.user, "legal.proceedings.opened", case=code, area="legal", number=number)
    may = not rules.why_not_record_proceedings(found.case, by=request.user)
    steps = with_keys(found.steps.all())
    context = {
        "case": found.case,
        "proceedings": found,
        "rows": _facts(found),
        "steps": [_told(step) for step in steps],
        "may_record": may,
    }
    return page(request, "legal/proceedings.html", context)


@require_http_methods(["GET", "POST"])
def proceedings_step(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record what happened in the proceedings."""
    found = proceedings_or_404(request, code, number)
    log.seen(request.user, "legal.proceedings.opened", case=code, area="legal", number=number)
    steps = rules.next_steps(found)
    form, submitted = bound(request, StepForm, today=timezone.localdate(), steps=steps)
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: proceedings.step(found, **form.cleaned_data, by=request.user),
        heading=_("What happened in the proceedings"),
        button=_("Record it"),
        done=_("The step is recorded."),
        back=found.get_absolute_url(),
        reasons=rules.why_not_record_proceedings(found.case, by=request.user),
    )


@require_http_methods(["GET", "POST"])
def request_link(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Say on which criminal proceedings a request, and the protection after it, rests."""
    found = request_or_404(request, code, number)
    log.seen(request.user, "legal.request.opened", case=code, area="legal", number=number)
    offered = CriminalProceedings.objects.visible_to(request.user).filter(case=found.case).order_by("number")
    today = timezone.localdate()
    form, submitted = bound(request, LinkForm, today=today, offered=offered)
    reasons = rules.why_not_record_proceedings(found.case, by=request.user) + rules.why_not_link(found)
    if not offered:
        reasons = [*reasons, _("No criminal proceedings are recorded yet. Record them first.")]
    return one_step(
        request,
        found.case,
        form,
        submitted,
        lambda: requests.link(found, **form.cleaned_data, on=today, by=request.user),
        heading=_("The proceedings on which the request rests"),
        button=_("Record it"),
        done=_("It is recorded on which proceedings the request rests."),
        back=found.get_absolute_url(),
        said=(_("The protection lasts as long as these proceedings. Suspended proceedings have not ended."),),
        reasons=reasons,
        first=None if offered else (_("Record criminal proceedings"), reverse("legal:proceedings-new", args=[code])),
    )


def _facts(found: CriminalProceedings) -> list[dict[str, Any]]:
    return [
        {"label": _("Number of the pre-trial proceedings"), "value": found.pre_trial_number},
        {"label": _("Authority that leads them"), "value": str(found.authority)},
        {"label": _("Stage"), "value": found.get_stage_display()},
        *([{"label": _("Court and number of the court case"), "value": found.court}] if found.court else []),
        {"label": _("Opened on"), "value": date_format(found.opened_on, "DATE_FORMAT")},
    ]


def _told(step: ProceedingsStep) -> dict[str, Any]:
    words = step.get_kind_display()
    if step.kind == StepKind.ENDED:
        words = f"{words}: {step.get_how_display()}"
    return {"on": step.effective_on, "words": words, "reference": step.reference}
