"""Counting addresses that cost something, and answering 429 where it was too much."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tvcase.http import person
from tvcase.limits.spending import LimitReached, spend, tell_coordinators
from tvcase.web import too_many_requests


class Limits:
    """Counts before the view is reached; what a view spends itself is answered in the same way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        method = "GET" if request.method == "HEAD" else request.method
        what = settings.LIMITED_VIEWS.get(f"{method} {match.view_name}") if match else None
        if what is None or not request.user.is_authenticated:
            return None
        try:
            spend(person(request), what, at=timezone.now())
        except LimitReached as reached:
            return self.said(request, reached)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says when to go on; whatever the request had begun is undone by now."""
        return self.said(request, exception) if isinstance(exception, LimitReached) else None

    @staticmethod
    def said(request: HttpRequest, reached: LimitReached) -> HttpResponse:
        """The page that says when to go on; the coordinators hear of it when it is often."""
        tell_coordinators(reached, at=timezone.now())
        return too_many_requests(request, again_at=reached.again_at)
