"""Which houses have a free place for somebody: in four statements, at any number of places and years of stays.

found = search(need, case=case, at=now)     what fits, the freshest picture first, and what nearly fits
take(shelter, need, at=now)                 the places to hold there: the person's, and those for the children
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.law import deadline_for
from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from cases.placement import is_named_in
from cases.rules import Reasons, placement_warning
from cases.terms import PersonGroup, RuleKind
from shelters.models import ONE_NIGHT, ClosedDays, Place, Shelter
from shelters.rules import safety
from shelters.states import AdmittedSex, PlaceKind
from tvcase.accounts.models import User
from tvcase.dates import SOFIA, age_on

SHOWN = 30
OF_AGE = 18
FRESH_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Need:
    """What somebody needs in the nights [from_on, to_on), Sofia days; what is empty is asked of no house."""

    from_on: date
    to_on: date
    beds: int = 1
    cots: int = 0
    sex: str = ""
    age: int | None = None
    accessible: bool = False
    language: str = ""
    far_from: str = ""

    @property
    def has_children(self) -> bool:
        """Whether somebody comes along: the first bed is the person's."""
        return self.beds + self.cots > 1


@dataclass(frozen=True)
class Match:
    """A house with free places; why it does not fit, or what to think of first."""

    shelter: Shelter
    beds: int
    cots: int
    at: datetime
    lacks: Reasons = field(default_factory=list)
    warnings: Reasons = field(default_factory=list)

    @property
    def is_fresh(self) -> bool:
        """Whether the house has confirmed its picture within a day."""
        confirmed = self.shelter.confirmed_at
        return confirmed is not None and confirmed > self.at - FRESH_FOR

    @property
    def freshness(self) -> str:
        """When the house last said that its picture is right, and whether to trust it."""
        confirmed = self.shelter.confirmed_at
        if confirmed is None:
            return _("never confirmed: phone first")
        if not self.is_fresh:
            return _("not confirmed for a day: phone first")
        when = confirmed.astimezone(SOFIA)
        shown = "TIME_FORMAT" if when.date() == self.at.astimezone(SOFIA).date() else "SHORT_DATETIME_FORMAT"
        return _("confirmed %(when)s") % {"when": date_format(when, shown)}

    @property
    def free(self) -> str:
        """How many beds and cots are free, in words."""
        beds = ngettext("%(count)d free bed", "%(count)d free beds", self.beds) % {"count": self.beds}
        cots = ngettext("%(count)d free cot", "%(count)d free cots", self.cots) % {"count": self.cots}
        return f"{beds}, {cots}" if self.cots else beds


@dataclass(frozen=True)
class Found:
    """What was found: the houses that fit, how many there are of them, and where none fits those that nearly do."""

    fits: list[Match]
    count: int
    nearly: list[Match]


def end_of_stay(case: Case | None, from_on: date) -> date:
    """Until when a place is looked for where nobody said it: the term of the law, else one night."""
    group = PersonGroup.CHILD if case and case.counts_as_child else PersonGroup.EVERYBODY
    term = deadline_for(RuleKind.SHELTER_STAY, from_on, group=group) if case else None
    return term.last_day if term else from_on + ONE_NIGHT


def known_of(case: Case, user: User, *, on: date) -> dict[str, Any]:
    """The sex and the age of the person of a case on a Sofia day, as a need says them, for who may read the identity.

    An age is left out where what was found of the age says otherwise: the year may be a guess.
    """
    if CasePerm.VIEW_IDENTITY not in access(user, case):
        return {}
    person = case.person
    known: dict[str, Any] = {"sex": person.sex} if person.sex in AdmittedSex.values else {}
    age = age_on(person.born_on, on) if person.born_on and person.born_on <= on else None
    return known if age is None or (age < OF_AGE) != case.counts_as_child else known | {"age": age}


