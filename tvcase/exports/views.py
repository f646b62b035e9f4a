"""The pages of copies: one's own and those one decides on, asking for one, deciding, taking."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.exports import actions, kinds
from tvcase.exports.asking import hand_over
from tvcase.exports.forms import RefuseForm
from tvcase.exports.marks import as_printed
from tvcase.exports.models import ExportRequest
from tvcase.exports.states import RELEASERS, ExportState
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.typed import RESUME
from tvcase.web import page

ON_A_PAGE = 25


@require_safe
def copies(request: SignedInRequest) -> HttpResponse:
    """The copies that this person asked for, or may decide on, the latest first."""
    found = ExportRequest.objects.visible_to(request.user).select_related("asked_by")
    if number := request.GET.get("number", "").strip()[:20]:
        found = found.filter(number=as_printed(number))
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    log.seen(request.user, "exports.list.opened", copies=[copy.number for copy in shown])
    at = timezone.now()
    rows = [(copy, _title(copy), copy.is_over(at=at)) for copy in shown]
    context = {"found": shown, "rows": rows, "number": number, "decides": request.user.has_role(*RELEASERS)}
    return page(request, "exports/copies.html", context, partial="copies")


@require_http_methods(["GET", "POST"])
@step_up
def copy_detail(request: SignedInRequest, copy_number: str) -> HttpResponse:
    """One copy: why it is wanted; its second person decides here, and its asker takes it here."""
    visible = ExportRequest.objects.visible_to(request.user).select_related("asked_by", "decided_by", "organisation")
    found = get_object_or_404(visible, number=copy_number)
    form, submitted = bound(request, RefuseForm)
    act = request.POST.get("act", "") if submitted else ""
    refusals: list[str] = []
    if act in ("release", "fetch") or (act == "refuse" and form.is_valid()):
        try:
            return _done(request, found, act, form)
        except ValidationError as refusal:
            refusals = refusal.messages
    log.seen(request.user, "exports.copy.opened", case=found.case_code, copy=found.number)
    at, own = timezone.now(), found.asked_by == request.user
    over = found.is_over(at=at)
    context = {
        "copy": found,
        "title": _title(found),
        "form": form if act == "refuse" or RESUME in request.POST else RefuseForm(),
        "refusals": refusals,
        "over": over,
        "decides": not own and not over and found.state == ExportState.ASKED and found.needs_release,
        "takes": own and not over and found.state == ExportState.RELEASED,
    }
    return page(request, "exports/copy.html", context, status=422 if refusals or (act and form.errors) else 200)


def _done(request: SignedInRequest, found: ExportRequest, act: str, form: RefuseForm) -> HttpResponse:
    at = timezone.now()
    if act == "fetch":
        return hand_over(request, found)
    if act == "release":
        actions.release(found, by=request.user, at=at)
        messages.success(request, _("The copy is released. Who asked for it can take it once."))
    else:
        actions.refuse(found, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("The copy is refused."))
    return redirect(found)


def _title(found: ExportRequest) -> str:
    return str(kinds.kind(found.kind).title)
