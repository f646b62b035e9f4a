"""What the pages of the log, of shifts and of the roster let one type."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shelters.actions.shifts import Found
from shelters.finding_forms import NumberField
from shelters.models import CensusEntry, Shelter, Stay
from shelters.shifts import name_of
from shelters.states import IncidentKind, LogKind, Severity, Told
from tvcase.accounts.models import User
from tvcase.documents.intake import Clean, taken
from tvcase.fields import Radios
from tvcase.forms import (
    CharField,
    ChoiceField,
    DateTimeField,
    Form,
    MultipleChoiceField,
    TextField,
    dress,
)

NOTED = [(kind.value, kind.label) for kind in LogKind if kind is not LogKind.INCIDENT]
HERE, NOT_HERE = "here", "not"


class _Noted(Form):
    """What every entry of the log has: a note, when, and perhaps a photo."""

    note = TextField(label=gettext_lazy("Note"), max_length=2000)
    happened_at = DateTimeField(label=gettext_lazy("When?"))
    photo = forms.FileField(
        label=gettext_lazy("Photo, if it helps"),
        required=False,
        help_text=gettext_lazy("JPEG or PNG. What the camera wrote into it, the place too, is removed. No faces."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, initial={"happened_at": now}, **kwargs)
        self.now = now

    def clean_happened_at(self) -> datetime:
        happened_at: datetime = self.cleaned_data["happened_at"]
        if happened_at > self.now:
            raise ValidationError(_("This time has not come yet."))
        return happened_at

    def clean_photo(self) -> Clean | None:
        """The photo, looked at and cleaned. Raises Refused for one that cannot be kept."""
        photo: Any = self.cleaned_data["photo"]
        return taken(photo.read()) if photo else None


class LogForm(_Noted):
    """A short note for those who come on duty next."""

    kind = ChoiceField(label=gettext_lazy("What is it about?"), choices=NOTED, initial=LogKind.NIGHT)
    field_order = ("kind",)


class IncidentForm(_Noted):
    """An incident: what, how serious, who was told."""

    incident = ChoiceField(label=gettext_lazy("What happened?"), choices=IncidentKind.choices)
    severity = ChoiceField(label=gettext_lazy("How serious is it?"), choices=Severity.choices)
    told = MultipleChoiceField(label=gettext_lazy("Who was told?"), choices=Told.choices, required=False)
    field_order = ("incident", "severity", "told")


class PointForm(Form):
    """Something about one guest that the next shift must know or do."""

    guest = ChoiceField(label=gettext_lazy("About whom?"))
    text = TextField(label=gettext_lazy("What must the next shift know or do?"), max_length=500)

    def __init__(self, *args: Any, guests: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("guest", list(guests.items()))


class HandoverForm(Form):
    """What concerns the house; points about guests go along by themselves."""

    note = TextField(
        label=gettext_lazy("About the house"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Leave it empty when there is nothing. Write about guests as open points, not here."),
    )


class CensusForm(Form):
    """A tap for each guest, and how many others are in the house; what differs is explained on the next page."""

    others = NumberField(
        label=gettext_lazy("How many people are here who are not on this list?"),
        initial=0,
        lowest=0,
        highest=200,
        help_text=gettext_lazy("Staff are not counted. A child of a guest is counted with its mother."),
    )

    def __init__(self, *args: Any, guests: Sequence[tuple[Stay, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guests = {f"guest-{stay.case.code}": stay for stay, _name in guests}
        for stay, name in guests:
            self.fields[f"guest-{stay.case.code}"] = ChoiceField(label=name, choices=self.answers(), widget=Radios)
        self.order_fields([*self.guests])
        dress(self)

    @staticmethod
    def answers() -> list[tuple[str, str]]:
        """What one taps for a guest."""
        return [(HERE, _("here")), (NOT_HERE, _("not here"))]

    def found(self) -> list[Found]:
        """What the house found of each guest."""
        return [Found(stay, here=self.cleaned_data[who] == HERE) for who, stay in self.guests.items()]


class ExplanationForm(Form):
    """Why a count differed: a line for each guest, and one for people who were not on the list."""

    def __init__(self, *args: Any, entries: Sequence[CensusEntry], others: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = {f"guest-{entry.case.code}": entry for entry in entries}
        for name, entry in self.entries.items():
            who = {"name": name_of(entry.stay), "mark": entry.get_mark_display()}
            self.fields[name] = CharField(label=_("%(name)s, %(mark)s: why?") % who, required=False, max_length=500)
        if others:
            label = _("People who are not on the list: %(count)s. Who were they?") % {"count": others}
            self.fields["others"] = CharField(label=label, required=False, max_length=500)
        dress(self)

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.values()):
            raise ValidationError(_("Explain at least one difference."))
        return self.cleaned_data

    def explanations(self) -> dict[CensusEntry, str]:
        """What was written of each guest."""
        return {entry: self.cleaned_data[name] for name, entry in self.entries.items()}


class DutyForm(Form):
    """Who is on duty, where, from when to when, and on how many days in a row."""

    user = ChoiceField(label=gettext_lazy("Who?"))
    where = ChoiceField(label=gettext_lazy("Where?"))
    from_at = DateTimeField(label=gettext_lazy("From"))
    to_at = DateTimeField(label=gettext_lazy("Until"))
    days = forms.IntegerField(
        label=gettext_lazy("On how many days in a row?"),
        initial=1,
        min_value=1,
        max_value=14,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=gettext_lazy("The same hours on each day, at most fourteen days."),
    )

    def __init__(self, *args: Any, people: Sequence[User], houses: Sequence[Shelter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.houses = {house.code: house for house in houses}
        self.set_choices("user", [(key, str(one)) for key, one in self.people.items()])
        on_call = [("on-call", _("on call for the organisation"))]
        self.set_choices("where", [*((house.code, house.code) for house in houses), *on_call])

    @property
    def person(self) -> User:
        return self.people[self.cleaned_data["user"]]

    @property
    def shelter(self) -> Shelter | None:
        """The house, or None for somebody on call."""
        return self.houses.get(self.cleaned_data["where"])
