"""What everybody answers who wants to take something out of the system."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User
from tvcase.exports.states import ExportReason, Format
from tvcase.forms import CharField, ChoiceField, Form, TextField

OWN = ("format", "with_names", "reason", "reason_text")


class AskForm(Form):
    """The reason and the shape; a kind adds fields of its own, which come back as `parameters`."""

    format = ChoiceField(label=_("As"), choices=Format.choices)
    reason = ChoiceField(label=_("Why must it leave the system?"), choices=ExportReason.choices)
    reason_text = TextField(
        label=_("What exactly is it for?"),
        help_text=_("One or two sentences, without names. They stay with the record of this copy."),
        min_length=10,
        max_length=300,
    )

    def __init__(
        self, *args: Any, user: User, formats: Sequence[Format], hidden: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name in hidden:
            del self.fields[name]
        self.set_choices("format", [(one.value, one.label) for one in formats])
        if len(formats) == 1:
            self.fields["format"].widget = forms.HiddenInput()
            self.fields["format"].initial = formats[0]
        self.order_fields([name for name in self.fields if name not in OWN] + list(OWN))

    def parameters(self) -> dict[str, Any]:
        """The answers to the kind's own questions, plain enough to be kept as JSON."""
        return {name: value for name, value in self.cleaned_data.items() if name not in OWN}


class RefuseForm(Form):
    """Why a copy is not released."""

    refusal = CharField(label=_("Why is it refused?"), max_length=300)
