"""A file opened in an emergency: four hours, one file, told at once, reviewed by somebody else within three days."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cases.actions import notices, team
from cases.actions.act import act
from cases.models import BreakGlass, Case
from cases.models.breakglass import OPEN_FOR
from cases.rules import (
    NO_SUCH_FILE,
    reviewers,
    what_the_organisation_reads,
    why_not_break_glass,
    why_not_end,
    why_not_review,
    within_reach,
)
from cases.states import ReviewOutcome
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for
from tvcase.notifications import outbox


@act
def open_file(case: Case, *, reason: str, explanation: str, by: User, at: datetime) -> BreakGlass:
    """Open a file that the person's organisation has, to read what the organisation may read, until four hours later.

    The team, the holder's coordinators and the reviewer are told in the same transaction. Raises Refused, for a
    file of others or a sealed one as for one that does not exist, and ValidationError.
    """
    case = lock(case)
    if within_reach(by, case.code) is None:
        raise Refused(NO_SUCH_FILE)
    refuse_for(why_not_break_glass(case, by))
    opened = BreakGlass(
        case=case,
        number=next_number(case.break_glass),
        user=by,
        organisation=by.organisation,
        reason=reason,
        explanation=explanation,
        opened_at=at,
        ends_at=at + OPEN_FOR,
    )
    save_checked(opened)
    team.sync(case)
    areas = sorted(perm.area for perm in what_the_organisation_reads(case, opened.organisation_id))
    _record(opened, "begun", by=by, at=at, reason=reason, until=opened.ends_at.isoformat(), areas=areas)
    _tell_of_the_opening(opened)
    return opened


@act
def end(opened: BreakGlass, *, by: User, at: datetime) -> BreakGlass:
    """Close the file to the person again before the four hours are over. Raises Refused."""
    case, opened = lock(opened.case), lock(opened)
    refuse_for(why_not_end(opened, by, at=at))
    opened.ended_at, opened.ended_by = at, by
    save_checked(opened)
    team.sync(case)
    _record(opened, "ended", by=by, at=at)
    return opened


@act
def review(opened: BreakGlass, *, outcome: str, review_note: str, by: User, at: datetime) -> BreakGlass:
    """Say whether it was justified; only then can the person open another file so. Raises Refused.

    What was not justified is told to the data protection officers and to the coordinators of the holder.
    """
    case, opened = lock(opened.case), lock(opened)
    refuse_for(why_not_review(opened, by, at=at))
    opened.reviewed_at, opened.reviewed_by = at, by
    opened.outcome, opened.review_note = outcome, review_note
    save_checked(opened)
    team.sync(case)
    _record(opened, "reviewed", by=by, at=at, outcome=outcome)
    _tell([opened.user], "break_glass_reviewed", opened, at=at)
    if outcome == ReviewOutcome.NOT_JUSTIFIED:
        officers = notices.holding(opened.organisation, Role.DATA_PROTECTION_OFFICER)
        told = {*officers, *notices.coordinators(case.organisation)} - {by, opened.user}
        _tell(told, "break_glass_not_justified", opened, at=at)
    return opened


def _tell_of_the_opening(opened: BreakGlass) -> None:
    """The reviewer has three days; the team and the holder learn of it now."""
    case, due_on = opened.case, opened.review_due_on
    checking = reviewers(opened.user)
    outbox.notify(
        checking,
        "break_glass_to_review",
        case_code=case.code,
        subject=opened.pk,
        occurrence=f"OPENED {due_on}",
        due_on=due_on,
    )
    told = {*notices.team(case), *notices.coordinators(case.organisation)} - {opened.user, *checking}
    _tell(told, "break_glass_opened", opened, at=opened.opened_at)


def _tell(users: Iterable[User], kind: str, opened: BreakGlass, *, at: datetime) -> None:
    told = sorted(users, key=lambda user: user.pk)
    outbox.notify(told, kind, case_code=opened.case.code, subject=opened.pk, due_on=local_date(at))


def _record(opened: BreakGlass, what: str, *, by: User, at: datetime, **facts: Any) -> None:
    log.record(
        f"cases.break_glass.{what}",
        by=by,
        on=local_date(at),
        case=opened.case.code,
        area="core",
        number=opened.number,
        **facts,
    )
