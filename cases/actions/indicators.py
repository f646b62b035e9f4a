"""Indicators observed. They support a person's judgement; no score is worked out and none decides (UNODC)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cases.actions.act import act
from cases.models import Case, Indicator, IndicatorObservation
from cases.states import Observed
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, save_checked


class Observation(NamedTuple):
    """What was seen of one indicator."""

    indicator: Indicator
    observed: Observed
    note: str = ""


@act
def observe(
    case: Case, *, observations: Iterable[Observation], observed_on: date, by: User
) -> list[IndicatorObservation]:
    """Record what a person observed on a day in Sofia, one row for each indicator. Raises ValidationError."""
    case = lock(case)
    rows = [
        IndicatorObservation(
            case=case,
            indicator=observation.indicator,
            observed=observation.observed,
            note=observation.note,
            observed_on=observed_on,
            recorded_by=by,
        )
        for observation in observations
    ]
    for row in rows:
        save_checked(row)
    log.record(
        "cases.indicators.observed", by=by, on=observed_on, case=case.code, area="identification", count=len(rows)
    )
    return rows
