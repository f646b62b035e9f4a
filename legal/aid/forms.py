"""What each page of legal aid lets one type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.geo import language_choices
from legal.aid.rules import applicants, lawyers
from legal.aid.states import REPLACEMENTS, Addressee, AidProduct, Applicant, ChaseChannel, WorkKind
from legal.forms import DatedForm
from tvcase.accounts.models import User
from tvcase.forms import CharField, ChoiceField, DateField, TextField

GRANT, REFUSE = "grant", "refuse"
LONGEST_DAY = 24 * 60


class NeedsForm(DatedForm):
    """What the person needs a lawyer for; all that initial legal aid asks."""

    needs = TextField(
        label=_("What does the person need a lawyer for?"),
        help_text=_("The lawyer and the bureau read this. Write nothing from counselling, and no shelter."),
        max_length=4000,
        required=False,
    )
    language = ChoiceField(
        label=_("In which language does the person speak with the lawyer? (optional)"),
        choices=lambda: [("", _("Choose a language")), *language_choices()],
        widget=forms.Select,
        required=False,
    )
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)


class FullForm(NeedsForm):
    """What full legal aid asks besides; whether means are lacking is decided by others."""

    addressee = ChoiceField(
        label=_("Where does the person apply?"),
        choices=Addressee.choices,
        help_text=_("The sources disagree about the pre-trial stage. Ask where the application is taken."),
    )
    addressee_name = CharField(label=_("Which office or court (optional)"), max_length=160, required=False)
    means_declared = forms.BooleanField(
        label=_("The declaration on family and property is attached"),
        help_text=_("Without it the application cannot be submitted."),
        required=False,
    )
    means_evidence = TextField(
        label=_("Which evidence of means is attached?"),
        help_text=_("For example: a certificate of income. Without it the application cannot be submitted."),
        max_length=2000,
        required=False,
    )


FORM_OF = {AidProduct.INITIAL: NeedsForm, AidProduct.FULL: FullForm}


class NewForm(DatedForm):
    """Which of the two products."""

    product = ChoiceField(
        label=_("Which legal aid does the person ask for?"),
        choices=AidProduct.choices,
        hints={
            AidProduct.INITIAL: _("For every victim, free. There is nothing to prove."),
            AidProduct.FULL: _("For a person who cooperates and lacks means. Support never depends on it."),
        },
    )


class SigningForm(DatedForm):
    """Who signed the application, and when."""

    applicant = ChoiceField(label=_("Who signed?"), choices=Applicant.choices)
    applicant_name = CharField(
        label=_("Name of the representative"),
        max_length=160,
        required=False,
        help_text=_("Only when it was not the person."),
    )
    signed_on = DateField(label=_("Signed on"))

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("applicant", [(who.value, who.label) for who in applicants(case)])

    def clean(self) -> dict[str, Any]:
        """A representative has a name; of the person the case knows it."""
        cleaned = super().clean()
        if cleaned.get("applicant") == Applicant.PERSON:
            cleaned["applicant_name"] = ""
        elif cleaned.get("applicant") and not cleaned.get("applicant_name"):
            self.add_error("applicant_name", _("Write the name of the representative."))
        return cleaned


class SubmissionForm(DatedForm):
    """When the application was handed in."""

    submitted_on = DateField(label=_("Submitted on"))
    submission_reference = CharField(label=_("Incoming number (optional)"), max_length=60, required=False)


class DocumentsForm(DatedForm):
    """What the addressee asked for."""

    ahead = ("by_when",)
    asked_on = DateField(label=_("Asked for on"))
    what = TextField(label=_("Which documents?"), max_length=2000)
    by_when = DateField(label=_("To be handed in by (optional)"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day comes after the letter."""
        cleaned = super().clean()
        asked, last = cleaned.get("asked_on"), cleaned.get("by_when")
        if asked and last and last < asked:
            self.add_error("by_when", _("The last day cannot come before the day on which they were asked for."))
        return cleaned


class MoreTimeForm(DatedForm):
    """That the addressee gave more time for what it asked for."""

    ahead = ("by_when",)
    given_on = DateField(label=_("When was more time given?"))
    by_when = DateField(label=_("Now to be handed in by"))


