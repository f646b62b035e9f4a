"""Rosters, the hours of houses and contact cards, for administrators. A duty is called off, never changed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shelters.actions import roster
from shelters.importing_rosters import COLUMNS, bring_in, check, read
from shelters.models import ContactCard, Duty, HouseHours
from shelters.table_admin import BringsInTables
from shelters.tables import Row
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.administration.records import KeptRecords
from tvcase.db import next_number
from tvcase.http import person


class DutyForm(forms.ModelForm):
    """Somebody and a house of one organisation, and the hours."""

    class Meta:
        model = Duty
        fields = ("organisation", "shelter", "user", "from_at", "to_at")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        organisation, shelter, user = (said.get(name) for name in ("organisation", "shelter", "user"))
        if organisation and user and user.organisation_id != organisation.pk:
            raise ValidationError({"user": Duty.TRIGGERS["duty_is_of_ones_own_organisation"]})
        if organisation and shelter and shelter.organisation_id != organisation.pk:
            raise ValidationError({"shelter": Duty.TRIGGERS["duty_is_of_ones_own_organisation"]})
        if shelter and user and not user.has_role(*SHELTER_ROLES):
            raise ValidationError({"user": _("Only shelter staff are on duty in a house.")})
        begins, ends = said.get("from_at"), said.get("to_at")
        if begins and ends and user and user.duties.standing().between(begins, ends).exists():
            raise ValidationError({"from_at": _("This person is on another duty in these hours.")})
        return said


@admin.register(Duty)
class DutyAdmin(BringsInTables):
    """The rosters of all organisations."""

    form = DutyForm
    list_display = ["organisation", "shelter", "user", "from_at", "to_at", "called_off_at"]
    list_filter = ["organisation"]
    list_select_related = ["organisation", "shelter", "user"]
    date_hierarchy = "from_at"
    fields = ["organisation", "shelter", "user", "from_at", "to_at"]
    actions = ["call_off"]
    import_template = "admin/shelters/duty/import.html"
    columns = COLUMNS

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Duty, form: Any, change: bool) -> None:
        obj.number = next_number(obj.organisation.duties.all())
        obj.planned_by = person(request)
        super().save_model(request, obj, form, change)

    def read(self, content: bytes) -> list[dict[str, str]]:
        return read(content)

    def checked(self, sheet: Sequence[dict[str, str]], request: HttpRequest) -> list[Row]:
        return check(sheet, by=person(request), at=timezone.now())

    def brought_in(self, rows: list[Row], request: HttpRequest) -> str:
        planned = bring_in(rows, by=person(request), at=timezone.now())
        return ngettext("%(count)d duty is planned.", "%(count)d duties are planned.", planned) % {"count": planned}

    def name_in_trace(self, obj: Duty) -> str:
        return f"{obj.organisation.code} {obj.number}"

    @admin.action(description=gettext_lazy("Call off the chosen duties"))
    def call_off(self, request: HttpRequest, chosen: QuerySet[Duty]) -> None:
        """Call each of them off; what cannot be says why."""
        for duty in chosen:
            try:
                roster.call_off(duty, at=timezone.now(), by=person(request))
            except ValidationError as refusal:
                self.message_user(request, " ".join(refusal.messages), messages.ERROR)


@admin.register(HouseHours)
class HouseHoursAdmin(KeptRecords):
    """When a house counts its guests, and how long a handover may wait."""

    list_display = ["shelter", "census_at", "read_within"]
    list_select_related = ["shelter"]
    fields = ["shelter", "census_at", "read_within"]

    def get_readonly_fields(self, request: HttpRequest, obj: HouseHours | None = None) -> list[str]:
        return ["shelter"] if obj else []

    def name_in_trace(self, obj: HouseHours) -> str:
        return obj.shelter.code


@admin.register(ContactCard)
class ContactCardAdmin(KeptRecords):
    """Whom every partner can phone; a card that is no longer in use gets a day. An address is never written here."""

    list_display = ["name_bg", "kind", "phone", "hours_bg", "withdrawn_on"]
    list_filter = ["kind"]
    search_fields = ["name_bg", "name_en"]
    fields = [
        *("kind", "name_bg", "name_en", "organisation", "phone", "hours_bg", "hours_en"),
        *("what_for_bg", "what_for_en", "languages", "withdrawn_on"),
    ]
