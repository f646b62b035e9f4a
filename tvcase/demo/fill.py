"""Fill an empty database with the demo: all of it or nothing."""

from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from cases.actions import reminders
from cases.milestones import LAST_DAY
from cases.models import Indicator
from shelters.actions.shelters import set_address
from shelters.models import Place, Shelter
from tvcase.accounts import actions as accounts
from tvcase.accounts import factors
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.dates import REFLECTION_DAYS, local_date
from tvcase.demo import (
    names,
    play_aid,
    play_apart,
    play_chain,
    play_children,
    play_claims,
    play_documents,
    play_law,
    play_places,
    play_plan,
    play_returns,
    play_risk,
    play_services,
    play_sharing,
    play_shifts,
    play_stays,
    play_support,
)
from tvcase.demo.plan import Plan, plan
from tvcase.demo.scenes import NOBODY_OPENED
from tvcase.demo.stage import Stage
from tvcase.demo.telling import instant
from tvcase.demo.world import BODIES, HOUSES, PASSWORD, Worker, full_name, workers
from tvcase.notifications.models import Notification

# Importing them registers the acts.
PLAYERS = (
    *(play_aid, play_apart, play_chain, play_claims, play_documents, play_law, play_returns, play_stays),
    play_support,
)
BEFORE = timedelta(days=900)  # organisations and accounts are older than the first story
LATELY = timedelta(days=10)  # beat has run on each of these days
UNREAD = 6  # that many of a person's newest notifications were not opened yet


@transaction.atomic
def fill(*, at: datetime, people: int, seed: int) -> Plan:
    """Write everything that happened to so many people before an instant; the same seed, the same stories."""
    made = plan(at=at, people=people, seed=seed)
    stage = _build(local_date(at) - BEFORE)
    _play(made, stage)
    play_places.furnish(stage, at=at)
    play_shifts.furnish(stage, at=at)
    play_services.furnish(at=at)
    play_plan.furnish(at=at)
    play_risk.furnish(at=at)
    play_sharing.furnish(at=at)
    play_children.furnish(at=at)
    reminders.raise_due(at=at)
    _open_what_is_old(made)
    return made


def _build(since: date) -> Stage:
    """Organisations, people and shelters, as they were before the first story."""
    organisations: dict[str, Organisation] = {}
    for body in BODIES:
        organisations[body.code] = accounts.create_organisation(
            by=None,
            on=since,
            code=body.code,
            kind=body.kind,
            name_bg=full_name(body, "bg"),
            name_en=full_name(body, "en"),
            town_bg=body.town[0],
            town_en=body.town[1],
            phone=f"000 000 {len(organisations) + 1:02}",
        )
    users = _staff(organisations, since)
    shelters, places = _houses(organisations, users, since)
    indicators = {(row.list, row.code): row for row in Indicator.objects.all()}
    return Stage(users, organisations, shelters, places, indicators)


def _staff(organisations: dict[str, Organisation], since: date) -> dict[str, User]:
    """Everybody who works somewhere; all have the demo's one password, and names that nobody bears."""
    users = {}
    for number, worker in enumerate(workers()):
        users[worker.username] = accounts.create_user(
            worker.username,
            organisation=organisations[worker.body.code],
            roles=list(worker.roles),
            by=None,
            on=since,
            first_name=_called(worker, number)[0],
            last_name=_called(worker, number)[1],
            email=f"{worker.username}@example.org",
            language=worker.language,
            date_joined=instant(since, 9),
        )
    User.objects.filter(pk__in=[user.pk for user in users.values()]).update(password=make_password(PASSWORD))
    factors.give_demo_codes(users.values())
    return users


def _called(worker: Worker, number: int) -> tuple[str, str]:
    """A name for somebody at work: in Latin letters where the pages are read in English."""
    given = [*names.WOMEN, *names.MEN][number * 7 % (len(names.WOMEN) + len(names.MEN))]
    family = names.FAMILIES[number * 11 % len(names.FAMILIES)]
    return (given, family) if worker.language == "bg" else (names.latin(given), names.latin(family))


def _houses(
    organisations: dict[str, Organisation], users: dict[str, User], since: date
) -> tuple[dict[str, Shelter], dict[tuple[str, int], Place]]:
    shelters, places = {}, {}
    for number, house in enumerate(HOUSES, start=1):
        shelter = Shelter.objects.create(
            code=house.code,
            organisation=organisations[house.body],
            kind=house.kind,
            district_bg=house.district[0],
            district_en=house.district[1],
            phone=f"000 000 9{number}",
        )
        shelters[house.code] = shelter
        for place in range(1, house.places + 1):
            label = f"{(place + 1) // 2}{'А' if place % 2 else 'Б'}"
            places[house.code, place] = Place.objects.create(shelter=shelter, label=label)
        if house.address:
            head = next(user for user in users.values() if _heads(user, shelter))
            set_address(shelter, address=house.address, directions="Адресът е измислен.", by=head, on=since)
    return shelters, places


def _heads(user: User, shelter: Shelter) -> bool:
    return user.organisation_id == shelter.organisation_id and user.has_role(Role.SHELTER_HEAD)


def _play(made: Plan, stage: Stage) -> None:
    """Every act in the order of time; on mornings when reminders matter, beat runs and last days are opened."""
    mornings = _mornings(made)
    unopened = {story.code for story in made.stories if story.title == NOBODY_OPENED}
    for step, story in made.steps():
        while mornings and mornings[0] <= step.at:
            _remind(mornings.pop(0), unopened)
        stage.play(step, story)
    for morning in mornings:
        _remind(morning, unopened)


def _mornings(made: Plan) -> list[datetime]:
    """The last day of every period, and each of the last days before the demo, at eight."""
    today = local_date(made.at)
    days = {step.on + timedelta(days=REFLECTION_DAYS) for step, _story in made.steps() if step.act == "identify"}
    days |= {today - timedelta(days=back) for back in range(1, LATELY.days)}
    return sorted(instant(day, 8) for day in days if day < today)


def _remind(at: datetime, unopened: set[str]) -> None:
    reminders.raise_due(at=at)
    opened = Notification.objects.filter(kind=LAST_DAY, due_on__lte=local_date(at), opened_at=None)
    opened.exclude(case_code__in=unopened).update(opened_at=at + timedelta(hours=1))


def _open_what_is_old(made: Plan) -> None:
    """Notifications came on their day, and most were opened the same morning; a handful of each person's were not."""
    unopened = [story.code for story in made.stories if story.title == NOBODY_OPENED]
    with connection.cursor() as cursor:
        cursor.execute(OPENED, {"unread": UNREAD, "kind": LAST_DAY, "unopened": unopened, "at": made.at})


OPENED = """
WITH newest AS (
    SELECT id, row_number() OVER (PARTITION BY recipient_id ORDER BY due_on DESC, id DESC) AS place
      FROM notifications_notification
), came AS (
    SELECT n.id, least(%(at)s, (n.due_on + time '08:00') AT TIME ZONE 'Europe/Sofia') AS at,
           w.place > %(unread)s AND NOT (n.kind = %(kind)s AND n.case_code = ANY (%(unopened)s)) AS opened
      FROM notifications_notification n JOIN newest w ON w.id = n.id
)
UPDATE notifications_notification n
   SET created_at = c.at, late = false,
       opened_at = CASE WHEN c.opened THEN coalesce(n.opened_at, least(%(at)s, c.at + interval '95 minutes'))
                   ELSE n.opened_at END
  FROM came c
 WHERE c.id = n.id
"""
