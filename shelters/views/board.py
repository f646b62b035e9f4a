"""The board of the house, and the small panel of “my work”."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shelters import board as pictures
from shelters.forms import ArrivalForm, DepartureForm
from shelters.models import Stay
from shelters.rules import night_of
from shelters.shift_forms import LogForm
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.audit import log
from tvcase.forms import Form
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    """Tonight in the shelters of the own organisation: places, expected arrivals, requests that wait."""
    if not request.user.has_role(*SHELTER_ROLES):
        raise Http404
    now = timezone.now()
    tonight = pictures.tonight(request.user, night=night_of(now))
    log.seen(request.user, "shelters.board.opened", area=Stay.AREA, codes=tonight.codes)
    context = {
        "tonight": tonight,
        "is_head": request.user.has_role(Role.SHELTER_HEAD),
        "acts": _acts(now, tonight.night),
    }
    return page(request, "shelters/board.html", context)


@dataclass(frozen=True)
class Act:
    """An act whose form opens on the board; `now` names the fields that hold the moment when it is opened."""

    name: str
    title: str
    form: Form
    now: str = ""


def _acts(now: datetime, night: date) -> list[Act]:
    """The acts of the night, each with its form; which guest it is for is known when it is opened."""
    today = timezone.localdate(now)
    return [
        Act("arrive", _("Check in"), ArrivalForm(auto_id="arrive_%s", night=night)),
        Act("leave", _("Check out"), DepartureForm(auto_id="leave_%s", from_on=night, today=today)),
        Act("log", _("Log"), LogForm(auto_id="log_%s", now=now), now="happened_at"),
    ]


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """What about stays waits for this person."""
    work = pictures.work(request.user, on=timezone.localdate())
    log.seen(request.user, "shelters.work.opened", area=Stay.AREA, codes=work.codes)
    return page(request, "shelters/work_panel.html", {"work": work}, partial="panel")
