"""The one statement and a slow oracle agree: any team, any days, any order of runs and events, any outage."""

import os
import random
from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import reminders
from tests.cases.reminder_world import DAY, Key, expected, happen, instant, tell
from tvcase.notifications.models import Notification

TIMES = 10 if os.environ.get("TVCASE_FULL") == "1" else 1
FIRST_DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def written() -> dict[Key, tuple[date, bool]]:
    rows = Notification.objects.values_list("recipient", "kind", "subject", "occurrence", "due_on", "late")
    return {(who, kind, subject, occurrence): (due, late) for who, kind, subject, occurrence, due, late in rows}


@settings(
    max_examples=16 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(FIRST_DAYS, st.integers(0, 2**32), st.booleans())
def test_the_job_writes_exactly_what_a_slow_oracle_expects(db, first, seed, child):
    chance = random.Random(seed)  # noqa: S311
    with transaction.atomic():
        stories = [tell(chance, first + DAY * chance.randrange(4), child=child) for _case in range(2)]
        so_far: dict[Key, tuple[date, bool]] = {}
        day = first
        for _run in range(chance.randrange(1, 7)):
            day += DAY * chance.choice([0, 1, 1, 2, 5, 12, 40])
            at = instant(day, chance.randrange(24 * 60))
            due = {key: value for story in stories for key, value in expected(story, at).items()}
            new = {key: value for key, value in due.items() if key not in so_far}

            assert reminders.raise_due(at=at) == len(new)
            so_far |= new
            assert written() == so_far
            happen(chance, chance.choice(stories), day)
        transaction.set_rollback(True)


@settings(
    max_examples=4 * TIMES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(FIRST_DAYS, st.integers(0, 2**32))
def test_one_late_run_writes_the_same_milestones_as_a_run_every_day(db, first, seed):
    def milestones_after(days: list[int]) -> set[Key]:
        with transaction.atomic():
            story = tell(random.Random(seed), first)  # noqa: S311
            for number in days:
                reminders.raise_due(at=instant(first + timedelta(days=number), 8 * 60))
            rows = Notification.objects.filter(kind__in=["period_runs_out", "period_last_day", "period_over"])
            places = {member.user.pk: place for place, member in enumerate(story.team + story.coordinators)}
            found = {
                (places[who], kind, None, occurrence)
                for who, kind, occurrence in rows.values_list("recipient", "kind", "occurrence")
            }
            transaction.set_rollback(True)
            return found

    assert milestones_after([60]) == milestones_after(list(range(8, 33)))
