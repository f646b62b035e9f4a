"""How and where the person was exploited, one short page each."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.people import FEW, offer
from cases.forms.several import SeveralField
from cases.geo import country_choices
from cases.models.codes import CodeList
from tvcase.forms import ChoiceField, Form, MultipleChoiceField

OLDEST = 120


class ExploitationForm(Form):
    """The forms of exploitation with the main one, the countries, the age at the time."""

    exploitation = MultipleChoiceField(label=_("Forms of exploitation"), required=False)
    main_form = ChoiceField(
        label=_("Main form"), required=False, widget=forms.Select, help_text=_("One of those ticked above.")
    )
    exploited_in = SeveralField(
        label=_("Countries of exploitation"), required=False, count=FEW, choices=country_choices
    )
    age_when_trafficked = forms.IntegerField(
        label=_("Age when trafficked"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={name: _("Write the age in whole years.") for name in ("invalid", "min_value", "max_value")},
    )

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {"exploitation": CodeList.EXPLOITATION, "main_form": CodeList.EXPLOITATION}
        offer(self, lists, now=now, keep=keep)
        main: Any = self.fields["main_form"]
        main.choices = [("", "—"), *main.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        main = cleaned.get("main_form")
        if main and main not in cleaned.get("exploitation", []):
            self.add_error("main_form", ValidationError(_("Tick this form above as well, or choose another one.")))
        return cleaned


class ControlForm(Form):
    """By what means the person was controlled."""

    means_of_control = MultipleChoiceField(label=_("Means of control"), required=False)

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, {"means_of_control": CodeList.MEANS_OF_CONTROL}, now=now, keep=keep)


class RecruitmentForm(Form):
    """How the person was recruited."""

    recruitment = MultipleChoiceField(label=_("Ways of recruitment"), required=False)

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, {"recruitment": CodeList.RECRUITMENT_METHOD}, now=now, keep=keep)
