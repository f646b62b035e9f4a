"""Reminders of sessions and of needs that wait: to whom, when, once."""

from datetime import date, timedelta

import pytest

from cases.actions.reminders import raise_due
from cases.services.actions import needs
from tests.factories import CaseMemberFactory
from tests.services import given
from tests.services.given import DAY
from tvcase.notifications.models import Notification


def told(kind):
    return sorted((one.recipient.username, str(one.due_on)) for one in Notification.objects.filter(kind=kind))


@pytest.fixture
def team(case, by):
    return by, CaseMemberFactory(case=case).user


def test_a_session_is_announced_the_working_day_before_to_who_holds_it(case, team):
    by, _colleague = team
    friday, monday = date(2026, 4, 24), date(2026, 4, 27)
    given.planned(given.accepted(case, by=by), by=by, when=given.at(monday, 9))

    raise_due(at=given.at(friday - timedelta(days=1), 7))
    assert told("session_soon") == []
    raise_due(at=given.at(friday, 7))
    raise_due(at=given.at(friday, 12))

    assert told("session_soon") == [(by.username, "2026-04-24")]


def test_a_session_of_which_nothing_is_recorded_comes_back_every_week(case, team):
    by, _colleague = team
    given.planned(given.accepted(case, by=by), by=by, when=given.at(DAY, 9))

    for days in (0, 1, 2, 8):
        raise_due(at=given.at(DAY + timedelta(days=days), 7))

    assert told("session_to_record") == [(by.username, "2026-04-21"), (by.username, "2026-04-28")]


def test_a_need_that_waits_comes_back_every_thirty_days_until_it_is_over(case, team):
    by, colleague = team
    service = given.needed(case, by=by, unmet_reason="NO_PLACE")

    raise_due(at=given.at(DAY + timedelta(days=29), 7))
    assert told("need_still_unmet") == []
    raise_due(at=given.at(DAY + timedelta(days=31), 7))
    raise_due(at=given.at(DAY + timedelta(days=32), 7))
    both = sorted([by.username, colleague.username])
    assert [who for who, _on in told("need_still_unmet")] == both

    needs.no_longer_needed(service, ended_on=DAY + timedelta(days=33), on=DAY + timedelta(days=33), by=by)
    raise_due(at=given.at(DAY + timedelta(days=60), 7))
    assert len(told("need_still_unmet")) == len(both)
