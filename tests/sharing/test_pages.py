"""The pages of consent and referral: of those who keep the case, and of the organisation that was asked."""

from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from cases.sharing.actions import consents, referrals
from cases.sharing.models import Consent, PartnerAbroad, Referral
from cases.sharing.states import ReferralState
from tests.factories import UserFactory
from tests.sharing import told
from tests.sharing.told import DAY, drafted, given, offered, sent
from tvcase.documents import rendering

S = ReferralState


def day(name, year="2099"):
    return {f"{name}_0": "10", f"{name}_1": "6", f"{name}_2": year}


def of(name, referral):
    return reverse(f"sharing:{name}", args=[referral.case_code, referral.number])


def test_a_consent_is_asked_for_answered_and_withdrawn(client, case, helper, receiver, words):
    client.force_login(helper)
    told.agreement(case.organisation, receiver.organisation)
    explained = {
        "receiver": f"here:{receiver.organisation.code}",
        "purpose": "SHELTER",
        "items": ["alias", "languages"],
        "language": "uk",
        "told_free": "on",
        **day("valid_to"),
    }

    client.post(reverse("sharing:consent-new", args=[case.code]), explained)
    consent = Consent.objects.get()
    today = consent.offered_on
    answered = {"answered_on_0": today.day, "answered_on_1": today.month, "answered_on_2": today.year}
    agreed = {"given_by": "PERSON", "form": "WRITTEN", **answered}
    client.post(reverse("sharing:consent-give", args=[case.code, 1]), agreed)
    page = client.get(consent.get_absolute_url())

    assert (consent.recipient, consent.items) == (receiver.organisation, ["alias", "languages"])
    assert "The person withdraws the consent" in words(page)


def test_without_the_box_and_without_anything_chosen_it_says_so_beside_the_fields(client, case, helper):
    client.force_login(helper)

    page = client.post(reverse("sharing:consent-new", args=[case.code]), {"purpose": "SHELTER"})

    assert page.status_code == 422
    assert {"receiver", "items", "valid_to", "language", "told_free"} <= set(page.context["form"].errors)


def test_an_oral_answer_without_a_witness_is_refused_beside_the_field(client, case, helper, receiver):
    client.force_login(helper)
    offered(case, receiver.organisation, by=helper)
    answer = {"given_by": "PERSON", "form": "ORAL", **day("answered_on", "2026")}

    page = client.post(reverse("sharing:consent-give", args=[case.code, 1]), answer)

    assert page.status_code == 422
    assert "witness" in page.context["form"].errors


def test_a_referral_is_prepared_rested_on_a_consent_and_sent(client, case, helper, receiver):
    client.force_login(helper)
    given(case, receiver.organisation, by=helper)
    asked = {
        "receiver": f"here:{receiver.organisation.code}",
        "purpose": "SHELTER",
        "reason_kind": "ADDITIONAL_SERVICES",
        "items": ["alias"],
    }

    client.post(reverse("sharing:referral-new", args=[case.code]), asked)
    referral = Referral.objects.get()
    client.post(of("referral-on-consent", referral), {"consent": "1"})
    client.post(of("referral-send", referral))

    referral.refresh_from_db()
    assert referral.state == S.SENT
    assert [item.kind for item in referral.shared_items.all()] == ["alias"]


def test_the_receiver_finds_reads_and_accepts_it(client, case, helper, receiver, words):
    referral = sent(case, receiver.organisation, by=helper)
    client.force_login(receiver)

    assert case.code in words(client.get(reverse("sharing:inbox")))
    page = words(client.get(referral.get_absolute_url()))
    assert "Проба Прим" in page
    assert case.person.phone not in page
    client.post(of("referral-accept", referral), {"answer": "a place"})

    referral.refresh_from_db()
    assert referral.state == S.ACCEPTED


