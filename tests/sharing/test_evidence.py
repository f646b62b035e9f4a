"""What shows a consent, and for which step of the plan somebody is referred."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from cases.sharing.actions import consents, referrals
from cases.sharing.models import Referral
from tests.cases import planned
from tests.factories import CaseFactory, CaseMemberFactory
from tests.sharing.told import DAY, drafted, given, offered, paper_in, sent
from tvcase.flow import Refused


def test_a_signed_paper_of_the_file_shows_a_consent(client, words, case, helper, receiver):
    consent = given(case, receiver.organisation, by=helper)
    paper = paper_in(case, by=helper)
    client.force_login(helper)

    client.post(reverse("sharing:consent-evidence", args=[case.code, 1]), {"evidence": paper.number})
    page = words(client.get(consent.get_absolute_url()))

    consent.refresh_from_db()
    assert consent.evidence == paper
    assert paper.title in page


def test_only_what_was_agreed_to_is_shown_by_a_paper_and_once(case, helper, receiver):
    paper = paper_in(case, by=helper)

    with pytest.raises(Refused, match="does not hold"):
        consents.attach(offered(case, receiver.organisation, by=helper), evidence=paper, on=DAY, by=helper)
    consent = given(case, receiver.organisation, by=helper)
    consent = consents.attach(consent, evidence=paper, on=DAY, by=helper)
    with pytest.raises(Refused, match="already"):
        consents.attach(consent, evidence=paper, on=DAY, by=helper)


def test_a_paper_of_another_case_shows_nothing(case, helper, receiver):
    other = CaseFactory(organisation=case.organisation)
    paper = paper_in(other, by=CaseMemberFactory(case=other, user=helper).user)
    consent = given(case, receiver.organisation, by=helper)
    paper_in(case, by=helper)

    with pytest.raises(Refused, match="of this file"):
        consents.attach(consent, evidence=paper, on=DAY, by=helper)
    with pytest.raises(IntegrityError, match="another case"):
        type(consent).objects.filter(pk=consent.pk).update(evidence=paper)


def test_without_a_paper_the_page_says_what_to_do_first(client, words, case, helper, receiver):
    given(case, receiver.organisation, by=helper)
    client.force_login(helper)

    assert "Hand in the signed paper first" in words(
        client.get(reverse("sharing:consent-evidence", args=[case.code, 1]))
    )


def test_a_referral_is_for_a_step_of_the_plan_which_the_other_organisation_does_not_read(
    client, words, case, helper, receiver
):
    step = planned.signed(case, by=helper).steps.get()
    referral = drafted(case, receiver.organisation, by=helper, plan_step=step)
    client.force_login(helper)

    assert step.what in words(client.get(referral.get_absolute_url()))
    assert step.what in words(client.get(reverse("sharing:referral-new", args=[case.code])))
    consent = given(case, receiver.organisation, by=helper)
    out = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=helper)
    out = referrals.send(out, on=DAY, by=helper)
    client.force_login(receiver)
    assert step.what not in words(client.get(out.get_absolute_url()))


def test_a_step_of_another_plan_is_refused(case, helper, receiver):
    other = CaseFactory(organisation=case.organisation)
    step = planned.signed(other, by=CaseMemberFactory(case=other, user=helper).user).steps.get()

    with pytest.raises(Refused, match="plan in force"):
        drafted(case, receiver.organisation, by=helper, plan_step=step)
    referral = drafted(case, receiver.organisation, by=helper)
    with pytest.raises(IntegrityError, match="another case"):
        Referral.objects.filter(pk=referral.pk).update(plan_step=step)


def test_on_paper_it_is_the_referral_with_what_is_told_now(client, words, case, helper, receiver):
    referral = sent(case, receiver.organisation, by=helper, valid_to=date(2099, 6, 20))
    ask = {"format": "PRINT", "reason": "MEETING", "reason_text": "For the meeting of the team.", "number": 1}
    where = reverse("sharing:print", args=[case.code])

    for user in (helper, receiver):
        client.force_login(user)
        assert case.person.alias_in_use in words(client.post(where, ask))
    consents.withdraw(referral.consent, ended_on=DAY, on=DAY, by=helper)

    client.force_login(receiver)
    assert client.post(where, ask).status_code == 404
    client.force_login(helper)
    assert "Nothing is told now." in words(client.post(where, ask))
