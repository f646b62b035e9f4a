"""What is asked when the risk is assessed, and of a contact with an institution (SOP 1.2; domain 4.8)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.past import PastForm
from cases.models import CodeEntry, RiskAssessment
from cases.models.codes import CodeList
from cases.risk import LONGEST_WITHOUT_REVIEW, Answer, RiskLevel, RiskMethod, RiskTrigger, Threatened
from cases.rules.risk import missing
from tvcase.dates import local_date
from tvcase.fields import DateTimeField
from tvcase.forms import CharField, ChoiceField, DateField, MultipleChoiceField, TextField

DRAFT = "draft"  # the button that keeps what was written without putting it into force


def _answer(label: Any) -> ChoiceField:
    return ChoiceField(label=label, choices=Answer.choices, required=False)


def _text(label: Any, length: int, **kwargs: Any) -> TextField:
    return TextField(label=label, max_length=length, required=False, **kwargs)


class RiskForm(PastForm):
    """One version of the assessment; what a draft may leave open must be answered before it is put into force."""

    ahead = ("next_review_on",)
    GROUPS = (
        (gettext_lazy("Why and how"), ("trigger", "method", "assessed_at", "joint_with")),
        (
            gettext_lazy("The two questions"),
            ("urgent_medical", "urgent_medical_note", "violence", "violence_note"),
        ),
        (
            gettext_lazy("What the person says"),
            ("person_concerns", "fears", "wishes_for_safety", "coping_resources"),
        ),
        (
            gettext_lazy("What may add to the danger"),
            (
                *("threat_to", "retaliation", "location_known", "contact_channels", "online_contact"),
                *("debt", "pregnancy", "children_at_risk"),
            ),
        ),
        (gettext_lazy("Your judgement"), ("assessor_view", "level", "rationale", "next_review_on")),
    )

    trigger = ChoiceField(label=gettext_lazy("Why is the risk assessed?"), choices=RiskTrigger.choices)
    method = ChoiceField(label=gettext_lazy("How is it assessed?"), choices=RiskMethod.choices)
    assessed_at = DateTimeField(label=gettext_lazy("When was it assessed?"))
    joint_with = CharField(
        label=gettext_lazy("Who assessed it jointly on the receiving side?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only for a return: the organisation there, and who spoke with you."),
    )
    urgent_medical = _answer(gettext_lazy("Are there urgent medical needs?"))
    urgent_medical_note = _text(gettext_lazy("Which, and what was done?"), 1000)
    violence = _answer(gettext_lazy("Is there a threat of violence or of being trafficked again?"))
    violence_note = _text(gettext_lazy("From whom, and how does it show?"), 1000)
    person_concerns = _text(
        gettext_lazy("What worries the person?"), 2000, help_text=gettext_lazy("In her or his own words.")
    )
    fears = _text(gettext_lazy("What does the person fear?"), 1000)
    wishes_for_safety = _text(gettext_lazy("What would make the person feel safer?"), 1000)
    coping_resources = _text(gettext_lazy("What and who helps the person?"), 1000)
    threat_to = MultipleChoiceField(
        label=gettext_lazy("Who is threatened?"), choices=Threatened.choices, required=False
    )
    retaliation = _text(gettext_lazy("Is there a danger of revenge against family or relatives?"), 1000)
    location_known = _answer(gettext_lazy("Does the trafficker know where the person is?"))
    contact_channels = _text(gettext_lazy("How can the trafficker reach the person?"), 500)
    online_contact = _answer(gettext_lazy("Is there contact over the internet?"))
    debt = _answer(gettext_lazy("Is a debt used to put pressure on the person?"))
    pregnancy = _answer(gettext_lazy("Is the person pregnant?"))
    children_at_risk = _answer(gettext_lazy("Are children of the person at risk?"))
    assessor_view = _text(
        gettext_lazy("How do you see it?"), 2000, help_text=gettext_lazy("It may differ from what the person says.")
    )
    level = ChoiceField(
        label=gettext_lazy("Level of risk"),
        choices=RiskLevel.choices,
        required=False,
        help_text=gettext_lazy("You decide. Nothing is worked out from the answers."),
    )
    rationale = _text(gettext_lazy("Your reasons for this level"), 2000)
    next_review_on = DateField(
        label=gettext_lazy("When is the risk looked at again?"),
        required=False,
        help_text=gettext_lazy("After 14 days at the latest; after a contact with an institution within 24 hours."),
    )

    def __init__(self, *args: Any, now: datetime, completes: bool = True, **kwargs: Any) -> None:
        given = kwargs.pop("initial", None) or {"assessed_at": now}
        super().__init__(*args, now=now, initial=given, **kwargs)
        self.completes = completes

    def clean(self) -> dict[str, Any]:
        """A draft may be unfinished; what is put into force may not (SOP 1.2)."""
        cleaned = super().clean()
        if self.completes:
            for name in missing(RiskAssessment(**cleaned)):
                if name not in self.errors:
                    self.add_error(name, _("Answer this before the assessment is put into force."))
            self._look_again()
        return cleaned

    def _look_again(self) -> None:
        review, at = self.cleaned_data.get("next_review_on"), self.cleaned_data.get("assessed_at")
        on = local_date(at or self.now)
        if review and at and not on < review <= on + LONGEST_WITHOUT_REVIEW:
            self.add_error("next_review_on", _("Choose a day after the assessment, 14 days later at the latest."))

    @property
    def parts(self) -> Iterator[tuple[Any, list[Any]]]:
        """The questions under their headings."""
        for heading, names in self.GROUPS:
            yield heading, [self[name] for name in names]


class ContactForm(PastForm):
    """A contact with an institution: when, with which, about what."""

    happened_at = DateTimeField(label=gettext_lazy("When was the contact?"))
    institution = ChoiceField(label=gettext_lazy("With which institution?"), widget=forms.Select)
    about = CharField(label=gettext_lazy("What was it about?"), max_length=200)
    note = TextField(
        label=gettext_lazy("What was said and agreed"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Only what the support of the person needs."),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, initial={"happened_at": now}, **kwargs)
        offered = CodeEntry.objects.choices(CodeList.INSTITUTION, on=local_date(now))
        self.set_choices("institution", [("", _("Choose an institution")), *offered])
