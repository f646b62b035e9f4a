"""What the pages of age and child notices let one type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm
from cases.states import AgeStatus
from tvcase.forms import CharField, ChoiceField, DateTimeField


class AgeForm(PastForm):
    """What was established about the age. `confirmed` carries the answers whose effect was shown."""

    age_status = ChoiceField(label=_("What is known of the age?"), choices=AgeStatus.choices)
    established_at = DateTimeField(label=_("When was it established?"))
    evidence = CharField(
        label=_("What does it rest on?"),
        max_length=300,
        help_text=_("For example: birth certificate seen; medical expert opinion; what the person says."),
    )
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def answers(self) -> str:
        """The answers on which the effect depends, as one word."""
        return f"{self.cleaned_data['age_status']} {self.cleaned_data['established_at'].isoformat()}"

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("age_status", "established_at", "evidence")}

    def ask_to_confirm(self) -> None:
        """Show the same answers again, as those whose effect is being shown."""
        self.data = {**dict(self.data.items()), "confirmed": self.answers()}

    @property
    def is_confirmed(self) -> bool:
        """Whether exactly this effect was shown before."""
        return bool(self.cleaned_data["confirmed"] == self.answers())


class NoticeForm(PastForm):
    """That a notice was sent."""

    sent_at = DateTimeField(label=_("When was the notice sent?"))
    reference = CharField(
        label=_("Reference of the letter, or whom you called"),
        max_length=80,
        help_text=_("So that it can be found again."),
    )
