"""The last days in the houses: rosters, handovers, open points, counts at night, and whom partners phone."""

from datetime import date, datetime, timedelta

from shelters.actions import log, roster, shifts
from shelters.actions.shifts import Found
from shelters.models import ContactCard, Shelter, Stay
from shelters.states import HERE, ContactKind, IncidentKind, Severity, Told
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.dates import local_date
from tvcase.demo.stage import Stage, recorded_at
from tvcase.demo.telling import instant

NIGHTS_AHEAD = 5  # the roster ends two days before the week does: the gap is shown
NIGHTS_COUNTED = 3
CARDS = (
    (ContactKind.EMERGENCY, "Спешни повиквания", "Emergency calls", "112", "денонощно", "day and night"),
    (ContactKind.HOTLINE, "Измислена гореща линия", "Invented hotline", "000 000 001", "денонощно", "day and night"),
    (
        *(ContactKind.CROSS_BORDER, "Измислен контактен център на границата", "Invented contact centre at the border"),
        *("000 000 002", "денонощно", "day and night"),
    ),
)


def furnish(stage: Stage, *, at: datetime) -> None:
    """Write what the houses of the demo did in the days before an instant, and who is on duty after it."""
    for kind, name_bg, name_en, phone, hours_bg, hours_en in CARDS:
        names = {"name_bg": name_bg, "name_en": name_en, "hours_bg": hours_bg, "hours_en": hours_en}
        ContactCard.objects.create(kind=kind, phone=phone, languages="bg, en", **names)
    for number, shelter in enumerate(stage.shelters.values()):
        staff = [
            user
            for user in stage.users.values()
            if user.organisation_id == shelter.organisation_id and user.has_role(*SHELTER_ROLES)
        ]
        if len(staff) > 1:
            one, other = staff[number % len(staff)], staff[(number + 1) % len(staff)]
            with recorded_at(at):
                _on_duty(shelter, one, at=at)
                _shifts(shelter, one, other, at=at)


def _on_duty(shelter: Shelter, user: User, *, at: datetime) -> None:
    evening = instant(local_date(at), 20)
    hours = {"from_at": evening, "to_at": evening + timedelta(hours=12)}
    roster.plan(shelter.organisation, user=user, shelter=shelter, **hours, days=NIGHTS_AHEAD, by=_planner(user), at=at)


def _planner(user: User) -> User:
    return User.objects.filter(organisation=user.organisation_id, roles__contains=["shelter_head"])[0]


def _shifts(shelter: Shelter, one: User, other: User, *, at: datetime) -> None:
    """A handover that was read and one that waits; a point and an incident, where somebody stays."""
    earlier = at - timedelta(hours=13)
    guests = list(Stay.objects.filter(shelter=shelter, state__in=HERE, from_on__lt=local_date(earlier)).order_by("pk"))
    read = shifts.hand_over(shelter, note="Котелът е спрян до обяд.", at=earlier, by=other)
    shifts.read(read, at=earlier + timedelta(minutes=12), by=one)
    for back in range(NIGHTS_COUNTED, 0, -1):
        _count(shelter, guests, local_date(at) - timedelta(days=back), missing=back == 1, by=one)
    if guests:
        log.raise_point(guests[0], text="Да се вземе лекарството от аптеката.", at=earlier, by=one)
        log.incident(
            guests[-1],
            incident=IncidentKind.THREAT,
            severity=Severity.MODERATE,
            told=[Told.POLICE, Told.HEAD],
            note="Непознат пита на входа. Не му беше отворено.",
            happened_at=earlier,
            at=earlier,
            by=one,
        )
    shifts.hand_over(shelter, note="Тиха нощ.", at=at - timedelta(minutes=20), by=one)


def _count(shelter: Shelter, guests: list[Stay], night: date, *, missing: bool, by: User) -> None:
    there = [stay for stay in guests if stay.from_on <= night]
    found = [Found(stay, here=not (missing and stay == there[-1])) for stay in there]
    shifts.count(shelter, found, expected=there, night=night, at=instant(night, 22, 15), by=by)
