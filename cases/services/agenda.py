"""One's own calendar: the sessions of a month, by days and weeks. Days are Europe/Sofia dates."""

import re
from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from cases.permissions import CasePerm
from cases.services.models import Session
from cases.services.portrait import named
from tvcase.accounts.models import User
from tvcase.dates import add_months

MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Day:
    """A day, whether it is of the month that is shown, and its sessions in order of time."""

    on: date
    inside: bool
    sessions: list[Session]


@dataclass(frozen=True)
class Month:
    """A month of a calendar."""

    first: date
    weeks: list[list[Day]]

    @property
    def before(self) -> str:
        """The month before, as addresses write it."""
        return f"{add_months(self.first, -1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as addresses write it."""
        return f"{add_months(self.first, 1):%Y-%m}"

    @property
    def days(self) -> list[Day]:
        """The days of the month on which there is something."""
        return [day for week in self.weeks for day in week if day.inside and day.sessions]


def month_of(typed: str, *, on: date) -> date:
    """The first day of the month that an address names; of the month of `on` for what names none."""
    found = MONTH.fullmatch(typed)
    return date(int(found[1]), int(found[2]), 1) if found else on.replace(day=1)


def month(user: User, first: date) -> Month:
    """The sessions in this person's calendar in the weeks of a month, of cases whose support she or he may read."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    by_day = defaultdict(list)
    mine = Session.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(staff=user)
    found = list(mine.between(weeks[0][0], weeks[-1][-1]).select_related("case", "service__case"))
    named([session.service for session in found])
    for session in found:
        by_day[session.day].append(session)
    return Month(first, [[Day(day, day.month == first.month, by_day[day]) for day in week] for week in weeks])