class HandedInForm(DatedForm):
    """That all of it was handed in."""

    handed_in_on = DateField(label=_("Everything was handed in on"))


class LawyerForm(DatedForm):
    """The lawyer who is named: somebody with an account here, or a name."""

    lawyer = forms.ModelChoiceField(
        User.objects.none(),
        to_field_name="username",
        label=_("Lawyer with an account here"),
        help_text=_("The lawyer then reads who the person is, the identification, the period and the legal file."),
        empty_label=_("None: I write the name"),
        required=False,
        widget=forms.Select,
    )
    lawyer_name = CharField(label=_("Or the name of the lawyer"), max_length=160, required=False)
    contact = CharField(label=_("How is the lawyer reached? (optional)"), max_length=200, required=False)
    reference = CharField(label=_("Reference of the appointment (optional)"), max_length=60, required=False)
    appointed_on = DateField(label=_("Appointed from"))
    agreed = forms.BooleanField(label=_("The person knows who the lawyer is and agrees"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("lawyer", lawyers(by))
        choice: Any = self.fields["lawyer"]
        choice.label_from_instance = lambda lawyer: f"{lawyer}, {lawyer.organisation}"

    def clean(self) -> dict[str, Any]:
        """One lawyer, named in one way."""
        cleaned = super().clean()
        named = [name for name in ("lawyer", "lawyer_name") if cleaned.get(name)]
        if not named:
            self.add_error("lawyer_name", _("Choose the lawyer, or write the name."))
        elif len(named) > 1:
            self.add_error("lawyer_name", _("Leave this empty: you have chosen a lawyer."))
        cleaned.pop("agreed", None)
        return cleaned


class GrantForm(LawyerForm):
    """The grant, with the lawyer named in it."""

    decided_on = DateField(label=_("Granted on"))
    decision_reference = CharField(label=_("Reference of the decision (optional)"), max_length=60, required=False)

    field_order = ("decided_on", "decision_reference", "lawyer", "lawyer_name")


class ReplacementForm(LawyerForm):
    """Another lawyer in place of the first."""

    end_reason = ChoiceField(
        label=_("Why another lawyer?"), choices=[(reason.value, reason.label) for reason in REPLACEMENTS]
    )

    field_order = ("end_reason", "lawyer", "lawyer_name")


class RefusalForm(DatedForm):
    """The refusal of an application."""

    decided_on = DateField(label=_("Refused on"))
    told_on = DateField(label=_("The refusal reached the person on"))
    decision_reference = CharField(label=_("Reference of the decision (optional)"), max_length=60, required=False)
    reasons = TextField(label=_("Reasons given"), max_length=6000)


class FinalRefusalForm(DatedForm):
    """The refusal of an appeal."""

    decided_on = DateField(label=_("Refused on"))
    decision_reference = CharField(label=_("Reference of the decision (optional)"), max_length=60, required=False)
    reasons = TextField(label=_("Reasons given"), max_length=6000)


class AppealForm(DatedForm):
    """That the person appealed."""

    appealed_on = DateField(label=_("Appealed on"))


class CompletionForm(DatedForm):
    """That the service is done."""

    completed_on = DateField(label=_("The legal aid was completed on"))


class WithdrawalForm(DatedForm):
    """That the person takes the application back."""

    withdrawn_on = DateField(label=_("The person withdrew the application on"))


class ChaseForm(DatedForm):
    """That somebody asked where the answer is."""

    chased_on = DateField(label=_("When did you ask?"))
    channel = ChoiceField(label=_("How did you ask?"), choices=ChaseChannel.choices)
    said = TextField(label=_("What were you told? (optional)"), max_length=1000, required=False)


class WorkForm(DatedForm):
    """What the lawyer did."""

    kind = ChoiceField(label=_("What was done?"), choices=WorkKind.choices)
    done_on = DateField(label=_("On which day?"))
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=1,
        max_value=LONGEST_DAY,
        error_messages={
            "invalid": _("Write a whole number of minutes."),
            "min_value": _("Between one minute and twenty-four hours."),
            "max_value": _("Between one minute and twenty-four hours."),
            "required": _("Write an answer here."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
