"""Which file is opened in an emergency and why, and what its review found."""

from django.utils.translation import gettext_lazy as _

from cases.names import case_code
from cases.states import BreakGlassReason, ReviewOutcome
from tvcase.forms import CharField, ChoiceField, Form, TextField

LONGEST = 1000


class BreakGlassForm(Form):
    """The code of one file, a reason of the list, and what happened."""

    code = CharField(label=_("Code of the case"), max_length=20, help_text=_("For example 7KFM-29XR."))
    reason = ChoiceField(label=_("Why can it not wait?"), choices=BreakGlassReason.choices)
    explanation = TextField(
        label=_("What happened?"),
        max_length=LONGEST,
        help_text=_("The reviewer reads this. Write what you know and whom you tried to reach."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_code(self) -> str:
        return case_code(self.cleaned_data["code"])


class ReviewForm(Form):
    """Whether it was justified, and why."""

    outcome = ChoiceField(label=_("Was it justified to open the file?"), choices=ReviewOutcome.choices)
    review_note = TextField(
        label=_("Why?"),
        max_length=LONGEST,
        help_text=_("The person who opened the file reads this."),
    )
