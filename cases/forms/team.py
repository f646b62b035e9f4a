"""Who works on a case, to whom it is offered, how it ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm
from cases.models import Case, CaseMember, Handover
from cases.states import ClosureReason, ClosureTold, TeamRole
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import SUPPORTING_KINDS
from tvcase.forms import ChoiceField, DateField, Form, TextField

PLACE_HINTS: dict[str, Any] = {
    TeamRole.CASEWORKER: _("Reads and changes the whole file."),
    TeamRole.SUPERVISOR: _("Reads and changes the whole file, and watches over the work."),
    TeamRole.SHELTER_WORKER: _("Sees the name, the period and the stay; not the identification nor the legal file."),
    TeamRole.OFFICER: _("Records the identification and that the person was informed."),
}


class _Person(forms.ModelChoiceField):
    """One account, shown with its organisation."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.organisation}"


class JoinForm(Form):
    """A person for the team and the place there."""

    user = _Person(queryset=User.objects.none(), to_field_name="username", label=_("Person"), empty_label="—")
    role = ChoiceField(label=_("Place on the team"), hints=PLACE_HINTS)

    def __init__(self, *args: Any, people: Any, places: list[TeamRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("user", people)
        self.set_choices("role", [(place.value, place.label) for place in places])


class _Member(forms.ModelChoiceField):
    """One member of the team, by the account's name."""

    def label_from_instance(self, obj: CaseMember) -> str:
        return f"{obj.user}, {obj.get_role_display()}, {obj.user.organisation}"

    def prepare_value(self, value: Any) -> Any:
        return value.user.username if isinstance(value, CaseMember) else value


class LeaveForm(Form):
    """Whose place on the team ends."""

    member = _Member(
        queryset=CaseMember.objects.none(),
        to_field_name="user__username",
        label=_("Whose place ends?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = case.members.filter(left_on=None).select_related("user__organisation")
        self.set_records("member", members.order_by("joined_on", "pk"))


class OfferForm(PastForm):
    """The organisation to which the case is offered, and the person's consent."""

    to_organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        to_field_name="code",
        label=_("Organisation"),
        empty_label="—",
        help_text=_("It sees the code, the state and the reflection period until it answers; no names."),
    )
    consent_on = DateField(label=_("When did the person consent?"))
    consent_note = TextField(
        label=_("How was the consent given?"),
        max_length=300,
        help_text=_("For example: orally, with an interpreter, after the organisation was explained."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Organisation.objects.of_kind(*SUPPORTING_KINDS).exclude(pk=case.organisation_id)
        self.set_records("to_organisation", others.order_by("town_bg", "name_bg"))


class AnswerForm(Form):
    """Whether the organisation takes the case over."""

    answer = ChoiceField(
        label=_("Does your organisation take this case over?"),
        choices=[("accept", _("Yes, we take it over")), ("decline", _("No, we cannot"))],
        hints={"accept": _("You join the team and your organisation holds the case from now on.")},
    )
    reason = TextField(
        label=_("If not, why?"),
        required=False,
        max_length=Handover._meta.get_field("decline_reason").max_length,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "decline" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the case cannot be taken."))
        return cleaned


class CloseForm(Form):
    """Why the case is to be closed."""

    reason = ChoiceField(label=_("Why is the case closed?"), choices=ClosureReason.choices)
    told = ChoiceField(
        label=_("Does the person know?"),
        choices=ClosureTold.choices,
        help_text=_("Tell the person what is kept and how to come back, if telling is safe."),
    )


class ConfirmForm(Form):
    """The answer to a proposal to close; whoever cannot confirm it may still take it back."""

    answer = ChoiceField(label=_("What do you decide?"))

    def __init__(self, *args: Any, may_confirm: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        confirm = [("confirm", _("Close the case"))] if may_confirm else []
        withdraw = ("withdraw", _("Do not close it: the work goes on"))
        self.set_choices("answer", [*confirm, withdraw])


class NothingForm(Form):
    """A button and nothing else."""
