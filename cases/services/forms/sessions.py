"""What the pages of sessions let one type."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms.past import YesNoField
from cases.services.states import Attendance, NotHeld, PlaceKind
from tvcase.forms import CharField, ChoiceField, DateTimeField, Form, TextField

ONE_DAY = 24 * 60
LONGEST_AHEAD = timedelta(days=366)
CONFIDENTIAL = _("Only you and the supervisors of this case read it. It is in no copy, print, letter or report.")


def _minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=ONE_DAY,
        error_messages={
            "invalid": _("Write a whole number of minutes."),
            "min_value": _("Between one minute and twenty-four hours."),
            "max_value": _("Between one minute and twenty-four hours."),
            "required": _("Write an answer here."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )


class TimeForm(Form):
    """When a session is, and how long."""

    starts_at = DateTimeField(label=_("When does it begin?"))
    minutes = _minutes(_("How many minutes?"))

    def clean_starts_at(self) -> datetime:
        """A year mistyped is noticed here: nobody would see such a session in the calendar."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        if starts_at > timezone.now() + LONGEST_AHEAD:
            raise forms.ValidationError(_("This is more than a year ahead. Check the date."))
        return starts_at


class ScheduleForm(TimeForm):
    """A session that is planned, or was held without being planned."""

    place_kind = ChoiceField(
        label=_("Where?"), choices=PlaceKind.choices, help_text=_("Only what kind of place. No address.")
    )
    held_by = CharField(
        label=_("Who else holds it? (optional)"),
        help_text=_("For example a psychologist or a lawyer without an account here."),
        max_length=160,
        required=False,
    )
    interpreter = CharField(label=_("Interpreter (optional)"), max_length=120, required=False)


class MoveForm(TimeForm):
    """Another time."""


class HeldForm(Form):
    """How it went."""

    attendance = ChoiceField(label=_("Was the person there?"), choices=Attendance.choices)
    minutes = _minutes(_("How many minutes did it last?"))
    risk_changed = YesNoField(
        label=_("Has the risk changed?"), help_text=_("If it has, a new risk assessment is due within 24 hours.")
    )
    note = TextField(label=_("Confidential note (optional)"), help_text=CONFIDENTIAL, max_length=8000, required=False)


class NotHeldForm(Form):
    """Why it was not held."""

    not_held = ChoiceField(
        label=_("Why was it not held?"),
        choices=NotHeld.choices,
        help_text=_("Nothing follows from it for the person."),
    )


class NoteForm(Form):
    """A confidential note."""

    text = TextField(label=_("Confidential note"), help_text=CONFIDENTIAL, max_length=8000)
