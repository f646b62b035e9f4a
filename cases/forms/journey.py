"""What is asked about papers for a return, and about contacts after it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.journey import BEGINNINGS
from cases.forms.past import PastForm, refuse_embassies
from cases.models import FollowUpContact, TravelPaper
from cases.returning import ContactOutcome, PaperIssuer, PaperKind, PaperState
from tvcase.forms import ChoiceField, DateField, Form, TextField


class PaperForm(Form):
    """A paper that the person has, or needs."""

    kind = ChoiceField(label=_("Which paper?"), choices=PaperKind.choices)
    issuer = ChoiceField(label=_("Who issues it?"), widget=forms.Select)
    state = ChoiceField(
        label=_("Does the person have it?"), choices=[(state.value, state.label) for state in BEGINNINGS]
    )
    valid_to = DateField(label=_("Valid to"), required=False)

    def __init__(self, *args: Any, issuers: Iterable[PaperIssuer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("issuer", [(issuer.value, issuer.label) for issuer in issuers])


class PaperStepForm(PastForm):
    """What became of a paper."""

    ahead = ("valid_to",)
    state = ChoiceField(label=_("What became of it?"))
    state_on = DateField(label=_("When?"))
    valid_to = DateField(label=_("Valid to"), required=False)

    def __init__(self, *args: Any, paper: TravelPaper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper
        steps = [PaperState(state) for state in paper.FLOW.get(PaperState(paper.state), ())]
        self.set_choices("state", [(state.value, state.label) for state in steps])

    def clean(self) -> dict[str, Any]:
        """A paper may be valid for years to come; what became of it has happened."""
        cleaned = super().clean()
        day = cleaned.get("state_on")
        if day is not None and day < self.paper.state_on:
            self.add_error("state_on", _("This lies before what was recorded last of this paper."))
        return cleaned


class ContactForm(PastForm):
    """A contact after the return."""

    held_on = DateField(label=_("When was the contact made, or tried?"))
    outcome = ChoiceField(
        label=_("What came of it?"),
        choices=ContactOutcome.choices,
        hints={ContactOutcome.STOP: _("The contacts that are still planned are cancelled at once.")},
    )
    note = TextField(label=_("Note"), required=False, max_length=1000)

    def __init__(self, *args: Any, contact: FollowUpContact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact

    def clean(self) -> dict[str, Any]:
        """It follows the arrival."""
        cleaned = super().clean()
        day, arrived = cleaned.get("held_on"), self.contact.plan.arrived_on
        if day is not None and arrived is not None and day < arrived:
            self.add_error("held_on", _("This day lies before the arrival."))
        refuse_embassies(self, self.contact.case.person)
        return cleaned
