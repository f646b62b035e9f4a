"""`@once`: a form with a key acts once; whoever sends it again gets the answer of the first time.

The key is kept in the transaction of the act itself: an act without its key, or a key without its act, cannot be.
Of two requests at one moment the second waits until the first is over. A refusal keeps no key, as nothing was done.
"""

import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, Concatenate

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tvcase.http import SignedInRequest
from tvcase.keys import provider
from tvcase.once.keys import key_of
from tvcase.once.models import Sent
from tvcase.typed import MARK, ONCE, RESUME, only_kept, typed_in
from tvcase.web import whole_page

QUEUE = "X-Queue"  # a phone's queue asks: "now" while the form is on the screen, "later" afterwards
LATER = "later"
KEPT = timedelta(days=90)  # a phone sends nothing that is older than sixty
LONGEST = 200
PASSING = frozenset({"csrfmiddlewaretoken", ONCE, MARK})

View = Callable[Concatenate[SignedInRequest, ...], HttpResponse]


def once(view: View) -> View:
    """A view whose form acts once for each key; nearest to the view of all its decorators.

    That it acted is told by its redirect. Without a key, or with one that is none, the form acts as any other.
    """

    @wraps(view)
    def wrapper(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = key_of(request.POST.get(ONCE, "")) if request.method == "POST" else None
        if key is None or RESUME in request.POST or only_kept.get():
            return view(request, *args, **kwargs)
        now = timezone.now()
        facts = {"address": request.path[:LONGEST], "content": _content(request), "at": now}
        sent, is_first = Sent.objects.get_or_create(user=request.user, key=key, defaults=facts)
        if not is_first:
            same = (sent.address, bytes(sent.content)) == (facts["address"], facts["content"])
            return _answered_again(request, sent, now) if same else _sent_otherwise(request)
        response = view(request, *args, **kwargs)
        if not 300 <= response.status_code < 400:
            sent.delete()
            return response
        return _done(request, sent, response)

    return wrapper


def _done(request: SignedInRequest, sent: Sent, response: HttpResponse) -> HttpResponse:
    """Keep the answer, throw away what is long over, and answer in the way that was asked for."""
    sent.leads_to = response["Location"][:LONGEST]
    sent.said = _said(request)[:LONGEST]
    sent.save()
    Sent.objects.filter(user=request.user, at__lt=sent.at - KEPT).delete()
    return _for_the_queue(sent, sent.at) if QUEUE in request.headers else response


def _said(request: SignedInRequest) -> str:
    """What the view says to the person. A queue that asks later shows it itself; else the next page does."""
    said = messages.get_messages(request)
    sentences = [str(message) for message in said]
    if request.headers.get(QUEUE) != LATER and isinstance(said, BaseStorage):
        said.used = False
    return sentences[-1] if sentences else ""


def _answered_again(request: SignedInRequest, sent: Sent, now: datetime) -> HttpResponse:
    if QUEUE in request.headers:
        if request.headers[QUEUE] != LATER and sent.said:
            messages.success(request, sent.said)
        return _for_the_queue(sent, now)
    messages.info(request, _("This was sent before. It was done once: %(when)s.") % {"when": _moment(sent, now)})
    return redirect(sent.leads_to)


def _for_the_queue(sent: Sent, now: datetime) -> JsonResponse:
    return JsonResponse({"at": _moment(sent, now), "said": sent.said, "to": sent.leads_to})


def _moment(sent: Sent, now: datetime) -> str:
    """When it was done, in Sofia; the time alone when that was today."""
    local = timezone.localtime(sent.at)
    today = local.date() == timezone.localdate(now)
    return date_format(local, "TIME_FORMAT" if today else "DATETIME_FORMAT")


def _sent_otherwise(request: SignedInRequest) -> HttpResponse:
    """The key was used for something else: nothing is done, and the typed text comes back with another key."""
    typed = [(name, value) for name, value in typed_in(request) if name != ONCE]
    return whole_page(render(request, "409.html", {"typed": typed, "action": request.get_full_path()}, status=409))


def _content(request: SignedInRequest) -> bytes:
    """A keyed hash of everything in the form, its files too."""
    pairs = sorted((name, value) for name, values in request.POST.lists() for value in values if name not in PASSING)
    files = [(name, file.name, _hash(file)) for name, listed in sorted(request.FILES.lists()) for file in listed]
    return hmac.digest(provider().secret("once"), json.dumps([pairs, files]).encode(), "sha256")


def _hash(file: UploadedFile) -> str:
    """The hash of a file, which is then as it was: whoever reads it next begins at its first byte."""
    found = sha256(b"".join(file.chunks())).hexdigest()
    file.seek(0)
    return found
