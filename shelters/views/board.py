"""The board of the house, and the small panel of “my work”."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from shelters import board as pictures
from shelters.models import Stay
from shelters.rules import night_of
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    """Tonight in the shelters of the own organisation: places, expected arrivals, requests that wait."""
    if not request.user.has_role(*SHELTER_ROLES):
        raise Http404
    tonight = pictures.tonight(request.user, night=night_of(timezone.now()))
    log.seen(request.user, "shelters.board.opened", area=Stay.AREA, codes=tonight.codes)
    is_head = request.user.has_role(Role.SHELTER_HEAD)
    return page(request, "shelters/board.html", {"tonight": tonight, "is_head": is_head})


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """What about stays waits for this person."""
    work = pictures.work(request.user, on=timezone.localdate())
    log.seen(request.user, "shelters.work.opened", area=Stay.AREA, codes=work.codes)
    return page(request, "shelters/work_panel.html", {"work": work}, partial="panel")
