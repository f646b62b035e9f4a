"""What a search can be made by."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from tvcase.forms import CharField, Form

FIRST_YEAR, LAST_YEAR = 1900, 2100


class YearField(forms.IntegerField):
    """A year of four digits."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"})
        sentence = _("Write the year with four digits, between 1900 and 2100.")
        limits = [MinValueValidator(FIRST_YEAR, sentence), MaxValueValidator(LAST_YEAR, sentence)]
        super().__init__(widget=widget, validators=limits, error_messages={"invalid": sentence}, **kwargs)


class SearchForm(Form):
    """Anything known of the person; what matches one of the answers is found."""

    keeps_draft = False  # a question, not a record
    case_code = CharField(label=_("Case code"), required=False, max_length=20, help_text=_("For example 7KFM-29XR."))
    family_name = CharField(
        label=_("Family name"),
        required=False,
        max_length=80,
        help_text=_("In Cyrillic or Latin letters; the whole family name, not its beginning."),
    )
    birth_year = YearField(
        label=_("Year of birth"),
        required=False,
        help_text=_("Without it, the name is found in your own open cases, and where no year of birth is recorded."),
    )
    alias = CharField(label=_("Alias or nickname"), required=False, max_length=80)
    document_number = CharField(
        label=_("Number of a document"),
        required=False,
        max_length=40,
        help_text=_("Identity card, passport, personal number or another document."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        answers = [cleaned.get(name) for name in ("case_code", "family_name", "alias", "document_number")]
        if not self.errors and not any(answers):
            raise ValidationError(_("Write at least a code, a family name, an alias or the number of a document."))
        return cleaned
