"""One story being told: who takes part, what the time is, and what has been done so far.

Nothing here touches a database. Times move forward only; offices act on working days between nine and five,
authorities and shelters on any day.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from tvcase.dates import SOFIA, local_date, roll_forward
from tvcase.demo.published import Profile
from tvcase.demo.world import House

FIVE_MINUTES = timedelta(minutes=5)
OPENS, CLOSES = time(9), time(17)


@dataclass(frozen=True)
class Step:
    """One act: when, what, by whom, and the facts it records."""

    at: datetime
    act: str
    by: str
    facts: dict[str, Any]

    @property
    def on(self) -> date:
        """The Sofia day of the act."""
        return local_date(self.at)


@dataclass(frozen=True)
class Cast:
    """The people of one story, by account name, and their organisations, by code."""

    holder: str
    caseworker: str
    second: str
    coordinator: str
    authority: str
    officer: str
    office: str
    prosecutor: str


@dataclass
class Beds:
    """Which place is free when. A place is given from the day it is reserved until the person has left."""

    houses: dict[str, House]
    staff: dict[str, list[str]]
    taken: dict[tuple[str, int], list[tuple[date, date]]] = field(default_factory=dict)

    def find(self, house: House, since: date, until: date) -> int | None:
        """A place of the house that nobody has from one day to the other, both inside; it is taken."""
        for place in range(1, house.places + 1):
            spans = self.taken.setdefault((house.code, place), [])
            if all(until < first or last < since for first, last in spans):
                spans.append((since, until))
                return place
        return None


@dataclass
class Story:
    """What happens to one person in one case, in order."""

    code: str
    title: str
    profile: Profile
    cast: Cast
    steps: list[Step] = field(default_factory=list)
    previous: str = ""  # the code of the episode before


class Teller:
    """Tells a story step by step, with a clock of its own. `limit` is the instant beyond which nothing happened."""

    def __init__(self, story: Story, *, start: datetime, limit: datetime, beds: Beds, rng: random.Random) -> None:
        self.story, self.limit, self.beds, self.rng = story, limit, beds, rng
        self.time = start
        self.marks: dict[str, Any] = {}

    @property
    def profile(self) -> Profile:
        return self.story.profile

    @property
    def cast(self) -> Cast:
        return self.story.cast

    @property
    def today(self) -> date:
        """The Sofia day the story has come to."""
        return local_date(self.time)

    def do(self, act: str, by: str, **facts: Any) -> None:
        """Write the next act, unless it lies beyond the limit."""
        if self.time <= self.limit:
            self.story.steps.append(Step(self.time, act, by, facts))

    def soon(self, low: int = 3, high: int = 12) -> None:
        """Some minutes later, by fives."""
        self.time += self.rng.randint(low, high) * FIVE_MINUTES

    def office(self, low: int = 0, high: int = 0) -> None:
        """A later time at which offices are open, some days on; the same day only while they still are."""
        day = roll_forward(self.today + timedelta(days=self.rng.randint(low, high)))
        found = _at(day, self.rng.randrange(OPENS.hour * 12, CLOSES.hour * 12))
        if found <= self.time:
            found = self.time + self.rng.randint(2, 6) * FIVE_MINUTES
        if found.time() >= CLOSES or found.date() != day:
            found = _at(roll_forward(day + timedelta(days=1)), OPENS.hour * 12 + self.rng.randint(0, 24))
        self.time = found

    def duty(self, low: int = 0, high: int = 0) -> None:
        """A later time on any day, between eight in the morning and seven in the evening."""
        self.on_day(self.today + timedelta(days=self.rng.randint(low, high)))

    def on_day(self, day: date, first: int = 8, last: int = 19) -> None:
        """Go to a day, between these hours. Raises ValueError when the story is past that day."""
        if day < self.today:
            raise ValueError(f"{self.story.title}: {day} is before {self.today}")
        found = _at(day, self.rng.randrange(first * 12, last * 12))
        if found <= self.time:
            found = self.time + self.rng.randint(1, 4) * FIVE_MINUTES
        self.time = found


def _at(day: date, fives: int) -> datetime:
    """A time of a Sofia day, so many five minutes after midnight."""
    return datetime.combine(day, time(fives // 12, fives % 12 * 5), SOFIA)


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of a Sofia day."""
    return datetime.combine(day, time(hour, minute), SOFIA)
