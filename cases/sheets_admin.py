"""Information sheets for administrators: every version stays; a new text is a new version, approved by another one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.actions import sheets
from cases.models import InformationSheet
from cases.rules import why_not_approve_sheet
from cases.sheets import words_of
from tvcase.accounts.models import User
from tvcase.administration.versions import KeptVersions
from tvcase.http import person

WORDS = ["right", "language", "title", "text"]


class SheetForm(forms.ModelForm):
    """A new text, or the approval of one that is there."""

    user: User
    checked = forms.BooleanField(
        label=_("A lawyer has checked this text: approve it"),
        required=False,
        help_text=_("From then on it is given without the note that a lawyer must still check it."),
    )

    class Meta:
        model = InformationSheet
        fields = WORDS

    def clean_checked(self) -> bool:
        """The second pair of eyes belongs to somebody else."""
        checked: bool = self.cleaned_data["checked"]
        if checked and (reasons := why_not_approve_sheet(self.instance, self.user)):
            raise forms.ValidationError(reasons)
        return checked


class InformationSheetAdmin(KeptVersions):
    """What is handed to the person about each right. No version ever changes."""

    form = SheetForm
    words = WORDS
    list_display = ["right", "language", "version", "title", "approved_at", "approved_by"]
    list_filter = ["right", "language", ("approved_at", admin.EmptyFieldListFilter)]

    @admin.display(description=_("text"))
    def as_written(self, sheet: InformationSheet) -> str:
        """The text in its own direction, line by line."""
        words = words_of(sheet.language)
        return format_html(
            '<pre class="tv-sheet-source" lang="{}" dir="{}">{}</pre>', sheet.language, words["direction"], sheet.text
        )

    def save_model(self, request: HttpRequest, obj: InformationSheet, form: Any, change: bool) -> None:
        """A new version, or an approval: through the actions, so that the trace has it."""
        if not change:
            sheets.write(obj, by=person(request), at=timezone.now())
        elif form.cleaned_data.get("checked"):
            sheets.approve(obj, by=person(request), at=timezone.now())

    def name_in_trace(self, obj: InformationSheet) -> str:
        return obj.name
