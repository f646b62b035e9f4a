"""A page of Django admin that brings in a table: what each row would do first, then the button that does it."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shelters.tables import Row
from tvcase.administration.records import KeptRecords

LARGEST = 1_000_000  # bytes of a table
PREVIEWED = 3600  # seconds for which a preview can be brought in


class TableForm(forms.Form):
    """The table that is brought in."""

    table = forms.FileField(label=gettext_lazy("Table as text (CSV)"))

    def clean_table(self) -> bytes:
        uploaded = self.cleaned_data["table"]
        if uploaded.size > LARGEST:
            raise ValidationError(_("The file is too large."))
        content: bytes = uploaded.read()
        return content


class BringsInTables(KeptRecords):
    """Records that can come from a spreadsheet; `import_template` shows the rows."""

    change_list_template = "admin/shelters/brought_in.html"
    import_template = ""
    columns: Sequence[str] = ()

    @abstractmethod
    def read(self, content: bytes) -> list[dict[str, str]]:
        """The rows of a file. Raises ValidationError for what is no table of ours."""

    @abstractmethod
    def checked(self, sheet: Sequence[dict[str, str]], request: HttpRequest) -> Sequence[Row]:
        """Each row with what is wrong with it."""

    @abstractmethod
    def brought_in(self, rows: Any, request: HttpRequest) -> str:
        """Bring the rows in, all or none, and say so. Raises ValidationError."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.import_page))
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [path("import/", page, name=name), *super().get_urls()]

    def import_page(self, request: HttpRequest) -> HttpResponse:
        """What each row of a table would do, and the button to bring them in."""
        form = TableForm(request.POST or None, request.FILES or None)
        rows: Sequence[Row] = []
        if "sheet" in request.POST:
            form = TableForm()
            if (brought := self._bring_in(request)) is not None:
                return brought
        elif form.is_valid():
            try:
                rows = self.checked(self.read(form.cleaned_data["table"]), request)
            except ValidationError as refusal:
                form.add_error("table", refusal)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Bring in a table"),
            "opts": self.opts,
            "form": form,
            "rows": rows,
            "wrong": sum(bool(row.errors) for row in rows),
            "columns": ", ".join(self.columns),
            "sheet": signing.dumps([dict(row.said) for row in rows], compress=True) if rows else "",
        }
        return TemplateResponse(request, self.import_template, context)

    def _bring_in(self, request: HttpRequest) -> HttpResponse | None:
        """Bring in the table that was shown, as it is checked now; None, with the reason said, when it cannot be."""
        try:
            sheet = signing.loads(request.POST["sheet"], max_age=PREVIEWED)
            messages.success(request, self.brought_in(self.checked(sheet, request), request))
        except signing.BadSignature:
            messages.error(request, _("This preview is too old. Choose the table again."))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return None
