"""What each page of needs and plan lets one type."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.past import ANSWERS, YES, PastForm, YesNoField, language_field
from cases.support.models import PlanGoal
from cases.support.states import (
    ENDS_OF_A_SIGNED_PLAN,
    NeedAnswer,
    NeedItem,
    Responsible,
    SafetyGroup,
    SignatureForm,
)
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, Form, TextField, dress

NO_GOAL = ""
LATER = "later"


class NeedsForm(PastForm):
    """One question for each item, with a note where help is needed."""

    assessed_on = DateField(label=gettext_lazy("On which day did you talk?"))
    told_purpose = YesNoField(
        label=gettext_lazy("Was the person told beforehand what this is for, and does she or he take part willingly?")
    )
    alone = YesNoField(label=gettext_lazy("Was nobody else present but an interpreter?"))
    interpreter = CharField(label=gettext_lazy("Name of the interpreter (optional)"), max_length=160, required=False)
    remarks = TextField(
        label=gettext_lazy("What else matters to the person? (optional)"), max_length=4000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in NeedItem:
            self.fields[f"answer_{item}"] = ChoiceField(label=capfirst(item.label), choices=NeedAnswer.choices)
            self.fields[f"note_{item}"] = CharField(label=_("What exactly?"), max_length=1000, required=False)
        dress(self)

    def clean(self) -> dict[str, Any]:
        """A note says what help is needed: with another answer it has no place."""
        cleaned = super().clean()
        for item in NeedItem:
            if cleaned.get(f"note_{item}") and cleaned.get(f"answer_{item}") not in (None, NeedAnswer.NEED):
                self.add_error(f"note_{item}", _("Write this only where help is needed, or change the answer."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        answers = {item.value: (cleaned[f"answer_{item}"], cleaned[f"note_{item}"]) for item in NeedItem}
        names = ("assessed_on", "told_purpose", "alone", "interpreter", "remarks")
        return {"answers": answers, **{name: cleaned[name] for name in names}}

    def lines(self) -> list[tuple[Any, Any]]:
        """The questions in their order: answer and note."""
        return [(self[f"answer_{item}"], self[f"note_{item}"]) for item in NeedItem]


class PlanForm(Form):
    """The institutions and the time frame; a draft may be saved before all of it is known."""

    institutions = TextField(
        label=gettext_lazy("Which institutions were contacted, or is the person referred to?"),
        help_text=gettext_lazy("Where there is none, write that."),
        max_length=2000,
        required=False,
    )
    from_on = DateField(label=gettext_lazy("From which day is the plan?"), required=False)
    until_on = DateField(label=gettext_lazy("Until which day?"), required=False)
    review_on = DateField(
        label=gettext_lazy("When will you look at it again together?"),
        help_text=gettext_lazy("Also after every contact with an institution, and whenever something changes."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, last, again = (cleaned.get(name) for name in ("from_on", "until_on", "review_on"))
        if first and last and last < first:
            self.add_error("until_on", _("The last day cannot be before the first."))
        if again and ((first and again < first) or (last and again > last)):
            self.add_error("review_on", _("Choose a day within the plan's time."))
        return cleaned


def _carry() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("The person can carry this on paper without danger"),
        help_text=gettext_lazy("Without a tick it is left out of the paper that the person takes along."),
        required=False,
    )


def _responsible() -> ChoiceField:
    return ChoiceField(label=gettext_lazy("Who does it?"), choices=Responsible.choices)


def _who() -> CharField:
    return CharField(label=gettext_lazy("Name or organisation (optional)"), max_length=160, required=False)


class GoalForm(Form):
    """A goal, in the person's own words."""

    what = TextField(label=gettext_lazy("What does the person want to reach?"), max_length=600)
    carry = _carry()


