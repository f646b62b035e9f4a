"""The roster of an organisation for the days ahead: who is on duty where, and the hours in which nobody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shelters.models import ContactCard, Duty, Shelter
from shelters.states import ContactKind
from tvcase.accounts.models import User

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Gap:
    """Hours in which nobody is on duty."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Line:
    """One house, or the organisation's own call where it is None: its duties in the week ahead, and its gaps."""

    shelter: Shelter | None
    duties: list[Duty]
    gaps: list[Gap]


def gaps(taken: Iterable[tuple[datetime, datetime]], begins: datetime, ends: datetime) -> list[Gap]:
    """The parts of [begins, ends) that none of these hours covers, in order."""
    found, covered = [], begins
    for starts, stops in sorted(taken):
        if starts > covered:
            found.append(Gap(covered, min(starts, ends)))
        covered = max(covered, stops)
        if covered >= ends:
            return found
    return [*found, Gap(covered, ends)]


def week_ahead(user: User, *, at: datetime) -> list[Line]:
    """The roster of this person's organisation in the seven days from an instant.

    Somebody must be in an open house at every hour. Who is on call is shown, and gaps there only where the
    organisation plans such a call.
    """
    ends = at + AHEAD
    duties = list(Duty.objects.of(user).standing().between(at, ends).select_related("user", "shelter"))
    lines = [_line(shelter, duties, at, ends) for shelter in Shelter.objects.run_by(user).open()]
    on_call = _line(None, duties, at, ends)
    return [*lines, on_call] if on_call.duties else lines


def _line(shelter: Shelter | None, duties: list[Duty], begins: datetime, ends: datetime) -> Line:
    own = [duty for duty in duties if duty.shelter_id == (shelter.pk if shelter else None)]
    return Line(shelter, own, gaps([(duty.from_at, duty.to_at) for duty in own], begins, ends))


def cards() -> list[ContactCard]:
    """The contact cards in use, in the order of their kinds: emergency first."""
    order = list(ContactKind)
    return sorted(ContactCard.objects.in_use(), key=lambda card: (order.index(ContactKind(card.kind)), card.name))
