"""Signing out, the language, and leaving at once."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tvcase.accounts.actions import set_language
from tvcase.accounts.entry import leave
from tvcase.accounts.pages import safe_target
from tvcase.accounts.sessions import seconds_left
from tvcase.audit import log
from tvcase.web import CLEAR, UNSENT, leaving


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and make the browser forget what it kept, but acts that wait in it; the language stays."""
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    if request.user.is_authenticated:
        log.record("accounts.signed_out", by=request.user)
        _keep_language(response, request.user.language)
    leave(request)
    response[CLEAR] = '"cache"' if UNSENT in request.POST else '"cache", "storage"'
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End the session, leave nothing behind and go to the neutral page.

    The answer to the form leads on by a header: a redirect to another site is what the policy forbids forms. Opened
    as a link it changes nothing on the server, and the browser forgets who it was.
    """
    if request.method != "POST":
        return HttpResponseRedirect(settings.QUICK_EXIT_URL, headers=leaving(request))
    if request.user.is_authenticated:
        log.record("accounts.left_at_once", by=request.user)
    leave(request)
    return HttpResponse(headers=leaving(request) | {"Refresh": f"0; url={settings.QUICK_EXIT_URL}"})


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Stay signed in: being asked is being used. Answers how many seconds are left now."""
    return HttpResponse(str(seconds_left(request)), content_type="text/plain")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language and come back; the account and a cookie remember it."""
    response = redirect(safe_target(request.POST.get("next")))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _keep_language(response, chosen)
        if request.user.is_authenticated:
            set_language(request.user, chosen)
    return response


def _keep_language(response: HttpResponse, chosen: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
