"""Why nothing can be recorded about a reflection period now (Act, Article 26)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case, ReflectionPeriod
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons


def why_not_state_wish(case: Case, period: ReflectionPeriod | None, *, on: date) -> Reasons:
    """A wish about the period is taken on the days it is alive, a Sofia date; both edges are inside (E-08)."""
    if period is None:
        return [_("No reflection period has started.")]
    if not period.is_alive(on=on):
        return [_("The period is over: there is nothing left to use or not to use.")]
    return why_not_record(case)
