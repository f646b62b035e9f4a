"""A referral: what it rests on, who reads what of it, and its way to another organisation and back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.models.case import access
from cases.permissions import CasePerm
from cases.sharing.actions import answers, referrals
from cases.sharing.models import PartnerAbroad, Referral, SharedItem
from cases.sharing.states import Basis, DeclineReason, NotPossible, Purpose, RecallReason, ReferralState
from cases.states import OpeningGround
from tests.cases.said_and_done import told as notified
from tests.factories import CaseFactory, CaseMemberFactory
from tests.sharing.told import DAY, drafted, fed_back, given, handed_over, read_by_query, read_by_sql, sent, shown
from tvcase.flow import Refused

S = ReferralState


def test_it_rests_on_a_consent_for_this_organisation_and_everything_that_is_told(case, helper, receiver, bystander):
    """Rule 7."""
    referral = drafted(case, receiver.organisation, by=helper, items=["alias", "contact"])
    given(case, receiver.organisation, by=helper, items=["alias"])
    given(case, bystander.organisation, by=helper, items=["alias", "contact"])

    with pytest.raises(Refused, match="No consent"):
        referrals.rest_on_consent(referral, consent=case.consents.first(), on=DAY, by=helper)


def test_the_database_refuses_one_that_is_sent_beyond_the_consent(case, helper, receiver):
    consent = given(case, receiver.organisation, by=helper, items=["alias"])
    referral = drafted(case, receiver.organisation, by=helper, items=["alias"])
    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)

    with pytest.raises(IntegrityError, match="no consent covers"):
        Referral.objects.filter(pk=referral.pk).update(
            state=S.SENT, sent_on=DAY, sent_by=helper, reply_due_on=DAY, items=["alias", "contact"]
        )


def test_the_database_refuses_to_tell_what_was_not_agreed_to(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    item = SharedItem(case=case, referral=referral, kind="contact", area="identity", text="x", until_on=DAY)

    with pytest.raises(IntegrityError, match="agreed to"):
        item.save()


def test_an_answer_is_due_after_three_working_days(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)

    assert referral.reply_due_on == date(2026, 6, 15)  # Monday
    assert referral.is_late(on=date(2026, 6, 16))
    assert not referral.is_late(on=date(2026, 6, 15))


def test_the_receiver_reads_what_was_told_and_nothing_else_of_the_file(case, helper, receiver, bystander):
    sent(case, receiver.organisation, by=helper)

    assert read_by_sql(receiver) == read_by_query(receiver) == {"alias", "languages"}
    assert access(receiver, case) == {CasePerm.VIEW_SHARING}
    for table in ("cases_person", "sharing_consent", "cases_caseconnection", "support_supportplan"):
        assert shown(receiver, f"SELECT count(*) FROM {table}") == [0], table
    assert read_by_sql(bystander) == set()
    assert shown(bystander, "SELECT count(*) FROM sharing_referral") == [0]


def test_another_receiver_reads_neither_the_items_nor_the_referral(case, helper, receiver, bystander):
    sent(case, receiver.organisation, by=helper)
    sent(case, bystander.organisation, by=helper, items=["languages"])

    assert read_by_sql(bystander) == {"languages"}
    assert shown(bystander, "SELECT count(*) FROM sharing_referral") == [1]


def test_what_was_told_is_a_copy(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    case.person.alias_in_use = "Друга"
    case.person.save()

    assert referral.shared_items.get(kind="alias").text == "Проба Прим"


def test_it_goes_there_and_back(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)

    referral = answers.accept(referral, answer="a place from Monday", on=DAY, by=receiver)
    referral = handed_over(referral, by=helper)
    referral = fed_back(referral, by=receiver)
    referral = referrals.close(referral, on=date(2026, 6, 15), by=helper)

    assert referral.state == S.CLOSED
    assert referral.feedback_due_on == date(2026, 6, 16)
    assert not case.openings.filter(ground=OpeningGround.REFERRAL, closed_on=None).exists()
    assert read_by_sql(receiver) == set()
    assert not access(receiver, case)
    assert {receiver} == notified("referral_received")
    assert helper in notified("referral_answered") & notified("referral_fed_back")


def test_only_the_organisation_that_was_asked_answers(case, helper, receiver, bystander):
    referral = sent(case, receiver.organisation, by=helper)

    with pytest.raises(Refused, match="Only the organisation"):
        answers.accept(referral, on=DAY, by=helper)


def test_declined_it_closes_and_another_one_follows_or_it_is_not_possible(case, helper, receiver, bystander):
    referral = sent(case, receiver.organisation, by=helper)

    declined = answers.decline(referral, decline_reason=DeclineReason.NO_PLACE, on=DAY, by=receiver)
    assert read_by_sql(receiver) == set()
    following = drafted(case, bystander.organisation, by=helper, follows=declined)
    ended = referrals.not_possible(
        declined, not_possible=NotPossible.NO_PLACE, alternative="stays here", on=DAY, by=helper
    )

    assert following.follows == declined
    assert ended.state == S.NOT_POSSIBLE


def test_not_possible_needs_what_is_done_instead(case, helper, receiver):
    referral = drafted(case, receiver.organisation, by=helper)

    with pytest.raises(ValidationError, match="instead"):
        referrals.not_possible(referral, not_possible=NotPossible.NO_PLACE, alternative="", on=DAY, by=helper)


def test_without_consent_two_people_decide_and_the_officer_is_told(case, helper, second, officer, receiver):
    """Rule 7 and C-18: a risk to life or well-being."""
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)

    with pytest.raises(Refused, match="Somebody else"):
        referrals.confirm(referral, on=DAY, by=helper)
    referral = referrals.confirm(referral, on=DAY, by=second)
    referrals.send(referral, on=DAY, by=helper)

    assert notified("referral_without_consent") == {officer}
    assert read_by_sql(receiver) == {"alias", "languages"}


def test_the_database_refuses_a_decision_of_one(case, helper, receiver):
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)

    with pytest.raises(IntegrityError, match="by_two_people"):
        Referral.objects.filter(pk=referral.pk).update(state=S.EXCEPTION, confirmed_by=helper)


def test_without_consent_a_reason_is_needed(case, helper, receiver):
    with pytest.raises(ValidationError, match="reason"):
        referrals.propose(
            drafted(case, receiver.organisation, by=helper), basis=Basis.EXCEPTION, reason="", on=DAY, by=helper
        )


def test_a_proposal_is_taken_back_and_nothing_was_told(case, helper, second, receiver):
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.EXCEPTION, reason="a threat", on=DAY, by=helper)

    referral = referrals.take_back(referral, on=DAY, by=second)

    assert (referral.state, referral.basis) == (S.DRAFT, "")


def test_the_duty_is_towards_a_child(case, helper, receiver):
    with pytest.raises(Refused, match="Only for a child"):
        referrals.propose(
            drafted(case, receiver.organisation, by=helper), basis=Basis.MANDATORY, reason="x", on=DAY, by=helper
        )


def test_a_child_is_referred_by_duty(second, receiver, case):
    child = CaseFactory(child=True, organisation=case.organisation)
    keeper = CaseMemberFactory(case=child).user
    CaseMemberFactory(case=child, user=second, role="SUPERVISOR")
    referral = drafted(child, receiver.organisation, by=keeper)
    referral = referrals.propose(referral, basis=Basis.MANDATORY, reason="no guardian", on=DAY, by=keeper)

    referral = referrals.send(referrals.confirm(referral, on=DAY, by=second), on=DAY, by=keeper)

    assert referral.state == S.SENT


def test_a_recalled_one_tells_nothing_and_says_so(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)

    referrals.recall(referral, recall_reason=RecallReason.SENT_IN_ERROR, on=DAY, by=helper)

    assert read_by_sql(receiver) == set()
    assert receiver in notified("referral_recalled")
    with pytest.raises(IntegrityError, match="it ends"):
        SharedItem.objects.filter(referral=referral).update(alive=True)


def test_refused_by_the_person_it_goes_nowhere(case, helper, receiver):
    """Rule 15."""
    referral = referrals.refused_by_person(drafted(case, receiver.organisation, by=helper), on=DAY, by=helper)

    with pytest.raises(Refused):
        referrals.send(referral, on=DAY, by=helper)


def test_abroad_it_is_written_in_english_and_opens_nothing(case, helper):
    partner = PartnerAbroad.objects.create(name="Probe House", country="RO", contact="office@example.org")
    asked = {"partner": partner, "items": ["languages"], "purpose": Purpose.RETURN}
    consent = given(case, None, by=helper, **asked)
    referral = drafted(case, None, by=helper, **asked)

    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    referral = referrals.send(referral, on=DAY, by=helper)

    assert referral.shared_items.get().text == "Ukrainian"
    assert not case.openings.filter(ground=OpeningGround.REFERRAL).exists()
    assert answers.accept(referral, on=DAY, by=helper).state == S.ACCEPTED


def test_what_was_agreed_for_one_purpose_carries_no_other(case, helper, receiver):
    """Rule 7; consent is by purpose."""
    given(case, receiver.organisation, by=helper)
    referral = drafted(case, receiver.organisation, by=helper, purpose=Purpose.LEGAL)

    with pytest.raises(Refused, match="this purpose"):
        referrals.rest_on_consent(referral, consent=case.consents.get(), on=DAY, by=helper)
