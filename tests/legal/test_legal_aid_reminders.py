"""What legal aid reminds of, to whom and on which days."""

from datetime import date

import pytest

from cases.actions import identification, reminders
from cases.states import TeamRole
from legal.aid.actions import applications, chasing, decisions
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.notifications.models import Notification
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import REMINDERS

DAY = date(2026, 3, 10)
LAST = date(2026, 4, 3)


@pytest.fixture
def worker(helper):
    case = CaseFactory()
    user = helper(case, joined_on=DAY)
    shelter = UserFactory(shelter_staff=True)
    CaseMemberFactory(case=case, user=shelter, role=TeamRole.SHELTER_WORKER, joined_on=DAY)
    identification.confirm_informal(
        case, bases=said.TALK, conclusion="Sufficient.", identified_at=said.at(3, 10), territory_bg=True, by=user
    )
    return user


@pytest.fixture
def submitted(worker):
    application = worker.memberships.get().case.aid_applications.get()
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    return applications.submit(application, submitted_on=DAY, by=worker)


def reminded(kind, month, day):
    """Who is reminded of this on a day of 2026 at nine, and was not before."""
    before = set(Notification.objects.filter(kind=kind).values_list("pk", flat=True))
    with system_actor(REMINDERS):
        reminders.raise_due(at=said.at(month, day, 9))
    return [one.recipient for one in Notification.objects.filter(kind=kind).exclude(pk__in=before)]


def test_an_answer_that_does_not_come_is_asked_about_on_working_days(worker, submitted):
    assert reminded("aid_answer_overdue", 3, 23) == []
    assert reminded("aid_answer_overdue", 3, 24) == [worker]
    assert reminded("aid_answer_overdue", 3, 24) == []
    assert reminded("aid_answer_overdue", 3, 25) == [worker]
    assert reminded("aid_answer_overdue", 3, 28) == []  # a Saturday


def test_whoever_asked_is_left_alone_for_ten_working_days(worker, submitted):
    chasing.chase(submitted, channel="PHONE", chased_on=date(2026, 3, 24), by=worker)

    assert reminded("aid_answer_overdue", 4, 6) == []
    assert reminded("aid_answer_overdue", 4, 7) == [worker]


def test_documents_are_due_some_days_ahead_and_once(worker, submitted):
    applications.ask_documents(submitted, asked_on=DAY, what="Протокол", by_when=LAST, by=worker)

    assert reminded("aid_documents_due", 3, 30) == []
    assert reminded("aid_documents_due", 3, 31) == [worker]
    assert reminded("aid_documents_due", 4, 1) == []


def test_overdue_documents_are_asked_about_on_working_days_until_they_are_handed_in(worker, submitted):
    applications.ask_documents(submitted, asked_on=DAY, what="Протокол", by_when=LAST, by=worker)  # LAST is a Friday

    assert reminded("aid_documents_overdue", 4, 3) == []
    assert reminded("aid_documents_overdue", 4, 4) == []
    assert reminded("aid_documents_overdue", 4, 6) == [worker]
    assert reminded("aid_documents_overdue", 4, 6) == []
    assert reminded("aid_documents_overdue", 4, 7) == [worker]
    assert reminded("aid_documents_due", 4, 7) == []
    applications.hand_in(submitted, handed_in_on=date(2026, 4, 8), by=worker)
    assert reminded("aid_documents_overdue", 4, 8) == []


def test_more_time_ends_the_asking_until_the_new_day_has_passed(worker, submitted):
    applications.ask_documents(submitted, asked_on=DAY, what="Протокол", by_when=LAST, by=worker)
    applications.give_more_time(submitted, given_on=date(2026, 4, 6), by_when=date(2026, 4, 20), by=worker)

    assert reminded("aid_documents_overdue", 4, 7) == []
    assert reminded("aid_documents_overdue", 4, 21) == [worker]


def test_the_last_days_to_appeal_are_told_once(worker, submitted, term):
    term("LEGAL_AID_APPEAL", 14)
    decisions.refuse(submitted, decided_on=DAY, told_on=DAY, reasons="Няма данни.", by=worker)  # until 24 March

    assert reminded("aid_appeal_ends", 3, 19) == []
    assert reminded("aid_appeal_ends", 3, 20) == [worker]  # a Friday: two working days are left
    assert reminded("aid_appeal_ends", 3, 23) == []


def test_a_refusal_whose_last_day_has_passed_is_reminded_of_no_more(worker, submitted, term):
    term("LEGAL_AID_APPEAL", 14)
    decisions.refuse(submitted, decided_on=DAY, told_on=DAY, reasons="Няма данни.", by=worker)

    assert reminded("aid_appeal_ends", 3, 25) == []


def test_a_refusal_that_is_appealed_is_reminded_of_no_more(worker, submitted, term):
    term("LEGAL_AID_APPEAL", 14)
    decisions.refuse(submitted, decided_on=DAY, told_on=DAY, reasons="Няма данни.", by=worker)
    decisions.appeal(submitted, appealed_on=date(2026, 3, 20), by=worker)

    assert reminded("aid_appeal_ends", 3, 23) == []


def test_what_was_handed_in_is_due_no_more(worker, submitted):
    applications.ask_documents(submitted, asked_on=DAY, what="Протокол", by_when=LAST, by=worker)
    applications.hand_in(submitted, handed_in_on=DAY, by=worker)

    assert reminded("aid_documents_due", 4, 1) == []


def test_a_decision_ends_the_asking(worker, submitted):
    decisions.refuse(submitted, decided_on=DAY, told_on=DAY, reasons="Няма данни.", by=worker)

    assert reminded("aid_answer_overdue", 4, 7) == []
