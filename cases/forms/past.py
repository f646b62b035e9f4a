"""What the forms of a case share: facts lie in the past, a language is chosen from a list, yes or no."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.geo import language_choices
from tvcase.dates import local_date
from tvcase.fields import DateTimeField
from tvcase.forms import ChoiceField, DateField, Form

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
    """Facts that have happened: no time or day typed here lies after `now`, and none is filled in beforehand."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """Refuse what lies in the future, beside its field."""
        for name, value in list(self.cleaned_data.items()):
            field = self.fields[name]
            if value is None or not isinstance(field, DateField):
                continue
            limit = self.now if isinstance(field, DateTimeField) else local_date(self.now)
            if value > limit:
                self.add_error(name, _("This lies in the future. Check the date and the time."))
        return self.cleaned_data
