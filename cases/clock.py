"""What a reader sees of a reflection period: the whole clock, or its first and last day only.

An authority that does not hold the case learns that the period ended by cooperation only when the person
agreed to tell it (product decision 17). Until then it sees start and last day, whatever happened.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.deadlines import Deadline, deadline
from cases.milestones import PERIOD_KINDS, notices
from cases.models import Case, CooperationDecision, ReflectionPeriod, RightsBriefing
from cases.models.derived import told_by_its_authority
from cases.states import PERIOD_CORRECTIONS, PeriodState
from tvcase.accounts.models import User
from tvcase.notifications.models import Notification


def is_outside(user: User, holder_id: int) -> bool:
    """Whether this person works for a pre-trial authority that does not hold the case."""
    organisation = user.organisation
    return organisation is None or (organisation.identifies_formally and organisation.pk != holder_id)


def seen_as_running(user: User, *, on: date) -> Q:
    """Cases whose standing period (annotated as `period`) runs on a Sofia day, as far as this person may know."""
    begun = Q(period__starts_on__lte=on)
    alive = begun & Q(period__runs_to__gte=on)
    if user.organisation is not None and not user.organisation.identifies_formally:
        return alive
    return (alive & Q(organisation=user.organisation)) | (
        begun & Q(period__last_day__gte=on) & ~Q(organisation=user.organisation)
    )


def periods_of(case_id: Any, user: User) -> Any:
    """The periods of a case, the latest first, each with whether the person was told and whether this reader
    was told of the decision that ended it."""
    told_of_end = CooperationDecision.objects.visible_to(user).filter(pk=OuterRef("ended_by_decision"))
    return (
        ReflectionPeriod.objects.filter(case=case_id)
        .select_related("identification__organisation", "legal_rule")
        .annotate(told=told_by_its_authority(), end_communicated=Exists(told_of_end))
        .order_by("-starts_at")
    )


def is_open_to(period: Any, user: User, holder_id: int) -> bool:
    """Whether this reader sees how the period stands, not only its first and last day."""
    return not is_outside(user, holder_id) or period.end_communicated or period.end_reason in PERIOD_CORRECTIONS


def is_history(case: Case, period: Any) -> bool:
    """Whether the person was found to be, or perhaps to be, a child after this period had ended: the ended record
    stays and is marked (product decision 16)."""
    return period is not None and case.counts_as_child and period.end_reason not in PERIOD_CORRECTIONS


def why_ended(period: Any) -> str:
    """Why a period ended early, in words for this reader: whoever may not read the decision learns only that it
    ended (domain 2.2). `period` is one of `periods_of`."""
    if not period.end_reason:
        return ""
    known = period.end_communicated or period.end_reason in PERIOD_CORRECTIONS
    return str(period.get_end_reason_display()) if known else _("ended early")


def term_of(period: ReflectionPeriod) -> Deadline | None:
    """The period's term as its version of the law counts it: the last day, and how it came about."""
    return deadline(period.legal_rule, period.starts_on)


def picture(
    period: ReflectionPeriod, *, given: list[tuple[date, int]], on: date, end_label: str = ""
) -> dict[str, Any]:
    """The facts from which the clock is drawn on a Sofia day.

    `given` are the reminders already written: their days, and how many days before the last day they speak of;
    `end_label` is that of `why_ended`.
    """
    state = period.state(on=on)
    alive = state == PeriodState.RUNNING and period.ended_on is None
    ahead = [(day, before) for day, before in _notices(period) if day > on] if alive else []
    return {
        "starts_on": period.starts_on,
        "last_day": period.last_day,
        "runs_to": period.runs_to,
        "ended_on": period.ended_on,
        "end_label": end_label,
        "today": on,
        "day_number": (on - period.starts_on).days,
        "days_left": max((period.last_day - on).days, 0),
        "total_days": (period.last_day - period.starts_on).days,
        "notices": [(day, _words(before)) for day, before in sorted({*given, *ahead})],
        "next": (_("Reminder: %(what)s") % {"what": _words(ahead[0][1])}, ahead[0][0]) if ahead else None,
        "state": state,
        "term": term_of(period),
    }


def briefings(case: Case) -> list[RightsBriefing]:
    """Who told the person of which right, in order of time; what another body explained is among them."""
    return list(RightsBriefing.objects.filter(case=case).select_related("organisation"))


def reminders_given(period: ReflectionPeriod, *, on: date) -> list[tuple[date, int]]:
    """The reminders about this period that somebody has been given up to a Sofia day."""
    written = Notification.objects.filter(subject=period.pk, kind__in=PERIOD_KINDS, due_on__lte=on)
    found = written.order_by().values_list("due_on", "occurrence").distinct()
    return [(due_on, int(occurrence.partition(" ")[0])) for due_on, occurrence in found]


def _notices(period: ReflectionPeriod) -> list[tuple[date, int]]:
    return sorted((notice.on, int(notice.occurrence.partition(" ")[0])) for notice in notices(period.last_day))


def _words(before: int) -> str:
    if before == 0:
        return _("the last day")
    if before < 0:
        return _("the period is over")
    return ngettext("%(count)d day before the last day", "%(count)d days before the last day", before) % {
        "count": before
    }
