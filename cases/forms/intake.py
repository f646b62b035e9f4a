"""The first page of a case, and of a new episode: how the signal came and what is known at once."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm
from cases.forms.people import BirthForm, offer
from cases.models.codes import CodeList
from cases.states import AgeStatus
from tvcase.accounts.models import User
from tvcase.forms import CharField, ChoiceField, DateTimeField

SALT = "cases.search"
A_WORKING_DAY = 12 * 60 * 60

AGE_HINTS: dict[str, Any] = {
    AgeStatus.UNCERTAIN: _("Choose this if you doubt: until it is certain, the person has the rights of a child."),
    AgeStatus.MINOR_STATED: _("Three bodies must be told within 24 hours. The next page shows them."),
    AgeStatus.MINOR_VERIFIED: _("Three bodies must be told within 24 hours. The next page shows them."),
}


def marker_of(user: User) -> str:
    """The proof, for a working day, that this person has searched; it says nothing of what was looked for."""
    return signing.dumps(user.pk, salt=SALT)


def _source() -> forms.Field:
    return ChoiceField(label=_("How did the signal come?"), widget=forms.Select)


def _received() -> forms.Field:
    return DateTimeField(label=_("When was it received?"))


def _age() -> forms.Field:
    return ChoiceField(label=_("Is the person of age?"), choices=AgeStatus.choices, hints=AGE_HINTS)


def _evidence() -> forms.Field:
    return CharField(
        label=_("On what does this rest?"),
        required=False,
        max_length=300,
        help_text=_("For example: she says so; identity card; appearance. May stay empty."),
    )


class NewCaseForm(BirthForm):
    """As little as a case needs to begin; everything else is asked later, one thing at a time."""

    searched = forms.CharField(widget=forms.HiddenInput, required=False)
    source_of_signal = _source()
    received_at = _received()
    alias_in_use = CharField(
        label=_("What does the person want to be called?"),
        required=False,
        max_length=80,
        help_text=_("A name of the person's own choice. It is enough: the real name can wait, or stay unknown."),
    )
    given_name = CharField(label=_("Given name"), required=False, max_length=80)
    family_name = CharField(label=_("Family name"), required=False, max_length=80)
    age_status = _age()
    evidence = _evidence()

    field_order = [
        "searched",
        "source_of_signal",
        "received_at",
        "alias_in_use",
        "given_name",
        "family_name",
        "birth_date",
        "birth_year",
        "birth_year_estimated",
        "age_status",
        "evidence",
    ]

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        self.user = user
        offer(self, {"source_of_signal": CodeList.SOURCE_OF_SIGNAL}, now=now, empty="—")

    def go_on(self) -> None:
        """Let what was begun after a search be sent on a later day, too: who searched is not asked to search again."""
        if self.drafted and self.drafted.begun_at and self._searched_by(self.data.get("searched", "")) == self.user.pk:
            data: Any = self.data
            self.data = renewed = data.copy()
            renewed["searched"] = marker_of(self.user)

    def _searched_by(self, marker: str, max_age: int | None = None) -> Any:
        """Who searched, by the marker; None for a marker that is none of ours, or older than that."""
        try:
            return signing.loads(marker, salt=SALT, max_age=max_age)
        except signing.BadSignature:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._searched_by(cleaned.pop("searched", ""), A_WORKING_DAY) != self.user.pk:
            raise ValidationError(_("Search for the person first, so that nobody gets a second file."))
        return cleaned


class NextEpisodeForm(PastForm):
    """The beginning of a new episode of a person whose case was closed."""

    source_of_signal = _source()
    received_at = _received()
    retrafficked = forms.BooleanField(label=_("The person was trafficked again"), required=False)
    age_status = _age()
    evidence = _evidence()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        offer(self, {"source_of_signal": CodeList.SOURCE_OF_SIGNAL}, now=now, empty="—")
