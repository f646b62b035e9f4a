"""Fields of the form kit: dates as three inputs, times in Sofia, choices with hints, text."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tvcase.dates import SOFIA

MONTHS = {
    name.casefold().rstrip("."): number
    for locale in ("bg", "en")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=locale).items()
}
FIRST_YEAR, LAST_YEAR = 1900, 2100


def _box(width: int, **attrs: str) -> forms.TextInput:
    return forms.TextInput({"class": f"govuk-input govuk-date-input__input govuk-input--width-{width}", **attrs})


_NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class _Boxes(forms.MultiWidget):
    """Boxes beside each other, each with a label of its own, named `<field>_0`, `<field>_1` and so on."""

    template_name = "components/widgets/date.html"
    use_fieldset = True
    labels: tuple[Any, ...] = (_("Day"), _("Month"), _("Year"))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        return context


class DateInput(_Boxes):
    """Day, month and year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([_box(2, **_NUMERIC), _box(2, **_NUMERIC), _box(4, **_NUMERIC)], attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DateTimeInput(_Boxes):
    """Day, month, year and the time in Sofia."""

    labels = (*_Boxes.labels, _("Time, for example 14:30"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [_box(2, **_NUMERIC), _box(2, **_NUMERIC), _box(4, **_NUMERIC), _box(5, autocomplete="off")]
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime | None) -> list[Any]:
        if not value:
            return ["", "", "", ""]
        local = value.astimezone(SOFIA)
        return [local.day, local.month, local.year, local.strftime("%H:%M")]


class DateField(forms.Field):
    """A calendar day. What was typed comes back when it is wrong; a month may be a number or a name."""

    widget: Any = DateInput
    default_error_messages = {
        "required": _("Enter the date."),
        "incomplete": _("Enter the day, the month and the year."),
        "invalid": _("Enter a real date, for example 27 3 2026."),
        "year": _("Write the year with four digits, between 1900 and 2100."),
    }

    def to_python(self, value: Any) -> Any:
        """The day in the three boxes, None when all are empty. Raises ValidationError with one sentence."""
        if value is None or isinstance(value, date):
            return value
        parts = [str(part or "").strip().rstrip(".") for part in value]
        if not any(parts):
            return None
        return self.parse(parts)

    def parse(self, parts: list[str]) -> Any:
        return self.day_of(parts)

    def day_of(self, parts: list[str]) -> date:
        """The day that day, month and year name. Raises ValidationError for what is no day."""
        day, month, year = parts
        if not (day and month and year):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        month = str(MONTHS.get(month.casefold(), month))
        if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in (day, month, year)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class DateTimeField(DateField):
    """An instant, typed as day and time in Sofia; of a time that comes twice the first is meant."""

    widget = DateTimeInput
    default_error_messages = {
        "required": _("Enter the date and the time."),
        "time": _("Enter the time as hours and minutes, for example 14:30."),
        "skipped": _("This time did not exist: the clocks went forward that night. Check the time."),
    }

    def parse(self, parts: list[str]) -> datetime:
        day = self.day_of(parts[:3])
        if not (match := re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", parts[3])):
            raise ValidationError(self.error_messages["time"], code="time")
        instant = datetime.combine(day, time(int(match[1]), int(match[2])), SOFIA)
        if instant.astimezone(UTC).astimezone(SOFIA).time() != instant.time():
            raise ValidationError(self.error_messages["skipped"], code="skipped")
        return instant


class _Hinted(forms.widgets.ChoiceWidget):
    """What radios and checkboxes share: a hint under a choice."""

    hints: Mapping[str, Any] = {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        hint = self.hints.get(str(option["value"]), "")
        if hint and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return {**option, "hint": hint}


class Radios(_Hinted, forms.RadioSelect):
    template_name = "components/widgets/radios.html"


class Checkboxes(_Hinted, forms.CheckboxSelectMultiple):
    template_name = "components/widgets/checkboxes.html"


class ChoiceField(forms.ChoiceField):
    """One answer of several: radios, each with an optional hint; `widget=forms.Select` for long lists."""

    widget = Radios

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if hints:
            self.widget.hints = hints


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any number of answers: checkboxes, each with an optional hint."""

    widget = Checkboxes

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if hints:
            self.widget.hints = hints


class CharField(forms.CharField):
    """One line of text, trimmed; its length is counted as the reader counts it."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class JSONField(forms.JSONField):
    """What a script of ours sends, as one text; neither long nor deep."""

    MOST = 20_000

    def to_python(self, value: Any) -> Any:
        """The value. Raises ValidationError for what is too long, too deep, too great a number or no JSON."""
        if isinstance(value, str) and len(value) > self.MOST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except (RecursionError, ValueError):  # Python reads no number of more than 4,300 digits
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows again: the value, or the text that is none."""
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return forms.fields.InvalidJSONInput(data)


class TextField(CharField):
    """Several lines of text."""

    widget = forms.Textarea
