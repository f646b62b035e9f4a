"""What other parts add to the one statement of reminders and to the page of deadlines."""

from datetime import date, datetime

import pytest

from cases.actions import reminders
from cases.rules import ReminderSource, reminder_source
from tests.factories import CaseFactory, CaseMemberFactory
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification

AT = datetime(2026, 3, 10, 8, tzinfo=SOFIA)
TO_THE_TEAM = """
    SELECT t.user_id, 'handover_offered', c.code, c.id, concat('added ', %(added_on)s::date), %(added_on)s::date
      FROM open_case c JOIN team t ON t.case_id = c.id
"""


@pytest.fixture
def add(monkeypatch):
    """`add(facts)`: one more source in the registry, for this test."""

    def added(facts):
        more = [*reminder_source, ReminderSource("added", TO_THE_TEAM, facts)]
        monkeypatch.setattr(reminder_source, "_entries", more)

    return added


def test_a_source_that_was_added_reminds_the_team_once_and_says_when_it_is_late(db, add):
    member = CaseMemberFactory()
    CaseMemberFactory(case=CaseFactory(closed=True))
    add(lambda at: {"added_on": date(2026, 3, 9)})

    written = [reminders.raise_due(at=AT), reminders.raise_due(at=AT)]

    assert written == [1, 0]
    notice = Notification.objects.get()
    assert (notice.recipient, notice.case_code, notice.due_on) == (member.user, member.case.code, date(2026, 3, 9))
    assert notice.late


def test_it_is_among_what_is_coming(db, add):
    CaseMemberFactory()
    add(lambda at: {"added_on": date(2026, 3, 12)})

    coming = [(one.on, one.kind, one.count) for one in reminders.upcoming(at=AT, days=3)]

    assert coming == [(date(2026, 3, 12), "handover_offered", 1)]


def test_no_source_replaces_a_fact_that_is_there(db, add):
    add(lambda at: {"on": date(2026, 3, 9)})

    with pytest.raises(ValueError, match="added names a fact that is there already: on"):
        reminders.raise_due(at=AT)
