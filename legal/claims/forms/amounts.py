"""Amounts of money as people write them: with a comma or a point, in leva or euro."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from legal.claims.models import currency_on
from legal.claims.states import Currency
from tvcase.forms import ChoiceField

LONGEST = 24  # signs of an amount with its spaces
SPACES = str.maketrans("", "", " \u00a0\u202f")


class AmountField(forms.Field):
    """An amount with at most two decimals: 1234.50, 1 234,50. What was typed comes back when it is wrong."""

    default_error_messages = {
        "required": _("Write the amount."),
        "invalid": _("Write an amount above zero with at most two decimals, for example 1234.50."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-10"})
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """An amount as it is written in the language of the moment; what was typed as it was typed."""
        return number_format(value, 2) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        """The amount, None when nothing was typed. Raises ValidationError for what is no amount."""
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value)[: LONGEST + 1].translate(SPACES).replace(",", ".")
        if not text:
            return None
        if len(text) > LONGEST or not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text) or not Decimal(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text)


def currency_field(**kwargs: Any) -> ChoiceField:
    """Leva or euro."""
    return ChoiceField(label=_("Currency"), choices=Currency.choices, **kwargs)


def check_money(form: forms.Form, amount: str, currency: str, day: date | None) -> None:
    """Ask that an amount has its currency, the one of its day in Sofia; what is missing is said beside its field."""
    cleaned = form.cleaned_data
    if cleaned.get(amount) is None:
        if amount not in form.errors:
            cleaned[currency] = ""
        return
    chosen = cleaned.get(currency)
    if not chosen:
        if currency not in form.errors:
            form.add_error(currency, _("Choose the currency."))
    elif day and chosen != currency_on(day):
        form.add_error(currency, _("Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro."))
