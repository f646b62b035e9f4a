"""Tonight's picture of an organisation's shelters, and what waits for one person; plain values for the pages."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from cases.models import CaseMember
from shelters.guests import SOON, Guest, guests
from shelters.models import ONE_NIGHT, AccompanyingChild, Place, Shelter, Stay, StayReview, TakenNights
from shelters.shifts import HouseNow, houses_now
from shelters.states import StayState, TakenBy
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.sealing.fields import with_keys

S = StayState


@dataclass(frozen=True)
class Bed:
    """A place tonight: who sleeps in it, for whom it is kept, whether it is out of service; whose file is sealed to
    whoever looks is nobody's, and the place is taken all the same."""

    place: Place
    taken: Guest | None = None
    child_of: Guest | None = None
    held: Guest | None = None
    kept_until: datetime | None = None
    is_sealed: bool = False
    out: TakenNights | None = None
    reserved_from: date | None = None

    @property
    def is_taken(self) -> bool:
        return bool(self.taken or self.child_of or self.is_sealed)

    @property
    def is_held(self) -> bool:
        return not self.is_taken and bool(self.held or self.kept_until)

    @property
    def is_free(self) -> bool:
        return not (self.is_taken or self.is_held or self.out)

    @property
    def is_empty(self) -> bool:
        """Free, and nobody comes later either."""
        return self.is_free and self.reserved_from is None


@dataclass(frozen=True)
class House:
    """A shelter tonight."""

    shelter: Shelter
    beds: list[Bed]
    now: HouseNow | None = None

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
        return sum(bed.is_held for bed in self.beds)

    @property
    def taken(self) -> int:
        return sum(bed.is_taken for bed in self.beds)


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
        guests = [*self.expected, *(guest for bed in beds for guest in (bed.taken, bed.held, bed.child_of) if guest)]
        return _codes([*self.requests, *(guest.stay for guest in guests)])

    @property
    def morning(self) -> date:
        return self.night + ONE_NIGHT

    @property
    def free_places(self) -> list[Place]:
        """Where somebody can sleep tonight who moves."""
        return [bed.place for house in self.houses for bed in house.beds if bed.is_free]


def tonight(user: User, *, night: date, at: datetime) -> Tonight:
    """The shelters of this person's organisation in the night that begins on this day, at an instant of the clock, in
    fifteen statements.

    A house or a place that is out of use is shown as long as somebody sleeps there.
    """
    stays = list(
        Stay.objects.to_host(user)
        .open()
        .select_related("case", "shelter", "place", "requested_by__organisation")
        .order_by("from_on", "requested_on", "recorded_at")
    )
    with_keys(stays)
    found = guests(user, stays, night=night, at=at)
    children = AccompanyingChild.objects.to_host(user).here().exclude(place=None)
    parents = {pk: found[stay] for pk, stay in children.values_list("pk", "stay") if stay in found}
    shelters = list(Shelter.objects.run_by(user))
    nights = _nights(shelters, night, at)
    beds: dict[int, list[Bed]] = defaultdict(list)
    for place in Place.objects.filter(shelter__in=shelters).select_related("shelter"):
        bed = _bed(place, nights[place.pk], found, parents, night)
        if bed.is_taken or bed.is_held or place.closed_on is None or place.closed_on > night:
            beds[place.shelter_id].append(bed)
    shifts = {house.shelter.pk: house for house in houses_now(user, at=at)}
    houses = [House(shelter, beds[shelter.pk], shifts.get(shelter.pk)) for shelter in shelters]
    return Tonight(
        night=night,
        houses=[house for house in houses if house.shelter.closed_on is None or house.taken or house.held],
        expected=[found[stay.pk] for stay in stays if stay.state == S.RESERVED],
        requests=[stay for stay in stays if stay.state == S.REQUESTED],
    )


def _nights(shelters: list[Shelter], night: date, at: datetime) -> dict[int, list[TakenNights]]:
    """For each place what takes it tonight or later; a hold whose time has run out takes nothing."""
    rows = TakenNights.objects.filter(Q(to_on=None) | Q(to_on__gt=night), place__shelter__in=shelters)
    by_place: dict[int, list[TakenNights]] = defaultdict(list)
    for row in rows.exclude(expires_at__lte=at).order_by("from_on"):
        by_place[row.place_id].append(row)
    return by_place


def _bed(
    place: Place, rows: list[TakenNights], found: Mapping[UUID, Guest], parents: Mapping[UUID, Guest], night: date
) -> Bed:
    later = min((row.from_on for row in rows if row.from_on > night and row.source != TakenBy.OUTAGE), default=None)
    bed = Bed(place, reserved_from=later)
    row = next((row for row in rows if row.from_on <= night), None)
    if row is None:
        return bed
    if row.source == TakenBy.OUTAGE:
        return replace(bed, out=row)
    if row.source == TakenBy.HOLD:
        return replace(bed, kept_until=row.expires_at)
    if row.source == TakenBy.CHILD:
        parent = parents.get(row.record)
        return replace(bed, child_of=parent, is_sealed=parent is None)
    guest = found.get(row.record)
    kept = guest is not None and guest.stay.state == S.RESERVED
    return replace(bed, held=guest if kept else None, taken=None if kept else guest, is_sealed=guest is None)


def _codes(stays: list[Stay]) -> list[str]:
    """The codes of the cases, for the trace."""
    return sorted({stay.case.code for stay in stays})


@dataclass
class Work:
    """What about stays waits for one person."""

    to_answer: list[Stay] = field(default_factory=list)
    expected: list[Stay] = field(default_factory=list)
    ending: list[Stay] = field(default_factory=list)
    to_review: list[StayReview] = field(default_factory=list)
    asked: list[Stay] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        reviewed = [review.stay for review in self.to_review]
        return _codes([*self.to_answer, *self.expected, *self.ending, *self.asked, *reviewed])

    @property
    def is_empty(self) -> bool:
        return not (self.to_answer or self.expected or self.ending or self.to_review or self.asked)


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
    reviews = StayReview.objects.visible_to(user).open().filter(stay__in=Stay.objects.filter(mine))
    waiting.to_review = list(reviews.select_related("stay__case", "stay__shelter").order_by("due_on"))
    return waiting
