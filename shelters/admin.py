"""Shelters, rooms and places, for administrators. Where a shelter is, is not here: its head keeps it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.geo import language_choices
from shelters.importing import COLUMNS, Row, bring_in, check, read
from shelters.models import ClosedDays, Outage, Place, Room, Shelter
from shelters.states import AdmittedSex
from tvcase.administration.records import KeptRecords
from tvcase.administration.site import is_administrator
from tvcase.http import person

LARGEST = 1_000_000  # bytes of a table
PREVIEWED = 3600  # seconds for which a preview can be brought in


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


class TableForm(forms.Form):
    """The table that is brought in."""

    table = forms.FileField(label=gettext_lazy("Table as text (CSV)"))

    def clean_table(self) -> list[dict[str, str]]:
        uploaded = self.cleaned_data["table"]
        if uploaded.size > LARGEST:
            raise ValidationError(_("The file is too large."))
        return read(uploaded.read())


@admin.register(Shelter)
class ShelterAdmin(KeptRecords):
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

    def get_readonly_fields(self, request: HttpRequest, obj: Shelter | None = None) -> list[str]:
        return ["code", "organisation"] if obj else []

    def name_in_trace(self, obj: Shelter) -> str:
        return obj.code

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.import_page))
        return [path("import/", page, name="shelters_shelter_import"), *super().get_urls()]

    def import_page(self, request: HttpRequest) -> HttpResponse:
        """A table of houses, rooms and places: what each row would do, and the button to bring them in."""
        form, rows = TableForm(request.POST or None, request.FILES or None), []
        if "sheet" in request.POST:
            form = TableForm()
            if (brought := self._bring_in(request)) is not None:
                return brought
        elif form.is_valid():
            rows = check(form.cleaned_data["table"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Bring in a table"),
            "opts": self.opts,
            "form": form,
            "rows": rows,
            "wrong": sum(bool(row.errors) for row in rows),
            "columns": ", ".join(COLUMNS),
            "sheet": signing.dumps([dict(row.said) for row in rows], compress=True) if rows else "",
        }
        return TemplateResponse(request, "admin/shelters/shelter/import.html", context)

    def _bring_in(self, request: HttpRequest) -> HttpResponse | None:
        """Bring in the table that was shown, as it is checked now; None, with the reason said, when it cannot be."""
        try:
            rows: list[Row] = check(signing.loads(request.POST["sheet"], max_age=PREVIEWED))
            new = bring_in(rows, by=person(request), on=timezone.localdate())
        except signing.BadSignature:
            messages.error(request, _("This preview is too old. Choose the table again."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            done = {"places": len(rows), "new": new}
            messages.success(request, _("%(places)d places brought in, %(new)d of them new.") % done)
            return redirect("admin:shelters_shelter_changelist")
        return None


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
