"""Consent: one recipient, a last day, withdrawn at once; it changes no service."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.models.case import access
from cases.rules import why_not_close
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import Consent, Referral, SharedItem
from cases.sharing.states import ConsentForm, ConsentState, GivenBy, RecallReason, ReferralState
from tests.cases.said_and_done import lines
from tests.cases.said_and_done import told as notified
from tests.factories import CaseFactory, CaseMemberFactory
from tests.sharing.told import DAY, agree, drafted, given, offered, read_by_query, read_by_sql, sent
from tvcase.flow import Refused


def test_it_names_one_recipient(case, helper, receiver):
    with pytest.raises(ValidationError, match="one recipient"):
        offered(case, None, by=helper)


def test_it_is_not_asked_for_ones_own_organisation(case, helper):
    with pytest.raises(Refused, match="another organisation"):
        offered(case, case.organisation, by=helper)


def test_somebody_who_does_not_keep_the_case_records_none(case, bystander, receiver):
    with pytest.raises(Refused, match="keep the case"):
        offered(case, receiver.organisation, by=bystander)


def test_given_orally_it_needs_a_witness(case, helper, receiver):
    consent = offered(case, receiver.organisation, by=helper)

    with pytest.raises(ValidationError, match="witness"):
        agree(consent, by=helper, form=ConsentForm.ORAL)


def test_given_orally_before_a_witness_it_holds(case, helper, receiver):
    """E-23: a person who cannot sign."""
    consent = agree(
        offered(case, receiver.organisation, by=helper, read_aloud=True, interpreter="Изпитна"),
        by=helper,
        form=ConsentForm.ORAL,
        witness="Пробна",
    )

    assert consent.is_alive(on=DAY)


def test_for_a_child_a_representative_answers_and_the_child_is_heard(helper, receiver, case):
    child = CaseFactory(child=True, organisation=case.organisation)
    keeper = CaseMemberFactory(case=child).user
    consent = offered(child, receiver.organisation, by=keeper)

    with pytest.raises(Refused, match="For a child"):
        agree(consent, by=keeper)
    with pytest.raises(ValidationError, match="child"):
        agree(consent, by=keeper, given_by=GivenBy.LEGAL_REPRESENTATIVE, giver_name="Пробна")


def test_the_database_refuses_a_childs_own_consent(db, receiver):
    child = CaseFactory(child=True)
    consent = offered(child, receiver.organisation, by=CaseMemberFactory(case=child).user)

    with pytest.raises(IntegrityError, match="for a child"):
        Consent.objects.filter(pk=consent.pk).update(state="ACTIVE", given_by="PERSON", form="WRITTEN", answered_on=DAY)


def test_what_was_explained_is_not_edited(case, helper, receiver):
    consent = given(case, receiver.organisation, by=helper)

    with pytest.raises(IntegrityError, match="not edited"):
        Consent.objects.filter(pk=consent.pk).update(items=["alias", "languages", "contact"])


def test_a_refusal_changes_no_permission_and_no_service(case, helper, receiver):
    """Rule 15."""
    before = access(helper, case)
    consent = offered(case, receiver.organisation, by=helper)

    consents.refuse(consent, answered_on=DAY, on=DAY, by=helper)

    assert access(helper, case) == before
    assert lines("sharing.consent.refused")


def test_withdrawn_it_silences_at_once_and_the_receiver_is_told_and_must_confirm(case, helper, receiver):
    """E-22: from now on nothing; who was told deletes it and says so; until then it is listed."""
    referral = sent(case, receiver.organisation, by=helper)
    assert read_by_sql(receiver) == read_by_query(receiver) == {"alias", "languages"}

    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)

    referral.refresh_from_db()
    assert (referral.state, referral.recall_reason) == (ReferralState.RECALLED, RecallReason.CONSENT_WITHDRAWN)
    assert read_by_sql(receiver) == read_by_query(receiver) == set()
    assert not access(receiver, case)
    assert receiver in notified("referral_recalled")
    assert list(Referral.objects.unconfirmed()) == [referral]


def test_a_deletion_is_confirmed_by_who_was_told_though_the_case_is_closed_to_it(case, helper, receiver, bystander):
    referral = sent(case, receiver.organisation, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    referral.refresh_from_db()

    with pytest.raises(Refused, match="was told"):
        answers.confirm_deletion(referral, deleted_on=DAY, on=DAY, by=bystander)
    answers.confirm_deletion(referral, deleted_on=DAY, on=DAY, by=receiver)

    assert not Referral.objects.unconfirmed().exists()
    assert helper in notified("referral_deleted")


def test_the_receiver_changes_nothing_of_a_recalled_referral_but_that_it_deleted(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)

    with pytest.raises(IntegrityError, match="not edited"):
        Referral.objects.filter(pk=referral.pk).update(purpose="OTHER")


def test_a_referral_that_was_not_sent_ends_with_its_consent(case, helper, receiver):
    consent = given(case, receiver.organisation, by=helper)
    referral = referrals.rest_on_consent(
        drafted(case, receiver.organisation, by=helper), consent=consent, on=DAY, by=helper
    )

    consents.withdraw(consent, ended_on=DAY, on=DAY, by=helper)

    referral.refresh_from_db()
    assert referral.state == ReferralState.REFUSED_BY_PERSON


def test_on_the_day_after_its_last_day_nothing_is_told_any_more(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper, valid_to=date(2026, 6, 20))

    assert SharedItem.objects.told_to(receiver, on=date(2026, 6, 20)).count() == 2
    assert SharedItem.objects.told_to(receiver, on=date(2026, 6, 21)).count() == 0
    assert SharedItem.objects.filter(referral=referral, alive=True).count() == 2


def test_the_wall_lets_nothing_through_after_the_last_day_by_its_own_clock(case, helper, receiver):
    sent(case, receiver.organisation, by=helper, valid_to=date(2026, 6, 20))

    assert read_by_sql(receiver) == set()


def test_what_an_adult_agreed_to_ends_when_she_is_found_to_be_a_child(case, helper, receiver):
    """E-13: the consent stays as history; a representative is asked anew."""
    sent(case, receiver.organisation, by=helper)

    type(case).objects.filter(pk=case.pk).update(age_status="MINOR_VERIFIED")

    assert read_by_sql(receiver) == read_by_query(receiver) == set()
    assert Consent.objects.get().state == ConsentState.ACTIVE


def test_a_case_does_not_close_over_a_consent_or_a_referral(case, helper, receiver):
    given(case, receiver.organisation, by=helper)
    drafted(case, receiver.organisation, by=helper)

    reasons = [str(reason) for reason in why_not_close(case, on=DAY)]

    assert any("consent" in reason for reason in reasons)
    assert any("referral" in reason for reason in reasons)


def test_a_closed_case_accepts_neither(db, receiver):
    """Rule 13."""
    closed = CaseFactory(closed=True)
    keeper = closed.recorded_by

    with pytest.raises(Refused):
        offered(closed, receiver.organisation, by=keeper)
    with pytest.raises(Refused):
        drafted(closed, receiver.organisation, by=keeper)
