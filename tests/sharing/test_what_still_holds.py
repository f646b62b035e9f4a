"""What was told is told as long as what it rests on holds: on a page, as a letter, as a file for a partner abroad."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.actions import documents
from cases.children.actions import representation
from cases.models import Document
from cases.sharing import rules
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import Consent, PartnerAbroad, Referral, SharedItem
from cases.sharing.packing import packed
from cases.sharing.papers import told_on_paper
from cases.sharing.states import Basis, DeclineReason, GivenBy, RecallReason
from cases.states import AgeStatus
from tests.cases.said_and_done import find_age
from tests.cases.said_and_done import told as notified
from tests.factories import CaseFactory, CaseMemberFactory, PersonFactory, UserFactory
from tests.sharing.told import (
    DAY,
    agree,
    drafted,
    fed_back,
    given,
    handed_over,
    offered,
    read_by_query,
    read_by_sql,
    sent,
)
from tvcase.dates import SOFIA
from tvcase.documents.letters import letter_of
from tvcase.flow import Refused
from tvcase.typed import typed_in

LAST_DAY = date(2026, 6, 20)


@pytest.fixture
def abroad(case, helper):
    """Sent to a partner abroad, with a consent until 20 June 2026."""
    partner = PartnerAbroad.objects.create(name="Probe House", country="RO", contact="office@example.org")
    consent = given(case, None, by=helper, partner=partner, valid_to=LAST_DAY)
    referral = drafted(case, None, by=helper, partner=partner)
    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    return referrals.send(referral, on=DAY, by=helper)


@pytest.mark.parametrize(("day", "words"), [(LAST_DAY, True), (date(2026, 6, 21), False)])
def test_the_file_for_a_partner_has_nothing_after_the_last_day(monkeypatch, abroad, helper, day, words):
    made = []
    monkeypatch.setattr("cases.sharing.packing.pdf_of", made.append)
    monkeypatch.setattr("cases.sharing.packing._encrypted", lambda pdf, words: b"")

    packed(abroad, "words", on=day, by=helper)

    assert ("Проба Прим" in made[0]) == words


def test_a_paper_says_where_the_risks_are_when_who_makes_it_does_not_read_them(case, helper, receiver, authority_case):
    referral, theirs = (
        sent(case, receiver.organisation, by=helper),
        sent(authority_case, receiver.organisation, by=authority_case.officer),
    )

    def texts(one, by):
        return [text for _label, text in told_on_paper(one, on=DAY, by=by)]

    assert not any("Ask who supports the person" in text for text in texts(referral, helper))
    assert any("Ask who supports the person" in text for text in texts(theirs, authority_case.officer))


def test_after_the_last_day_no_file_is_made_and_the_page_says_why(client, words, helper, abroad):
    client.force_login(helper)
    address = reverse("sharing:referral-package", args=[abroad.case_code, abroad.number])
    page = client.get(address)
    sealed = page.context["form"]["passphrase"].value()

    answer = client.post(address, {"passphrase": sealed, "noted": "on"})

    assert "The consent does not hold any more." in words(page)
    assert answer["Content-Type"].startswith("text/html")
    assert SharedItem.objects.filter(alive=True).exists()


def test_the_words_that_open_the_file_do_not_travel_in_the_page_of_the_sign_in(rf):
    assert typed_in(rf.post("/", {"passphrase": "abcd-efgh", "noted": "on"})) == [("noted", "on")]


def declined(referral, helper, receiver):
    answers.decline(referral, decline_reason=DeclineReason.NO_PLACE, on=DAY, by=receiver)


def recalled(referral, helper, receiver):
    referrals.recall(referral, recall_reason=RecallReason.SENT_IN_ERROR, on=DAY, by=helper)


def withdrawn(referral, helper, receiver):
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)


def closed(referral, helper, receiver):
    referral = answers.accept(referral, on=DAY, by=receiver)
    referral = fed_back(handed_over(referral, by=helper), by=receiver)
    referrals.close(referral, on=date(2026, 6, 15), by=helper)


@pytest.mark.parametrize("ends", [declined, recalled, withdrawn, closed])
def test_the_letter_is_valid_as_long_as_the_referral_tells_something(case, helper, receiver, ends):
    referral = sent(case, receiver.organisation, by=helper)
    at = datetime(2026, 6, 10, 12, tzinfo=SOFIA)
    documents.issue(case, letter_of("referral"), referral, by=helper, on=DAY, at=at)
    assert Document.objects.valid().filter(subject=referral.pk).exists()

    ends(referral, helper, receiver)

    assert not Document.objects.valid().filter(subject=referral.pk).exists()


def of_a_child(**known):
    """A case of a child; these facts can be told."""
    person = PersonFactory(**known)
    return CaseFactory(child=True, person=person, organisation=person.organisation)


def for_a_child(receiver, given_by):
    """A referral of a child on a representative's consent, on its way."""
    case = of_a_child(alias_in_use="Проба", languages=["uk"])
    helper = CaseMemberFactory(case=case).user
    heard = {"given_by": given_by, "giver_name": "И. Измислен", "child_opinion": "Искам"}
    consent = agree(offered(case, receiver.organisation, by=helper), by=helper, **heard)
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    return referrals.send(referral, on=DAY, by=helper), helper


