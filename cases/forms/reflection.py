"""What the pages of the reflection period let one type."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm, YesNoField
from cases.states import StatementForm
from tvcase.forms import ChoiceField, DateField


class NotToUseForm(PastForm):
    """The written wish not to use the period, after legal counselling."""

    stated_on = DateField(label=_("On which day did the person say this?"))
    counselled_on = DateField(label=_("On which day did the person have legal counselling?"))
    written = YesNoField(label=_("Is it in writing and signed?"))

    def clean(self) -> dict[str, Any]:
        """Counselling comes first, and only a written wish is recorded."""
        answers = super().clean()
        stated, counselled = answers.get("stated_on"), answers.get("counselled_on")
        if stated and counselled and counselled > stated:
            self.add_error("counselled_on", _("The counselling comes before the wish."))
        if answers.get("written") is False:
            self.add_error("written", _("Only a written wish not to use the period can be recorded."))
        return answers

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        days = {name: self.cleaned_data[name] for name in ("stated_on", "counselled_on")}
        return {**days, "wants_to_use": False, "form": StatementForm.WRITTEN}


class UseAfterAllForm(PastForm):
    """The wish to use the period after all; it may be said in any form."""

    stated_on = DateField(label=_("On which day did the person say this?"))
    form = ChoiceField(label=_("In which form?"), choices=StatementForm.choices)

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "wants_to_use": True}
