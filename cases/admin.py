"""Rules of law, information sheets, lists of answers and indicators, for administrators. No case, no person."""

from django.contrib import admin
from django.http import HttpRequest

from cases.law_admin import LegalRuleAdmin
from cases.models import CodeEntry, Indicator, InformationSheet, LegalRule, PublicInformation
from cases.public_information_admin import PublicInformationAdmin
from cases.sheets_admin import InformationSheetAdmin
from tvcase.administration.records import KeptRecords

admin.site.register(LegalRule, LegalRuleAdmin)
admin.site.register(InformationSheet, InformationSheetAdmin)
admin.site.register(PublicInformation, PublicInformationAdmin)


@admin.register(CodeEntry)
class CodeEntryAdmin(KeptRecords):
    """Entries of the lists; one that is no longer offered gets a last day and stays readable."""

    list_display = ["code", "list", "label_bg", "label_en", "sort", "valid_from", "valid_to"]
    list_filter = ["list"]
    search_fields = ["code", "label_bg", "label_en"]
    fields = ["list", "code", "label_bg", "label_en", "sort", "is_other", "valid_from", "valid_to"]

    def get_readonly_fields(self, request: HttpRequest, obj: CodeEntry | None = None) -> list[str]:
        return ["list", "code"] if obj else []

    def name_in_trace(self, obj: CodeEntry) -> str:
        return f"{obj.list} {obj.code}"


@admin.register(Indicator)
class IndicatorAdmin(KeptRecords):
    """Signs of trafficking; one that was not compared with its source is shown to nobody."""

    list_display = ["code", "list", "group", "label_bg", "shown", "grade"]
    list_filter = ["list", "shown", "grade"]
    search_fields = ["code", "label_bg", "label_en"]

    def get_readonly_fields(self, request: HttpRequest, obj: Indicator | None = None) -> list[str]:
        return ["list", "code"] if obj else []

    def name_in_trace(self, obj: Indicator) -> str:
        return obj.code
