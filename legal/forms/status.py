"""What is typed about the protection: its end and its permit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legal.forms.dated import DatedForm
from legal.states import TerminationGround
from tvcase.forms import CharField, ChoiceField, DateField, TextField


class EndForm(DatedForm):
    """The act that ended the criminal proceedings."""

    on = DateField(label=_("The criminal proceedings ended on"), help_text=_("Suspended proceedings have not ended."))
    reference = CharField(label=_("Reference of the final act"), max_length=60)


class TerminationForm(DatedForm):
    """An early end, on one of the three grounds of the law, with the fact it needs and a hearing of the person."""

    ground = ChoiceField(
        label=_("Ground"),
        choices=TerminationGround.choices,
        hints={
            TerminationGround.CONTACT_RENEWED: _(
                "By the person's own wish. Contact that the perpetrators force on the person is not this ground."
            )
        },
    )
    own_wish = forms.BooleanField(
        label=_("The person sought the contact; it was not forced on her or him"),
        help_text=_("Only for renewed contact. Without it this ground is not given."),
        required=False,
    )
    facts = TextField(
        label=_("The fact on which the ground rests"),
        max_length=4000,
        help_text=_("What happened: the contact, what shows that the consent was not meant, or the danger."),
    )
    fact_on = DateField(label=_("Day of the fact"))
    facts_known_from = CharField(
        label=_("How is it known?"), max_length=300, help_text=_("A report, an act of an authority, its reference.")
    )
    heard_on = DateField(label=_("The person was heard on"), required=False)
    heard_words = TextField(label=_("What the person said"), max_length=4000, required=False)
    not_heard_why = TextField(
        label=_("Why was the person not heard?"),
        max_length=1000,
        required=False,
        help_text=_("Only if she or he could not be heard."),
    )
    reasons = TextField(
        label=_("Reasons"), max_length=6000, help_text=_("The person and those who support her or him read them.")
    )
    on = DateField(label=_("Last day of the protection"))
    reference = CharField(label=_("Reference of the decision"), max_length=60)

    def clean(self) -> dict[str, Any]:
        """Each ground with what it needs; the person was heard, or there is a reason why not."""
        cleaned = super().clean()
        self._of_contact(cleaned)
        heard, said, why_not = (cleaned.get(name) for name in ("heard_on", "heard_words", "not_heard_why"))
        if why_not and (heard or said):
            self.add_error("not_heard_why", _("Leave this empty when the person was heard."))
        elif heard and not said:
            self.add_error("heard_words", _("Write what the person said."))
        elif said and not heard and "heard_on" not in self.errors:
            self.add_error("heard_on", _("Say on which day the person was heard."))
        elif not (heard or said or why_not) and "heard_on" not in self.errors:
            self.add_error("heard_on", _("Say when the person was heard, or below why not."))
        last, fact_on = cleaned.get("on"), cleaned.get("fact_on")
        for name, day in (("fact_on", fact_on), ("heard_on", heard)):
            if last and day and day > last:
                self.add_error(name, _("This lies after the last day of the protection."))
        return cleaned

    def _of_contact(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("ground") != TerminationGround.CONTACT_RENEWED:
            cleaned["own_wish"] = False
        elif not cleaned.get("own_wish"):
            self.add_error(
                "own_wish", _("Contact that the perpetrators force on the person is no ground: tick only what is so.")
            )


class PermitForm(DatedForm):
    """The residence permit as it was issued."""

    ahead = ("permit_valid_to",)
    permit_number = CharField(label=_("Number of the permit"), max_length=40)
    permit_issued_on = DateField(label=_("Issued on"))
    permit_valid_to = DateField(label=_("The permit is valid until"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        issued, last = cleaned.get("permit_issued_on"), cleaned.get("permit_valid_to")
        if issued and last and last < issued:
            self.add_error("permit_valid_to", _("The last day cannot come before the day of issue."))
        return cleaned
