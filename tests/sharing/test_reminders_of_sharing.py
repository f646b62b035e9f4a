"""What referrals remind of: whom, from which day on, and not on days off, but for a life at risk."""

from datetime import date, datetime

import pytest
from django.db import transaction

from cases.actions import reminders
from cases.sharing.actions import answers, referrals
from cases.sharing.states import Basis, RecallReason
from cases.states import TeamRole
from tests.cases.said_and_done import told as notified
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.sharing.told import DAY, drafted, fed_back, handed_over, sent
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA

SATURDAY, SUNDAY, MONDAY, TUESDAY = 13, 14, 15, 16  # of June 2026
FIRST = [*range(10, 13), SATURDAY, SUNDAY, MONDAY, TUESDAY, 17, 18]


def days_of(kind, user):
    """The days of June on which somebody is told of something, as the days come."""
    told = []
    for day in FIRST:
        with transaction.atomic():
            before = user.notifications.filter(kind=kind).count()
            reminders.raise_due(at=datetime(2026, 6, day, 8, tzinfo=SOFIA))
            if user.notifications.filter(kind=kind).count() > before:
                told.append(day)
    return told


@pytest.fixture
def coordinator(case):
    return UserFactory(roles=[Role.COORDINATOR], organisation=case.organisation)


def test_no_answer_is_told_from_the_day_after_it_was_due_on_working_days(case, helper, receiver):
    sent(case, receiver.organisation, by=helper)  # due on Monday

    assert days_of("referral_unanswered", helper) == [TUESDAY, 17, 18]


def test_the_organisation_that_was_asked_is_told_from_the_day_on_which_it_is_due(case, helper, receiver):
    sent(case, receiver.organisation, by=helper)

    assert days_of("referral_to_answer", receiver) == [MONDAY, TUESDAY, 17, 18]


def test_no_feedback_is_told_to_both_sides(case, helper, receiver):
    referral = answers.accept(sent(case, receiver.organisation, by=helper), on=DAY, by=receiver)
    handed_over(referral, by=helper)  # on Thursday; feedback is due on Tuesday

    assert days_of("referral_to_feed_back", receiver) == [TUESDAY, 17, 18]
    assert "referral_without_feedback" in kinds(helper)
    assert {str(one.due_on) for one in of_kind(helper, "referral_without_feedback")} == {"2026-06-17", "2026-06-18"}


def test_who_gave_feedback_is_reminded_no_more(case, helper, receiver):
    referral = answers.accept(sent(case, receiver.organisation, by=helper), on=DAY, by=receiver)
    fed_back(handed_over(referral, by=helper), by=receiver)

    assert days_of("referral_to_feed_back", receiver) == []
    assert "referral_without_feedback" not in kinds(helper)


def test_a_deletion_that_is_not_confirmed_is_told_to_both_sides_until_it_is(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    friday = date(2026, 6, 12)
    referral = referrals.recall(referral, recall_reason=RecallReason.NOT_NEEDED, on=friday, by=helper)

    assert days_of("referral_to_delete", receiver) == [MONDAY, TUESDAY, 17, 18]
    assert {one.due_on.day for one in of_kind(helper, "referral_not_deleted")} == {MONDAY, TUESDAY, 17, 18}
    answers.confirm_deletion(referral, deleted_on=date(2026, 6, 18), on=date(2026, 6, 18), by=receiver)
    before = len(of_kind(receiver, "referral_to_delete"))
    reminders.raise_due(at=datetime(2026, 6, 19, 8, tzinfo=SOFIA))
    assert len(of_kind(receiver, "referral_to_delete")) == before


@pytest.mark.parametrize(("basis", "weekend"), [(Basis.EXCEPTION, [SATURDAY, SUNDAY]), (Basis.MANDATORY, [])])
def test_who_can_decide_is_told_at_once_and_reminded_until_it_is_decided(receiver, basis, weekend):
    """A risk to life does not wait for Monday."""
    case = CaseFactory(child=True)
    helper = CaseMemberFactory(case=case).user
    supervisor = UserFactory(supervisor=True, organisation=case.organisation)
    CaseMemberFactory(case=case, user=supervisor, role=TeamRole.SUPERVISOR)
    coordinator = UserFactory(roles=[Role.COORDINATOR], organisation=case.organisation)
    elsewhere = UserFactory(roles=[Role.COORDINATOR])
    referral = drafted(case, receiver.organisation, by=helper)

    referrals.propose(referral, basis=basis, reason="a threat", on=DAY, by=helper)

    assert notified("referral_to_decide") == {supervisor, coordinator}
    assert days_of("referral_undecided", supervisor) == [11, 12, *weekend, MONDAY, TUESDAY, 17, 18]
    assert notified("referral_undecided") == {supervisor, coordinator}
    assert not of_kind(elsewhere, "referral_undecided")


def test_who_proposed_it_is_not_asked_to_decide(case, helper, second, coordinator, receiver):
    referral = drafted(case, receiver.organisation, by=second)

    referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=second)
    reminders.raise_due(at=datetime(2026, 6, 11, 8, tzinfo=SOFIA))

    assert notified("referral_to_decide") == notified("referral_undecided") == {coordinator}


def test_proposed_again_it_is_told_again(case, helper, second, receiver):
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)
    referral = referrals.take_back(referral, on=DAY, by=helper)

    referrals.propose(referral, basis=Basis.EXCEPTION, reason="worse", on=date(2026, 6, 11), by=helper)

    assert len(of_kind(second, "referral_to_decide")) == 2


def test_of_a_case_that_an_authority_holds_the_officer_is_told_and_reminded(authority_case, receiver):
    officer = authority_case.officer
    referral = sent(authority_case, receiver.organisation, by=officer)

    assert days_of("referral_unanswered", officer) == [TUESDAY, 17, 18]
    answers.accept(referral, on=DAY, by=receiver)
    assert officer in notified("referral_answered")


def test_an_officer_asked_in_somebody_elses_case_is_told_nothing_of_its_referrals(case, helper, receiver):
    officer = CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation), role="OFFICER").user

    answers.accept(sent(case, receiver.organisation, by=helper), on=DAY, by=receiver)

    assert helper in notified("referral_answered")
    assert officer not in notified("referral_answered")


def of_kind(user, kind):
    return list(user.notifications.filter(kind=kind))


def kinds(user):
    return set(user.notifications.values_list("kind", flat=True))
