"""What became of the places of an organisation's houses, night by night and month by month: no person and no case.

It is told to the people of the houses alone. What others may know of it is in shelters/nationwide.py.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import dropwhile
from statistics import median
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shelters.models import Place, Shelter, Stay, TakenNights
from shelters.states import HERE, DeclineKind, StayState, TakenBy
from tvcase.accounts.models import User
from tvcase.figures import THRESHOLD

LOOK_BACK = timedelta(days=30)
LOOK_AHEAD = timedelta(days=60)
MONTHS = 12
# Lengths of a stay in nights, as they are told together.
BANDS = ((1, 7), (8, 30), (31, 90), (91, 180), (181, None))


class Use(models.TextChoices):
    """What becomes of a place in a night."""

    TAKEN = "taken", pgettext_lazy("place", "taken")
    KEPT = "kept", gettext_lazy("kept for somebody")
    OUT = "out", gettext_lazy("out of service")


@dataclass(frozen=True)
class Run:
    """Nights [first, to) of a place in which the same becomes of it, Sofia days; without an end while none is known.

    `planned` is the day on which somebody who stays is planned to leave: nobody is evicted on it.
    """

    use: Use
    first: date
    to: date | None
    planned: date | None = None

    def nights(self, since: date, until: date) -> int:
        """How many of the nights [since, until) it takes."""
        return max(0, (min(self.to or until, until) - max(self.first, since)).days)


@dataclass(frozen=True)
class Line:
    """A place and what becomes of it, in the order of the days; in service since its first night, as far as known."""

    place: Place
    runs: list[Run]
    since: date | None

    def slept(self, since: date, until: date) -> int:
        """In how many of the nights [since, until) somebody had the place."""
        return sum(run.nights(since, until) for run in self.runs if run.use == Use.TAKEN)

    def in_service(self, since: date, until: date) -> int:
        """In how many of the nights [since, until) somebody could have had it."""
        if self.since is None:
            return 0
        served = Run(Use.TAKEN, self.since, self.place.closed_on).nights(since, until)
        return max(0, served - sum(run.nights(since, until) for run in self.runs if run.use == Use.OUT))


@dataclass(frozen=True)
class House:
    """A shelter with its places."""

    shelter: Shelter
    lines: list[Line]


@dataclass(frozen=True)
class Month:
    """The nights of a month that are over: in how many somebody had a place, of how many there could have been."""

    first: date
    slept: int
    in_service: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.slept / self.in_service) if self.in_service else None


@dataclass(frozen=True)
class Band:
    """Stays of about the same length."""

    least: int
    most: int | None
    count: int

    @property
    def label(self) -> str:
        return band_label(self.least, self.most)


@dataclass(frozen=True)
class Lengths:
    """How long stays were that ended, from the first night in a shelter on; the middle one only of five or more."""

    nights: list[int]

    @property
    def bands(self) -> list[Band]:
        return [
            Band(least, most, sum(each >= least and (most is None or each <= most) for each in self.nights))
            for least, most in BANDS
        ]

    @property
    def middle(self) -> int | None:
        return round(median(self.nights)) if len(self.nights) >= THRESHOLD else None


@dataclass(frozen=True)
class Occupancy:
    """The houses of an organisation, or one of them, as they stand in the night that begins on this day.

    The months begin with the first in which a place was in service, and are twelve at most.
    """

    on: date
    houses: list[House]
    months: list[Month]
    lengths: Lengths
    declined: list[tuple[str, int]]
    answered: int
    choices: list[str] = field(default_factory=list)

    @property
    def first(self) -> date:
        """The first night of the picture."""
        return self.on - LOOK_BACK

    @property
    def end(self) -> date:
        """The day after the last night of the picture."""
        return self.on + LOOK_AHEAD

    @property
    def refused(self) -> int:
        return sum(count for _label, count in self.declined)


def band_label(least: int, most: int | None) -> str:
    """The words for a band of nights."""
    if most is None:
        return _("%(least)s nights or more") % {"least": least}
    return _("%(least)s to %(most)s nights") % {"least": least, "most": most}


def occupancy(user: User, *, on: date, at: datetime, house: str = "") -> Occupancy:
    """The houses of this person's organisation, or the one of this code, seen from the night that begins on this day.

    The instant tells which holds have run out. Six statements, however many places and stays there are.
    """
    ours = list(Shelter.objects.run_by(user))
    shelters = [shelter for shelter in ours if house in ("", shelter.code)]
    months = list(months_before(on))
    stays = list(_stays(shelters, since=months[0]))
    lines = _lines(shelters, stays, since=min(months[0], on - LOOK_BACK), until=on + LOOK_AHEAD, at=at)
    declined = Counter(stay.decline_kind for stay in stays if stay.state == StayState.DECLINED)
    return Occupancy(
        on=on,
        houses=[
            House(shelter, [line for line in lines if line.place.shelter_id == shelter.pk]) for shelter in shelters
        ],
        months=list(dropwhile(lambda month: not month.in_service, (_month(first, lines, on) for first in months))),
        lengths=Lengths([_length(stay) for stay in stays if stay.state == StayState.ENDED]),
        declined=[(str(kind.label), declined[kind]) for kind in DeclineKind if declined[kind]],
        answered=sum(stay.answered_on is not None and stay.answered_on >= months[0] for stay in stays),
        choices=[shelter.code for shelter in ours],
    )


def months_before(on: date) -> Iterator[date]:
    """The first days of the twelve months up to and with that of the day."""
    for back in reversed(range(MONTHS)):
        whole = on.year * 12 + on.month - 1 - back
        yield date(whole // 12, whole % 12 + 1, 1)


def next_month(first: date) -> date:
    """The first day of the next month."""
    return (first + timedelta(days=31)).replace(day=1)


def _stays(shelters: Collection[Shelter], *, since: date) -> Iterable[Any]:
    """The stays of the houses that are open, or were answered or ended since then: days and reasons, nothing else."""
    recent = Q(state__in=[StayState.RESERVED, *HERE]) | Q(answered_on__gte=since) | Q(to_on__gte=since)
    return Stay.objects.filter(recent, shelter__in=shelters).only(
        "state", "from_on", "to_on", "planned_to_on", "story_from_on", "answered_on", "decline_kind"
    )


def _length(stay: Stay) -> int:
    """How many nights the person spent in shelters without a gap, in whichever houses."""
    return ((stay.to_on or stay.planned_to_on) - stay.story_began_on).days


def _lines(
    shelters: Collection[Shelter], stays: Iterable[Stay], *, since: date, until: date, at: datetime
) -> list[Line]:
    going_on = {stay.pk: stay for stay in stays if stay.to_on is None}
    runs: dict[int, list[Run]] = {}
    taken = TakenNights.objects.filter(place__shelter__in=shelters)
    for night in taken.filter(nights__overlap=(since, until)).order_by("place", "from_on"):
        if night.expires_at is None or night.expires_at > at:  # only a hold runs out
            runs.setdefault(night.place_id, []).append(_run(night, going_on))
    firsts = dict(taken.order_by().values_list("place").annotate(Min("from_on")))
    return [
        Line(place, runs.get(place.pk, []), firsts.get(place.pk))
        for place in Place.objects.filter(shelter__in=shelters)
        if place.closed_on is None or place.closed_on > since
    ]


def _run(night: TakenNights, going_on: dict[UUID, Stay]) -> Run:
    use = {TakenBy.OUTAGE: Use.OUT, TakenBy.HOLD: Use.KEPT}.get(TakenBy(night.source), Use.TAKEN)
    stay = going_on.get(night.record) if night.source == TakenBy.STAY else None
    if stay is None:
        return Run(use, night.from_on, night.to_on)
    if stay.state == StayState.RESERVED:
        return Run(Use.KEPT, night.from_on, night.to_on)
    return Run(use, night.from_on, night.to_on, stay.planned_to_on)


def _month(first: date, lines: Iterable[Line], on: date) -> Month:
    end = min(next_month(first), on)
    return Month(
        first,
        slept=sum(line.slept(first, end) for line in lines),
        in_service=sum(line.in_service(first, end) for line in lines),
    )
