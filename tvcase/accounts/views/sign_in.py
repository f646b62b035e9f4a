"""The one door: password, second factor, and the factor that is set up before anything else."""

from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tvcase.accounts import entry, factors
from tvcase.accounts.forms import NOT_PROVED, WRONG, NewCodesForm, NewPasskeyForm, ProofForm, SignInForm
from tvcase.accounts.models import User
from tvcase.accounts.pages import (
    Way,
    go_on,
    new_passkey_question,
    picture,
    proof_page,
    safe_target,
    sign_in_page,
)
from tvcase.typed import carried_by

SECRET = "secret_to_confirm"  # noqa: S105 - a name in the session; what it names is sealed


def way_of(request: HttpRequest) -> Way:
    """Where this page of signing in leads to in the end."""
    return Way(safe_target(request.POST.get("next") or request.GET.get("next")), carried_by(request))


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; then the second factor is asked for."""
    way, at = way_of(request), timezone.now()
    if request.method == "GET":
        return redirect(way.target) if request.user.is_authenticated else sign_in_page(request, way.target, way.typed)

    form = SignInForm(request.POST)
    user = None
    if form.is_valid():
        user = entry.by_password(form.cleaned_data["username"], form.cleaned_data["password"], at=at)
        if user is None:
            form.add_error(None, WRONG)
    if user is None:
        return sign_in_page(request, way.target, way.typed, form, status=422)
    entry.await_factor(request, user, at=at)
    return _next_step(request, user, way)


def _next_step(request: HttpRequest, user: User, way: Way) -> HttpResponse:
    """A page of its own for the factor; typed text stays in pages, so then the page is the answer itself."""
    has_factor = factors.has_one(user)
    if way.typed:
        return proof_page(request, user, way) if has_factor else enrolment_page(request, user, way)
    return redirect(f"{reverse('second-factor' if has_factor else 'enrol')}?{urlencode({'next': way.target})}")


@login_not_required
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """A passkey, a code or a recovery code; then one is signed in."""
    way, at = way_of(request), timezone.now()
    user = entry.awaited(request, at=at)
    if user is None or not factors.has_one(user):
        return sign_in_page(request, way.target, way.typed)
    if request.method == "GET":
        return proof_page(request, user, way)

    form = ProofForm(request.POST)
    shown = entry.by_factor(user, **form.cleaned_data, at=at) if form.is_valid() else None
    if shown is None:
        form.refuse()
        return proof_page(request, user, way, form, status=422)
    entry.sign_in(request, user, shown, at=at)
    return go_on(request, way)


@login_not_required
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """The first second factor, before anything else is reached; then one is signed in (C22)."""
    way, at = way_of(request), timezone.now()
    user = entry.awaited(request, at=at)
    if user is None or factors.has_one(user):
        return sign_in_page(request, way.target, way.typed)
    if request.method == "GET":
        return enrolment_page(request, user, way)

    made, form = factor_from(request, user)
    if made is None:
        return enrolment_page(request, user, way, form, status=422)
    codes = factors.new_recovery_codes(user)
    entry.sign_in(request, user, made, at=at)
    factors.changed(user, "factor_added", key=request.session.session_key or "", on=timezone.localdate(at))
    context = {"codes": codes, "target": way.target, "typed": way.typed}
    return render(request, "registration/recovery_codes.html", context)


def factor_from(request: HttpRequest, user: User) -> tuple[Any, NewPasskeyForm | NewCodesForm]:
    """The factor that this form adds, or none and the form that says why."""
    form: NewPasskeyForm | NewCodesForm
    made = None
    if "name" in request.POST:
        form = NewPasskeyForm(request.POST)
        if form.is_valid():
            made = factors.add_passkey(user, form.cleaned_data["name"], form.cleaned_data["credential"])
    else:
        form = NewCodesForm(request.POST)
        secret = _secret(request, user)
        if form.is_valid():
            made = factors.add_totp(user, secret, form.cleaned_data["code"], at=timezone.now())
    if made is None and form.is_valid():
        form.add_error(None, NOT_PROVED)
    if made is not None:
        request.session.pop(SECRET, None)
    return made, form


def enrolment_page(
    request: HttpRequest,
    user: User,
    way: Way,
    form: NewPasskeyForm | NewCodesForm | None = None,
    *,
    kinds: tuple[str, ...] = ("passkey", "codes"),
    status: int = 200,
) -> HttpResponse:
    """The page on which a factor is added, with both kinds or one of them."""
    secret = _secret(request, user)
    context = {
        "form": form or ProofForm(),
        "passkey_form": form if isinstance(form, NewPasskeyForm) else NewPasskeyForm(),
        "codes_form": form if isinstance(form, NewCodesForm) else NewCodesForm(),
        "kinds": kinds,
        "options": new_passkey_question(user),
        "picture": picture(user, secret),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "target": way.target,
        "typed": way.typed,
        "first": not request.user.is_authenticated,
    }
    return render(request, "registration/new_factor.html", context, status=status)


def _secret(request: HttpRequest, user: User) -> str:
    """The secret that waits for its first code; the session keeps it sealed."""
    try:
        return factors.opened(user, request.session[SECRET])
    except (KeyError, InvalidTag, ValueError):
        secret = factors.new_secret()
        request.session[SECRET] = factors.sealed(user, secret)
        return secret
