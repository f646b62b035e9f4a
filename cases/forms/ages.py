"""What the pages of age and child notices let one type."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm
from cases.models import Document
from cases.states import AgeStatus, NoticeChannel
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
    channel = ChoiceField(label=_("How was it sent?"), choices=NoticeChannel.choices)
    reference = CharField(
        label=_("Reference of the letter, or whom you called"),
        max_length=80,
        help_text=_("So that it can be found again. May stay empty when a document proves it."),
        required=False,
    )
    proof = ChoiceField(
        label=_("Which document proves it? (optional)"),
        help_text=_("Hand it in among the documents of the case first, for the part “identification”."),
        widget=forms.Select,
        required=False,
    )

    def __init__(self, *args: Any, papers: Iterable[Document], detected_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detected_at = detected_at
        self.papers = {str(paper.number): paper for paper in papers}
        words = [(key, f"{key}. {paper.title or paper.what}") for key, paper in self.papers.items()]
        self.set_choices("proof", [("", _("No document")), *words])

    def clean(self) -> dict[str, Any]:
        """It follows the detection, and can be found again: by a reference, or by a document."""
        cleaned = super().clean()
        sent_at = cleaned.get("sent_at")
        if sent_at is not None and sent_at < self.detected_at:
            self.add_error("sent_at", _("This lies before the child was detected. Check the date and the time."))
        proof = self.papers.get(cleaned.get("proof", ""))
        if proof is None and not cleaned.get("reference"):
            self.add_error("reference", _("Write the reference, or choose the document that proves it."))
        return cleaned | {"proof": proof}
