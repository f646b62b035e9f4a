"""The clocks of one person who has several files: of those that two persons joined, the earliest counts (decision 14).

Joined are also cases that a third one stands between. Days are Europe/Sofia dates.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from cases.actions import reflection
from cases.actions.act import in_the_file_of
from cases.models import Case, DuplicateLink, ReflectionPeriod
from cases.states import CHILD, IdentificationState, PeriodEnd
from tvcase.accounts.models import User

ANNULLED_OR_CHILD = (PeriodEnd.CORRECTION, PeriodEnd.FOUND_TO_BE_CHILD)


def same_people(person: UUID) -> set[UUID]:
    """Every row of people that is this person, over as many confirmed links as there are. Part of an act."""
    found: set[UUID] = set()
    ahead = [person]
    while ahead:
        one = ahead.pop()
        if one in found:
            continue
        found.add(one)
        with in_the_file_of(one):
            links = DuplicateLink.objects.confirmed().filter(Q(person=one) | Q(other_person=one))
            ahead += [side for pair in links.values_list("person_id", "other_person_id") for side in pair]
    return found


def a_period_of_another_file_runs(case: Case, *, on: date) -> bool:
    """Whether a period of this person is alive on a day in Sofia in another episode, or in a case that was joined."""
    alive = ReflectionPeriod.objects.standing().running(on=on).exclude(case=case)
    for person in same_people(case.person_id):
        with in_the_file_of(person):
            if alive.filter(person=person).exists():
                return True
    return False


def let_the_earliest_clock_stand(person: UUID, *, at: datetime, by: User) -> None:
    """Of the periods of all files of this person let each stand that no earlier one runs into, and no other.

    Whoever's period ended for an earlier one that no longer stands in its way runs again. Part of an act.
    """
    standing: list[ReflectionPeriod] = []
    for period, owner in _clocks(person):
        with in_the_file_of(owner):
            if any(period.starts_on <= earlier.runs_to for earlier in standing):
                if not period.end_reason:
                    reflection.end_for_the_same_person(period, at=at, by=by)
                if period.end_reason != PeriodEnd.COOPERATION:
                    continue
            elif period.end_reason == PeriodEnd.SAME_PERSON:
                if not _may_run_again(period):
                    continue
                reflection.run_again(period, at=at, by=by)
            standing.append(ReflectionPeriod.objects.get(pk=period.pk))


def _clocks(person: UUID) -> list[tuple[ReflectionPeriod, UUID]]:
    """The periods that count or would, of all files of this person, from the earliest formal identification on."""
    clocks = []
    for owner in sorted(same_people(person)):
        with in_the_file_of(owner):
            periods = ReflectionPeriod.objects.filter(person=owner).exclude(end_reason__in=ANNULLED_OR_CHILD)
            clocks += [(period, owner) for period in periods.select_related("case", "identification")]
    return sorted(clocks, key=lambda clock: clock[0].starts_at)


def _may_run_again(period: ReflectionPeriod) -> bool:
    """Not for a child, nor for an identification annulled since, nor beside another period of the same file."""
    if period.case.age_status in CHILD or period.identification.state != IdentificationState.FORMAL_CONFIRMED:
        return False
    beside = ReflectionPeriod.objects.standing().exclude(pk=period.pk)
    at_once = Q(person=period.person_id, starts_on__lte=period.last_day, runs_to__gte=period.starts_on)
    return not beside.filter(Q(case=period.case_id) | at_once).exists()
