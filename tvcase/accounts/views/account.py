"""Your account: factors, sessions, password. Every change needs a proof and tells the person by mail."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tvcase.accounts import factors, sessions
from tvcase.accounts.actions import set_password
from tvcase.accounts.forms import OwnPasswordForm
from tvcase.accounts.pages import Way
from tvcase.accounts.stepup import step_up
from tvcase.accounts.views.sign_in import enrolment_page, factor_from
from tvcase.http import SignedInRequest
from tvcase.typed import RESUME
from tvcase.web import page


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """What one signs in with, and where one is signed in."""
    user, at = request.user, timezone.now()
    here = sessions.key_hash(request.session.session_key or "")
    mine = factors.of(user)
    context = {
        "factors": list(enumerate(mine, start=1)),
        "lacks_recovery_codes": all(factor.type != factors.Type.RECOVERY_CODES for factor in mine),
        "sessions": [(session, session.pk == here) for session in sessions.open_sessions(user, at=at)],
        "needs_passkey": factors.lacks_passkey(user),
    }
    return page(request, "accounts/account.html", context)


@require_http_methods(["GET", "POST"])
@step_up
def add_factor(request: SignedInRequest, kind: str) -> HttpResponse:
    """Add a passkey, or an application for codes in place of the earlier one."""
    user, way = request.user, Way(reverse("account"), [])
    if request.method == "POST":
        made, form = factor_from(request, user)
        if made is None:
            return enrolment_page(request, user, way, form, kinds=(kind,), status=422)
        return _changed(request, "factor_added", _("The second factor is added."))
    return enrolment_page(request, user, way, kinds=(kind,))


@require_http_methods(["GET", "POST"])
@step_up
def remove_factor(request: SignedInRequest, number: int) -> HttpResponse:
    """Remove a factor; the last one stays."""
    mine = factors.of(request.user)
    if not 1 <= number <= len(mine) or mine[number - 1].type == factors.Type.RECOVERY_CODES:
        raise Http404
    if request.method == "GET":
        return page(request, "accounts/remove_factor.html", {"factor": mine[number - 1]})
    if not factors.remove(request.user, mine[number - 1]):
        messages.error(request, _("This is your only second factor. Add another one first."))
        return redirect("account")
    return _changed(request, "factor_removed", _("The second factor is removed."))


@require_http_methods(["GET", "POST"])
@step_up
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Make new recovery codes, which are shown once; the earlier ones end."""
    if request.method == "GET" or RESUME in request.POST:  # codes that are undone again must not be shown
        return page(request, "accounts/new_recovery_codes.html")
    codes = factors.new_recovery_codes(request.user)
    factors.changed(request.user, "recovery_codes_made", key=request.session.session_key or "", on=timezone.localdate())
    context = {"codes": codes, "target": reverse("account"), "typed": []}
    return render(request, "registration/recovery_codes.html", context)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "new_password", "new_password_again")
@step_up
def password(request: SignedInRequest) -> HttpResponse:
    """Change one's password; every other session ends."""
    resumed = RESUME in request.POST  # a password is never carried along, and guesses that are undone are not looked at
    form = OwnPasswordForm(None if resumed else request.POST or None, user=request.user)
    if form.is_valid():
        set_password(request.user, form.cleaned_data["new_password"])
        update_session_auth_hash(request, request.user)
        return _changed(request, "password_changed", _("Your password is changed."))
    return page(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def end_sessions(request: SignedInRequest) -> HttpResponse:
    """End every session of mine but this one; whoever comes here after signing in again sees the page to do so."""
    if request.method != "POST":
        return redirect("account")
    sessions.end_sessions(request.user, but=request.session.session_key or "")
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account")


def _changed(request: SignedInRequest, what: str, sentence: str) -> HttpResponse:
    factors.changed(request.user, what, key=request.session.session_key or "", on=timezone.localdate())
    messages.success(request, sentence)
    return redirect("account")
