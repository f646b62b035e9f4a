"""Which house and which year the figures are of, and which of their tables is taken away."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shelters.models import Shelter
from tvcase.exports.forms import AskForm
from tvcase.forms import CharField, ChoiceField, Form

ALL_HOUSES = ("", _("all houses"))


class HouseTable(models.TextChoices):
    """The tables of one's own houses."""

    PLACES = "PLACES", _("places by days")
    MONTHS = "MONTHS", _("nights by month")
    LENGTHS = "LENGTHS", _("length of stay")
    DECLINED = "DECLINED", _("requests declined")


class YearTable(models.TextChoices):
    """The tables of all houses of the country."""

    MONTHS = "MONTHS", _("nights by month")
    LENGTHS = "LENGTHS", _("length of stay")
    DECLINED = "DECLINED", _("requests declined")


class HouseForm(Form):
    """One of the houses, or all of them."""

    house = ChoiceField(label=_("House"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("house", [ALL_HOUSES, *((code, code) for code in codes)])


class HousePaperForm(AskForm):
    """Which houses are put on paper."""

    house = ChoiceField(label=_("House"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = Shelter.objects.run_by(self.user).values_list("code", flat=True)
        self.set_choices("house", [ALL_HOUSES, *((code, code) for code in codes)])


class HouseCopyForm(HousePaperForm):
    """Which table of which houses is taken away."""

    table = ChoiceField(label=_("Table"), choices=HouseTable.choices)


class YearCopyForm(AskForm):
    """Which table of which year is taken away."""

    table = ChoiceField(label=_("Table"), choices=YearTable.choices)
    year = CharField(
        label=_("Year"),
        help_text=_("A year that is over, such as 2025."),
        max_length=4,
        validators=[RegexValidator(r"^20[0-9]{2}$", _("Write the year in four digits."))],
        widget=forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}),
    )
