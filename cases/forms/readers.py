"""What narrows the list of who opened a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.readers import ReadingKind, ReadingPeriod
from tvcase.forms import ChoiceField, Form


class ReadersFilterForm(Form):
    """The filters, both optional."""

    kind = ChoiceField(label=_("What"), required=False, choices=ReadingKind.choices, widget=forms.Select)
    period = ChoiceField(label=_("Since"), required=False, choices=ReadingPeriod.choices, widget=forms.Select)
