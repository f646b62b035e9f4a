"""Reminders: every one that has fallen due is written, by one statement over periods, duties and teams.

The unique key of a notification (person, kind, subject, occurrence) makes each of them exactly once, however
often, late or concurrently this runs.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction

from cases.actions.due import RAISE, UPCOMING, WHOLE_TABLES, statement
from cases.milestones import LAST_DAY, due
from cases.models.breakglass import REVIEW_WITHIN
from cases.rules import reminder_source
from cases.states import CHILD, PERIOD_CORRECTIONS, Confirmation, OpeningGround, Right
from tvcase.accounts.roles import FORMAL_KINDS, Role
from tvcase.audit import log
from tvcase.dates import SOFIA, local_date, midnight_after

DUTY_TO_INFORM = "duty_to_inform"
CHILD_NOTICE = "child_notice_overdue"
LAST_DAY_UNOPENED = "period_last_day_unopened"
REVIEW_DUE = "break_glass_review_due"
NOON = time(12)
ONE_AT_A_TIME = "tvcase.reminders"


@dataclass(frozen=True)
class Upcoming:
    """What will be written on a Sofia day as the records stand: a kind, to how many people, about which cases."""

    on: date
    kind: str
    count: int
    case_codes: list[str]


@transaction.atomic
def raise_due(*, at: datetime) -> int:
    """Write every reminder that is due at an instant and not yet written; returns how many.

    Milestones of running periods (Act, Article 26), marked late when their day has passed; every day anew, the
    overdue duty to inform (SOP 2.2), overdue notices of a child (SOP children 1.1), last-day reminders that
    nobody has opened by noon, and reviews of what was opened in an emergency that are due. Runs that meet wait
    for each other, so none does the other's work again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [ONE_AT_A_TIME])
        cursor.execute(WHOLE_TABLES)
        cursor.execute(RAISE.format(due=statement(reminder_source)), facts(at))
        count = cursor.rowcount
    if count:
        log.record("cases.reminders.raised", by=None, on=local_date(at), count=count)
    return count


@transaction.atomic
def upcoming(*, at: datetime, days: int) -> list[Upcoming]:
    """What `raise_due` will write until the end of an instant's day and on each of the days after it.

    It is what follows from the records as they stand now: nothing sent, told, opened or ended meanwhile.
    """
    found = []
    sql = UPCOMING.format(due=statement(reminder_source))
    with connection.cursor() as cursor:
        cursor.execute(WHOLE_TABLES)
        for offset in range(days + 1):
            day = local_date(at) + timedelta(days=offset)
            last_instant = midnight_after(day) - timedelta(microseconds=1)
            cursor.execute(sql, facts(last_instant) | {"with_earlier": offset == 0})
            found += [Upcoming(day, kind, count, codes) for kind, count, codes in cursor.fetchall()]
    return found


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told of an instant: its Sofia day, whether noon has passed, and what is due.

    Sources add facts of their own; none replaces one that is there.
    """
    known = _own_facts(at)
    for source in reminder_source:
        more = source.facts(at)
        if taken := known.keys() & more:
            raise ValueError(f"{source.name} names a fact that is there already: {', '.join(sorted(taken))}")
        known |= more
    return known


def _own_facts(at: datetime) -> dict[str, Any]:
    on = local_date(at)
    milestones = due(on)
    return {
        "at": at,
        "on": on,
        "noon_has_passed": at.astimezone(SOFIA).time() >= NOON,
        "last_days": [last_day for last_day, _notice in milestones],
        "kinds": [notice.kind for _day, notice in milestones],
        "occurrences": [notice.occurrence for _day, notice in milestones],
        "notice_days": [notice.on for _day, notice in milestones],
        "corrections": list(PERIOD_CORRECTIONS),
        "child": list(CHILD),
        "formal_kinds": sorted(FORMAL_KINDS),
        "coordinator": Role.COORDINATOR,
        "stay": OpeningGround.STAY,
        "right": Right.REFLECTION_PERIOD,
        "not_understood": Confirmation.NOT_UNDERSTOOD,
        "duty": DUTY_TO_INFORM,
        "child_notice": CHILD_NOTICE,
        "unopened": LAST_DAY_UNOPENED,
        "review": REVIEW_DUE,
        "review_days": REVIEW_WITHIN.days,
        "officer": Role.DATA_PROTECTION_OFFICER,
        "last_day_kinds": [LAST_DAY, LAST_DAY_UNOPENED],
    }
