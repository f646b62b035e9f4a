"""The inbox: what asks for the attention of the person signed in, and one page for each of it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tvcase.audit import log
from tvcase.http import SignedInRequest
from tvcase.notifications import opening
from tvcase.notifications.kinds import words
from tvcase.notifications.models import Notification
from tvcase.web import page

ON_A_PAGE = 25


@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """Everything there is for this person, what was not opened first, then by day."""
    mine = Notification.objects.of(request.user).unread_first()
    shown = Paginator(mine, ON_A_PAGE).get_page(request.GET.get("page"))
    codes = sorted({notification.case_code for notification in shown if notification.case_code})
    log.seen(request.user, "notifications.inbox.opened", codes=codes)
    items = [(notification, words(notification)) for notification in shown]
    return page(request, "notifications/inbox.html", {"page": shown, "items": items}, partial="list")


@require_safe
def item(request: SignedInRequest, token: UUID) -> HttpResponse:
    """One notification on its own page; showing it is what marks it as opened, in the trace's own transaction."""
    notification = get_object_or_404(Notification.objects.of(request.user), token=token)
    if request.method == "GET":
        opening.trace(notification, by=request.user, at=timezone.now())
    return page(request, "notifications/item.html", {"notification": notification, "words": words(notification)})
