"""What the forms of a case share: facts lie in the past, a language is chosen from a list, yes or no."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.geo import language_choices
from cases.models import Person
from cases.rules import why_not_written
from tvcase.dates import local_date
from tvcase.fields import DateTimeField
from tvcase.forms import ChoiceField, DateField, Form

# (a field, the day of the record before which it cannot lie, what is said then)
type Order = tuple[tuple[str, str, str | Promise], ...]

YES = "yes"
ANSWERS = [(YES, _("Yes")), ("no", _("No"))]


class YesNoField(ChoiceField):
    """Yes or no, nothing chosen beforehand; gives True or False."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=ANSWERS, **kwargs)

    def clean(self, value: Any) -> bool:
        return bool(super().clean(value) == YES)


def languages() -> list[tuple[str, Any]]:
    """Every language, in the active one, after an empty line: none is chosen beforehand."""
    return [("", _("Choose a language")), *language_choices()]


def language_field(**kwargs: Any) -> ChoiceField:
    """A language out of a long list."""
    return ChoiceField(choices=languages, widget=forms.Select, **kwargs)


class PastForm(Form):
    """Facts that have happened: no time or day typed here lies after `now`, and none is filled in beforehand. Only the
    days of the fields in `ahead` may lie in the future."""

    ahead: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Refuse what lies in the future, beside its field."""
        for name, value in list(self.cleaned_data.items()):
            field = self.fields[name]
            if value is None or name in self.ahead or not isinstance(field, DateField):
                continue
            timed = isinstance(field, DateTimeField)
            if timed and value > self.now:
                self.add_error(name, _("This lies in the future. Check the date and the time."))
            elif not timed and value > local_date(self.now):
                self.add_error(name, _("This lies in the future. Check the date."))
        return self.cleaned_data


def refuse_before(form: Form, record: Any, order: Order) -> None:
    """Say beside each field whose day, or instant, lies before a day of the record that it must follow."""
    for name, since, sentence in order:
        given, first = form.cleaned_data.get(name), getattr(record, since)
        day = local_date(given) if isinstance(given, datetime) else given
        if day is not None and first is not None and day < first:
            form.add_error(name, sentence)


def refuse_embassies(form: Form, person: Person) -> None:
    """Say beside its field which text would send somebody to an asylum applicant's embassy (domain E-16)."""
    for name, value in list(form.cleaned_data.items()):
        if isinstance(value, str) and (reasons := why_not_written(person, value)):
            form.add_error(name, reasons)
