"""The duty to tell the person of the reflection period, and her or his wish about using it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import reflection
from cases.forms.reflection import InformForm, NotToUseForm, UseAfterAllForm
from cases.models import Case, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import why_not_inform, why_not_state_wish
from cases.views.fetch import case_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

CHANGE = CasePerm.CHANGE_CLOCK


@require_http_methods(["GET", "POST"])
def inform(request: SignedInRequest, code: str) -> HttpResponse:
    """Record that the person was told of the period; only the identifying organisation discharges its duty."""
    case = case_or_404(request, code, CHANGE)
    period = _period(request, case)
    form, submitted = bound(request, InformForm, now=timezone.now(), initial={"informed_by": str(request.user)})
    if submitted and period and form.is_valid():
        try:
            reflection.inform(period, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is recorded that the person was told."))
            return redirect(case)
    authority = period.identification.organisation if period else None
    context = {
        "case": case,
        "form": form,
        "period": period,
        "authority": authority,
        "discharges": authority is not None and authority.pk == request.user.organisation_id,
        "reasons": why_not_inform(case, period),
    }
    return page(request, "cases/inform.html", context, status=422 if submitted else 200)


@require_http_methods(["GET", "POST"])
def wish(request: SignedInRequest, code: str) -> HttpResponse:
    """The wish not to use the period, or to use it after all.

    The supporting side records it: whether a period still runs tells of a decision, so it takes the legal file.
    """
    case = case_or_404(request, code, CHANGE)
    if CasePerm.VIEW_LEGAL not in access(request.user, case):
        raise Http404
    period = _period(request, case)
    last = period.wishes.last() if period else None
    not_using = last is not None and not last.wants_to_use
    form_class: type[UseAfterAllForm | NotToUseForm] = UseAfterAllForm if not_using else NotToUseForm
    form, submitted = bound(request, form_class, now=timezone.now())
    if submitted and period and form.is_valid():
        try:
            reflection.state_wish(period, by=request.user, **form.facts())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The wish is recorded. The period runs on."))
            return redirect(case)
    reasons = why_not_state_wish(case, period, on=timezone.localdate())
    context = {"case": case, "form": form, "period": period, "not_using": not_using, "reasons": reasons}
    return page(request, "cases/wish.html", context, status=422 if submitted else 200)


def _period(request: SignedInRequest, case: Case) -> ReflectionPeriod | None:
    periods = ReflectionPeriod.objects.permitting(request.user, CHANGE).filter(case=case).standing()
    return periods.select_related("identification__organisation").first()
