"""Forms that arrive only to be kept, and what is left of a form that was sent."""

from collections.abc import Callable
from typing import Any

import structlog
from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tvcase.accounts.models import User
from tvcase.accounts.sessions import by_a_person
from tvcase.audit import log
from tvcase.drafts import keeping
from tvcase.drafts.forms import AskedToKeep
from tvcase.drafts.keeping import Elsewhere, IsOver, NotKept, TooMany, TooMuch
from tvcase.limits.middleware import Limits
from tvcase.limits.spending import LimitReached, spend
from tvcase.once.acting import QUEUE
from tvcase.sealing.envelope import Erased
from tvcase.typed import KEEP, RESUME, only_kept, only_shown, typed_in
from tvcase.web import whole_page

Answer = Callable[[HttpRequest], HttpResponse]
BY_ITSELF = "X-Draft"  # the script asks, not the person: such a request does not lengthen the session
TYPED, INSTEAD, AWAY = "typed", "instead", "away"
STATUS = {Elsewhere: 409, IsOver: 410, TooMuch: 413, TooMany: 409}


def by_itself(get_response: Answer) -> Answer:
    """Tell the session that a script asks by itself; nobody is at the machine for all we know."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = by_a_person.set(BY_ITSELF not in request.headers)
        try:
            return get_response(request)
        finally:
            by_a_person.reset(token)

    return middleware


class Drafts:
    """Keeps a form instead of acting on it when that is asked for; forgets what was kept of one that acted."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        sent = getattr(request, "sent_form", None)
        if sent and _has_acted(request, response):
            _end(request, *sent)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        asks = request.method == "POST" and KEEP in request.POST and RESUME not in request.POST
        if not (asks and isinstance(request.user, User)):
            return None
        try:
            spend(request.user, "drafts", at=timezone.now())
            asked = _asked(request, view, *args, **kwargs)
        except LimitReached as reached:  # Django asks no middleware about what is raised here
            return Limits.said(request, reached)
        if asked is None or asked.pairs is None:
            list(messages.get_messages(request))  # what the view said is not true
            return _not_kept(request, _("This form cannot be kept."), 409)
        return _ended(request, asked) if request.POST[KEEP] == AWAY else _kept(request, asked, asked.pairs)


def _asked(request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> AskedToKeep | None:
    """Let the view come to its form, which only happens to whom the form is open, and undo whatever it did."""
    tokens = only_shown.set(True), only_kept.set(True)
    try:
        with transaction.atomic():
            view(request, *args, **kwargs)
            transaction.set_rollback(True)
    except AskedToKeep as asked:
        return asked
    finally:
        only_shown.reset(tokens[0])
        only_kept.reset(tokens[1])
    return None


def _kept(request: Any, asked: AskedToKeep, pairs: keeping.Pairs) -> HttpResponse:
    now, instead = timezone.now(), request.POST[KEEP] == INSTEAD
    try:
        with transaction.atomic():
            keeping.keep(request.user, asked.place, asked.mark, pairs, at=now, instead=instead)
    except Elsewhere as other:
        return _not_kept(request, _elsewhere(other), STATUS[Elsewhere], may_replace=True)
    except (NotKept, Erased) as refused:
        return _not_kept(request, _reason(refused), STATUS.get(type(refused), 409))
    said = _("Saved at %(time)s.") % {"time": date_format(timezone.localtime(now), "TIME_FORMAT")}
    if BY_ITSELF in request.headers:
        return JsonResponse({"said": said}, status=201)
    messages.success(request, said)
    return redirect(request.get_full_path())


def _ended(request: Any, asked: AskedToKeep) -> HttpResponse:
    with transaction.atomic():
        gone = keeping.end(request.user, asked.place, asked.mark, at=timezone.now())
    if gone:
        messages.success(request, _("What you had begun is thrown away."))
    else:
        messages.warning(request, _("You wrote on in another window meanwhile. Nothing was thrown away."))
    return redirect(request.get_full_path())


def _reason(refused: Exception) -> str:
    if isinstance(refused, IsOver):
        return _("Not saved: this form was sent or thrown away meanwhile.")
    if isinstance(refused, TooMuch):
        return _("Not saved: the text is too long to be kept here. It stays on this page.")
    if isinstance(refused, TooMany):
        return _("Not saved: you have begun too many forms. Send one of them, or throw one away.")
    return _("Not saved: this file was erased.")


def _elsewhere(other: Elsewhere) -> str:
    when = date_format(timezone.localtime(other.saved_at), "DATETIME_FORMAT")
    return _("Not saved: what you typed in another window (%(when)s) is kept.") % {"when": when}


def _not_kept(request: HttpRequest, said: str, status: int, *, may_replace: bool = False) -> HttpResponse:
    """What was typed is never lost by it: the script leaves it on the page, and the page without it carries it."""
    if BY_ITSELF in request.headers:
        return JsonResponse({"said": said}, status=status)
    context = {"said": said, "typed": typed_in(request), "action": request.get_full_path(), "may_replace": may_replace}
    return whole_page(render(request, "drafts/not_kept.html", context, status=status))


def _has_acted(request: HttpRequest, response: HttpResponse) -> bool:
    """Every act ends in a redirect; to a phone's queue it is told in an answer of its own."""
    queued = QUEUE in request.headers and response.headers.get("Content-Type") == "application/json"
    return 300 <= response.status_code < 400 or (queued and response.status_code == 200)


def _end(request: Any, place: keeping.Place, mark: keeping.Mark | None) -> None:
    try:
        with transaction.atomic():
            keeping.end(request.user, place, mark, at=timezone.now())
    except DatabaseError:  # the act is done all the same
        structlog.get_logger().error("draft_not_ended", request_id=log.current_request.get())
