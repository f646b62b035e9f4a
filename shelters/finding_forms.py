"""What the pages of finding and holding a place let one type."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import language_choices
from shelters.models import Place
from shelters.search import Need
from shelters.states import AdmittedSex, OutageReason
from tvcase.forms import CharField, ChoiceField, DateField, Form, TextField

LONGEST = timedelta(days=366)
DAYS = ("from_on", "to_on")
ANY = ("", gettext_lazy("does not matter"))


class NumberField(forms.IntegerField):
    """A small number, typed."""

    def __init__(self, *, lowest: int, highest: int, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"})
        sentence = gettext_lazy("Write a whole number from %(lowest)d to %(highest)d.")
        self.limits = {"lowest": lowest, "highest": highest}
        super().__init__(widget=widget, error_messages={"invalid": sentence}, **kwargs)
        self.validators += [MinValueValidator(lowest, sentence), MaxValueValidator(highest, sentence)]

    def clean(self, value: Any) -> Any:
        """Every refusal names the numbers that can be written."""
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if getattr(error, "code", "") == "required":
                raise
            raise forms.ValidationError(
                _("Write a whole number from %(lowest)d to %(highest)d.") % self.limits
            ) from None


class FindForm(Form):
    """What is needed: from when, for how many, what the house must have, where it must not be."""

    from_on = DateField(label=gettext_lazy("First night"))
    to_on = DateField(
        label=gettext_lazy("Planned day of leaving"),
        required=False,
        help_text=gettext_lazy("Leave it empty for the term of the law; without a case, for one night."),
    )
    beds = NumberField(label=gettext_lazy("How many beds?"), lowest=1, highest=9)
    cots = NumberField(label=gettext_lazy("How many cots?"), lowest=0, highest=9, required=False)
    sex = ChoiceField(label=gettext_lazy("For whom?"), required=False, choices=[ANY, *AdmittedSex.choices])
    age = NumberField(label=gettext_lazy("Age in years"), lowest=0, highest=120, required=False)
    accessible = forms.BooleanField(label=gettext_lazy("Accessible in a wheelchair"), required=False)
    language = ChoiceField(
        label=gettext_lazy("Language spoken in the house"), required=False, choices=[], widget=forms.Select
    )
    far_from = CharField(
        label=gettext_lazy("Must be far from"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Towns, with commas between them. It is not kept."),
    )

    def __init__(self, *args: Any, night: date, known: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, initial={"from_on": night, "beds": 1, "cots": 0, **known}, **kwargs)
        self.night = night
        self.set_choices("language", [ANY, *language_choices()])

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and first < self.night:
            self.add_error("from_on", _("This night is over. Choose tonight or a later night."))
        elif first and first > self.night + LONGEST:
            self.add_error("from_on", _("Choose a night within a year."))
        elif first and last and last <= first:
            self.add_error("to_on", _("A stay lasts at least one night."))
        elif first and last and last > first + 10 * LONGEST:
            self.add_error("to_on", _("Choose a day within ten years."))
        return self.cleaned_data

    def need(self, *, until: date) -> Need:
        """What was asked for; `until` where no day of leaving was written."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Need(**{"to_on": until} | given)


def carried(need: Need) -> list[tuple[str, Any]]:
    """The answers of FindForm that say this need, the empty ones too, for the form that holds a place."""
    days = [(f"{name}_{box}", part) for name in DAYS for box, part in enumerate(_boxes(getattr(need, name)))]
    given = [(name, getattr(need, name)) for name in ("beds", "cots", "sex", "age", "language", "far_from")]
    said = [(name, "" if value is None else value) for name, value in given]
    return [*days, *said, ("accessible", "on" if need.accessible else "")]


def _boxes(day: date) -> list[int]:
    return [day.day, day.month, day.year]


class ExtendHoldForm(Form):
    """Why the place must be held longer."""

    reason = TextField(label=gettext_lazy("Why must the place be held longer?"), max_length=300)


class OutageForm(Form):
    """Which place is out of service, from when, until when, and why."""

    place = forms.ModelChoiceField(label=gettext_lazy("Which place?"), queryset=Place.objects.none(), empty_label=None)
    from_on = DateField(label=gettext_lazy("Out of service from"))
    to_on = DateField(
        label=gettext_lazy("Back in service on"),
        required=False,
        help_text=gettext_lazy("Leave it empty if you do not know yet."),
    )
    reason = ChoiceField(label=gettext_lazy("Why?"), choices=OutageReason.choices)

    def __init__(self, *args: Any, places: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"from_on": today}, **kwargs)
        self.set_records("place", places)
        field: Any = self.fields["place"]
        field.label_from_instance = lambda place: place.label

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and last and last <= first:
            self.add_error("to_on", _("It cannot be back in service before it was out of service."))
        return self.cleaned_data
