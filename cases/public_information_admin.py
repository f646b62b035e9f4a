"""The public page for administrators: every version stays; a new text is a new version, approved by another one."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.actions import public_information
from cases.models import PublicInformation
from cases.rules.informing import why_not_approve_sheet
from tvcase.accounts.models import User
from tvcase.administration.versions import KeptVersions
from tvcase.http import person

WORDS = ["language", "title", "text"]


class PublicInformationForm(forms.ModelForm):
    """A new text, or the approval of one that is there."""

    user: User
    checked = forms.BooleanField(
        label=_("I have checked this text: approve it"),
        required=False,
        help_text=_("From then on everybody reads it, without the note that it must still be checked."),
    )

    class Meta:
        model = PublicInformation
        fields = WORDS

    def clean_checked(self) -> bool:
        """The second pair of eyes belongs to somebody else."""
        checked: bool = self.cleaned_data["checked"]
        if checked and (reasons := why_not_approve_sheet(self.instance, self.user)):
            raise forms.ValidationError(reasons)
        return checked


class PublicInformationAdmin(KeptVersions):
    """What everybody reads without signing in. No version ever changes."""

    form = PublicInformationForm
    words = WORDS
    list_display = ["language", "version", "title", "approved_at", "approved_by"]
    list_filter = ["language", ("approved_at", admin.EmptyFieldListFilter)]

    @admin.display(description=_("text"))
    def as_written(self, version: PublicInformation) -> str:
        """The text, line by line."""
        return format_html('<pre class="tv-sheet-source" lang="{}">{}</pre>', version.language, version.text)

    def save_model(self, request: HttpRequest, obj: PublicInformation, form: Any, change: bool) -> None:
        """A new version, or an approval: through the actions, so that the trace has it."""
        if not change:
            public_information.write(obj, by=person(request), at=timezone.now())
        elif form.cleaned_data.get("checked"):
            public_information.approve(obj, by=person(request), at=timezone.now())

    def name_in_trace(self, obj: PublicInformation) -> str:
        return obj.name
