"""The shelter's address: a page for the head of the shelter, and for nobody else."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shelters.actions import shelters
from shelters.forms import AddressForm
from shelters.models import Shelter
from tvcase.accounts.roles import Role
from tvcase.accounts.stepup import step_up_by_passkey
from tvcase.audit import log
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.typed import RESUME
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@step_up_by_passkey
def address(request: SignedInRequest, shelter_code: str) -> HttpResponse:
    """Enter the address, or show it after one more press; each showing is in the trace before the answer."""
    shelter = _shelter_or_404(request, shelter_code)
    recorded = getattr(shelter, "address", None)
    asked = "show" in request.POST
    shown = recorded if asked and RESUME not in request.POST else None
    if shown:
        log.seen(request.user, "shelters.address.shown", shelter=shelter.code)
    initial = {"address": shown.address, "directions": shown.directions} if shown else {}
    form, submitted = (AddressForm(initial=initial), False) if asked else bound(request, AddressForm)
    if submitted and form.is_valid():
        try:
            shelters.set_address(shelter, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The address of %(shelter)s is saved.") % {"shelter": shelter.code})
            return redirect("shelters:address", shelter.code)
    context = {"shelter": shelter, "form": form, "recorded": recorded, "shown": shown}
    return page(request, "shelters/address.html", context, status=422 if form.errors else 200)


def _shelter_or_404(request: SignedInRequest, code: str) -> Shelter:
    """The shelter if this person heads it; that somebody else tried goes to the trace."""
    shelters_of_user = Shelter.objects.run_by(request.user).select_related("address__recorded_by")
    shelter = shelters_of_user.filter(code=code).first()
    if shelter is None or not request.user.has_role(Role.SHELTER_HEAD):
        log.refused(request.user, "shelters.address.refused", shelter=code[:12])
        raise Http404
    return shelter
