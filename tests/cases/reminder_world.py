"""A small world of cases for the reminders, and an oracle that says slowly, day by day, what must be written.

It shares no code with cases/milestones.py and cases/actions: it walks the days and the people one by one.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from holidays import country_holidays

from cases.models import CaseOpening, CooperationDecision, RightsBriefing
from cases.states import OpeningGround, Right, TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, ReflectionPeriodFactory, UserFactory
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification

type Key = tuple[int, str, Any, str]
DAY = timedelta(days=1)
WEEKEND = (5, 6)


def off(day: date) -> bool:
    return day.weekday() in WEEKEND or day in country_holidays("BG", years=day.year)


def instant(day: date, minutes: int) -> datetime:
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=SOFIA)


@dataclass
class Member:
    """Somebody on a team, or a coordinator, as the oracle knows them."""

    user: Any
    since: date
    told: bool = True


@dataclass
class Story:
    """One case with its period, and what the oracle knows of it."""

    period: Any
    team: list[Member] = field(default_factory=list)
    coordinators: list[Member] = field(default_factory=list)
    held_by_authority: bool = False
    authority: list[Any] = field(default_factory=list)
    ended: bool = False
    informed: bool = False
    explained: bool = False
    closed: bool = False
    opened: bool = False
    child_due: list[tuple[Any, datetime]] = field(default_factory=list)


def tell(chance: random.Random, first: date, *, child: bool = False) -> Story:
    """Invent a case that begins on a day, with a team of any shape."""
    holder = OrganisationFactory(**chance.choice([{}, {}, {"police": True}]))
    case = CaseFactory(organisation=holder, opened_on=first, received_at=instant(first, 10), child=child)
    story = Story(None, held_by_authority=holder.kind == "POLICE")
    if child:
        story.child_due = [(notice.pk, notice.due_at) for notice in case.child_notices.all()]
    else:
        story.period = ReflectionPeriodFactory(case=case, starts_at=instant(first, chance.randrange(24 * 60)))
        officer = story.period.identification.officer
        story.authority = [officer, UserFactory(organisation=officer.organisation, coordinator=True)]
    host = OrganisationFactory(shelter=True)
    if chance.random() < 0.5:
        opening = {"ground": OpeningGround.STAY, "subject": case.pk, "opened_on": first}
        closed_on = first if chance.random() < 0.3 else None
        CaseOpening.objects.create(case=case, organisation=host, closed_on=closed_on, **opening)
        hosting = closed_on is None
    else:
        hosting = False
    for _person in range(chance.randrange(4)):
        joined = first + DAY * chance.randrange(-3, 36)
        inside = chance.random() < 0.6
        user = UserFactory(organisation=holder if inside else host, is_active=True)
        role = TeamRole.CASEWORKER if inside else TeamRole.SHELTER_WORKER
        member = CaseMemberFactory(case=case, user=user, role=role, joined_on=joined)
        story.team.append(Member(user, joined, told=inside or hosting))
        if chance.random() < 0.15:
            member.left_on = joined + DAY
            member.save()
            story.team[-1].told = False
        elif chance.random() < 0.1:
            type(user).objects.filter(pk=user.pk).update(is_active=False)
            story.team[-1].told = False
    for _person in range(chance.randrange(3)):
        since = first + DAY * chance.randrange(-10, 36)
        user = UserFactory(organisation=holder, coordinator=True, date_joined=instant(since, chance.randrange(24 * 60)))
        story.coordinators.append(Member(user, since))
    return story


def happen(chance: random.Random, story: Story, day: date) -> None:
    """Let something happen to a case on a day, in the database and for the oracle."""
    chance.choice([inform, explain, end, close, open_last_day, open_something_else, nothing])(story, day)


def nothing(story: Story, day: date) -> None:
    """A quiet day."""


def inform(story: Story, day: date) -> None:
    """The identifying organisation records that it told the person."""
    period = story.period
    if not period or story.closed:
        return
    officer = story.authority[0]
    RightsBriefing.objects.create(
        case=period.case,
        right=Right.REFLECTION_PERIOD,
        period=period,
        informed_at=period.starts_at,
        organisation=officer.organisation,
        informed_by="an officer",
        language="bg",
        recorded_by=officer,
    )
    story.informed = True


def explain(story: Story, day: date) -> None:
    """The identifying organisation records that it explained every other right."""
    if not story.period or story.closed:
        return
    officer = story.authority[0]
    for right in (Right.SPECIAL_PROTECTION, Right.LEGAL_AID, Right.COMPENSATION):
        RightsBriefing.objects.create(
            case=story.period.case,
            right=right,
            informed_at=story.period.starts_at,
            organisation=officer.organisation,
            informed_by="an officer",
            language="bg",
            recorded_by=officer,
        )
    story.explained = True


def end(story: Story, day: date) -> None:
    """The person decides to cooperate, inside the period."""
    period = story.period
    if not period or story.ended or story.closed or not period.starts_on < day <= period.last_day:
        return
    decision = CooperationDecision.objects.create(
        case=period.case,
        number=1,
        value="YES",
        declared_at=instant(day, 1),
        declared_to="LAWYER",
        form="WRITTEN",
        told_it_ends_period_at=instant(day, 0),
        language="bg",
        recorded_by=story.authority[0],
    )
    period.ended_on, period.end_reason, period.ended_by_decision = day, "COOPERATION", decision
    period.ended_at = instant(day, 2)
    period.save(update_fields=["ended_on", "end_reason", "ended_by_decision", "ended_at"])
    story.ended = True


def close(story: Story, day: date) -> None:
    """Two people close the case."""
    case = story.period.case if story.period else None
    if case is None or story.closed:
        return
    case.closed_on = case.closure_proposed_on = max(day, case.opened_on)
    case.closure_reason = "PERSON_STOPPED"
    case.closed_by, case.closure_confirmed_by = story.authority
    case.save()
    story.closed = True


def open_last_day(story: Story, day: date) -> None:
    """Somebody opens a reminder of the last day, if there is one."""
    kinds = ["period_last_day", "period_last_day_unopened"]
    reminders = Notification.objects.filter(subject=story.period.pk, kind__in=kinds) if story.period else []
    for reminder in reminders[:1]:
        Notification.objects.filter(pk=reminder.pk).update(opened_at=instant(day, 3))
        story.opened = True


def open_something_else(story: Story, day: date) -> None:
    """Somebody opens another reminder, which ends nothing."""
    if story.period:
        Notification.objects.filter(subject=story.period.pk, kind="period_runs_out").update(opened_at=instant(day, 3))


def expected(story: Story, at: datetime) -> dict[Key, tuple[date, bool]]:
    """Everything that is due at an instant, by the specification, whether it was written before or not."""
    today = at.astimezone(SOFIA).date()
    if story.closed:
        return {}
    told = [member for member in story.team if member.told]
    told += story.coordinators if story.held_by_authority else []
    due: dict[Key, tuple[date, bool]] = {}
    if story.period:
        due |= milestones(story, told, today)
        due |= duties(story, told, today)
        due |= rights(story, told, today)
        due |= alarms(story, today, at.astimezone(SOFIA).hour >= 12)
    for notice, due_at in story.child_due:
        if at > due_at:
            occurrence = f"{today} {due_at.astimezone(SOFIA).date()}"
            for member in told:
                if member.since <= today:
                    due[member.user.pk, "child_notice_overdue", notice, occurrence] = (today, False)
    return due


def milestones(story: Story, told: list[Member], today: date) -> dict[Key, tuple[date, bool]]:
    """Walk from the first day to today; on each ask which reminders it is the day of."""
    due: dict[Key, tuple[date, bool]] = {}
    period, day = story.period, story.period.starts_on
    while day <= today and not story.ended:
        for before in (10, 5, 3, 1, 0, -1):
            kind = "period_runs_out" if before > 0 else "period_over" if before < 0 else "period_last_day"
            own = period.last_day - DAY * before
            names = ["DAY"] if own == day else []
            if before >= 0 and day < own and not off(day) and all(map(off, days_after(day, own))):
                names.append("BEFORE")
            for name in names:
                for member in told:
                    if member.since <= day:
                        key = (member.user.pk, kind, period.pk, f"{before} {name} {period.last_day}")
                        due[key] = (day, day < today)
        day += DAY
    return due


def days_after(day: date, last: date) -> list[date]:
    return [day + DAY * number for number in range(1, (last - day).days + 1)]


def duties(story: Story, told: list[Member], today: date) -> dict[Key, tuple[date, bool]]:
    if story.informed or today <= story.period.starts_on:
        return {}
    people = [member.user for member in told if member.since <= today] + story.authority
    occurrence = f"{today} {story.period.starts_on}"
    return {(user.pk, "duty_to_inform", story.period.pk, occurrence): (today, False) for user in people}


def rights(story: Story, told: list[Member], today: date) -> dict[Key, tuple[date, bool]]:
    identification = story.period.identification
    if story.explained or today <= story.period.starts_on:
        return {}
    people = [member.user for member in told if member.since <= today] + story.authority
    occurrence = f"{today} {story.period.starts_on}"
    return {(user.pk, "rights_to_explain", identification.pk, occurrence): (today, False) for user in people}


def alarms(story: Story, today: date, afternoon: bool) -> dict[Key, tuple[date, bool]]:
    last = story.period.last_day
    if story.ended or story.opened or today < last or (today == last and not afternoon):
        return {}
    team = [member.user for member in story.team if member.told and member.since <= today]
    people = [member.user for member in story.coordinators] or team
    return {
        (user.pk, "period_last_day_unopened", story.period.pk, f"{today} {last}"): (today, False) for user in people
    }
