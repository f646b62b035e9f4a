"""What the page of each step of a consent or referral lets one type."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.forms.past import Order, PastForm, refuse_before, refuse_embassies
from cases.models import Document
from cases.models.case import access
from cases.sharing import rules
from cases.sharing.models import Consent, Referral
from cases.sharing.states import ANSWERS, ConsentForm, DeclineReason, GivenBy, NotPossible, RecallReason
from tvcase.accounts.models import User
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, MultipleChoiceField, TextField

BEFORE_EXPLAINED = _("Nobody can answer before it was explained.")


class StepForm(PastForm):
    """One step of a consent or a referral; `record` is that record, `user` who takes the step.

    `not_before`: which days of the record the days that are asked follow. `abroad`: labels by field where those who
    keep the case write down what a partner abroad said.
    """

    not_before: ClassVar[Order] = ()
    abroad: ClassVar[dict[str, str | Promise]] = {}

    def __init__(self, *args: Any, record: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record, self.user = record, user
        for name, label in self.abroad.items() if record.partner_id else ():
            field: Any = self.fields[name]
            field.label = label
        self.prepare()

    def prepare(self) -> None:
        """Offer what depends on the record."""

    def clean(self) -> dict[str, Any]:
        """What is wrong with one answer stands beside its field."""
        super().clean()
        refuse_before(self, self.record, self.not_before)
        return self.cleaned_data


class KeepersForm(StepForm):
    """A step of those who keep the case, who may not send anybody to an asylum applicant's embassy.

    Whoever else sends it is refused by the step itself, and does not see the person.
    """

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not rules.why_not_share(self.record.case, by=self.user):
            refuse_embassies(self, self.record.case.person)
        return self.cleaned_data


class GiveForm(StepForm):
    """The person, or who speaks for a child, agreed."""

    not_before = (("answered_on", "offered_on", BEFORE_EXPLAINED),)
    given_by = ChoiceField(label=_("Who agreed?"), choices=GivenBy.choices)
    giver_name = CharField(
        label=_("Name of the representative"),
        help_text=_("Only when it was not the person."),
        max_length=160,
        required=False,
    )
    child_opinion = TextField(
        label=_("What does the child say?"),
        help_text=_("Only for a child: in the child's own words, or that she or he did not want to say anything."),
        max_length=600,
        required=False,
    )
    form = ChoiceField(label=_("In which form?"), choices=ConsentForm.choices)
    witness = CharField(
        label=_("Witness"), help_text=_("Only for consent given orally."), max_length=120, required=False
    )
    answered_on = DateField(label=_("When?"))

    def prepare(self) -> None:
        self.set_choices("given_by", [(who.value, who.label) for who in rules.givers(self.record.case)])
        if not self.record.case.counts_as_child:
            del self.fields["child_opinion"]

    def clean(self) -> dict[str, Any]:
        """What each answer needs stands beside its field."""
        cleaned = super().clean()
        if cleaned.get("given_by") == GivenBy.PERSON:
            cleaned["giver_name"] = ""
        elif cleaned.get("given_by") and not cleaned.get("giver_name"):
            self.add_error("giver_name", _("Write the name of the representative."))
        if self.record.case.counts_as_child and not cleaned.get("child_opinion"):
            self.add_error("child_opinion", _("A child is always heard."))
        if cleaned.get("form") == ConsentForm.ORAL and not cleaned.get("witness"):
            self.add_error("witness", _("Consent given orally needs a witness."))
        return cleaned


class AnsweredForm(StepForm):
    not_before = (("answered_on", "offered_on", BEFORE_EXPLAINED),)
    answered_on = DateField(label=_("When did the person refuse?"))


class EndedForm(StepForm):
    not_before = (("ended_on", "answered_on", _("This day lies before the consent was given.")),)
    ended_on = DateField(label=_("When did the person withdraw it?"))


class EvidenceForm(StepForm):
    """Which paper of the file shows that the person agreed."""

    evidence = ChoiceField(
        label=_("Which paper?"),
        help_text=_("A signed paper that was handed in to the part of the file about consents and referrals."),
    )

    def prepare(self) -> None:
        found = rules.papers_for(self.record, by=self.user)
        self.papers: dict[str, Document] = {str(one.number): one for one in found}
        self.set_choices("evidence", [(key, f"{key}: {one.title}") for key, one in self.papers.items()])

    def clean_evidence(self) -> Document:
        return self.papers[self.cleaned_data["evidence"]]


class ToldForm(StepForm):
    not_before = (("told_on", "sent_on", _("This day lies before the referral was sent.")),)
    told_on = DateField(label=_("When was the person told?"))


class DangerForm(StepForm):
    danger = TextField(
        label=_("Which danger would it add, and for whom?"),
        help_text=_("The other organisation does not read this. When the danger is over, tell the person."),
        max_length=1000,
    )


class AmendForm(KeepersForm):
    """What is to be told."""

    purpose_note = TextField(label=_("What is asked for? (optional)"), max_length=1000, required=False)
    items = MultipleChoiceField(label=_("What is to be told? (optional)"), required=False)

    def prepare(self) -> None:
        self.set_choices("items", _choices(self.record, self.user))
        self.initial = {"purpose_note": self.record.purpose_note, "items": self.record.items}


class OnConsentForm(StepForm):
    """On which consent the referral rests."""

    consent = ChoiceField(label=_("On which consent?"))

    def prepare(self) -> None:
        found = rules.consents_for(self.record, on=local_date(self.now))
        self.consents: dict[str, Consent] = {str(one.number): one for one in found}
        self.set_choices("consent", [(key, _in_words(one)) for key, one in self.consents.items()])

    def clean_consent(self) -> Consent:
        return self.consents[self.cleaned_data["consent"]]


class WithoutConsentForm(StepForm):
    reason = TextField(
        label=_("Why without consent?"),
        help_text=_(
            "Which danger, to whom, and why the consent could not be awaited. The other organisation reads this too."
        ),
        max_length=1000,
    )


class AnswerForm(StepForm):
    abroad: ClassVar = {"answer": _("What do they have for the person? (optional)")}
    answer = TextField(
        label=_("What do you have for the person? (optional)"),
        help_text=_("For example: a place from Monday, an interpreter is there."),
        max_length=1000,
        required=False,
    )


class DeclineForm(StepForm):
    abroad: ClassVar = {"decline_reason": _("Why can they not take the person?")}
    decline_reason = ChoiceField(label=_("Why can you not take the person?"), choices=DeclineReason.choices)
    answer = TextField(label=_("Who else could? (optional)"), max_length=1000, required=False)


class HandOverForm(KeepersForm):
    """Where and when the person was handed over, and who met her or him."""

    not_before = (("handover_at", "answered_on", _("Nobody is handed over before the other organisation agreed.")),)
    handover_at = DateTimeField(label=_("When?"))
    handover_where = CharField(
        label=_("Where?"), help_text=_("A meeting point, never the address of a shelter."), max_length=200
    )
    met_by = CharField(label=_("Who met the person there?"), max_length=160)
    escort = CharField(label=_("Who brought the person? (optional)"), max_length=160, required=False)


class FeedbackForm(StepForm):
    abroad: ClassVar = {"feedback": _("What else did they say? (optional)")}
    outcome = ChoiceField(label=_("What became of it?"), choices=[(one.value, one.label) for one in ANSWERS])
    feedback = TextField(label=_("What should they know? (optional)"), max_length=2000, required=False)


class NoFeedbackForm(StepForm):
    feedback = TextField(
        label=_("How was the feedback asked for?"),
        help_text=_("When, in which way, and what was answered."),
        max_length=2000,
    )


class NotPossibleForm(StepForm):
    not_possible = ChoiceField(label=_("Why is it not possible?"), choices=NotPossible.choices)
    alternative = TextField(label=_("What is done instead?"), max_length=1000)


class RecallForm(StepForm):
    """Why a referral is recalled; a withdrawn consent is recorded with the consent."""

    recall_reason = ChoiceField(
        label=_("Why is it recalled?"),
        choices=[(one.value, one.label) for one in RecallReason if one != RecallReason.CONSENT_WITHDRAWN],
    )


class DeletedForm(StepForm):
    not_before = (("deleted_on", "recalled_on", _("This day lies before the recall.")),)
    deleted_on = DateField(label=_("When was everything deleted?"))


class PackageForm(StepForm):
    """The words that open the file: shown once, kept nowhere."""

    keeps_draft = False
    passphrase = forms.CharField(widget=forms.HiddenInput, max_length=200)
    noted = forms.BooleanField(
        label=_("I have written the words down, and tell them to the partner by another way than the file")
    )


def _choices(referral: Referral, user: User) -> list[tuple[str, Any]]:
    return [(source.kind, source.label) for source in rules.sources(access(user, referral.case))]


def _in_words(consent: Consent) -> str:
    from_here: Iterable[str] = (str(source.label) for source in rules.told(consent.items))
    return f"{consent.number}: {', '.join(from_here)}"
