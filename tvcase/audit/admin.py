"""The trace, to be read only: who signed in, who opened what, what was refused, who changed the rules.

Administrators see no case content (product decision 8): of what was recorded on a case they see that it was,
by whom and when, not what.
"""

import json
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tvcase.administration.records import KeptRecords
from tvcase.audit import log
from tvcase.audit.models import Event
from tvcase.http import person

ABOUT_READING = (".opened", ".shown", ".seen", ".searched")
ABOUT_REFUSALS = ("web.",)
OPENED = r"\.(opened|shown|seen|searched)$"


class KindOfLine(admin.SimpleListFilter):
    """The questions that a trace is asked."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("opened", _("opened")),
            ("refused", _("refused or failed")),
            ("signing-in", _("signing in and out")),
            ("administration", _("administration")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        match self.value():
            case "opened":
                return queryset.filter(action__regex=OPENED)
            case "refused":
                return queryset.filter(action__regex=r"^web\.|refused$")
            case "signing-in":
                return queryset.filter(action__regex=r"^accounts\.(sign|left)")
            case "administration":
                acts = queryset.filter(case_code="").exclude(action__regex=OPENED)
                return acts.exclude(action__regex=r"refused$|^(web|accounts\.(sign|left))")
        return queryset


@admin.register(Event)
class EventAdmin(KeptRecords):
    """A list to search in; no line has a page of its own, and none can be changed."""

    list_display = ["at", "actor", "organisation", "what", "case_code", "details", "request_id"]
    list_display_links = None
    list_filter = [KindOfLine]
    search_fields = ["actor__exact", "case_code__exact", "request_id__exact"]
    show_full_result_count = False
    list_per_page = 50

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and super().has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Reading the trace leaves a line too."""
        log.seen(person(request), "audit.event.opened")
        hint = _("Search for a user name, a case code or the number of a request, written exactly.")
        return super().changelist_view(request, {"subtitle": hint, **(extra_context or {})})

    @admin.display(description=_("what"))
    def what(self, event: Event) -> str:
        hidden = event.case_code and not event.action.endswith(ABOUT_READING)
        if hidden and not event.action.startswith(ABOUT_REFUSALS):
            return str(_("something was recorded on the case"))
        return event.action

    @admin.display(description=_("details"))
    def details(self, event: Event) -> str:
        if event.case_code:
            return event.area if event.action.endswith(ABOUT_READING) else ""
        return json.dumps(event.facts, ensure_ascii=False) if event.facts else ""
