"""What would otherwise stay open for ever, or be said though it is not so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from cases.rules import why_not_close
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import Referral
from cases.sharing.states import Basis, Outcome
from tests.cases.said_and_done import told as notified
from tests.factories import UserFactory
from tests.sharing import told
from tests.sharing.told import DAY, drafted, given, handed_over, offered, read_by_sql, sent
from tvcase.accounts.roles import Role
from tvcase.flow import Refused
from tvcase.wall.identity import acting_as

LATE = date(2026, 6, 17)


def of(name, referral):
    return reverse(f"sharing:{name}", args=[referral.case_code, referral.number])


@pytest.fixture
def handed(case, helper, receiver):
    """Handed over on Thursday, 11 June 2026; feedback is due on Tuesday."""
    referral = answers.accept(sent(case, receiver.organisation, by=helper), on=DAY, by=receiver)
    return handed_over(referral, by=helper)


@pytest.fixture
def proposed(case, helper, receiver):
    """Somebody proposed to refer without consent."""
    referral = drafted(case, receiver.organisation, by=helper)
    return referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)


def test_agreed_to_and_not_sent_it_is_prepared_anew(case, helper, receiver):
    consent = given(case, receiver.organisation, by=helper)
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    with pytest.raises(Refused, match="rests on this consent"):
        consents.expire(consent, on=DAY, by=helper)

    referral = referrals.prepare_anew(referral, on=DAY, by=helper)

    assert (referral.state, referral.basis, referral.consent) == ("DRAFT", "", None)
    consents.expire(consent, on=DAY, by=helper)


@pytest.mark.parametrize("again", [Basis.EXCEPTION, Basis.CONSENT])
def test_decided_and_not_sent_it_is_decided_anew_by_two(client, helper, second, proposed, again):
    referral = referrals.confirm(proposed, on=DAY, by=second)
    client.force_login(helper)

    client.post(of("referral-prepare-anew", referral))

    referral.refresh_from_db()
    assert (referral.state, referral.proposed_by, referral.confirmed_by) == ("DRAFT", None, None)
    with pytest.raises(Refused):
        referrals.send(referral, on=DAY, by=helper)
    if again == Basis.CONSENT:
        consent = given(referral.case, referral.to_organisation, by=helper)
        referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    else:
        referral = referrals.propose(referral, basis=again, reason="worse", on=DAY, by=helper)
        referral = referrals.confirm(referral, on=DAY, by=second)
    assert referrals.send(referral, on=DAY, by=helper).state == "SENT"


def test_what_was_sent_is_not_prepared_anew(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)

    with pytest.raises(Refused, match="was not"):
        referrals.prepare_anew(referral, on=DAY, by=helper)


def test_resting_on_consent_it_does_not_say_any_more_why_without(case, helper, receiver):
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)
    consent = given(case, receiver.organisation, by=helper)

    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)

    assert (referral.basis_reason, referral.proposed_by) == ("", None)


def test_feedback_that_never_came_is_recorded_and_the_case_can_close(client, case, helper, receiver, handed):
    client.force_login(helper)

    client.post(of("referral-no-feedback", handed), {"feedback": "Asked by telephone on 20 June"})

    handed.refresh_from_db()
    assert (handed.state, handed.outcome) == ("CLOSED", Outcome.NO_FEEDBACK)
    assert read_by_sql(receiver) == set()
    assert not any("referral" in str(reason) for reason in why_not_close(case, on=DAY))


def test_that_no_feedback_came_is_recorded_when_it_is_late_and_with_how_it_was_asked_for(helper, handed):
    with pytest.raises(Refused, match="not late yet"):
        referrals.without_feedback(handed, feedback="x", on=date(2026, 6, 16), by=helper)
    with pytest.raises(ValidationError, match="what became of it"):
        referrals.without_feedback(handed, feedback="", on=LATE, by=helper)


def test_handed_over_it_is_not_closed_as_answered(helper, receiver, handed):
    with pytest.raises(Refused):
        referrals.close(handed, on=LATE, by=helper)
    with pytest.raises(ValidationError):
        answers.feed_back(handed, outcome=Outcome.NO_FEEDBACK, on=LATE, by=receiver)


def test_where_there_is_no_officer_the_coordinators_are_told(client, words, case, second, proposed):
    coordinator = UserFactory(roles=[Role.COORDINATOR], organisation=case.organisation)
    client.force_login(second)

    page = client.post(of("referral-decide", proposed), follow=True)

    assert notified("referral_without_consent") == {coordinator}
    assert "has no data protection officer: its coordinators are told" in words(page)


def test_where_nobody_can_be_told_the_page_says_so(client, words, second, proposed):
    client.force_login(second)

    page = client.post(of("referral-decide", proposed), follow=True)

    assert not notified("referral_without_consent")
    assert "Nobody could be told" in words(page)


def test_where_nobody_can_decide_the_page_says_so(client, words, case, helper, receiver):
    referral = drafted(case, receiver.organisation, by=helper)
    client.force_login(helper)

    page = client.post(of("referral-for-life", referral), {"reason": "a threat"}, follow=True)

    assert "Nobody can decide it yet" in words(page)


def test_of_an_emergency_without_an_agreement_the_coordinators_are_told_where_there_is_no_officer(case, helper):
    coordinator = UserFactory(roles=[Role.COORDINATOR], organisation=case.organisation)
    to, facts = UserFactory().organisation, {"purpose": "SHELTER", "valid_to": told.LAST, "language": "uk"}

    consents.offer(case, recipient=to, items=["alias"], emergency="a threat", **facts, on=DAY, by=helper)

    assert notified("consent_without_agreement") == {coordinator}


def test_the_database_lets_nobody_decide_in_somebody_elses_name(case, helper, second, receiver):
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)

    with acting_as(helper), pytest.raises(IntegrityError, match="who does it"):
        Referral.objects.filter(pk=referral.pk).update(state="EXCEPTION", confirmed_by=second)


def test_an_offered_consent_is_not_withdrawn(case, helper, receiver):
    with pytest.raises(Refused, match="does not hold"):
        consents.withdraw(offered(case, receiver.organisation, by=helper), ended_on=DAY, on=DAY, by=helper)
