"""Indicators observed. They support a person's judgement; no score is worked out and none decides (UNODC)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cases.actions.act import act
from cases.models import Case, Indicator, IndicatorObservation
from cases.models.codes import CodeList, check_codes
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
    case: Case,
    *,
    observations: Iterable[Observation],
    observed_on: date,
    setting: str = "",
    observed_by: str = "",
    by: User,
) -> list[IndicatorObservation]:
    """Record what was observed on a day in Sofia, one row for each indicator: in which setting, by its code, and by
    whom when it was somebody else than who records. Raises ValidationError."""
    case = lock(case)
    check_codes(CodeList.INDICATOR_SETTING, [setting] if setting else [], on=observed_on)
    rows = [
        IndicatorObservation(
            case=case,
            indicator=observation.indicator,
            observed=observation.observed,
            note=observation.note,
            observed_on=observed_on,
            setting=setting,
            observed_by=observed_by,
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
