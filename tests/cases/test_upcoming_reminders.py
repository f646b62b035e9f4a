"""The command that shows what beat will do."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import CaseMemberFactory, ReflectionPeriodFactory
from tvcase.notifications.models import Notification


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("upcoming_reminders", *arguments, stdout=out)
    return out.getvalue()


def test_it_shows_days_kinds_counts_and_codes_but_no_names(db):
    # The command asks the clock: the period began yesterday, whatever day that is, and nobody was told of it.
    period = ReflectionPeriodFactory(starts_at=timezone.now() - timedelta(days=1))
    member = CaseMemberFactory(case=period.case).user

    told = said("--days", "2").splitlines()
    lines = [line for line in told if "duty_to_inform" in line]

    assert len(told) == 6  # of the other rights too
    assert len(lines) == 3
    for number, line in enumerate(lines):
        assert line.startswith(f"{timezone.localdate() + timedelta(days=number)}")
        assert (
            f"    2  The person has not been told of the reflection period (duty_to_inform): {period.case.code}" in line
        )
        assert member.username not in line
        assert member.last_name not in line
    assert not Notification.objects.exists()


def test_many_codes_are_counted_unless_all_are_asked_for(db):
    cases = [ReflectionPeriodFactory(starts_at=timezone.now() - timedelta(days=1)).case for _number in range(10)]

    assert said("--days", "0").endswith("and 2 more\n")
    assert all(case.code in said("--days", "0", "--all-codes") for case in cases)


def test_it_says_when_nothing_is_due(db):
    assert said() == "Nothing is due in these days.\n"


def test_it_refuses_days_that_make_no_sense(db):
    with pytest.raises(CommandError, match="0 to 366"):
        said("--days", "-1")
