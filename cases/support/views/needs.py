"""What the person needs: asked, read, and two versions side by side."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules.identification import why_not_record
from cases.support import portrait
from cases.support.actions import needs
from cases.support.forms import NeedsForm
from cases.support.models import NeedsAssessment
from cases.support.views.fetch import needs_or_404
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
def needs_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Ask what the person needs."""
    case = case_or_404(request, code, CasePerm.CHANGE_SUPPORT)
    log.seen(request.user, "support.needs.opened", case=code, area="support")
    now = timezone.now()
    form, submitted = bound(request, NeedsForm, now=now)
    if submitted and form.is_valid():
        try:
            made = needs.assess(case, **form.facts(), on=timezone.localdate(now), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("What the person needs is recorded."))
            return redirect(made)
    context = {"case": case, "form": form, "reasons": why_not_record(case)}
    return page(request, "support/needs_new.html", context, status=422 if form.errors else 200)


@require_safe
def needs_version(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One version of what the person needs, with the other versions."""
    assessment = needs_or_404(request, code, number)
    log.seen(request.user, "support.needs.opened", case=code, area="support", number=number)
    case = assessment.case
    others = NeedsAssessment.objects.permitting(request.user, CasePerm.VIEW_SUPPORT).filter(case=case)
    context = {
        "case": case,
        "assessment": assessment,
        "rows": portrait.all_answers(assessment),
        "others": others.exclude(pk=assessment.pk),
        "asks": CasePerm.CHANGE_SUPPORT in access(request.user, case) and case.is_open,
    }
    return page(request, "support/needs.html", context)


@require_safe
def needs_compare(request: SignedInRequest, code: str, number: int, beside: int) -> HttpResponse:
    """Two versions of what the person needs, side by side."""
    left, right = needs_or_404(request, code, number), needs_or_404(request, code, beside)
    log.seen(request.user, "support.needs.opened", case=code, area="support", number=number)
    context = {
        "case": left.case,
        "title": _("What the person needs: two versions"),
        "back": left.get_absolute_url(),
        "left": left,
        "right": right,
        "parts": portrait.needs_beside(left, right),
    }
    return page(request, "support/compare.html", context)
