"""Telling the person of her or his rights, and the proof of it (SOP 1.1, step 3; Act, Article 26)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from cases.actions.act import act
from cases.models import Case, Identification, InformationSheet, ReflectionPeriod, RightsBriefing
from cases.rules import discharges, why_not_inform
from cases.states import Right
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import Refused, refuse_for


@act
def inform(
    case: Case,
    *,
    rights: Iterable[str],
    informed_at: datetime,
    informed_by: str,
    language: str,
    interpreter: str = "",
    read_aloud: bool = False,
    sheet_given: bool = False,
    sheet_language: str = "",
    confirmation: str,
    by: User,
) -> list[RightsBriefing]:
    """Record that the person was told of one or several rights at an instant, one row for each.

    `sheet_language` names the language of our sheet that was given, in the version that is current now; a sheet of
    somebody else is `sheet_given` alone. Only what the identifying organisation itself explained discharges its duty
    (product decision 13), and only if the person did not answer that it was not understood. Raises Refused.
    """
    case = lock(case)
    refuse_for(why_not_inform(case))
    period = ReflectionPeriod.objects.filter(case=case).standing().first()
    sheets = {sheet.right: sheet for sheet in InformationSheet.objects.current().filter(language=sheet_language)}
    told = []
    for right in dict.fromkeys(rights):
        briefing = RightsBriefing(
            case=case,
            right=right,
            period=_period(period, informed_at) if right == Right.REFLECTION_PERIOD else None,
            informed_at=informed_at,
            organisation=by.organisation,
            informed_by=informed_by,
            language=language,
            interpreter=interpreter,
            read_aloud=read_aloud,
            sheet_given=sheet_given or bool(sheet_language),
            sheet=_sheet(sheets, right) if sheet_language else None,
            confirmation=confirmation,
            recorded_by=by,
        )
        save_checked(briefing)
        told.append(briefing)
    _record(case, told, by)
    return told


def _period(period: ReflectionPeriod | None, informed_at: datetime) -> ReflectionPeriod:
    if period is None:
        raise Refused(_("No reflection period has started: there is nothing to tell of it."))
    if local_date(informed_at) < period.starts_on:
        raise Refused(_("The period had not started then."))
    return period


def _sheet(sheets: dict[str, InformationSheet], right: str) -> InformationSheet:
    if right not in sheets:
        raise Refused(_("There is no sheet about this right in that language."))
    return sheets[right]


def _record(case: Case, told: list[RightsBriefing], by: User) -> None:
    counting = Identification.objects.counting().filter(case=case).first()
    owed = (counting.organisation_id, counting.identified_on) if counting else (None, None)
    for briefing in told:
        log.record(
            "cases.right.told",
            by=by,
            on=local_date(briefing.informed_at),
            case=case.code,
            area="clock",
            right=briefing.right,
            confirmation=briefing.confirmation,
            sheet=briefing.sheet.name if briefing.sheet else "",
            discharges=discharges(briefing, *owed),
        )
