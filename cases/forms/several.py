"""A few answers out of a very long list, such as countries: some drop-down lists under each other."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

Choices = Callable[[], list[tuple[str, str]]]


class SeveralInput(forms.MultiWidget):
    """Drop-down lists named `<field>_0` and so on, each with the field's name and its number for those who hear it."""

    template_name = "components/widgets/several.html"
    use_fieldset = True

    def __init__(self, count: int, choices: Choices) -> None:
        self.count = count
        offered = CallableChoiceIterator(choices)
        super().__init__([forms.Select({"class": "govuk-select"}, offered) for _place in range(count)])

    def decompress(self, value: list[str] | None) -> list[str]:
        return ((value or []) + [""] * self.count)[: self.count]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        padded = self.decompress(value) if isinstance(value, list) else value
        context = super().get_context(name, padded, attrs)
        for number, box in enumerate(context["widget"]["subwidgets"], start=1):
            box["attrs"]["aria-label"] = _("Answer %(number)d") % {"number": number}
        return context


class SeveralField(forms.Field):
    """Up to `count` different codes, in the order chosen; empty boxes do not count."""

    def __init__(self, *, count: int, choices: Choices, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(widget=SeveralInput(count, lambda: [("", "—"), *choices()]), **kwargs)

    def to_python(self, value: Any) -> list[str]:
        chosen = list(dict.fromkeys(filter(None, value or [])))
        if set(chosen) - {code for code, _name in self.choices()}:
            raise ValidationError(_("Choose one of the answers shown."), code="invalid_choice")
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)
