"""The page where anybody checks a letter; it needs no account and tells nothing of a case."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tvcase.documents.codes import read_code
from tvcase.documents.verifying import again_at, standing
from tvcase.forms import CharField, Form, bound
from tvcase.web import page, too_many_requests


class CodeForm(Form):
    """The code that stands on a letter."""

    code = CharField(
        label=gettext_lazy("Code on the letter"),
        max_length=40,
        help_text=gettext_lazy("16 letters and numbers, for example 7KQM-02XA-94TD-RW3E."),
    )

    def clean_code(self) -> str:
        """The code as it is written. Raises ValidationError for what cannot be one."""
        if code := read_code(self.cleaned_data["code"]):
            return code
        raise forms.ValidationError(_("A code has 16 letters and numbers. Look at the letter again."))


@login_not_required
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, letter: str = "") -> HttpResponse:
    """Ask for a code, and say whether a letter with it is valid, who issued it and when, and nothing else.

    A link, as the QR code holds it, only fills the code in: programs that follow links ask nothing.
    """
    form, submitted = bound(request, CodeForm, initial={"code": letter})
    asked = submitted and form.is_valid()
    if asked and (later := again_at(request, at=timezone.now())):
        return too_many_requests(request, again_at=later)
    context = {"form": form, "asked": asked, "found": standing(form.cleaned_data["code"]) if asked else None}
    return page(request, "documents/verify.html", context, status=422 if form.errors else 200)
