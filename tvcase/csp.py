"""Reports of browsers that something on a page broke the content policy: which rule, on which kind of page.

A report names the address of the page, where it came from and a piece of the text: nothing of it is logged.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

KINDS = ("application/csp-report", "application/reports+json")
MOST_BYTES = 20_000
MOST_REPORTS = 10
WORDS = frozenset({"inline", "eval", "self", "data", "blob", "wasm-eval", "trusted-types-sink"})


@csrf_exempt  # browsers send reports without a token; nothing is done with them but a line in the log
@login_not_required
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Log what browsers report of our own pages. Reports that another site sends are refused."""
    if not _from_us(request):
        return HttpResponse(status=403)
    try:
        reports = _reports_in(request)
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    for one in reports[:MOST_REPORTS]:
        directive = str(one.get("effective-directive") or one.get("effectiveDirective") or "")
        blocked = str(one.get("blocked-uri") or one.get("blockedURL") or "")
        page = str(one.get("document-uri") or one.get("documentURL") or "")
        structlog.get_logger().warning(
            "content_policy_broken", rule=_rule(directive), blocked=_kind(blocked, request), view=_view(page)
        )
    return HttpResponse(status=204)


def _from_us(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sends this; another client may say nothing, and gains nothing."""
    ours = f"{request.scheme}://{request.get_host()}"
    said = request.headers
    return said.get("Sec-Fetch-Site", "same-origin") == "same-origin" and said.get("Origin", ours) == ours


def _reports_in(request: HttpRequest) -> list[dict[str, Any]]:
    """The reports in a request, in the old form or the new. Raises ValueError for anything else."""
    if request.content_type not in KINDS or int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise ValueError
    found = json.loads(request.body)
    bodies = [one.get("body") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    if isinstance(found, dict):
        bodies = [found.get("csp-report")]
    return [body for body in bodies if isinstance(body, dict)]


def _rule(directive: str) -> str:
    return directive if re.fullmatch(r"[a-z-]{1,40}", directive) else "unknown"


def _kind(blocked: str, request: HttpRequest) -> str:
    """What was blocked, as a word: an address of ours or of somebody else is never written out."""
    if blocked in WORDS:
        return blocked
    return "ours" if urlsplit(blocked).netloc == request.get_host() else "elsewhere"


def _view(page: str) -> str:
    """The name of the page, which names no case and no person."""
    try:
        return resolve(urlsplit(page).path).view_name
    except Resolver404:
        return "unknown"
