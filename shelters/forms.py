"""What the pages of a stay let one type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.rules import Reasons
from shelters.models import ONE_NIGHT, Place, Shelter, Stay
from shelters.states import DeclineKind, StayEnd
from tvcase.forms import CharField, ChoiceField, DateField, Form, TextField

DECLINE = "decline"


@dataclass(frozen=True)
class Offer:
    """A shelter that may be asked, with its free places tonight and what to think of first."""

    shelter: Shelter
    free_places: int
    warnings: Reasons

    @property
    def hint(self) -> str:
        """What other organisations know of the house, in one line: never an address."""
        free = _("free places tonight: %(count)s") % {"count": self.free_places}
        facts = [
            self.shelter.district,
            self.shelter.get_kind_display(),
            self.shelter.phone,
            *self.shelter.admitted,
            free,
        ]
        return ". ".join(["; ".join(filter(None, facts)), *(str(warning) for warning in self.warnings)])


class RequestForm(Form):
    """Which shelter, from when and until when."""

    shelter = ChoiceField(label=gettext_lazy("Which shelter?"))
    from_on = DateField(label=gettext_lazy("First night"))
    planned_to_on = DateField(
        label=gettext_lazy("Planned day of leaving"),
        required=False,
        help_text=gettext_lazy("Leave it empty for the term of the law. It can be longer or shorter."),
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], night: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"from_on": night}, **kwargs)
        self.night = night
        self.offers = {offer.shelter.code: offer for offer in offers}
        field: Any = self.fields["shelter"]
        field.choices = [(code, code) for code in self.offers]
        field.widget.hints = {code: offer.hint for code, offer in self.offers.items()}

    def clean_shelter(self) -> Shelter:
        return self.offers[self.cleaned_data["shelter"]].shelter

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("planned_to_on")
        if first and first < self.night:
            self.add_error("from_on", _("This night is over. Choose tonight or a later night."))
        elif first and last and last <= first:
            self.add_error("planned_to_on", _("A stay lasts at least one night."))
        return self.cleaned_data


class AnswerForm(Form):
    """Which place is kept, or why none is."""

    answer = ChoiceField(label=gettext_lazy("Which place?"))
    kind = ChoiceField(label=gettext_lazy("If you decline: why?"), choices=DeclineKind.choices, required=False)
    reason = TextField(
        label=gettext_lazy("What should those who asked know?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Those who asked will read it. Write nothing about other people in the house."),
    )

    def __init__(self, *args: Any, places: Sequence[Place], guests: Sequence[Stay] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.guests = {f"wait-{guest.place_id}": guest for guest in guests}
        kept = [(key, _("Reserve place %(label)s") % {"label": place.in_words}) for key, place in self.places.items()]
        waits = [(key, _wait_words(guest)) for key, guest in self.guests.items()]
        self.set_choices("answer", [*kept, *waits, (DECLINE, _("Decline the request"))])

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") != DECLINE:
            return self.cleaned_data
        if not self.cleaned_data.get("kind"):
            self.add_error("kind", _("Say why the request is declined."))
        elif self.cleaned_data["kind"] == DeclineKind.OTHER and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say in words why the request is declined."))
        return self.cleaned_data

    def declined(self) -> dict[str, str]:
        """Why the request is declined, by the list and in words."""
        return {name: self.cleaned_data[name] for name in ("kind", "reason")}

    @property
    def place(self) -> Place | None:
        """The place chosen, or None when the request is declined or waits."""
        return self.places.get(self.cleaned_data["answer"])

    @property
    def waits_behind(self) -> Stay | None:
        """Whose place the request waits for, or None."""
        return self.guests.get(self.cleaned_data["answer"])


def _wait_words(guest: Stay) -> str:
    return _("Wait for place %(label)s, planned to be free on %(date)s") % {
        "label": guest.place and guest.place.label,
        "date": date_format(guest.planned_to_on, "DATE_FORMAT"),
    }


class ArrivalForm(Form):
    """Which night is the first, and the name used in the house."""

    on = DateField(
        label=gettext_lazy("First night"),
        help_text=gettext_lazy("For somebody who comes after midnight, the day on which the night began."),
    )
    house_alias = CharField(
        label=gettext_lazy("Name used in the house"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Not the real name. Without one, the board shows the code of the case."),
    )

    def __init__(self, *args: Any, night: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": night}, **kwargs)
        self.night = night

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.night:
            raise ValidationError(_("This night has not come yet."))
        return on


class DepartureForm(Form):
    """Which day the person left, and why; who leaves on the evening of the arrival has stayed one night."""

    to_on = DateField(
        label=gettext_lazy("Day of leaving"),
        help_text=gettext_lazy(
            "The last night is the one before this day. Leaving on the day of arrival counts as one night."
        ),
    )
    end_reason = ChoiceField(label=gettext_lazy("Why did the stay end?"), choices=StayEnd.choices)

    def __init__(self, *args: Any, from_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"to_on": today}, **kwargs)
        self.from_on, self.today = from_on, today

    def clean_to_on(self) -> date:
        to_on: date = self.cleaned_data["to_on"]
        if to_on > self.today:
            raise ValidationError(_("This day has not come yet."))
        if to_on < self.from_on:
            raise ValidationError(_("This is before the person arrived."))
        return max(to_on, self.from_on + ONE_NIGHT)


class AddressForm(Form):
    """Where the shelter is: typed by its head, on a page of its own."""

    keeps_draft = False  # class P4: shown when it is asked for, and never by opening a form
    address = TextField(label=gettext_lazy("Address"), max_length=400)
    directions = TextField(label=gettext_lazy("How to get there safely"), required=False, max_length=1000)