@pytest.mark.parametrize("given_by", [GivenBy.LEGAL_REPRESENTATIVE, GivenBy.SPECIAL_REPRESENTATIVE])
def test_what_a_representative_agreed_to_ends_when_the_child_is_found_to_be_an_adult(client, words, receiver, given_by):
    """E-14: the consent stays as history; the person is asked."""
    referral, helper = for_a_child(receiver, given_by)
    assert read_by_sql(receiver) == {"alias", "languages"}

    find_age(referral.case, AgeStatus.ADULT_VERIFIED)

    assert read_by_sql(receiver) == read_by_query(receiver) == set()
    referral.refresh_from_db()
    assert [str(reason) for reason in rules.why_not_told(referral, on=DAY)] == ["The consent does not hold any more."]
    client.force_login(helper)
    assert "The person is an adult now" in words(client.get(referral.consent.get_absolute_url()))
    assert "is closed to the other organisation" in words(client.get(referral.get_absolute_url()))


def test_nothing_new_rests_on_what_a_representative_gave_for_who_is_an_adult(receiver):
    referral, helper = for_a_child(receiver, GivenBy.SPECIAL_REPRESENTATIVE)
    referrals.recall(referral, recall_reason=RecallReason.NOT_NEEDED, on=DAY, by=helper)
    prepared = drafted(referral.case, receiver.organisation, by=helper)
    prepared = referrals.rest_on_consent(prepared, consent=referral.consent, on=DAY, by=helper)
    find_age(referral.case, AgeStatus.ADULT_VERIFIED)
    facts = {"state": "SENT", "sent_on": DAY, "reply_due_on": DAY, "sent_by": helper}

    with pytest.raises(Refused, match="consent"):
        referrals.send(prepared, on=DAY, by=helper)
    with pytest.raises(IntegrityError, match="no consent covers"):
        Referral.objects.filter(pk=prepared.pk).update(**facts)


def test_what_a_guardian_of_an_adult_agreed_to_goes_on(case, helper, receiver):
    """An adult under guardianship; nobody was heard as a child."""
    consent = offered(case, receiver.organisation, by=helper)
    consent = agree(consent, by=helper, given_by=GivenBy.LEGAL_REPRESENTATIVE, giver_name="И. Измислен")

    assert rules.counts(consent, on=DAY)


def test_a_duty_towards_a_child_ends_when_the_person_is_an_adult(receiver):
    case = of_a_child(languages=["uk"])
    helper = CaseMemberFactory(case=case).user
    supervisor = UserFactory(supervisor=True, organisation=case.organisation)
    CaseMemberFactory(case=case, user=supervisor, role="SUPERVISOR")
    referral = drafted(case, receiver.organisation, by=helper)
    referral = referrals.propose(referral, basis=Basis.MANDATORY, reason="x", on=DAY, by=helper)
    referrals.send(referrals.confirm(referral, on=DAY, by=supervisor), on=DAY, by=helper)
    assert read_by_sql(receiver) == {"alias", "languages"}

    find_age(case, AgeStatus.ADULT_VERIFIED)

    assert read_by_sql(receiver) == read_by_query(receiver) == set()


