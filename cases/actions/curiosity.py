"""Noticing curiosity in the trace: many files, many refusals, one's own family name, files from other towns.

What is noticed is written once for a person and day, for the coordinators of the reader's organisation and of the
organisations that hold the files. No alarm says which file, nor which of several reasons it was: that a person has
the reader's family name is found by tokens of the blind index, in memory, and written nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, QuerySet

from cases import names, tokens
from cases.models import Case, CaseMember, PersonToken
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit.models import Alarm, Event, Pattern
from tvcase.audit.notification_kinds import UNUSUAL_READING
from tvcase.dates import local_date
from tvcase.keys import provider
from tvcase.notifications.outbox import notify

SHORT = timedelta(hours=1)
LONG = timedelta(days=1)
READ = r"\.(opened|shown|seen)$"
REFUSED = r"^(web\.(forbidden|not_found)|cases\.break_glass\.refused)$"
ONE_AT_A_TIME = "tvcase.curiosity"
OLDEST = 100  # years
ENDINGS = (("a", ""), ("", "a"), ("i", "a"), ("a", "i"))  # Иванов and Иванова, Зелински and Зелинска


@dataclass(frozen=True)
class Noticed:
    """A person's pattern of reading, and the organisations whose coordinators are told."""

    user: User
    pattern: Pattern
    organisations: frozenset[int]


@transaction.atomic
def raise_alarms(*, at: datetime) -> int:
    """Write every alarm that the trace gives reason for at an instant and that was not written; returns how many."""
    written = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [ONE_AT_A_TIME])
    for noticed in [*_often(at), *_unusual(at)]:
        for organisation in noticed.organisations:
            written += _raise(noticed, organisation, at)
    return written


def _raise(noticed: Noticed, organisation: int, at: datetime) -> bool:
    """One alarm, and a notification to each coordinator but the reader; not a second time on one day."""
    day = local_date(at)
    key = {"organisation_id": organisation, "user": noticed.user, "pattern": noticed.pattern, "day": day}
    if Alarm.objects.filter(**key).exists():
        return False
    Alarm.objects.bulk_create([Alarm(**key)])
    coordinators = User.objects.filter(organisation=organisation, roles__contains=[Role.COORDINATOR], is_active=True)
    subject = uuid5(NAMESPACE_URL, f"{organisation} {noticed.user.pk} {noticed.pattern}")
    others = coordinators.exclude(pk=noticed.user.pk)
    notify(others, UNUSUAL_READING, case_code="", subject=subject, occurrence=day.isoformat(), due_on=day)
    return True


def _often(at: datetime) -> Iterator[Noticed]:
    """Whoever opened, or was refused, more different files within an hour than work asks for."""
    limits = settings.CURIOSITY
    for pattern, acts, most in (
        (Pattern.MANY, READ, limits["files"]),
        (Pattern.REFUSED, REFUSED, limits["refusals"]),
    ):
        counted = _events(acts, at - SHORT, at).values("actor_id").annotate(files=Count("case_code", distinct=True))
        for user in _people(line["actor_id"] for line in counted.filter(files__gte=most)).values():
            if user.organisation_id:
                yield Noticed(user, pattern, frozenset({user.organisation_id}))


def _unusual(at: datetime) -> Iterator[Noticed]:
    """Whoever opened the file of somebody of their own family name, or several from other towns, within a day."""
    opened: dict[int | None, set[str]] = defaultdict(set)
    for actor, code in _events(READ, at - LONG, at).values_list("actor_id", "case_code").distinct():
        opened[actor].add(code)
    codes = set().union(*opened.values())
    cases = {case.code: case for case in Case.objects.filter(code__in=codes).select_related("organisation")}
    for actor, user in _people(opened).items():
        files = [cases[code] for code in opened[actor] if code in cases]
        found = [case for case in files if shares_a_name(user, case)] or _from_elsewhere(user, files)
        if found and user.organisation_id:
            holders = {case.organisation_id for case in found}
            yield Noticed(user, Pattern.UNUSUAL, frozenset({user.organisation_id, *holders}))


def _from_elsewhere(user: User, files: Iterable[Case]) -> list[Case]:
    """The files of organisations in other towns on whose teams this person has no place, if they are several."""
    town = user.organisation.town_bg if user.organisation else ""
    far = [case for case in files if case.organisation_id != user.organisation_id and case.organisation.town_bg != town]
    own = set(CaseMember.objects.filter(user=user, case__in=far, left_on=None).values_list("case_id", flat=True))
    found = [case for case in far if case.pk not in own]
    return found if len(found) >= settings.CURIOSITY["elsewhere"] else []


def shares_a_name(user: User, case: Case) -> bool:
    """Whether the person of a case has this person's family name, in either form: asked of tokens, never of names."""
    wanted = _tokens_of(user.last_name, case.organisation_id, case.opened_on.year)
    found = PersonToken.objects.filter(person=case.person_id, label=tokens.FAMILY).values_list("token", flat=True)
    return any(bytes(token) in wanted for token in found)


@lru_cache(maxsize=20_000)
def _tokens_of(family_name: str, organisation: int, year: int) -> frozenset[bytes]:
    """Every token under which people of that family name can stand, born in any year or none."""
    name = names.key(family_name)
    if not name:
        return frozenset()
    forms = {name} | {name.removesuffix(old) + new for old, new in ENDINGS if name.endswith(old)}
    years = ["", *map(str, range(year - OLDEST, year + 1))]
    values = (f"{form}:{born}" for form in forms for born in years)
    return frozenset(provider().token(organisation, tokens.FAMILY, value) for value in values)


def _events(acts: str, since: datetime, until: datetime) -> QuerySet[Event]:
    found = Event.objects.filter(at__gt=since, at__lte=until, actor_id__isnull=False, action__regex=acts)
    return found.exclude(case_code="").order_by()


def _people(keys: Iterable[int | None]) -> dict[int, User]:
    return User.objects.select_related("organisation").in_bulk({key for key in keys if key})
