"""The acts of the child's track: on the case, and on a record of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.children.forms import AnswerPlanForm, FactsForm
from cases.children.models import ChildFacts
from cases.children.steps import CASE_ACT_BY_NAME, RECORD_ACT_BY_NAME, TrackAct
from cases.fetch import one_or_404
from cases.models import Case
from cases.permissions import CasePerm
from cases.support.models import SupportPlan
from cases.views.fetch import case_or_404
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@once
def case_act(request: SignedInRequest, code: str, name: str) -> HttpResponse:
    """Somebody on the team, facts, a special representative needed, an exit ban proposed."""
    act = CASE_ACT_BY_NAME[name]
    case = case_or_404(request, code, act.perm)
    return _do(request, act, case, case)


@require_http_methods(["GET", "POST"])
@once
def record_act(request: SignedInRequest, code: str, number: int, name: str) -> HttpResponse:
    """A member leaves, a representative is appointed or not needed any more, a plan is answered to."""
    act = RECORD_ACT_BY_NAME[name]
    model: Any = act.model
    permitted = model.objects.permitting(request.user, act.perm).select_related("case")
    record = one_or_404(request, permitted, case__code=code, number=number)
    return _do(request, act, record, record.case)


def _do(request: SignedInRequest, act: TrackAct, record: Any, case: Case) -> HttpResponse:
    log.seen(request.user, "children.act.opened", case=case.code, area=act.perm.area)
    now = timezone.now()
    told: dict[str, Any] = {"now": now}
    if act.form is AnswerPlanForm and isinstance(record, SupportPlan):
        told["plan"] = record
    if act.form is FactsForm:
        told["initial"] = _known(case, request.user)
    form, submitted = bound(request, act.form, **told)
    if submitted and form.is_valid():
        try:
            act.act(record, **form.cleaned_data, on=timezone.localdate(now), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, str(act.done))
            return redirect("children:case-panel", case.code)
    context = {
        "case": case,
        "title": act.title,
        "button": act.button,
        "effects": act.effects,
        "form": form,
        "reasons": act.why_not(record),
    }
    return page(request, "children/act.html", context, status=422 if form.errors else 200)


def _known(case: Case, user: User) -> dict[str, str]:
    """What the last version says: a new one goes on from it."""
    facts = ChildFacts.objects.permitting(user, CasePerm.CHANGE_SUPPORT).filter(case=case).last()
    return {name: getattr(facts, name) for name in ("family", "school", "opinion")} if facts else {}