def test_the_receiver_sees_its_own_referral_on_the_panel_and_no_consent(client, case, helper, receiver, words):
    other = UserFactory()
    sent(case, receiver.organisation, by=helper)
    given(case, other.organisation, by=helper, items=["facts"])
    client.force_login(receiver)

    panel = words(client.get(reverse("sharing:case-panel", args=[case.code])))

    assert "a safe place to stay" in panel.lower()
    assert "Consents" not in panel
    assert str(other.organisation) not in panel
    assert client.get(reverse("sharing:consent", args=[case.code, 1])).status_code == 404


def test_a_recalled_one_tells_nothing_and_asks_to_confirm(client, case, helper, receiver, words):
    referral = sent(case, receiver.organisation, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    client.force_login(receiver)

    page = words(client.get(referral.get_absolute_url()))
    assert "Проба Прим" not in page
    assert "recalled" in page
    client.post(of("referral-deleted", referral), day("deleted_on", "2026"))

    referral.refresh_from_db()
    assert referral.deleted_on is not None


def test_those_who_have_not_confirmed_are_listed(client, case, helper, receiver, words):
    referral = sent(case, receiver.organisation, by=helper)
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)
    client.force_login(helper)

    panel = words(client.get(reverse("sharing:case-panel", args=[case.code])))

    assert "confirmation that everything was deleted" in panel
    assert f"{(timezone.localdate() - DAY).days} day" in panel  # how long it has waited


def test_somebody_else_finds_nothing(client, case, helper, receiver, bystander):
    referral = sent(case, receiver.organisation, by=helper)
    client.force_login(bystander)

    assert client.get(referral.get_absolute_url()).status_code == 404
    assert client.post(of("referral-accept", referral)).status_code == 404
    assert client.get(reverse("sharing:case-panel", args=[case.code])).status_code == 404


def test_one_that_was_declined_leads_to_another(client, case, helper, receiver, words):
    referral = sent(case, receiver.organisation, by=helper)
    client.force_login(receiver)
    client.post(of("referral-decline", referral), {"decline_reason": "NO_PLACE"})
    assert "This referral is over" in words(client.get(referral.get_absolute_url()))
    client.force_login(helper)

    assert "Refer to another organisation" in words(client.get(referral.get_absolute_url()))
    page = client.get(reverse("sharing:referral-new", args=[case.code]) + "?after=1")
    assert page.context["form"].initial["purpose"] == "SHELTER"


@pytest.mark.skipif(not rendering.available(), reason="needs Pango")
def test_a_partner_abroad_gets_an_encrypted_file(client, case, helper):
    partner = PartnerAbroad.objects.create(name="Probe House", country="RO", contact="office@example.org")
    consent = given(case, None, by=helper, partner=partner)
    referral = drafted(case, None, by=helper, partner=partner)
    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    referral = referrals.send(referral, on=DAY, by=helper)
    client.force_login(helper)
    page = client.get(of("referral-package", referral))
    shown, sealed = page.context["words"], page.context["form"]["passphrase"].value()

    answer = client.post(of("referral-package", referral), {"passphrase": sealed, "noted": "on"})

    assert answer["Content-Type"] == "application/pdf"
    assert "Проба Прим".encode() not in answer.content
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(answer.content))
    with pikepdf.open(BytesIO(answer.content), password=shown) as opened:
        assert opened.encryption.bits == 256


def test_words_that_were_not_shown_open_no_file(client, case, helper):
    partner = PartnerAbroad.objects.create(name="Probe House", country="RO", contact="office@example.org")
    referral = drafted(case, None, by=helper, partner=partner)
    client.force_login(helper)

    answer = client.post(of("referral-package", referral), {"passphrase": "aaaa", "noted": "on"})

    assert answer.status_code == 302


def test_who_was_asked_makes_no_file_of_it(client, case, helper, receiver, words):
    referral = sent(case, receiver.organisation, by=helper)
    client.force_login(receiver)

    answer = client.get(of("referral-package", referral))

    assert answer.status_code == 200
    assert "Only those who keep the case record consents and referrals." in words(answer)
    assert "<form" not in answer.content.decode().split("<main")[1].split("</main")[0]
