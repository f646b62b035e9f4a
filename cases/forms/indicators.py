"""The checklist of indicators: what was observed, never a score."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.actions.indicators import Observation
from cases.forms.past import PastForm
from cases.models import Indicator
from cases.states import Observed
from tvcase.forms import CharField, ChoiceField, DateField, dress


class IndicatorsForm(PastForm):
    """For each indicator an answer and a note, both optional; only what is answered is recorded."""

    observed_on = DateField(label=_("On which day was this observed?"))
    observed_by = CharField(
        label=_("Who observed it, if not you?"),
        max_length=120,
        required=False,
        help_text=_("A function and a body are enough, for example “a nurse of the clinic”."),
    )

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = list(indicators)
        for indicator in self.indicators:
            self.fields[f"observed_{indicator.pk}"] = ChoiceField(
                label=indicator.label, choices=Observed.choices, required=False, help_text=indicator.help
            )
            self.fields[f"note_{indicator.pk}"] = CharField(label=_("Note"), max_length=500, required=False)
        dress(self)

    def clean(self) -> dict[str, Any]:
        """A note belongs to an answer, and something must have been answered."""
        answers = super().clean()
        for indicator in self.indicators:
            if answers.get(f"note_{indicator.pk}") and not answers.get(f"observed_{indicator.pk}"):
                self.add_error(f"observed_{indicator.pk}", _("Choose an answer for this note."))
        if not self.errors and not self.observations():
            self.add_error(None, _("Answer at least one line."))
        return answers

    def observations(self) -> list[Observation]:
        """What was answered."""
        return [
            Observation(indicator, Observed(answer), self.cleaned_data.get(f"note_{indicator.pk}", ""))
            for indicator in self.indicators
            if (answer := self.cleaned_data.get(f"observed_{indicator.pk}"))
        ]

    def lines(self) -> dict[str, list[tuple[Any, Any]]]:
        """For each group of indicators its lines: answer and note."""
        groups: dict[str, list[tuple[Any, Any]]] = {}
        for indicator in self.indicators:
            line = (self[f"observed_{indicator.pk}"], self[f"note_{indicator.pk}"])
            groups.setdefault(indicator.group, []).append(line)
        return groups
