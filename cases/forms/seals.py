"""To whom a file is sealed, and what becomes of a proposal to lift the seal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User
from tvcase.forms import ChoiceField, Form, TextField

KEEP, LIFT = "keep", "lift"


class _People(forms.ModelMultipleChoiceField):
    """Accounts, shown with their organisations."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.organisation}"


class SealForm(Form):
    """Who is named beside oneself, and why."""

    people = _People(
        queryset=User.objects.none(),
        to_field_name="username",
        label=_("Who else keeps this file?"),
        help_text=_("You are named in any case. Name at least one more; two of those named lift the seal."),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = TextField(label=_("Why is the file sealed?"), max_length=500)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("people", people)


class LiftForm(Form):
    """The answer to a proposal to lift the seal; whoever cannot confirm it may still take it back."""

    answer = ChoiceField(label=_("What do you decide?"))

    def __init__(self, *args: Any, may_lift: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        confirm = [(LIFT, _("Lift the seal"))] if may_lift else []
        self.set_choices("answer", [*confirm, (KEEP, _("Keep the file sealed"))])
