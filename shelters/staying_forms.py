"""What the pages of a stay that goes on let one type."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shelters.models import Place
from shelters.states import AbsenceKind, ExtensionBody, ExtensionGround, ExtensionState, ReviewOutcome
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, Form, TextField

NOT_YET = gettext_lazy("This time has not come yet.")
WITH_PARENT = "parent"
E = ExtensionState


class AbsentForm(Form):
    """Why the person is away, since when, and when she or he is expected."""

    kind = ChoiceField(label=gettext_lazy("Why is the person away?"), choices=AbsenceKind.choices)
    expected_at = DateTimeField(
        label=gettext_lazy("Expected back"),
        required=False,
        help_text=gettext_lazy("Leave it empty if nobody knows."),
    )
    note = TextField(label=gettext_lazy("Note"), required=False, max_length=600)
    since = DateTimeField(label=gettext_lazy("Away since"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": now}, **kwargs)
        self.now = now

    def clean_since(self) -> datetime:
        since: datetime = self.cleaned_data["since"]
        if since > self.now:
            raise ValidationError(NOT_YET)
        return since

    def clean(self) -> dict[str, Any]:
        since, expected = self.cleaned_data.get("since"), self.cleaned_data.get("expected_at")
        if since and expected and expected <= since:
            self.add_error("expected_at", _("The person is expected back after going away."))
        return self.cleaned_data


class BackForm(Form):
    """When the person came back."""

    at = DateTimeField(label=gettext_lazy("Back since"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, initial={"at": now}, **kwargs)
        self.now = now

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at > self.now:
            raise ValidationError(NOT_YET)
        return at


class MoveForm(Form):
    """To which free place of the organisation, from which night on."""

    place = ChoiceField(label=gettext_lazy("To which place?"))
    on = DateField(label=gettext_lazy("First night there"))

    def __init__(self, *args: Any, places: Sequence[Place], night: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": night}, **kwargs)
        self.night = night
        self.places = {str(place.pk): place for place in places}
        self.set_choices("place", [(key, f"{place.shelter} {place.in_words}") for key, place in self.places.items()])

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def clean_on(self) -> date:
        return _begun(self.cleaned_data["on"], self.night)


class ChildForm(Form):
    """A child who came with its parent: the least that the house must know."""

    house_alias = CharField(
        label=gettext_lazy("Name used in the house"), max_length=60, help_text=gettext_lazy("Not the real name.")
    )
    age = CharField(label=gettext_lazy("Age"), required=False, max_length=30)
    needs = TextField(
        label=gettext_lazy("What should the house know?"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("For example food, sleep, school, who may not come near the child."),
    )
    place = ChoiceField(label=gettext_lazy("Where does the child sleep?"))
    from_on = DateField(label=gettext_lazy("First night"))

    def __init__(self, *args: Any, places: Sequence[Place], night: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"from_on": night, "place": WITH_PARENT}, **kwargs)
        self.night = night
        self.places = {str(place.pk): place for place in places}
        beds = [(key, _("In place %(label)s") % {"label": place.in_words}) for key, place in self.places.items()]
        self.set_choices("place", [(WITH_PARENT, _("With the parent")), *beds])

    def clean_place(self) -> Place | None:
        return self.places.get(self.cleaned_data["place"])

    def clean_from_on(self) -> date:
        return _begun(self.cleaned_data["from_on"], self.night)


class ChildLeavesForm(Form):
    """Which day the child left."""

    to_on = DateField(
        label=gettext_lazy("Day of leaving"), help_text=gettext_lazy("The last night is the one before this day.")
    )

    def __init__(self, *args: Any, from_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"to_on": today}, **kwargs)
        self.from_on, self.today = from_on, today

    def clean_to_on(self) -> date:
        to_on: date = self.cleaned_data["to_on"]
        if to_on > self.today:
            raise ValidationError(_("This day has not come yet."))
        if to_on < self.from_on:
            raise ValidationError(_("The child cannot leave before it came."))
        return to_on


class ExtensionForm(Form):
    """Until when the stay should last, and on which ground."""

    to_on = DateField(label=gettext_lazy("New planned day of leaving"))
    ground = ChoiceField(label=gettext_lazy("On which ground?"), choices=ExtensionGround.choices)
    reasons = TextField(label=gettext_lazy("Reasons"), required=False, max_length=1000)

    def __init__(self, *args: Any, planned_to_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.planned_to_on = planned_to_on

    def clean_to_on(self) -> date:
        to_on: date = self.cleaned_data["to_on"]
        if to_on <= self.planned_to_on:
            raise ValidationError(_("The new end comes after the planned end."))
        return to_on

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ground") == ExtensionGround.OTHER and not self.cleaned_data.get("reasons"):
            self.add_error("reasons", _("Say in words why the stay should be longer."))
        return self.cleaned_data


class ExtensionAnswerForm(Form):
    """What the body that decides has answered."""

    answer = ChoiceField(
        label=gettext_lazy("What was the answer?"),
        choices=[
            (E.APPROVED, gettext_lazy("The longer stay is approved")),
            (E.REFUSED, gettext_lazy("It is refused")),
            (E.WITHDRAWN, gettext_lazy("The proposal is taken back")),
        ],
    )
    body = ChoiceField(label=gettext_lazy("Who decided?"), choices=ExtensionBody.choices, required=False)
    answered_on = DateField(label=gettext_lazy("Decided on"), required=False)
    reference = CharField(label=gettext_lazy("Number of the decision"), required=False, max_length=100)

    def __init__(self, *args: Any, proposed_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed_on, self.today = proposed_on, today

    def clean_answered_on(self) -> date | None:
        day: date | None = self.cleaned_data["answered_on"]
        if day and day > self.today:
            raise ValidationError(_("This day has not come yet."))
        if day and day < self.proposed_on:
            raise ValidationError(_("The decision cannot come before the proposal."))
        return day

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") in (E.APPROVED, E.REFUSED):
            for name in ("body", "answered_on"):
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, _("Say who decided, and when."))
        return self.cleaned_data


class ReviewForm(Form):
    """What comes next for the person."""

    outcome = ChoiceField(label=gettext_lazy("What comes next?"), choices=ReviewOutcome.choices)
    note = TextField(
        label=gettext_lazy("What was agreed with the person?"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Nobody is evicted. If a longer stay is needed, propose it afterwards."),
    )


def _begun(on: date, night: date) -> date:
    if on > night:
        raise ValidationError(_("This night has not come yet."))
    return on
