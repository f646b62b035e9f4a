"""The most that the State pays, for administrators. No case, no person."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from legal.claims.models import Ceiling
from tvcase.administration.records import KeptRecords

FIELDS: list[Any] = ["amount", "currency", "valid_from", "valid_to", "citation", "citation_en", "grade"]


@admin.register(Ceiling)
class CeilingAdmin(KeptRecords):
    """Versions of the ceiling. A new one begins after the old one was given its last day; only that changes later."""

    fields = FIELDS
    list_display = ["amount", "currency", "valid_from", "valid_to", "citation", "grade"]

    def get_readonly_fields(self, request: HttpRequest, obj: Ceiling | None = None) -> list[str]:
        return [name for name in FIELDS if name != "valid_to"] if obj else []

    def name_in_trace(self, obj: Ceiling) -> str:
        return f"{obj.currency} {obj.valid_from}"
