"""What is asked when two cases are of the same person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import names
from tvcase.forms import CharField, ChoiceField, Form, TextField


class LinkForm(Form):
    """Which other case is of the same person, and why."""

    other_code = CharField(
        label=_("Code of the other case"),
        max_length=30,
        help_text=_("Ask the colleague who works on it, or the coordinator. Never write a name."),
    )
    reason = TextField(
        label=_("Why is it the same person?"),
        max_length=600,
        help_text=_("Only your side reads this."),
    )

    def clean_other_code(self) -> str:
        return names.case_code(self.cleaned_data["other_code"])


class LinkAnswerForm(Form):
    """Whether it is the same person."""

    answer = ChoiceField(
        label=_("Is it the same person?"),
        choices=[("confirm", _("Yes, it is the same person")), ("refuse", _("No, or I cannot say"))],
        hints={
            "confirm": _(
                "Of two reflection periods the one that began later ends by correction. No file opens to anybody."
            )
        },
    )


class LinkEndForm(Form):
    """Take a proposal back, or two cases apart."""

    sure = forms.BooleanField(label=_("I have read what follows, and want it"))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        cleaned.pop("sure", None)
        return cleaned
