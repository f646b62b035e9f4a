"""Shelters, rooms and places, for administrators. Where a shelter is, is not here: its head keeps it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import language_choices
from shelters.importing import COLUMNS, PlaceRow, bring_in, check, read
from shelters.models import ClosedDays, Outage, Place, Room, Shelter
from shelters.states import AdmittedSex
from shelters.table_admin import BringsInTables
from tvcase.administration.records import KeptRecords
from tvcase.administration.site import is_administrator
from tvcase.http import person


class OfAShelter(admin.StackedInline):
    """What belongs to a shelter; what is no longer wanted gets a day, none is removed."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_administrator(request.user)


class RoomInline(OfAShelter):
    model = Room


class PlaceInline(OfAShelter):
    model = Place

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Only the rooms of this shelter are offered."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["room"].queryset = Room.objects.filter(shelter=obj)
        return formset


class ClosedDaysInline(OfAShelter):
    model = ClosedDays


class ShelterForm(forms.ModelForm):
    """The lists as boxes to tick and names to choose."""

    sexes = forms.MultipleChoiceField(
        label=gettext_lazy("Sexes admitted"),
        choices=AdmittedSex.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked means everybody."),
    )
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages spoken in the house"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["languages"]
        field.choices = language_choices()


@admin.register(Shelter)
class ShelterAdmin(BringsInTables):
    """Shelters by code name, with district and phone."""

    form = ShelterForm
    list_display = ["code", "organisation", "kind", "district_bg", "closed_on"]
    list_filter = ["kind"]
    list_select_related = ["organisation"]
    search_fields = ["code", "district_bg", "district_en"]
    fieldsets = [
        (None, {"fields": ["code", "organisation", "kind", "district_bg", "district_en", "term", "closed_on"]}),
        (gettext_lazy("For other organisations"), {"fields": ["phone", "phone_hours", "email"]}),
        (
            gettext_lazy("Who is admitted"),
            {
                "fields": [
                    *("sexes", "lowest_age", "highest_age", "with_children"),
                    *("accessible", "languages", "admits"),
                ]
            },
        ),
    ]
    inlines = [RoomInline, PlaceInline, ClosedDaysInline]
    import_template = "admin/shelters/shelter/import.html"
    columns = COLUMNS

    def get_readonly_fields(self, request: HttpRequest, obj: Shelter | None = None) -> list[str]:
        return ["code", "organisation"] if obj else []

    def name_in_trace(self, obj: Shelter) -> str:
        return obj.code

    def read(self, content: bytes) -> list[dict[str, str]]:
        return read(content)

    def checked(self, sheet: Sequence[dict[str, str]], request: HttpRequest) -> list[PlaceRow]:
        return check(sheet)

    def brought_in(self, rows: list[PlaceRow], request: HttpRequest) -> str:
        new = bring_in(rows, by=person(request), on=timezone.localdate())
        return _("%(places)d places brought in, %(new)d of them new.") % {"places": len(rows), "new": new}


@admin.register(Outage)
class OutageAdmin(KeptRecords):
    """Places out of service, with their dates."""

    list_display = ["place", "from_on", "to_on", "reason"]
    list_select_related = ["place__shelter"]
    list_filter = ["reason"]
    fields = ["place", "from_on", "to_on", "reason"]

    def get_readonly_fields(self, request: HttpRequest, obj: Outage | None = None) -> list[str]:
        return ["place", "from_on"] if obj else []

    def name_in_trace(self, obj: Outage) -> str:
        return f"{obj.place} {obj.from_on}"
