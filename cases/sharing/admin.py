"""The directory of partners abroad and of agreements on data, for administrators. No case, no person."""

from typing import Any

from django.contrib import admin
from django.forms import ChoiceField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.geo import BULGARIA, country_choices, country_name
from cases.sharing.models import PartnerAbroad, SharingAgreement
from tvcase.administration.records import KeptRecords


@admin.register(PartnerAbroad)
class PartnerAbroadAdmin(KeptRecords):
    """Organisations abroad. One with which nobody works any more stays, and is no longer offered."""

    fields = ["country", "name", "contact", "is_active"]
    list_display = ["country_in_words", "name", "contact", "is_active"]

    @admin.display(description=_("country"), ordering="country")
    def country_in_words(self, obj: PartnerAbroad) -> str:
        return country_name(obj.country)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A country is chosen by its name; Bulgaria is not abroad."""
        if db_field.name != "country":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        abroad = [(code, name) for code, name in country_choices() if code != BULGARIA]
        return ChoiceField(label=capfirst(db_field.verbose_name), choices=[("", "—"), *abroad])

    def name_in_trace(self, obj: PartnerAbroad) -> str:
        return f"{obj.country} {obj.name}"


@admin.register(SharingAgreement)
class SharingAgreementAdmin(KeptRecords):
    """Agreements between two organisations. One that is over gets its last day and stays."""

    fields = [
        *("party", "other", "partner", "purpose", "categories", "legal_basis", "security", "contacts"),
        *("starts_on", "ends_on", "review_on"),
    ]
    list_display = ["party", "other", "partner", "starts_on", "ends_on", "review_on"]
    list_select_related = ["party", "other", "partner"]

    def get_readonly_fields(self, request: HttpRequest, obj: SharingAgreement | None = None) -> list[str]:
        """Whom it binds and since when is not changed afterwards: what is wrong gets its last day, and is made anew."""
        return ["party", "other", "partner", "starts_on"] if obj else []
