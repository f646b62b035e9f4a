"""Rules of law, lists of answers and indicators, for administrators. No case, no person."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from cases.models import CodeEntry, Indicator, LegalRule
from cases.states import PeriodRule
from tvcase.administration.records import KeptRecords
from tvcase.dates import last_day

EXAMPLES = ["2026-01-31", "2026-03-10", "2026-12-15"]


class LegalRuleForm(forms.ModelForm):
    """A version that periods were opened under can only be given a last day, and none before their starts."""

    class Meta:
        model = LegalRule
        fields = ["kind", "rule", "valid_from", "valid_to", "citation", "grade"]

    def clean_valid_to(self) -> Any:
        valid_to = self.cleaned_data["valid_to"]
        valid_from = self.cleaned_data.get("valid_from") or self.instance.valid_from
        if valid_to and valid_from and valid_to < valid_from:
            raise forms.ValidationError(_("The last day cannot come before the first."))
        used_on = self.instance.last_used_on()
        if valid_to and used_on and valid_to < used_on:
            day = date_format(used_on)
            raise forms.ValidationError(_("A period was opened under this version on %s: it cannot end before.") % day)
        return valid_to


@admin.register(LegalRule)
class LegalRuleAdmin(KeptRecords):
    """Versions of rules. A change of the law is a new version; the old one is given its last day first."""

    form = LegalRuleForm
    list_display = ["kind", "rule", "valid_from", "valid_to", "citation", "grade"]

    def get_fields(self, request: HttpRequest, obj: LegalRule | None = None) -> list[Any]:
        return [*LegalRuleForm.Meta.fields, "what_it_gives"]

    def get_readonly_fields(self, request: HttpRequest, obj: LegalRule | None = None) -> list[str]:
        in_use = obj is not None and obj.last_used_on() is not None
        fixed = [field for field in LegalRuleForm.Meta.fields if field != "valid_to"]
        return [*fixed, "what_it_gives"] if in_use else ["what_it_gives"]

    @admin.display(description=_("what the lengths give"))
    def what_it_gives(self, rule: LegalRule | None) -> str:
        """The last day of each length for a few first days, to look at before saving."""
        lines = [
            (start, PeriodRule(length).label, last_day(PeriodRule(length), start))
            for start in map(forms.DateField().to_python, EXAMPLES)
            for length in (PeriodRule.DAYS_30, PeriodRule.LATER_OF_BOTH)
            if start
        ]
        rows = ((date_format(start), length, date_format(end)) for start, length, end in lines)
        return format_html_join("", "<div>{}, {}: {}</div>", rows)

    def name_in_trace(self, obj: LegalRule) -> str:
        return f"{obj.kind} {obj.rule} {obj.valid_from}"


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
