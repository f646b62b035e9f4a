"""Forms whose days have come."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tvcase.forms import DateField, Form


class DatedForm(Form):
    """A form whose days have come: none of them lies after today in Sofia, unless it may, or before `since`, the day
    of the step before it."""

    ahead: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, since: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.since = since

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if not isinstance(field, DateField) or not day:
                continue
            if name not in self.ahead and day > self.today:
                self.add_error(name, _("This day has not come yet."))
            if self.since and day < self.since:
                before = _("It cannot be before %(day)s, the day of the step before it.")
                self.add_error(name, before % {"day": date_format(self.since, "DATE_FORMAT")})
        return cleaned


class NothingForm(DatedForm):
    """A page that asks nothing but to be confirmed."""
