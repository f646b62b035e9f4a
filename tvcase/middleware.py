"""What holds for every request: its id, its language, private answers, sign-in, a trace of refusals."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from tvcase.accounts.pages import sign_in_page
from tvcase.audit import log
from tvcase.http import person
from tvcase.limits.middleware import Limits
from tvcase.limits.spending import LimitReached
from tvcase.typed import RESUME, only_shown, typed_in
from tvcase.web import wants_part, whole_page

Answer = Callable[[HttpRequest], HttpResponse]

PRIVATE_HEADERS = {
    "Cache-Control": "no-store, private",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
        "fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), "
        "storage-access=(), usb=(), xr-spatial-tracking=()"
    ),
}
SHOWN = (200, 422)
RECORDED = {403: "web.forbidden", 404: "web.not_found", 500: "web.failed"}


def request_id(get_response: Answer) -> Answer:
    """Give the request an id of our own making; trace, logs and the page of a failure show it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number = str(uuid4())
        token = log.current_request.set(number)
        try:
            response = get_response(request)
        finally:
            log.current_request.reset(token)
        response["X-Request-ID"] = number
        return response

    return middleware


def private_headers(get_response: Answer) -> Answer:
    """Nothing we answer is kept by browser or proxy, embedded elsewhere or given the device's senses.

    Only static files may be kept: they alone say that they are public, and they are the same for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_public = "public" in response.get("Cache-Control", "")
        for name, value in PRIVATE_HEADERS.items():
            if not (is_public and name == "Cache-Control"):
                response[name] = value
        return response

    return middleware


def language_of_the_user(get_response: Answer) -> Answer:
    """Answer in the language of the account when signed in, else of the cookie, else in Bulgarian."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated:
            chosen = request.user.language
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Every view needs a signed-in person unless it says otherwise; text typed before is not lost."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        open_to_all = not getattr(view_func, "login_required", True)
        if refused or open_to_all or request.method != "POST" or RESUME not in request.POST:
            return refused
        return _shown_without_acting(request, view_func, *view_args, **view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if request.method == "POST":
            return whole_page(sign_in_page(request, request.get_full_path(), typed_in(request), status=401))
        if wants_part(request):
            here = HtmxDetails(request).current_url_abs_path or "/"
            sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
            return HttpResponse(status=401, headers={"HX-Redirect": sign_in})
        return super().handle_no_permission(request, view_func)


def _shown_without_acting(request: HttpRequest, view_func: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer a resumed form and undo whatever the view did: a person acts by looking and pressing again."""
    token = only_shown.set(True)
    try:
        with transaction.atomic():
            response = view_func(request, *args, **kwargs)
            transaction.set_rollback(True)
    except LimitReached as reached:  # Django asks no middleware about what is raised here
        return Limits.said(request, reached)
    finally:
        only_shown.reset(token)
    if 300 <= response.status_code < 400:
        list(messages.get_messages(request))
        messages.warning(request, _("Nothing was done before you showed who you are. Please do it again."))
    return response


def openings_are_recorded(get_response: Answer) -> Answer:
    """A page of a case whose view left no line in the trace leaves one before it is shown: no line, no page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        log.opening_written.set(False)
        response = get_response(request)
        match = request.resolver_match
        code = match.kwargs.get("code", "") if match else ""
        if match and code and response.status_code in SHOWN and not log.opening_written.get():
            log.seen(person(request), f"{match.view_name.replace(':', '.')}.opened", case=code)
        return response

    return middleware


def refusals_are_recorded(get_response: Answer) -> Answer:
    """Write refusals to somebody signed in, and every failure, to the trace before the answer goes out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        code = match.kwargs.get("code", "") if match else ""
        status = response.status_code
        if status in RECORDED and (status == 500 or (match and request.user.is_authenticated)):
            facts = {"view": match.view_name if match else "", "method": request.method, "status": status}
            try:
                log.refused(request.user, RECORDED[status], case=str(code)[:12], **facts)
            except DatabaseError:
                if status != 500:
                    raise
                structlog.get_logger().error("failure_not_recorded", request_id=log.current_request.get())
        return response

    return middleware
