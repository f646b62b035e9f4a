"""The pages of consent and referral when an answer cannot be right, and before anything is told."""

import pytest
from django.urls import reverse

from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import Consent, PartnerAbroad
from tests.cases.planned import assess_risk
from tests.factories import UserFactory
from tests.sharing import told
from tests.sharing.test_pages import day, of
from tests.sharing.told import DAY, drafted, given, handed_over, offered, sent

BEFORE = "2020"


@pytest.fixture
def errors(client):
    """The fields with errors after somebody sent a page."""

    def send(user, where, answers):
        client.force_login(user)
        page = client.post(where, answers)
        return list(page.context["form"].errors) if page.status_code == 422 else []

    return send


def test_nobody_answers_before_it_was_explained(errors, case, helper, receiver):
    consent = offered(case, receiver.organisation, by=helper)
    answer = {"given_by": "PERSON", "form": "WRITTEN", **day("answered_on", BEFORE)}

    assert errors(helper, f"{consent.get_absolute_url()}give/", answer) == ["answered_on"]
    assert errors(helper, f"{consent.get_absolute_url()}refuse/", answer) == ["answered_on"]


def test_nothing_ends_before_it_began(errors, case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper)
    withdrawn = f"{referral.consent.get_absolute_url()}withdraw/"
    assert errors(helper, withdrawn, day("ended_on", BEFORE)) == ["ended_on"]

    answers.accept(referral, on=DAY, by=receiver)
    place = {"handover_where": "the station", "met_by": "Изпитна", "handover_at_3": "10:00"}
    assert errors(helper, of("referral-handed-over", referral), place | day("handover_at", BEFORE)) == ["handover_at"]

    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    assert errors(receiver, of("referral-deleted", referral), day("deleted_on", BEFORE)) == ["deleted_on"]


def test_what_was_explained_yesterday_is_recorded_with_its_day(client, case, helper, receiver):
    told.agreement(case.organisation, receiver.organisation)
    client.force_login(helper)
    explained = {"receiver": f"here:{receiver.organisation.code}", "purpose": "SHELTER", "items": ["alias"]}
    explained |= {"language": "uk", "told_free": "on", **day("valid_to", "2099"), **day("explained_on", "2026")}

    client.post(reverse("sharing:consent-new", args=[case.code]), explained)

    assert Consent.objects.get().offered_on == DAY


def test_a_referral_without_consent_says_what_is_missing_and_asks_for_it(client, case, helper, receiver, words):
    referral = drafted(case, receiver.organisation, by=helper, items=["alias"])
    client.force_login(helper)

    page = client.get(referral.get_absolute_url())
    asks = f"{reverse('sharing:consent-new', args=[case.code])}?for={referral.number}"
    form = client.get(asks).context["form"]

    assert "ask the person" in words(page)
    assert asks in page.content.decode()
    assert form.initial == {"receiver": f"here:{receiver.organisation.code}", "purpose": "SHELTER", "items": ["alias"]}
    assert client.get(asks.replace("=1", "=9")).context["form"].initial == {}


def test_what_is_about_to_be_told_is_read_before_it_is_sent(client, case, helper, second, words):
    assess_risk(case, by=helper)
    referral = drafted(case, UserFactory().organisation, by=helper, items=["NEEDS", "alias"])
    referral = referrals.propose(referral, basis="EXCEPTION", reason="Заплашват лицето.", on=DAY, by=helper)
    client.force_login(second)

    page = words(client.get(of("referral-decide", referral)))

    assert "Заплашват лицето." in page
    assert "Проба Прим" in page
    assert "Бившият" not in page  # what the assessor thinks is told to nobody
    assert "nothing is recorded" in page
    assert case.person.phone not in page


def test_what_a_partner_abroad_says_is_written_down_in_words_for_that(client, case, helper, words):
    partner = PartnerAbroad.objects.create(name="Probe House", country="RO", contact="office@example.org")
    given(case, None, by=helper, partner=partner)
    referral = drafted(case, None, by=helper, partner=partner)
    referral = referrals.rest_on_consent(referral, consent=case.consents.get(), on=DAY, by=helper)
    referral = referrals.send(referral, on=DAY, by=helper)
    client.force_login(helper)

    assert "The partner takes the person" in words(client.get(referral.get_absolute_url()))
    page = words(client.get(of("referral-decline", referral)))
    assert "Why can they not take the person?" in page
    assert "you" not in page.split("Why can they")[0].split("The partner does not take the person")[-1]

    referral = answers.accept(referral, on=DAY, by=helper)
    handed_over(referral, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    assert "Ask the partner to delete" in words(client.get(referral.get_absolute_url()))


def test_what_ended_for_a_while_does_not_begin_again_and_the_page_says_so(client, case, helper, receiver, words):
    referral = sent(case, receiver.organisation, by=helper)
    referral.shared_items.update(alive=False)
    client.force_login(helper)

    assert "refer anew" in words(client.get(referral.get_absolute_url()))


def test_the_receiver_who_sends_a_step_of_those_who_keep_the_case_is_told_why_not(
    client, words, case, helper, receiver
):
    referral = sent(case, receiver.organisation, by=helper)
    answers.accept(referral, on=DAY, by=receiver)
    client.force_login(receiver)

    page = client.post(f"{referral.get_absolute_url()}handed-over/", {"handover_where": "Посолството"})

    assert page.status_code == 422
    assert "Only those who keep the case record consents and referrals." in words(page)
