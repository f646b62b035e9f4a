"""Shelters and their places, for administrators. The address is not here: the shelter's head keeps it."""

from django.contrib import admin
from django.http import HttpRequest

from shelters.models import Place, Shelter
from tvcase.administration.records import KeptRecords
from tvcase.administration.site import is_administrator


class PlaceInline(admin.StackedInline):
    """The places of a shelter; one that is out of use gets a day, none is removed."""

    model = Place
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Place | None = None) -> bool:
        return is_administrator(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Place | None = None) -> bool:
        return is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Place | None = None) -> bool:
        return is_administrator(request.user)


@admin.register(Shelter)
class ShelterAdmin(KeptRecords):
    """Shelters by code name, with district and phone."""

    list_display = ["code", "organisation", "kind", "district_bg", "closed_on"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    search_fields = ["code", "district_bg", "district_en"]
    fields = ["code", "organisation", "kind", "district_bg", "district_en", "phone", "admits", "closed_on"]
    inlines = [PlaceInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Shelter | None = None) -> list[str]:
        return ["code", "organisation"] if obj else []

    def name_in_trace(self, obj: Shelter) -> str:
        return obj.code
