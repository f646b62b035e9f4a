"""What the pages of informing the person let one type."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm, language_field
from cases.states import CONFIRMATIONS, Right, SheetLanguage
from tvcase.exports.forms import AskForm
from tvcase.forms import CharField, ChoiceField, DateTimeField, Form, MultipleChoiceField

NO_SHEET, OTHER_SHEET = "NONE", "OTHER"
SHEETS = [
    (NO_SHEET, _("no sheet")),
    *((language.value, language.label) for language in SheetLanguage),
    (OTHER_SHEET, _("a sheet of another organisation")),
]


class InformForm(PastForm):
    """That the person was told: of which rights, when, by whom, in which language, how, and what she or he answered."""

    rights = MultipleChoiceField(label=_("What was explained?"), help_text=_("Choose all that apply."))
    informed_at = DateTimeField(label=_("When was the person told?"))
    informed_by = CharField(label=_("Who told the person?"), max_length=120)
    language = language_field(label=_("In which language?"))
    interpreter = CharField(
        label=_("Interpreter (optional)"), max_length=120, required=False, help_text=_("Name or service.")
    )
    read_aloud = forms.BooleanField(label=_("It was read aloud"), required=False)
    sheet = ChoiceField(
        label=_("Which information sheet was given?"),
        choices=SHEETS,
        help_text=_("For one of ours: its language. The version of today is recorded."),
    )
    confirmation = ChoiceField(
        label=_("Did the person confirm having understood it?"),
        choices=[(answer.value, answer.label) for answer in CONFIRMATIONS],
        help_text=_("Ask the person to say it in her or his own words."),
    )

    def __init__(self, *args: Any, now: datetime, rights: Sequence[Right] = tuple(Right), **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.set_choices("rights", [(right.value, right.label) for right in rights])

    def answers(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in InformForm.base_fields}
        sheet = given.pop("sheet")
        return {
            **given,
            "sheet_given": sheet != NO_SHEET,
            "sheet_language": sheet if sheet in SheetLanguage.values else "",
        }


class SheetForm(Form):
    """Which sheet one wants to read."""

    right = forms.ChoiceField(label=_("About which right?"), choices=Right.choices)
    language = forms.ChoiceField(label=_("In which language?"), choices=SheetLanguage.choices)


class SheetPrintForm(AskForm):
    """Which sheet is taken on paper."""

    right = ChoiceField(label=_("About which right?"), choices=Right.choices)
    language = ChoiceField(label=_("In which language?"), choices=SheetLanguage.choices)
