"""A forgotten password, and the links by mail that set one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from tvcase.accounts import entry, links
from tvcase.accounts.forms import ForgottenForm, NewPasswordForm
from tvcase.accounts.models import LinkPurpose

LINK = "link"


@login_not_required
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to set a new password; the answer is the same whoever asks for whom."""
    form = ForgottenForm(request.POST or None)
    sent = form.is_valid()
    if sent:
        links.ask_by_name(form.cleaned_data["username"], at=timezone.now())
    status = 422 if form.errors else 200
    return render(request, "registration/forgotten.html", {"form": form, "sent": sent}, status=status)


@login_not_required
@sensitive_variables("secret")
@require_safe
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret out of the address, so that no later page carries it; only a hash of it is remembered."""
    hashed = links.secret_hash(secret)
    if links.found(hashed, at=timezone.now()) is not None:  # else nobody is signed out by an address
        entry.leave(request)
        request.session[LINK] = hashed
    return redirect("new-password")


@login_not_required
@sensitive_post_parameters("new_password", "new_password_again")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Set the password; who was invited goes on to the second factor, anybody else signs in."""
    at = timezone.now()
    found = links.found(request.session.get(LINK, ""), at=at)
    if found is None or found.user is None:
        return render(request, "registration/link_over.html")
    form = NewPasswordForm(request.POST or None, user=found.user)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "registration/new_password.html", {"form": form}, status=status)

    user = links.use(found, password=form.cleaned_data["new_password"], at=at)
    request.session.pop(LINK, None)
    if user and found.purpose == LinkPurpose.INVITATION:
        entry.await_factor(request, user, at=at)
        return redirect("enrol")
    messages.success(request, _("Your new password is set. Sign in with it."))
    return redirect("sign-in")
