"""Forms whose days have come."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tvcase.forms import DateField, Form


class DatedForm(Form):
    """A form whose days have come: none of them lies after today in Sofia, unless it may."""

    ahead: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if isinstance(field, DateField) and name not in self.ahead and day and day > self.today:
                self.add_error(name, _("This day has not come yet."))
        return cleaned


class NothingForm(DatedForm):
    """A page that asks nothing but to be confirmed."""
