"""What narrows the list of cases. A case is found here by its code alone; people are searched for elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.states import CaseState
from tvcase.forms import CharField, ChoiceField, Form

ANY = ("", _("any"))


class CaseFilterForm(Form):
    """The filters of the list, all optional."""

    text = CharField(
        label=_("Code of the case, or its beginning"),
        required=False,
        max_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )
    state = ChoiceField(label=_("State"), required=False, choices=[ANY, *CaseState.choices], widget=forms.Select)
    holder = ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[
            ("", _("all that you may see")),
            ("mine", _("where you are on the team")),
            ("ours", _("held by your organisation")),
            ("others", _("held by others")),
        ],
        widget=forms.Select,
    )
    running = forms.BooleanField(label=_("Reflection period is running"), required=False)
