"""Where somebody without a recent proof is taken, together with what they had typed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.middleware import HtmxDetails

from tvcase.accounts.pages import Way, proof_page
from tvcase.http import SignedInRequest
from tvcase.typed import typed_in
from tvcase.web import wants_part, whole_page


def prove_page(request: SignedInRequest, *, passkey: bool) -> HttpResponse:
    """The answer to a request that needs a proof first; what was posted is carried along inside the page."""
    here = request.get_full_path()
    if request.method == "POST":
        way = Way(here, typed_in(request))
        return whole_page(proof_page(request, request.user, way, passkey=passkey, status=401))
    if wants_part(request):
        here = HtmxDetails(request).current_url_abs_path or "/"
    address = f"{reverse('prove')}?{urlencode({'next': here} | ({'passkey': '1'} if passkey else {}))}"
    if wants_part(request):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)
