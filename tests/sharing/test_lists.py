"""Lists of referrals: what is owed and for how long, reminders of it, and how much the lists ask of the database."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.actions import reminders
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.states import RecallReason
from tests.cases.said_and_done import told as notified
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.sharing.told import DAY, drafted, handed_over, sent
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification


def at(day, hour=8):
    return datetime(2026, 6, day, hour, tzinfo=SOFIA)


def test_a_holiday_is_no_working_day_of_the_answer(case, helper, receiver):
    """22 September 2026, a Tuesday, is a holiday: three working days after Friday the 18th end on Thursday the 24th."""
    referral = sent(case, receiver.organisation, by=helper)
    referrals.recall(referral, recall_reason=RecallReason.NOT_NEEDED, on=DAY, by=helper)
    friday = date(2026, 9, 18)
    again = drafted(case, receiver.organisation, by=helper)
    again = referrals.rest_on_consent(again, consent=referral.consent, on=friday, by=helper)

    assert referrals.send(again, on=friday, by=helper).reply_due_on == date(2026, 9, 24)


def test_who_was_asked_is_reminded_from_the_last_day_until_there_is_an_answer(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)  # due on Monday the 15th

    reminders.raise_due(at=at(12))
    assert not notified("referral_to_answer")
    reminders.raise_due(at=at(15))
    assert notified("referral_to_answer") == {receiver}
    answers.accept(referral, on=date(2026, 6, 15), by=receiver)
    reminders.raise_due(at=at(16))

    assert Notification.objects.filter(kind="referral_to_answer").count() == 1


def test_who_was_told_is_reminded_every_working_day_until_the_deletion_is_confirmed(case, helper, receiver):
    """E-22; also when the case is closed to it."""
    referral = sent(case, receiver.organisation, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    referral.refresh_from_db()

    for day in (11, 12, 13):  # Thursday, Friday, Saturday
        reminders.raise_due(at=at(day))
    assert Notification.objects.filter(kind="referral_to_delete", recipient=receiver).count() == 2
    assert Notification.objects.filter(kind="referral_not_deleted", recipient=helper).count() == 2
    answers.confirm_deletion(referral, deleted_on=date(2026, 6, 13), on=date(2026, 6, 15), by=receiver)
    reminders.raise_due(at=at(15))

    assert Notification.objects.filter(kind="referral_to_delete").count() == 2


def test_what_is_owed_is_listed_with_its_days_until_it_came(client, words, case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    client.force_login(helper)

    listed = words(client.get(reverse("sharing:outbox")))
    assert "confirmation that everything was deleted overdue" in listed
    assert f" {(timezone.localdate() - DAY).days} " in f"{listed} "
    referral.refresh_from_db()
    answers.confirm_deletion(referral, deleted_on=DAY, on=DAY, by=receiver)

    assert "Nobody owes you anything" in words(client.get(reverse("sharing:outbox")))


def test_of_a_loop_it_says_what_comes_next(client, words, case, helper, receiver):
    client.force_login(helper)

    def listed():
        return words(client.get(reverse("sharing:outbox")))

    referral = sent(case, receiver.organisation, by=helper)
    assert "an answer" in listed()
    referral = answers.accept(referral, on=DAY, by=receiver)
    assert "the handover" in listed()
    referral = handed_over(referral, by=helper)
    assert "feedback" in listed()


def test_what_others_sent_is_not_on_it(client, words, case, helper, receiver):
    sent(case, receiver.organisation, by=helper)

    for user in (receiver, UserFactory()):
        client.force_login(user)
        assert case.code not in words(client.get(reverse("sharing:outbox")))


@pytest.mark.parametrize("name", ["inbox", "outbox"])
def test_a_list_asks_the_same_of_two_and_of_two_hundred(client, name):
    keeper, receiver = UserFactory(coordinator=True), UserFactory()
    asking = {"inbox": receiver, "outbox": keeper}[name]

    def asked():
        client.force_login(asking)
        client.get(reverse(f"sharing:{name}"))  # what is read once for all pages is read by then
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"sharing:{name}")).status_code == 200
        return len(captured)

    def made(count):
        for _ in range(count):
            case = CaseFactory(organisation=keeper.organisation, recorded_by=keeper)
            CaseMemberFactory(case=case, user=keeper)
            sent(case, receiver.organisation, by=keeper, items=["languages"])

    made(2)
    of_two = asked()
    made(40)  # more than a page holds

    assert asked() == of_two <= 18
