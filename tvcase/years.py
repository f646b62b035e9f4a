"""Years that are over: what figures of everybody may be asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tvcase.forms import ChoiceField, Form

YEARS = 5


def years_over(on: date) -> list[int]:
    """The years that may be asked for on a Sofia day, the latest first."""
    return [on.year - back for back in range(1, YEARS + 1)]


class YearForm(Form):
    """A year that is over."""

    year = ChoiceField(label=_("Year"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("year", [(str(year), str(year)) for year in years])


def asked_year(request: HttpRequest, *, on: date) -> tuple[YearForm, int]:
    """The form with what was asked for, and the year that is shown: the latest where it is none that is offered."""
    years = years_over(on)
    form = YearForm({"year": request.GET.get("year", str(years[0]))}, years=years)
    return form, int(form.cleaned_data["year"] or years[0]) if form.is_valid() else years[0]
