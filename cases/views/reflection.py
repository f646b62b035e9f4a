"""The person's wish about using the reflection period."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import reflection
from cases.forms.reflection import NotToUseForm, UseAfterAllForm
from cases.models import Case, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import why_not_state_wish
from cases.views.fetch import case_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page

CHANGE = CasePerm.CHANGE_CLOCK


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
