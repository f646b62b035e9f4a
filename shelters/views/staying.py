"""Away and back, moved, and the children who came along: what the house records while somebody stays."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.fetch import one_or_404
from shelters.actions import moves, presence
from shelters.models import AccompanyingChild, Stay
from shelters.rules import night_of, why_not_leave
from shelters.staying import (
    places_for_a_child,
    places_to_move_to,
    why_not_absent,
    why_not_back,
    why_not_go,
    why_not_move,
)
from shelters.staying_forms import AbsentForm, BackForm, ChildForm, ChildLeavesForm, MoveForm
from shelters.views.acting import Act, act_page
from shelters.views.fetch import stay_or_404
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.once.acting import once


@require_http_methods(["GET", "POST"])
@once
def absent(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that somebody is away, or comes back late; the place is kept."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    form, submitted = bound(request, AbsentForm, now=timezone.now())
    act = Act(
        title=_("Away"),
        effect=_("The place is kept. Record it when the person is back."),
        button=_("Save"),
        done=_("%(code)s is recorded as away.") % {"code": code},
        do=lambda facts: presence.absent(stay, **facts, by=request.user),
        why_not=why_not_absent(stay),
    )
    return act_page(request, stay, act, form, submitted)


@require_http_methods(["GET", "POST"])
@once
def back(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record that somebody came back."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    form, submitted = bound(request, BackForm, now=timezone.now())
    act = Act(
        title=_("Back in the house"),
        button=_("Save"),
        done=_("%(code)s is back.") % {"code": code},
        do=lambda facts: presence.back(stay, **facts, by=request.user),
        why_not=why_not_back(stay),
    )
    return act_page(request, stay, act, form, submitted)


@require_http_methods(["GET", "POST"])
@once
def move(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Move somebody to another place of the same organisation; the stay goes on there."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    night = night_of(timezone.now())
    form, submitted = bound(
        request, MoveForm, places=places_to_move_to(stay, night=night, at=timezone.now()), night=night
    )
    act = Act(
        title=_("Move"),
        effect=_(
            "The stay goes on in the other place, with the same term. To move to a house of another organisation, "
            "those who hold the case ask it for a place."
        ),
        button=_("Move"),
        done=_("%(code)s has moved.") % {"code": code},
        do=lambda facts: moves.move_to(stay, **facts, by=request.user),
        why_not=why_not_move(stay),
    )
    return act_page(request, stay, act, form, submitted)


@require_http_methods(["GET", "POST"])
@once
def child_new(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Record a child who stays with its parent."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    night = night_of(timezone.now())
    form, submitted = bound(
        request, ChildForm, places=places_for_a_child(stay, night=night, at=timezone.now()), night=night
    )
    act = Act(
        title=_("A child who came along"),
        effect=_("Write only what the house must know. A child who may be a victim needs a case of its own."),
        button=_("Save"),
        done=_("The child is recorded."),
        do=lambda facts: presence.child_comes(stay, **facts, by=request.user),
        why_not=why_not_leave(stay),
    )
    return act_page(request, stay, act, form, submitted)


@require_http_methods(["GET", "POST"])
@once
def child_leave(request: SignedInRequest, code: str, number: int, child: int) -> HttpResponse:
    """Record that a child left while its parent stays."""
    stay = stay_or_404(request, Stay.objects.to_host(request.user), code, number)
    children = AccompanyingChild.objects.to_host(request.user).select_related("case", "stay__shelter")
    found = one_or_404(request, children, stay=stay, number=child)
    form, submitted = bound(request, ChildLeavesForm, from_on=found.from_on, today=timezone.localdate())
    act = Act(
        title=_("A child leaves"),
        effect=_("%(name)s leaves, and the parent stays.") % {"name": found.house_alias},
        button=_("Save"),
        done=_("It is recorded that the child left."),
        do=lambda facts: presence.child_goes(found, **facts, by=request.user),
        why_not=why_not_go(found),
    )
    return act_page(request, stay, act, form, submitted)
