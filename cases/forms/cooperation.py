"""What the pages of cooperation let one type. Nothing is chosen beforehand: only the person decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.identification import authority_field
from cases.forms.past import PastForm, language_field
from cases.states import CooperationValue, DeclaredTo, StatementForm
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, Form, TextField


class DeclareForm(PastForm):
    """What the person said about cooperating, in every detail that gives it effect or not."""

    value = ChoiceField(label=_("What did the person say?"), choices=CooperationValue.choices)
    declared_at = DateTimeField(label=_("When did the person say it?"))
    declared_to = ChoiceField(label=_("To whom?"), choices=DeclaredTo.choices)
    form = ChoiceField(label=_("In which form?"), choices=StatementForm.choices)
    told_it_ends_period_at = DateTimeField(
        label=_("When was the person told that a decision to cooperate ends the period? (optional)"),
        required=False,
        help_text=_("Leave it empty if nobody told the person. What was said is then kept as a note."),
    )
    language = language_field(label=_("In which language?"))
    interpreter = CharField(
        label=_("Interpreter (optional)"), max_length=120, required=False, help_text=_("Name or service.")
    )
    lawyer_present = forms.BooleanField(label=_("A lawyer was present"), required=False)

    def __init__(self, *args: Any, by_authority: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_authority:
            choice = DeclaredTo.AUTHORITY
            self.set_choices("declared_to", [(choice.value, choice.label)])

    def clean(self) -> dict[str, Any]:
        """The person is told before deciding."""
        answers = super().clean()
        told, declared = answers.get("told_it_ends_period_at"), answers.get("declared_at")
        if told and declared and told > declared:
            self.add_error("told_it_ends_period_at", _("The person must have been told before deciding."))
        return answers


class CommunicateForm(PastForm):
    """Which authority the person agreed to tell."""

    authority = authority_field(label=_("Which authority did the person agree to tell?"))
    agreed_on = DateField(label=_("On which day did the person agree?"))


class ProposeAnnulmentForm(Form):
    """What was recorded in error."""

    reason = TextField(
        label=_("What was recorded in error?"),
        max_length=2000,
        help_text=_("Say what is wrong with the record. A change of mind is not an error."),
    )


class ConfirmAnnulmentForm(Form):
    """Nothing to type: the button confirms."""
