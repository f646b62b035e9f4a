"""Which cases a list that leaves the system holds, and what is printed of one case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.lists import CaseFilterForm
from tvcase.accounts.roles import Role
from tvcase.exports.forms import AskForm


class CaseListCopyForm(AskForm, CaseFilterForm):
    """The filters of the list of cases; names are offered to coordinators only."""

    with_names = forms.BooleanField(
        label=_("With the names of the persons, where they are open to you"),
        help_text=_("A second person must always release a list with names."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.user.has_role(Role.COORDINATOR):
            del self.fields["with_names"]


class CasePrintForm(AskForm):
    """What is printed of one case."""

    with_names = forms.BooleanField(
        label=_("With what the person is called, origin and documents"),
        help_text=_("Never with the ways to reach the person."),
        required=False,
    )
