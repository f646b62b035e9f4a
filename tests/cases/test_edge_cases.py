"""Edge cases of the domain's list that no other test plays, by their numbers."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import cases, reflection
from cases.models import Case, ReflectionPeriod
from cases.models.case import access
from cases.returning import FOREIGNER_RETURNS
from cases.rules import return_kinds
from cases.sharing.actions import answers
from cases.sharing.states import ConsentForm
from cases.states import ClosureReason, StatementForm
from legal.claims.actions import claims
from legal.claims.states import ClaimRoute, ClaimState
from shelters.models import Stay
from tests.cases.risk_assessed import assessed
from tests.cases.said_and_done import at, clock, identify, say
from tests.factories import CaseFactory, CaseMemberFactory, StayFactory, UserFactory
from tests.legal import heard
from tests.sharing import told
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

SIGNAL = {"source_of_signal": "HOTLINE", "received_at": at(7, 1), "age_status": "ADULT_STATED"}
SUMMER = date(2026, 7, 1)


def test_who_does_not_wish_to_use_the_period_keeps_the_place_in_the_shelter(db):
    """E-09."""
    stay = StayFactory(active=True)
    identify(stay.case)
    by = stay.case.recorded_by
    before = access(by, stay.case)

    wish = {"form": StatementForm.WRITTEN, "counselled_on": date(2026, 3, 13), "stated_on": date(2026, 3, 13)}
    reflection.state_wish(clock(stay.case), wants_to_use=False, **wish, by=by)

    after = Stay.objects.get(pk=stay.pk)
    assert (after.state, after.planned_to_on, after.to_on) == ("ACTIVE", stay.planned_to_on, None)
    assert access(by, stay.case) == before


def test_who_is_trafficked_again_has_a_new_period_in_the_new_case(case):
    """E-11."""
    by, second = case.recorded_by, UserFactory(organisation=case.organisation)
    cases.propose_closure(case, reason=ClosureReason.LOST_CONTACT, by=by, on=date(2026, 5, 4))
    closed = cases.confirm_closure(Case.objects.get(pk=case.pk), by=second, on=date(2026, 5, 5))
    following = cases.open_next_episode(closed, **SIGNAL, retrafficked=True, by=by, on=SUMMER)

    identify(following, when=at(7, 2))

    assert (following.retrafficked, following.previous_episode) == (True, closed)
    assert clock(following).last_day == date(2026, 8, 1)
    assert ReflectionPeriod.objects.filter(person=case.person).count() == 2


@pytest.mark.parametrize("citizenship", ["XS", "XX"])
def test_who_has_no_citizenship_or_an_unknown_one_has_every_right_of_a_foreigner(db, citizenship):
    """E-21."""
    case = CaseFactory(person__citizenships=[citizenship])
    identify(case)

    assert clock(case).last_day == date(2026, 4, 9)
    assert set(return_kinds(case.person)) == set(FOREIGNER_RETURNS)


def test_who_calls_without_a_name_is_assessed_and_referred_by_code(db):
    """E-24: no name, no birth, no alias; the consent is said aloud before a witness."""
    by = UserFactory()
    case = cases.open_case(**SIGNAL, by=by, on=SUMMER)
    assert case.person.called == ""

    assert assessed(case, at(7, 2), by=by).state == "CURRENT"
    receiver = UserFactory()
    consent = told.offered(case, receiver.organisation, by=by, items=("languages",), read_aloud=True)
    consent = told.agree(consent, by=by, form=ConsentForm.ORAL, witness="Пробна")
    referral = told.drafted(case, receiver.organisation, by=by, items=("languages",))
    referral = told.referrals.rest_on_consent(referral, consent=consent, on=told.DAY, by=by)
    referral = told.referrals.send(referral, on=told.DAY, by=by)

    assert answers.accept(referral, on=told.DAY, by=receiver).state == "ACCEPTED"
    assert case.code in str(referral.case.code)


def test_of_two_people_of_one_house_neither_team_reads_what_the_other_person_decided(client, case, words):
    """E-26: two files of one organisation, one person cooperates; the other's caseworker finds nothing of it."""
    other = CaseFactory(organisation=case.organisation)
    identify(other)
    colleague = CaseMemberFactory(case=other).user
    say(case)
    client.force_login(colleague)

    for name in ("cases:detail", "cases:cooperation", "cases:clock", "cases:timeline"):
        assert client.get(reverse(name, args=[case.code])).status_code == 404, name
    for name in ("cases:list", "cases:work"):
        assert case.code not in words(client.get(reverse(name))), name
    assert not Notification.objects.filter(recipient=colleague, case_code=case.code).exists()
    assert clock(case).ended_on is not None
    assert clock(other).ended_on is None


def test_after_the_death_of_the_person_the_heirs_claim_before_the_case_closes(case):
    """E-33: the right to compensation passes on; the case waits for it, and has no next episode."""
    by = CaseMemberFactory(case=case).user
    second = CaseMemberFactory(case=case).user
    claim = heard.filed(case, by=by, claimant="HEIR")
    assert (claim.claimant, claim.route) == ("HEIR", ClaimRoute.STATE_COMPENSATION)

    closing = {"reason": ClosureReason.DECEASED, "on": SUMMER}
    with pytest.raises(Refused, match="claim for compensation"):
        cases.propose_closure(case, **closing, by=by)
    assert claims.give_up(claim, withdrawn_on=SUMMER, on=SUMMER, by=by).state == ClaimState.WITHDRAWN
    cases.propose_closure(case, **closing, by=by)
    closed = cases.confirm_closure(case, by=second, on=SUMMER)

    assert closed.closure_reason == ClosureReason.DECEASED
    with pytest.raises(Refused):
        cases.open_next_episode(closed, **SIGNAL, retrafficked=False, by=by, on=SUMMER)


def test_an_adult_who_was_trafficked_as_a_child_is_treated_as_an_adult(db):
    """E-37: the age at the time is a fact of the file, and moves nothing."""
    case = CaseFactory()
    cases.record_facts(case, age_when_trafficked=15, by=case.recorded_by, on=date(2026, 3, 3))

    identify(case)

    assert Case.objects.get(pk=case.pk).age_when_trafficked == 15
    assert clock(case).last_day == date(2026, 4, 9)
    assert not case.child_notices.exists()
