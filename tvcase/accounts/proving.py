"""Where somebody without a recent proof is taken, together with what they had typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.middleware import HtmxDetails

from tvcase.typed import typed_in
from tvcase.web import wants_part, whole_page


def prove_page(request: HttpRequest, *, passkey: bool) -> HttpResponse:
    """A page that asks for a proof and then leads back here; what was posted is carried along inside it."""
    here = request.get_full_path()
    if request.method == "POST":
        context = {"target": here, "typed": typed_in(request), "passkey": passkey}
        return whole_page(render(request, "registration/prove_first.html", context, status=401))
    if wants_part(request):
        here = HtmxDetails(request).current_url_abs_path or "/"
    address = f"{reverse('prove')}?{urlencode({'next': here} | ({'passkey': '1'} if passkey else {}))}"
    if wants_part(request):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)
