"""Asking for a copy, and taking it: what every page that gives one away shares."""

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from tvcase.exports import actions
from tvcase.exports.download import copy_as_file, printed
from tvcase.exports.forms import AskForm
from tvcase.exports.kinds import Asked, Kind, Sheet, kind
from tvcase.exports.marks import mark_of
from tvcase.exports.models import ExportRequest
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


def ask_page(
    request: SignedInRequest, found: Kind, *, case_code: str = "", hidden: Collection[str] = ()
) -> HttpResponse:
    """The page that asks why; then the copy itself, or the page that waits for the second person.

    The view around it has checked that this person may see the case, and is guarded by `step_up`. `hidden` names
    fields of the kind's form that are not for this person.
    """
    given = {"user": request.user, "formats": found.formats, "hidden": hidden, "initial": request.GET.dict()}
    form, submitted = bound(request, found.form, **given)
    if submitted and form.is_valid():
        try:
            copy = _asked(request, found, form, case_code)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            if copy.needs_release:
                messages.success(request, _("The copy is asked for. Somebody else must release it."))
                return redirect(copy)
            return hand_over(request, copy)
    context = {"form": form, "kind": found, "case_code": case_code, "back": found.back(case_code)}
    return page(request, "exports/ask.html", context, status=422 if form.errors else 200)


def _asked(request: SignedInRequest, found: Kind, form: AskForm, case_code: str) -> ExportRequest:
    at, answers = timezone.now(), form.cleaned_data
    asked = Asked(
        user=request.user,
        on=timezone.localdate(at),
        case_code=case_code,
        parameters=form.parameters(),
        with_names=answers.get("with_names", False),
    )
    own = {name: answers[name] for name in ("format", "reason", "reason_text")}
    return actions.ask(found, found.contents(asked), asked, **own, at=at)


def hand_over(request: SignedInRequest, copy: ExportRequest) -> HttpResponse:
    """The copy, fetched now as the person who asked for it, in this one transaction. Raises Refused."""
    at = timezone.now()
    asked = Asked(request.user, timezone.localdate(at), copy.case_code, copy.parameters, copy.with_names)
    contents = kind(copy.kind).contents(asked)
    copy = actions.fetch(copy, rows=contents.count, by=request.user, at=at)
    mark = mark_of(copy, at=at)
    if isinstance(contents, Sheet):
        return printed(request, copy, contents, mark)
    return copy_as_file(copy, contents, mark)
