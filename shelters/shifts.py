"""What a shift sees of its house: handovers that wait, open points, the log, counts; plain values for the pages."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from cases.permissions import CasePerm
from shelters.models import CensusEntry, Duty, NightCensus, Shelter, ShiftHandover, Stay, StayLogEntry, StayPoint
from shelters.rules import night_of
from shelters.states import DIFFERENT, HERE
from tvcase.accounts.models import User
from tvcase.sealing.fields import with_keys

LATELY = timedelta(hours=24)
NIGHTS_BACK = 7


def name_of(stay: Stay) -> str:
    """How a guest is called on the pages of the house: alias or code, never a name."""
    return stay.house_alias or stay.case.code


def guests(user: User, shelter: Shelter) -> list[tuple[Stay, str]]:
    """The people who stay in a house now with their places and names in the house, as far as this person may work
    with them."""
    staying = Stay.objects.to_host(user).filter(shelter=shelter, state__in=HERE).select_related("case", "place")
    rows = with_keys(staying.order_by("place__label", "number"))
    return [(stay, f"{stay.place.label if stay.place else ''} · {name_of(stay)}") for stay in rows]


@dataclass(frozen=True)
class HouseNow:
    """A house from outside its rooms: who is on duty, what nobody has read, whether the night was counted."""

    shelter: Shelter
    unread: list[ShiftHandover]
    on_duty: list[Duty]
    counted: NightCensus | None


def houses_now(user: User, *, at: datetime) -> list[HouseNow]:
    """The houses of this person's organisation at an instant, in four statements."""
    unread = ShiftHandover.objects.of(user).unread().select_related("written_by")
    counts = {census.shelter_id: census for census in NightCensus.objects.of(user).filter(night=night_of(at))}
    waiting, working = list(unread), on_duty(user, at=at)
    return [
        HouseNow(
            shelter,
            [one for one in waiting if one.shelter_id == shelter.pk],
            [one for one in working if one.shelter_id == shelter.pk],
            counts.get(shelter.pk),
        )
        for shelter in Shelter.objects.run_by(user).open()
    ]


def on_duty(user: User, *, at: datetime) -> list[Duty]:
    """Who of this person's organisation is on duty at an instant."""
    working = Duty.objects.of(user).standing().filter(from_at__lte=at, to_at__gt=at)
    return list(working.select_related("user", "shelter"))


@dataclass(frozen=True)
class Shift:
    """A house for those who work in it."""

    shelter: Shelter
    unread: list[ShiftHandover]
    points: list[StayPoint]
    entries: list[StayLogEntry]
    nights: list[Any]
    on_duty: list[Duty]
    night: date

    @property
    def codes(self) -> list[str]:
        """The codes of the cases, for the trace."""
        return sorted({row.case.code for row in self.points} | {row.case.code for row in self.entries})

    @property
    def is_counted(self) -> bool:
        """Whether the guests were counted in this night."""
        return any(census.night == self.night for census in self.nights)


def shift(user: User, shelter: Shelter, *, at: datetime) -> Shift:
    """What those who work in a house must know at an instant."""
    entries = StayLogEntry.objects.permitting(user, CasePerm.VIEW_STAY).filter(
        stay__shelter=shelter, happened_at__gt=at - LATELY
    )
    points = open_points(user, shelter)
    shown = list(entries.select_related("case", "stay__case", "recorded_by", "photo"))
    with_keys([*points, *shown])
    with_keys([*(point.stay for point in points), *(entry.stay for entry in shown)])
    return Shift(
        shelter=shelter,
        unread=list(ShiftHandover.objects.of(user).filter(shelter=shelter).unread().select_related("written_by")),
        points=points,
        entries=shown,
        nights=nights(user, shelter),
        on_duty=[duty for duty in on_duty(user, at=at) if duty.shelter_id == shelter.pk],
        night=night_of(at),
    )


def open_points(user: User, shelter: Shelter, *, at: datetime | None = None) -> list[StayPoint]:
    """The points about guests of a house that are open now, or were at an instant; they go along with who moves to
    another house of the organisation."""
    points = StayPoint.objects.permitting(user, CasePerm.CHANGE_STAY)
    if at is None:
        found = points.open().filter(case__stays__shelter=shelter, case__stays__state__in=HERE)
    else:
        found = points.open_at(at).filter(stay__shelter=shelter)
    return list(found.select_related("case", "stay__case", "raised_by"))


def nights(user: User, shelter: Shelter) -> list[Any]:
    """The last counts of a house, the latest first, each with `found`, `different` and `unexplained` guests."""
    differs = Q(entries__mark__in=DIFFERENT)
    counted = NightCensus.objects.of(user).filter(shelter=shelter)
    return list(
        counted.annotate(
            guests=Count("entries"),
            different=Count("entries", filter=differs),
            unexplained=Count("entries", filter=differs & Q(entries__explained_at=None)),
        ).order_by("-night")[:NIGHTS_BACK]
    )


def entries_of(user: User, census: NightCensus) -> list[CensusEntry]:
    """Whom a count found, as far as this person may know of them."""
    entries = CensusEntry.objects.permitting(user, CasePerm.VIEW_STAY).filter(census=census)
    rows = list(entries.select_related("case", "stay__case", "stay__place", "explained_by"))
    with_keys(rows)
    with_keys([row.stay for row in rows])
    return sorted(rows, key=lambda row: row.stay.place.label if row.stay.place else "")