@pytest.mark.parametrize(
    ("given_by", "still"),
    [(GivenBy.LEGAL_REPRESENTATIVE, set()), (GivenBy.SPECIAL_REPRESENTATIVE, {"alias", "languages"})],
)
def test_what_a_parent_agreed_to_ends_when_she_may_be_involved(client, words, receiver, given_by, still):
    referral, helper = for_a_child(receiver, given_by)

    known = {"parent": "баща", "reason": "Взел е парите."}
    representation.need(referral.case, **known, since_on=DAY, on=DAY, by=helper)

    assert read_by_sql(receiver) == read_by_query(receiver) == still
    client.force_login(helper)
    page = words(client.get(referral.consent.get_absolute_url()))
    assert ("A parent or guardian may be involved. What they agreed to" in page) == (not still)


def test_after_the_loop_is_closed_a_withdrawal_still_reaches_who_was_told(client, words, case, helper, receiver):
    """E-22: the other organisation has what it was told, also when the referral and the consent are over."""
    referral = sent(case, receiver.organisation, by=helper)
    closed(referral, helper, receiver)
    consent = consents.expire(referral.consent, on=date(2026, 6, 16), by=helper)

    consents.withdraw(consent, ended_on=date(2026, 6, 17), on=date(2026, 6, 17), by=helper)

    referral.refresh_from_db()
    assert (referral.state, referral.recall_reason) == ("RECALLED", RecallReason.CONSENT_WITHDRAWN)
    assert receiver in notified("referral_recalled")
    assert list(Referral.objects.unconfirmed()) == [referral]
    client.force_login(helper)
    assert "deletion not confirmed" in words(client.get(consent.get_absolute_url()))
    answers.confirm_deletion(referral, deleted_on=date(2026, 6, 18), on=date(2026, 6, 18), by=receiver)
    assert not Referral.objects.unconfirmed().exists()


def test_a_withdrawal_reaches_who_declined_and_where_it_was_not_possible(case, helper, receiver, bystander):
    declined_one = sent(case, receiver.organisation, by=helper)
    declined(declined_one, helper, receiver)
    other = sent(case, bystander.organisation, by=helper)
    other = answers.decline(other, decline_reason=DeclineReason.NO_PLACE, on=DAY, by=bystander)
    referrals.not_possible(other, not_possible="NO_PLACE", alternative="stays here", on=DAY, by=helper)

    for consent in case.consents.all():
        consents.withdraw(consent, ended_on=DAY, on=DAY, by=helper)

    assert {one.state for one in case.referrals.all()} == {"RECALLED"}
    assert {receiver, bystander} <= notified("referral_recalled")


def test_of_what_is_over_the_database_changes_nothing_else(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    closed(referral, helper, receiver)
    consent = consents.expire(referral.consent, on=date(2026, 6, 16), by=helper)

    with transaction.atomic(), pytest.raises(IntegrityError, match="not edited"):
        Referral.objects.filter(pk=referral.pk).update(purpose_note=None, outcome="NOT_STARTED")
    with transaction.atomic(), pytest.raises(IntegrityError, match="not edited"):
        Referral.objects.filter(pk=referral.pk).update(
            state="RECALLED", recalled_on=DAY, recall_reason="CONSENT_WITHDRAWN", outcome="NOT_STARTED"
        )
    with transaction.atomic(), pytest.raises(IntegrityError, match="not edited"):
        Consent.objects.filter(pk=consent.pk).update(state="WITHDRAWN", items=["alias"])


def test_who_keeps_the_case_recalls_only_what_is_out(case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    closed(referral, helper, receiver)

    with pytest.raises(Refused, match="on its way"):
        referrals.recall(referral, recall_reason=RecallReason.NOT_NEEDED, on=DAY, by=helper)
