"""Tonight's picture of an organisation's shelters, and what waits for one person; plain values for the pages."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from cases.models import CaseMember
from shelters.models import ONE_NIGHT, Place, Shelter, Stay
from shelters.states import StayState
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.sealing.fields import with_keys

S = StayState
SOON = timedelta(days=7)  # domain 4.6: alert before the term ends


@dataclass(frozen=True)
class Guest:
    """A stay as the house may see it on a wall: alias or code, never a name."""

    stay: Stay
    night: date

    @property
    def name(self) -> str:
        return self.stay.house_alias or self.stay.case.code

    @property
    def nights(self) -> int:
        """How many nights it has been, tonight included."""
        return (self.night - self.stay.from_on).days + 1

    @property
    def nights_left(self) -> int:
        """How many nights of the term remain, tonight included; none once its end is past."""
        return max(0, (self.stay.planned_to_on - self.night).days)

    @property
    def is_late(self) -> bool:
        """Whether somebody who was expected has not come."""
        return self.stay.state == S.RESERVED and self.stay.from_on < self.night


@dataclass(frozen=True)
class Bed:
    """A place tonight: who sleeps in it, for whom it is kept, and from when it is reserved next."""

    place: Place
    taken: Guest | None = None
    held: Guest | None = None
    reserved_from: date | None = None

    @property
    def is_free(self) -> bool:
        return self.taken is None and self.held is None

    @property
    def is_empty(self) -> bool:
        """Free, and nobody comes later either."""
        return self.is_free and self.reserved_from is None


@dataclass(frozen=True)
class House:
    """A shelter tonight."""

    shelter: Shelter
    beds: list[Bed]

    @property
    def empty(self) -> list[Bed]:
        return [bed for bed in self.beds if bed.is_empty]

    @property
    def used(self) -> list[Bed]:
        """Those about which there is something to say."""
        return [bed for bed in self.beds if not bed.is_empty]

    @property
    def free(self) -> int:
        return sum(bed.is_free for bed in self.beds)

    @property
    def held(self) -> int:
        return sum(bed.held is not None for bed in self.beds)

    @property
    def taken(self) -> int:
        return sum(bed.taken is not None for bed in self.beds)


@dataclass(frozen=True)
class Tonight:
    """What shelter staff see first: the houses, who is expected, and which requests wait."""

    night: date
    houses: list[House]
    expected: list[Guest]
    requests: list[Stay]

    @property
    def codes(self) -> list[str]:
        beds = [bed for house in self.houses for bed in house.beds]
        guests = [*self.expected, *(guest for bed in beds for guest in (bed.taken, bed.held) if guest)]
        return _codes([*self.requests, *(guest.stay for guest in guests)])

    @property
    def morning(self) -> date:
        return self.night + ONE_NIGHT


def tonight(user: User, *, night: date) -> Tonight:
    """The shelters of this person's organisation in the night that begins on this day, in four statements.

    A house or a place that is out of use is shown as long as somebody sleeps there.
    """
    stays = list(
        Stay.objects.to_host(user)
        .open()
        .select_related("case", "shelter", "requested_by__organisation")
        .order_by("from_on", "requested_on", "recorded_at")
    )
    with_keys(stays)
    at_place: dict[int | None, list[Guest]] = defaultdict(list)
    for stay in stays:
        at_place[stay.place_id].append(Guest(stay, night))
    beds: dict[int, list[Bed]] = defaultdict(list)
    ours = Shelter.objects.run_by(user)
    for place in Place.objects.filter(shelter__in=ours):
        bed = _bed(place, at_place[place.pk], night)
        if bed.taken or bed.held or place.closed_on is None or place.closed_on > night:
            beds[place.shelter_id].append(bed)
    houses = [House(shelter, beds[shelter.pk]) for shelter in ours]
    return Tonight(
        night=night,
        houses=[house for house in houses if house.shelter.closed_on is None or house.taken or house.held],
        expected=[Guest(stay, night) for stay in stays if stay.state == S.RESERVED],
        requests=[stay for stay in stays if stay.state == S.REQUESTED],
    )


def _bed(place: Place, guests: list[Guest], night: date) -> Bed:
    taken = [guest for guest in guests if guest.stay.state == S.ACTIVE]
    reserved = [guest for guest in guests if guest.stay.state == S.RESERVED]
    held = [guest for guest in reserved if guest.stay.from_on <= night < guest.stay.planned_to_on]
    later = [guest.stay.from_on for guest in reserved if guest.stay.from_on > night]
    return Bed(place, next(iter(taken), None), next(iter(held), None), min(later, default=None))


def _codes(stays: list[Stay]) -> list[str]:
    """The codes of the cases, for the trace."""
    return sorted({stay.case.code for stay in stays})


@dataclass
class Work:
    """What about stays waits for one person."""

    to_answer: list[Stay] = field(default_factory=list)
    expected: list[Stay] = field(default_factory=list)
    ending: list[Stay] = field(default_factory=list)
    asked: list[Stay] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return _codes([*self.to_answer, *self.expected, *self.ending, *self.asked])

    @property
    def is_empty(self) -> bool:
        return not (self.to_answer or self.expected or self.ending or self.asked)


def work(user: User, *, on: date) -> Work:
    """The stays in the houses this person works in, and those of the cases on whose team she or he is."""
    on_team = CaseMember.objects.filter(user=user, left_on=None).values("case")
    mine = Q(case__in=on_team)
    if user.has_role(*SHELTER_ROLES):
        mine |= Q(shelter__in=Shelter.objects.run_by(user))
    elif user.has_role(Role.COORDINATOR):
        mine |= Q(case__organisation=user.organisation_id)
    waiting = Work()
    for stay in Stay.objects.visible_to(user).open().filter(mine).select_related("case", "shelter").order_by("from_on"):
        ours = stay.shelter.organisation_id == user.organisation_id
        if stay.state == S.REQUESTED:
            (waiting.to_answer if ours else waiting.asked).append(stay)
        elif stay.state == S.RESERVED:
            waiting.expected.append(stay)
        elif stay.planned_to_on <= on + SOON:
            waiting.ending.append(stay)
    return waiting
