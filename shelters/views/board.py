"""The board of the house, and the small panel of “my work”."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shelters import board as pictures
from shelters.board import Tonight
from shelters.forms import ArrivalForm, DepartureForm
from shelters.models import Stay
from shelters.rules import night_of
from shelters.shift_forms import IncidentForm, LogForm
from shelters.staying_forms import AbsentForm, BackForm, MoveForm
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
    tonight = pictures.tonight(request.user, night=night_of(now), at=now)
    log.seen(request.user, "shelters.board.opened", area=Stay.AREA, codes=tonight.codes)
    context = {
        "tonight": tonight,
        "is_head": request.user.has_role(Role.SHELTER_HEAD),
        "acts": _acts(tonight, now),
    }
    return page(request, "shelters/board.html", context)


@dataclass(frozen=True)
class Act:
    """An act whose form opens on the board; `now` names the fields that hold the moment when it is opened."""

    name: str
    title: str
    form: Form
    now: str = ""


def _acts(tonight: Tonight, now: datetime) -> list[Act]:
    """The acts of the night, each with its form; which guest it is for is known when it is opened."""
    night, today = tonight.night, timezone.localdate(now)
    acts = [
        Act("arrive", _("Check in"), ArrivalForm(auto_id="arrive_%s", night=night)),
        Act("log", _("Log"), LogForm(auto_id="log_%s", now=now), now="happened_at"),
        Act("incident", _("Incident"), IncidentForm(auto_id="incident_%s", now=now), now="happened_at"),
        Act("absent", _("Away or late"), AbsentForm(auto_id="absent_%s", now=now), now="since"),
        Act("back", _("Back in the house"), BackForm(auto_id="back_%s", now=now), now="at"),
        Act("leave", _("Check out"), DepartureForm(auto_id="leave_%s", from_on=night, today=today)),
    ]
    if tonight.free_places:
        form = MoveForm(auto_id="move_%s", places=tonight.free_places, night=night)
        acts.append(Act("move", _("Move"), form))
    return acts


@require_safe
def work_panel(request: SignedInRequest) -> HttpResponse:
    """What about stays waits for this person."""
    work = pictures.work(request.user, on=timezone.localdate())
    log.seen(request.user, "shelters.work.opened", area=Stay.AREA, codes=work.codes)
    return page(request, "shelters/work_panel.html", {"work": work}, partial="panel")