def search(need: Need, *, case: Case | None = None, at: datetime) -> Found:
    """The open houses that have a place for this need at an instant; for a case, with what to think of first.

    Part of a transaction. Raises PermissionDenied when the wall does not show the case to whoever asks.
    """
    free = _free_places(need, at)
    closed = ClosedDays.objects.on(need.from_on).filter(shelter=OuterRef("pk"))
    found = [
        Match(house, *free[house.pk], at, lacks=why_not_fit(house, need, free[house.pk], closed=house.takes_nobody))
        for house in Shelter.objects.open().annotate(takes_nobody=Exists(closed))
        if house.pk in free
    ]
    found.sort(key=lambda match: -match.shelter.confirmed_at.timestamp() if match.shelter.confirmed_at else 0)
    fits = [match for match in found if not match.lacks]
    nearly = [] if fits else sorted(found, key=lambda match: len(match.lacks))
    return Found(_warned(fits[:SHOWN], case, need), len(fits), _warned(nearly[:SHOWN], case, need))


def _free_places(need: Need, at: datetime) -> Mapping[int, tuple[int, int]]:
    """How many beds and cots each house has free in all the nights."""
    places = Place.objects.free(from_on=need.from_on, to_on=need.to_on, at=at).order_by().values("shelter")
    of_kind = {kind: Count("pk", filter=Q(kind=kind)) for kind in PlaceKind.values}
    counted = places.annotate(**of_kind).values_list("shelter", PlaceKind.BED, PlaceKind.COT)
    return {shelter: (beds, cots) for shelter, beds, cots in counted}


def why_not_fit(house: Shelter, need: Need, free: tuple[int, int], *, closed: bool) -> Reasons:
    """What a house lacks for this need; `free` are its free beds and cots. A bed does for a cot, not the reverse."""
    beds, cots = free
    too_young = need.age is not None and house.lowest_age is not None and need.age < house.lowest_age
    too_old = need.age is not None and house.highest_age is not None and need.age > house.highest_age
    lacks = (
        (beds < need.beds + max(0, need.cots - cots), gettext_lazy("It does not have enough free places.")),
        (closed, gettext_lazy("It takes nobody new on this day.")),
        (
            bool(need.sex and house.sexes) and need.sex not in house.sexes,
            gettext_lazy("It does not admit persons of this sex."),
        ),
        (too_young or too_old, gettext_lazy("It does not admit persons of this age.")),
        (need.has_children and not house.with_children, gettext_lazy("It does not admit parents with children.")),
        (need.accessible and not house.accessible, gettext_lazy("It is not accessible in a wheelchair.")),
        (
            bool(need.language) and need.language not in house.languages,
            gettext_lazy("Nobody in the house speaks the language."),
        ),
        (_is_near(house, need.far_from), gettext_lazy("It is where the place must be far from.")),
    )
    return [str(sentence) for is_so, sentence in lacks if is_so]


def _is_near(house: Shelter, towns: str) -> bool:
    return bool(towns) and is_named_in(f"{house.district_bg} {house.district_en}", towns)


def _warned(matches: list[Match], case: Case | None, need: Need) -> list[Match]:
    """The same with the warnings for the person of the case, those without a warning first."""
    if case is None or not matches:
        return matches
    unsafe = safety(case, [match.shelter for match in matches])
    warned = [
        Match(
            match.shelter,
            match.beds,
            match.cots,
            match.at,
            match.lacks,
            [*unsafe[match.shelter.pk], *_warnings(case, match.shelter, need.from_on)],
        )
        for match in matches
    ]
    return sorted(warned, key=lambda match: bool(match.warnings))


def _warnings(case: Case, shelter: Shelter, on: date) -> Reasons:
    return [reason for warn in placement_warning for reason in warn(case, shelter, on=on)]


def take(shelter: Shelter, need: Need, *, at: datetime) -> tuple[Place, Sequence[Place]] | None:
    """The free places to hold there: the person's bed, and beside it beds and cots for the children, in one room where
    one has enough; None when there are too few by now."""
    free = list(shelter.places.free(from_on=need.from_on, to_on=need.to_on, at=at).select_related("room"))
    rooms: dict[int | None, list[Place]] = {}
    for place in free:
        rooms.setdefault(place.room_id, []).append(place)
    together = [places for room, places in rooms.items() if room and _suits(places[0], need)]
    for places in [*sorted(together, key=len), free]:
        beds = [place for place in places if place.kind == PlaceKind.BED]
        cots = [place for place in places if place.kind == PlaceKind.COT][: need.cots]
        wanted = need.beds + need.cots - len(cots)
        if len(beds) >= wanted:
            return beds[0], [*beds[1:wanted], *cots]
    return None


def _suits(place: Place, need: Need) -> bool:
    return not need.accessible or (place.room is not None and place.room.accessible)
