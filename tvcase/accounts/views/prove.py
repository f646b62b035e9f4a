"""Proving who one is once more (step-up)."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tvcase.accounts import entry
from tvcase.accounts.forms import ProofForm
from tvcase.accounts.pages import go_on, proof_page
from tvcase.accounts.views.sign_in import way_of
from tvcase.http import SignedInRequest
from tvcase.typed import RESUME


@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "POST"])
def prove(request: SignedInRequest) -> HttpResponse:
    """Show a factor again, then go on to where it was asked for, with what one had typed."""
    way, user, at = way_of(request), request.user, timezone.now()
    passkey = settings.PASSKEY_FOR_ADDRESSES and "passkey" in (request.POST or request.GET)
    if request.method == "GET" or RESUME in request.POST:  # what would be undone again is not looked at
        typed = ProofForm(initial={"code": request.POST.get("code", "")})
        return proof_page(request, user, way, typed, passkey=passkey)

    form = ProofForm(request.POST)
    shown = entry.by_factor(user, **form.cleaned_data, at=at, passkey_only=passkey) if form.is_valid() else None
    if shown is None:
        form.refuse()
        return proof_page(request, user, way, form, passkey=passkey, status=422)
    entry.proved(request, user, shown, at=at)
    return go_on(request, way, again=True)
