"""The person learns of what was told without consent, unless knowing it adds danger (domain 9.2)."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from cases.actions import reminders
from cases.rules import why_not_close
from cases.sharing.actions import referrals, telling
from cases.sharing.models import Telling
from cases.sharing.states import Basis
from tests.cases.said_and_done import told as notified
from tests.sharing.told import DAY, drafted, sent, shown
from tvcase.dates import SOFIA
from tvcase.flow import Refused

NEXT = date(2026, 6, 11)


@pytest.fixture
def referral(case, helper, second, receiver):
    """Sent to protect life, without consent."""
    made = drafted(case, receiver.organisation, by=helper)
    made = referrals.propose(made, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)
    return referrals.send(referrals.confirm(made, on=DAY, by=second), on=DAY, by=helper)


def on_the_list(client, words):
    return words(client.get(reverse("sharing:outbox")))


def test_until_the_person_was_told_it_is_a_task(client, words, case, helper, referral):
    client.force_login(helper)

    assert "telling the person" in on_the_list(client, words)
    assert "telling the person" in words(client.get(reverse("sharing:case-panel", args=[case.code])))
    assert any("was not told" in str(reason) for reason in why_not_close(case, on=DAY))

    telling.tell(referral, told_on=DAY, on=DAY, by=helper)

    assert "telling the person" not in on_the_list(client, words)
    assert not any("was not told" in str(reason) for reason in why_not_close(case, on=DAY))


def test_every_working_day_somebody_is_reminded_until_it_is_done(helper, referral):
    reminders.raise_due(at=datetime(2026, 6, 11, 8, tzinfo=SOFIA))
    assert helper in notified("referral_person_untold")

    telling.tell(referral, told_on=NEXT, on=NEXT, by=helper)
    before = len(notified("referral_person_untold"))
    reminders.raise_due(at=datetime(2026, 6, 12, 8, tzinfo=SOFIA))

    assert len(notified("referral_person_untold")) == before


def test_held_back_for_a_danger_it_is_no_task_and_can_be_told_later(case, helper, referral):
    telling.hold_back(referral, danger="the partner reads her messages", on=DAY, by=helper)

    assert not any("was not told" in str(reason) for reason in why_not_close(case, on=DAY))
    telling.tell(referral, told_on=NEXT, on=NEXT, by=helper)

    found = Telling.objects.get()
    assert (found.danger, found.told_on) == ("the partner reads her messages", NEXT)


def test_it_is_answered_once(helper, referral):
    telling.tell(referral, told_on=DAY, on=DAY, by=helper)

    with pytest.raises(Refused, match="already"):
        telling.hold_back(referral, danger="x", on=DAY, by=helper)
    with pytest.raises(Refused, match="already"):
        telling.tell(referral, told_on=DAY, on=DAY, by=helper)


def test_of_what_rests_on_consent_nothing_is_asked(case, helper, receiver):
    with pytest.raises(Refused, match="without the person's consent"):
        telling.tell(sent(case, receiver.organisation, by=helper), told_on=DAY, on=DAY, by=helper)


def test_the_database_knows_no_telling_before_it_was_sent(case, helper, referral):
    with pytest.raises(IntegrityError, match="not before that day"):
        Telling.objects.create(case=case, referral=referral, told_on=date(2026, 6, 9), recorded_by=helper)


def test_the_other_organisation_does_not_read_why(client, words, helper, receiver, referral):
    telling.hold_back(referral, danger="the partner reads her messages", on=DAY, by=helper)
    client.force_login(receiver)

    page = words(client.get(referral.get_absolute_url()))

    assert "told on" not in page
    assert "the partner reads" not in page
    assert shown(receiver, "SELECT count(*) FROM sharing_telling") == [0]


def test_on_its_page_the_steps_are_offered_and_taken(client, words, helper, referral):
    client.force_login(helper)
    where = [referral.case_code, referral.number]
    assert "not yet: tell her or him" in words(client.get(referral.get_absolute_url()))

    client.post(reverse("sharing:referral-person-not-told", args=where), {"danger": "he would hear it"})
    page = words(client.get(referral.get_absolute_url()))

    assert "he would hear it" in page
    assert "The person was told of it" in page
