"""What each page of the child's track lets one type."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.children import rules
from cases.children.models import ChildTeamMember
from cases.children.states import AppointedBy, ChildTeamRole, ExitBanAddressee, RepresentationEnd, SignatureAnswer
from cases.forms.past import PastForm
from cases.support.models import SupportPlan
from tvcase.accounts.models import Organisation
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, TextField


class MemberForm(PastForm):
    """Somebody on the team, from an organisation of the list or from an institution by its name."""

    role = ChoiceField(label=gettext_lazy("What is this person's role in the team?"), choices=ChildTeamRole.choices)
    name = CharField(label=gettext_lazy("Name"), max_length=160)
    organisation = ChoiceField(label=gettext_lazy("Organisation (optional)"), widget=forms.Select, required=False)
    institution = CharField(
        label=gettext_lazy("Institution (optional)"),
        help_text=gettext_lazy("Only when it is not among the organisations above."),
        max_length=160,
        required=False,
    )
    since_on = DateField(label=gettext_lazy("Since when?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in Organisation.objects.active()}
        named = sorted((str(one), code) for code, one in self.known.items())
        self.set_choices("organisation", [("", _("None of these")), *((code, words) for words, code in named)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        organisation = self.known.get(cleaned.get("organisation", ""))
        if organisation is None and not cleaned.get("institution"):
            self.add_error("institution", _("Choose an organisation, or write the institution."))
        if organisation is not None and cleaned.get("institution"):
            self.add_error("institution", _("Leave this empty, or choose no organisation."))
        return cleaned | {"organisation": organisation}


class LeaveForm(PastForm):
    """The last day of somebody on the team."""

    until_on = DateField(label=gettext_lazy("Last day on the team"))


class AnswerPlanForm(PastForm):
    """What a member of the team answered to a plan in force."""

    member = ChoiceField(label=gettext_lazy("Who answered?"))
    answer = ChoiceField(label=gettext_lazy("What is the answer?"), choices=SignatureAnswer.choices)
    answered_on = DateField(label=gettext_lazy("When?"))
    opinion = TextField(
        label=gettext_lazy("Another opinion, or why not (optional)"),
        help_text=gettext_lazy("Who signs may have another opinion. Who refuses says why."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, plan: SupportPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        waiting = rules.unsigned(plan, on=local_date(self.now))
        self.members = {str(member.number): member for member in waiting}
        self.set_choices("member", [(key, self._words(member)) for key, member in self.members.items()])

    def _words(self, member: ChildTeamMember) -> str:
        return f"{member.name}, {member.get_role_display()}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("answer") == SignatureAnswer.REFUSED and not cleaned.get("opinion"):
            self.add_error("opinion", _("Write why the member does not sign."))
        member, day = self.members.get(cleaned.get("member", "")), cleaned.get("answered_on")
        if day is not None and self.plan.signed_on is not None and day < self.plan.signed_on:
            self.add_error("answered_on", _("This day lies before the plan was in force."))
        elif day is not None and member is not None and day < member.since_on:
            self.add_error("answered_on", _("On this day the member was not on the team yet."))
        return cleaned | {"member": member}


class NeedForm(PastForm):
    """That a parent or guardian may be involved."""

    parent = CharField(label=gettext_lazy("Which parent or guardian?"), max_length=160)
    reason = TextField(
        label=gettext_lazy("Why does the child need somebody else?"),
        help_text=gettext_lazy("What is known of the part of the parent or guardian, and from where."),
        max_length=1000,
    )
    since_on = DateField(label=gettext_lazy("Since when is it known?"))


class AppointForm(PastForm):
    """Who was appointed."""

    name = CharField(label=gettext_lazy("Name of the special representative"), max_length=160)
    appointed_by = ChoiceField(label=gettext_lazy("Who appointed her or him?"), choices=AppointedBy.choices)
    authority = CharField(label=gettext_lazy("Which court or authority?"), max_length=160)
    reference = CharField(label=gettext_lazy("Number of the act (optional)"), max_length=80, required=False)
    appointed_on = DateField(label=gettext_lazy("When?"))


class EndRepresentationForm(PastForm):
    """Why the parent or guardian is asked again, or somebody else is appointed."""

    end_reason = ChoiceField(label=gettext_lazy("Why does it end?"), choices=RepresentationEnd.choices)
    ended_on = DateField(label=gettext_lazy("On which day?"))


class FactsForm(PastForm):
    """Family, school, and what the child says."""

    known_on = DateField(label=gettext_lazy("On which day was this known?"))
    family = TextField(
        label=gettext_lazy("Family, and who is close to the child (optional)"), max_length=3000, required=False
    )
    school = TextField(label=gettext_lazy("School or nursery (optional)"), max_length=2000, required=False)
    opinion = TextField(
        label=gettext_lazy("What does the child say? (optional)"),
        help_text=gettext_lazy("In the child's own words, or that she or he did not want to say anything."),
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("family", "school", "opinion")):
            self.add_error("family", _("Write something of family, school or what the child says."))
        return cleaned


class ExitBanForm(PastForm):
    """That a ban on leaving the country was proposed."""

    addressee = ChoiceField(label=gettext_lazy("To whom is it proposed?"), choices=ExitBanAddressee.choices)
    danger = TextField(
        label=gettext_lazy("Why is leaving the country a danger?"),
        help_text=gettext_lazy("For example: signs of begging, prostitution or pornography abroad."),
        max_length=1000,
    )
    against = CharField(
        label=gettext_lazy("With whom would the child travel? (optional)"), max_length=200, required=False
    )
    reference = CharField(label=gettext_lazy("Reference of the letter (optional)"), max_length=80, required=False)
    proposed_on = DateField(label=gettext_lazy("When was it proposed?"))
