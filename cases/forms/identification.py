"""What the pages of identification let one type."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.informing import InformForm
from cases.forms.past import PastForm, YesNoField
from cases.models import Case, CodeEntry
from cases.models.codes import CodeList
from cases.states import RequestBasis
from tvcase.accounts.models import Organisation
from tvcase.accounts.roles import FORMAL_KINDS
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, Form, MultipleChoiceField, TextField


def bases(now: datetime) -> list[tuple[str, str]]:
    """The grounds of an identification offered today."""
    return CodeEntry.objects.choices(CodeList.IDENTIFICATION_BASIS, on=local_date(now))


def authority_field(**kwargs: Any) -> forms.ModelChoiceField:
    """One of the pre-trial authorities."""
    authorities = Organisation.objects.of_kind(*FORMAL_KINDS)
    return forms.ModelChoiceField(queryset=authorities, empty_label=_("Choose an authority"), **kwargs)


class InformalForm(PastForm):
    """A professional's conclusion and what it rests on."""

    bases = MultipleChoiceField(label=_("What does it rest on?"), help_text=_("Choose all that apply."))
    conclusion = TextField(
        label=_("Your conclusion and its reasons"),
        max_length=4000,
        help_text=_("Facts, not opinions. No more about the person than is needed."),
    )
    identified_at = DateTimeField(label=_("When did you come to this conclusion?"))
    territory_bg = YesNoField(label=_("Was that in Bulgaria?"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.set_choices("bases", bases(now))


class DeclineForm(PastForm):
    """When the person said that she or he does not want formal identification."""

    declined_on = DateField(label=_("When did the person say so?"))


class RequestForm(Form):
    """Which authority is asked, and why it may be told of the person."""

    authority = authority_field(label=_("Which authority do you ask?"))
    request_basis = ChoiceField(label=_("Why may the authority be told?"))
    request_reason = TextField(
        label=_("How the consent was given, or the reason without it"),
        max_length=2000,
        help_text=_("When and to whom the person agreed, and to what. Without consent: the facts."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [basis for basis in RequestBasis if basis != RequestBasis.CHILD or case.counts_as_child]
        self.set_choices("request_basis", [(basis.value, basis.label) for basis in offered])


class FormalForm(InformForm):
    """A formal identification, and on the same page the proof that the person was told of the period."""

    bases = MultipleChoiceField(label=_("What does it rest on?"), help_text=_("Choose all that apply."))
    identified_at = DateTimeField(
        label=_("When was the person identified?"),
        help_text=_("The time of the act, not of this entry. The period starts on that day."),
    )
    territory_bg = YesNoField(label=_("Was that in Bulgaria?"))
    decision_reference = CharField(label=_("Reference of the decision"), max_length=60)
    pre_trial_number = CharField(
        label=_("Number of the pre-trial proceedings (optional)"), max_length=60, required=False
    )
    told = forms.BooleanField(label=_("I also record that the person was told"), required=False)

    identifying = ("bases", "identified_at", "territory_bg", "decision_reference", "pre_trial_number")
    briefing_fields = tuple(InformForm.base_fields)
    asked = ("rights", "informed_at", "informed_by", "language", "sheet", "confirmation")
    field_order = (*identifying, "told", *briefing_fields)

    def __init__(self, *args: Any, case: Case, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.set_choices("bases", bases(now))
        for name in self.briefing_fields:
            self.fields[name].required = False
        if case.counts_as_child:
            for name in ("told", *self.briefing_fields):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The proof is given whole, or not at all."""
        answers = super().clean()
        if answers.get("told"):
            for name in self.asked:
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        elif any(answers.get(name) for name in self.briefing_fields if name != "informed_by"):
            self.add_error("told", _("Tick this box to record that the person was told, or leave this part empty."))
        return answers

    def facts(self) -> dict[str, Any]:
        """What was identified."""
        return {name: self.cleaned_data[name] for name in self.identifying}

    def briefing(self) -> dict[str, Any] | None:
        """The proof that the person was told, if it is recorded with it."""
        if not self.cleaned_data.get("told"):
            return None
        return self.answers()


class RefuseForm(Form):
    """Why the authority does not identify."""

    reasons = TextField(label=_("Reasons for the refusal"), max_length=4000)


class AnnulForm(Form):
    """What was wrong with an identification."""

    reason = TextField(label=_("What was wrong?"), max_length=4000)
