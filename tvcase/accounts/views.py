"""Signing in and out, the language, and leaving at once."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tvcase.accounts.actions import set_language
from tvcase.accounts.forms import SignInForm
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.typed import Typed, carried_by

FORGET = '"cache", "storage"'
FORGET_ALL = '"cache", "cookies", "storage"'


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in, then go on to where one wanted to go, or back to the text one had typed."""
    target = safe_target(request.POST.get("next") or request.GET.get("next"))
    typed = carried_by(request)
    if request.method == "GET":
        return redirect(target) if request.user.is_authenticated else sign_in_page(request, target, typed)

    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        name = form.cleaned_data.get("username", "")
        account = User.objects.filter(username=name).values_list("username", flat=True).first()
        log.refused(request.user, "accounts.sign_in_refused", account=account or "")
        return sign_in_page(request, target, typed, form, status=422)
    login(request, form.get_user())
    log.record("accounts.signed_in", by=form.get_user())
    if typed:
        return render(request, "registration/resume.html", {"action": target, "typed": typed})
    return redirect(target)


def sign_in_page(
    request: HttpRequest,
    target: str,
    typed: Typed,
    form: AuthenticationForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page to sign in on; it carries along where one wanted to go and what one had typed."""
    context: dict[str, Any] = {"form": form or SignInForm(request), "target": target, "typed": typed}
    return render(request, "registration/sign_in.html", context, status=status)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and make the browser forget what it kept; the language stays."""
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    if request.user.is_authenticated:
        log.record("accounts.signed_out", by=request.user)
        _keep_language(response, request.user.language)
    logout(request)
    response["Clear-Site-Data"] = FORGET
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def quick_exit(request: HttpRequest) -> HttpResponse:
    """End the session, leave nothing behind and go to the neutral page; a plain link, so it always works."""
    if request.user.is_authenticated:
        log.record("accounts.left_at_once", by=request.user)
    logout(request)
    response = redirect(settings.QUICK_EXIT_URL)
    response["Clear-Site-Data"] = FORGET_ALL
    return response


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


def safe_target(target: str | None) -> str:
    """The address to go on to: a path of ours, never another site's; else the first page."""
    target = target or ""
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _keep_language(response: HttpResponse, chosen: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
