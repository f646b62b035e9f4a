"""Texts of which every version stays: the next one is written from the one that is there."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Exists, Model, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User
from tvcase.administration.records import KeptRecords
from tvcase.http import person

AFTER = "after"  # in the address: the version whose words the form begins with


class KeptVersions(KeptRecords):
    """The page of a version leads to the form for the next one, which begins with the same `words`."""

    words: ClassVar[list[str]] = []  # the fields of the form; the last are the title and the text

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            return self.words
        ask = [] if obj.is_approved else ["checked"]
        shown = [*self.words[:-2], "version", "title", "as_written", "next_version"]
        return [*shown, "written_by", "approved_by", "approved_at", *ask]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [str(name) for name in self.get_fields(request, obj) if name != "checked"] if obj else []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form knows who asks: nobody approves what she or he wrote."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = person(request)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        before = self.get_object(request, request.GET.get(AFTER, ""))
        return {name: getattr(before, name) for name in self.words} if before else {}

    def waiting(self, user: User) -> Iterable[tuple[str, str]]:
        """What somebody else wrote, nobody approved, and no approved text came after."""
        texts: Any = self.model._default_manager
        same = {name: OuterRef(name) for name in self.words[:-2]}
        later = texts.filter(**same, version__gt=OuterRef("version")).exclude(approved_at=None)
        written = texts.filter(~Exists(later), approved_at=None).exclude(written_by=None).exclude(written_by=user)
        change = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return [(str(version), reverse(change, args=[version.pk])) for version in written]

    @admin.display(description=_("another text"))
    def next_version(self, version: Model) -> str:
        """The way to a form in which nothing of this text must be typed again."""
        add = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        words = gettext("Write a new version that begins with this text")
        return format_html('<a href="{}?{}={}">{}</a>', add, AFTER, version.pk, words)
