"""How pages are answered: whole or as the part htmx asked for, the frame around them, refusals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.roles import CASE_OPENERS, PROSECUTORS, SHELTER_ROLES, SUPPORTS, Role
from tvcase.audit import log
from tvcase.notifications.models import Notification
from tvcase.once.phone import queue_of
from tvcase.typed import typed_in

SITE_NAME = "tvcase"
CLEAR = "Clear-Site-Data"
UNSENT = "unsent"  # the browser says that acts of shelter staff wait in it: they stay, as ciphertext
_ANSWERS_REFERRALS = {
    *(Role.COORDINATOR, Role.SUPERVISOR, Role.CASEWORKER, Role.SHELTER_HEAD),
    *(Role.OFFICER, Role.PROSECUTOR),
}
_NO_CASES = {Role.ADMINISTRATOR, Role.COMMISSION_ANALYST, Role.DATA_PROTECTION_OFFICER}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; one that is `seldom` needed can stand under “More”."""

    label: Any
    url_name: str
    roles: Collection[str] | None = None
    seldom: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Menu:
    """The navigation of somebody: what is always shown, and what stands under “More”."""

    shown: Collection[Place] = ()
    more: Collection[Place] = ()
    holds_open_page: bool = False  # under “More”


NAVIGATION = (
    Place(_("My work"), "cases:work"),
    Place(_("Cases"), "cases:list", frozenset(Role) - _NO_CASES),
    Place(_("Calendar"), "services:calendar", SUPPORTS),
    Place(_("Unmet needs"), "services:ledger", SUPPORTS, seldom=True),
    Place(_("Protection requests"), "legal:inbox", PROSECUTORS),
    Place(_("Referrals"), "sharing:inbox", _ANSWERS_REFERRALS),
    Place(_("My appointments"), "aid:appointments", frozenset({Role.LAWYER})),
    Place(_("Shelters"), "shelters:board", SHELTER_ROLES),
    Place(_("Find a place"), "shelters:find", CASE_OPENERS - SHELTER_ROLES),
    Place(_("Whom to phone"), "shelters:contacts"),
    Place(_("Figures of shelters"), "shelters:figures", frozenset({Role.COMMISSION_ANALYST})),
    Place(_("Figures of unmet needs"), "services:unmet-figures", frozenset({Role.COMMISSION_ANALYST})),
    Place(_("Copies"), "exports:list", frozenset(Role) - {Role.ADMINISTRATOR}, seldom=True),
    Place(_("Inbox"), "inbox"),
    Place(_("Unusual reading"), "unusual-reading", frozenset({Role.COORDINATOR}), seldom=True),
)
ADMINISTRATION = Place(_("Administration"), "admin:index", seldom=True)
FITS = 6  # entries that stand in a line on a desk


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or its part `partial` (a `partialdef` of the template) when htmx asks for a part."""
    if partial and wants_part(request):
        template = f"{template}#{partial}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request-Type"])
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page rather than for a page."""
    return request.headers.get("HX-Request-Type") == "partial"


def whole_page(response: HttpResponse) -> HttpResponse:
    """Make htmx put this answer in place of the page, whatever part it asked for."""
    response["HX-Retarget"] = "body"
    response["HX-Reswap"] = "innerHTML"
    return response


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page shows around its content; nothing is asked of the database until it is shown."""
    user: Any = getattr(request, "user", AnonymousUser())
    return {
        **bare_frame(),
        "navigation": SimpleLazyObject(lambda: _menu(_navigation(user), _view_name(request))),
        "queue": SimpleLazyObject(lambda: queue_of(user)),
        "unread": SimpleLazyObject(lambda: Notification.objects.of(user).unread().count()),
        "request_id": log.current_request.get(),
        "here": request.get_full_path(),
    }


def bare_frame() -> dict[str, Any]:
    """The frame without anything that needs the database or the request."""
    return {
        "site_name": SITE_NAME,
        "languages": settings.LANGUAGES,
        "neutral_url": settings.QUICK_EXIT_URL,
        "demo": settings.DEMO,
        "navigation": Menu(),
        "queue": None,
        "request_id": "",
        "here": "/",
    }


def _navigation(user: Any) -> list[Place]:
    if not user.is_authenticated:
        return []
    places = [place for place in NAVIGATION if place.roles is None or user.has_role(*place.roles)]
    return [*places, ADMINISTRATION] if user.is_staff else places


def _menu(places: list[Place], here: str) -> Menu:
    """Where there is more than fits, what is seldom needed stands aside; nothing moves when its page is open."""
    more = [place for place in places if place.seldom]
    if len(places) <= FITS or len(more) == 1:
        return Menu(places)
    shown = [place for place in places if place not in more]
    return Menu(shown, more, any(place.url_name == here for place in more))


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def refusal(request: HttpRequest, status: int) -> HttpResponse:
    """The page that says why there is no other page, or its small part for htmx."""
    template = f"{status}.html#part" if wants_part(request) else f"{status}.html"
    return render(request, template, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 404)


def too_many_requests(request: HttpRequest, *, again_at: datetime | None = None) -> HttpResponse:
    """A limit was reached: says when one can go on, and carries what was typed."""
    typed = typed_in(request) if request.method == "POST" else []
    context = {"again_at": again_at, "typed": typed, "action": request.get_full_path()}
    part = wants_part(request) and not typed
    answer = render(request, "429.html#part" if part else "429.html", context, status=429)
    if again_at:
        answer["Retry-After"] = str(max(1, round((again_at - timezone.now()).total_seconds())))
    return answer if part else whole_page(answer)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page after a failure of ours; it needs neither database nor session, as they may have failed."""
    context = {**bare_frame(), "csrf_token": "", "request_id": log.current_request.get()}
    template = "500.html#part" if wants_part(request) else "500.html"
    return HttpResponse(render_to_string(template, context), status=500)


def leaving(request: HttpRequest) -> dict[str, str]:
    """What the browser is told when somebody leaves at once: forget everything but acts that wait, sealed."""
    return {CLEAR: '"cache", "cookies"' if UNSENT in request.POST else '"cache", "cookies", "storage"'}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was too old: shows the typed text once more, to be looked at and sent again.

    Who presses Quick exit on such a page leaves all the same.
    """
    if request.path == reverse("quick-exit"):
        return HttpResponse(status=403, headers=leaving(request) | {"Refresh": f"0; url={settings.QUICK_EXIT_URL}"})
    at_sign_in = request.path == reverse("sign-in")
    context = {"action": request.get_full_path(), "typed": [] if at_sign_in else typed_in(request)}
    return whole_page(render(request, "403_csrf.html", context, status=403))
