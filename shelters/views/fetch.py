"""To fetch is to authorise: how every page of this app reaches a stay or a house."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cases.fetch import one_or_404
from shelters.models import Shelter, Stay, StayQuerySet
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.audit import log
from tvcase.http import SignedInRequest


def stay_or_404(request: SignedInRequest, permitted: StayQuerySet, code: str, number: int) -> Stay:
    """The stay with this number if it is among those permitted, else 404; that it was opened goes to the trace."""
    stays = permitted.select_related("case", "shelter__organisation", "place", "requested_by__organisation")
    stay = one_or_404(request, stays, case__code=code, number=number)
    log.seen(request.user, "shelters.stay.opened", case=code, area=Stay.AREA, number=number)
    return stay


def house_or_404(request: SignedInRequest, code: str, *, closed_too: bool = True) -> Shelter:
    """The house, if this person works in it; else 404."""
    if not request.user.has_role(*SHELTER_ROLES):
        raise Http404
    houses = Shelter.objects.run_by(request.user)
    return get_object_or_404(houses if closed_too else houses.open(), code=code)


def home_of(request: SignedInRequest, stay: Stay) -> str:
    """Where an act on a stay leads back to: the board for those who work with it, else the stay."""
    if request.user.has_role(*SHELTER_ROLES):
        return reverse("shelters:board")
    return reverse("shelters:stay", args=[stay.case.code, stay.number])