class StepForm(Form):
    """One thing to be done."""

    what = TextField(label=gettext_lazy("What will be done?"), max_length=1000)
    goal = ChoiceField(label=gettext_lazy("For which goal? (optional)"), required=False, widget=forms.Select)
    responsible = _responsible()
    who = _who()
    from_on = DateField(label=gettext_lazy("From (optional)"), required=False)
    to_on = DateField(label=gettext_lazy("Until (optional)"), required=False)
    carry = _carry()

    def __init__(self, *args: Any, goals: Iterable[PlanGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {str(goal.number): goal for goal in goals}
        offered = [(number, goal.what) for number, goal in self.goals.items()]
        self.set_choices("goal", [(NO_GOAL, _("none of them")), *offered])

    def clean_goal(self) -> PlanGoal | None:
        return self.goals.get(self.cleaned_data["goal"])

    def clean(self) -> dict[str, Any]:
        return _in_order(self, "from_on", "to_on")


class MeasureForm(Form):
    """One measure for safety, clear and realistic (SOP 1.2)."""

    group = ChoiceField(label=gettext_lazy("What is it about?"), choices=SafetyGroup.choices)
    what = TextField(
        label=gettext_lazy("What exactly?"),
        help_text=gettext_lazy("Clear, short and realistic. No address of a shelter."),
        max_length=1000,
    )
    responsible = _responsible()
    who = _who()
    from_on = DateField(label=gettext_lazy("From (optional)"), required=False)
    until_on = DateField(label=gettext_lazy("Last day (optional)"), required=False)
    carry = _carry()

    def clean(self) -> dict[str, Any]:
        return _in_order(self, "from_on", "until_on")


class NewMeasureForm(MeasureForm):
    """A new measure with what the person says to it, when she or he was asked already."""

    agrees = ChoiceField(
        label=gettext_lazy("Does the person agree to this measure?"),
        choices=[*ANSWERS, (LATER, gettext_lazy("We have not talked about it yet"))],
    )
    answered_on = DateField(
        label=gettext_lazy("When did the person say so?"),
        help_text=gettext_lazy("Leave it empty for today."),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = local_date(now)

    def clean(self) -> dict[str, Any]:
        """Yes, no, or nothing yet; a day only with an answer."""
        cleaned = super().clean()
        said, day = cleaned.get("agrees"), cleaned.get("answered_on")
        if day and day > self.today:
            self.add_error("answered_on", gettext_lazy("This lies in the future. Check the date and the time."))
        elif day and said == LATER:
            self.add_error("answered_on", gettext_lazy("Leave it empty, or choose the answer."))
        cleaned["agrees"] = None if said == LATER else said == YES
        cleaned["answered_on"] = None if said == LATER else day or self.today
        return cleaned


class AnswerForm(PastForm):
    """What the person says to a measure."""

    agrees = YesNoField(label=gettext_lazy("Does the person agree to this measure?"))
    answered_on = DateField(label=gettext_lazy("On which day?"))


class TakeBackForm(PastForm):
    """The person takes back a yes; no reason is asked."""

    answered_on = DateField(label=gettext_lazy("On which day?"))


class DoneForm(PastForm):
    """The day on which a step was done."""

    done_on = DateField(label=gettext_lazy("Done on"))


class ReachedForm(PastForm):
    """The day on which a goal was reached."""

    met_on = DateField(label=gettext_lazy("Reached on"))


class SignForm(PastForm):
    """Both signatures, with date and place."""

    signed_on = DateField(label=gettext_lazy("When was the plan signed?"))
    place = CharField(
        label=gettext_lazy("Place"), help_text=gettext_lazy("A town is enough. No shelter."), max_length=120
    )
    signature_form = ChoiceField(label=gettext_lazy("How did the person agree?"), choices=SignatureForm.choices)
    signed_as = CharField(
        label=gettext_lazy("Chosen name"),
        help_text=gettext_lazy("Only when the person signs with a chosen name."),
        max_length=80,
        required=False,
    )
    witness = CharField(
        label=gettext_lazy("Name of the witness"),
        help_text=gettext_lazy("Only when the person agrees aloud."),
        max_length=160,
        required=False,
    )
    read_aloud = forms.BooleanField(label=gettext_lazy("The plan was read aloud to the person"), required=False)
    language = language_field(label=gettext_lazy("In which language did you talk?"))
    interpreter = CharField(label=gettext_lazy("Name of the interpreter (optional)"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        form = cleaned.get("signature_form")
        if form == SignatureForm.ALIAS and not cleaned.get("signed_as"):
            self.add_error("signed_as", _("Write the chosen name."))
        if form == SignatureForm.ORAL and not cleaned.get("witness"):
            self.add_error("witness", _("Write who heard it."))
        if form == SignatureForm.ORAL and not cleaned.get("read_aloud"):
            self.add_error("read_aloud", _("Read the plan aloud first, then tick this."))
        return cleaned


class CloseForm(Form):
    """Why a signed plan ends without a newer one."""

    end_reason = ChoiceField(
        label=gettext_lazy("Why does it end?"), choices=[(end.value, end.label) for end in ENDS_OF_A_SIGNED_PLAN]
    )


def _in_order(form: Form, first: str, last: str) -> dict[str, Any]:
    cleaned: dict[str, Any] = form.cleaned_data
    begins, ends = cleaned.get(first), cleaned.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, _("Choose a day that is not before the first one."))
    return cleaned
