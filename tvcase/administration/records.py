"""How administrators keep records: every change leaves a line in the trace, and nothing is ever removed."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from tvcase.accounts.models import User
from tvcase.administration.site import is_administrator
from tvcase.audit import log
from tvcase.http import person


class KeptRecords(admin.ModelAdmin):
    """Records that administrators add and change; what is no longer wanted is closed by a date."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def waiting(self, user: User) -> Iterable[tuple[str, str]]:
        """What waits here for this person as the second administrator: the words for it, and where it is decided."""
        return ()

    def name_in_trace(self, obj: Any) -> str:
        """What the line in the trace calls the record."""
        return str(obj.pk)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._trace(request, obj, "added", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._trace(request, obj, "changed", message)
        return super().log_change(request, obj, message)

    def _trace(self, request: HttpRequest, obj: Any, verb: str, message: Any) -> None:
        log.record(
            f"{self.opts.app_label}.{self.opts.model_name}.{verb}",
            by=person(request),
            on=timezone.localdate(),
            record=self.name_in_trace(obj),
            what=sorted(_names(message)),
        )


def _names(message: Any) -> set[str]:
    """The fields and inline records of Django's change message; never what was written in them."""
    if not isinstance(message, list):
        return set()
    parts = [details for part in message for details in part.values()]
    return {str(name) for details in parts for name in details.get("fields", [details.get("object")]) if name}
