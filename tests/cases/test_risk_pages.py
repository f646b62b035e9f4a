"""The pages of risk: a draft may be unfinished, what is put into force may not; two versions stand side by side."""

import pytest
from django.conf import settings
from django.urls import reverse

from cases.models import InstitutionContact, RiskAssessment
from cases.risk import RiskLevel, RiskState
from tests.cases.risk_assessed import answers, assessed, begun, met
from tests.cases.said_and_done import at, boxes, url
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory


@pytest.fixture
def case(db, client):
    """A case, whose caseworker is signed in."""
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    client.force_login(case.recorded_by)
    return case


def typed(**facts):
    """What a form sends: the answers of a talk on 6 April 2026."""
    given = answers() | facts
    sent = {name: value for name, value in given.items() if name not in ("assessed_at", "next_review_on")}
    review = boxes("next_review_on", given["next_review_on"]) if given["next_review_on"] else {}
    return sent | boxes("assessed_at", given["assessed_at"]) | review


def test_an_assessment_that_is_whole_comes_into_force(case, client):
    answer = client.post(url("risk-new", case), typed())

    assert answer.status_code == 302, answer.context["form"].errors
    made = case.risk_assessments.get()
    assert (made.state, made.threat_to, made.person_concerns) == ("CURRENT", ["PERSON", "FAMILY"], "Страх от телефона")


def test_what_is_unfinished_is_kept_as_a_draft_and_not_put_into_force(case, client):
    unfinished = typed(violence="", level="", rationale="", next_review_on=None)

    refused = client.post(url("risk-new", case), unfinished)
    assert refused.status_code == 422
    assert {"violence", "level", "rationale", "next_review_on"} <= set(refused.context["form"].errors)
    assert "Страх от телефона" in refused.content.decode()
    assert not RiskAssessment.objects.exists()

    assert client.post(url("risk-new", case), unfinished | {"then": "draft"}).status_code == 302
    draft = case.risk_assessments.get()
    assert (draft.state, draft.level) == (RiskState.DRAFT, "")
    assert client.post(url("risk-edit", case, draft.number), typed()).status_code == 302
    draft.refresh_from_db()
    assert draft.state == RiskState.CURRENT


def test_where_life_is_at_risk_the_page_leads_to_the_referral_that_protects_it(case, client):
    way = reverse("sharing:referral-new", args=[case.code])
    assessed(case, at(6, 12), level=RiskLevel.HIGH)
    assert way not in client.get(url("risk", case)).content.decode()

    assessed(case, at(7, 12), level=RiskLevel.CRITICAL)

    assert way in client.get(url("risk", case)).content.decode()


def test_a_draft_is_discarded(case, client):
    draft = begun(case)

    client.post(url("risk-discard", case, draft.number))

    draft.refresh_from_db()
    assert draft.state == RiskState.DISCARDED


def test_what_is_in_force_can_neither_be_edited_nor_discarded(case, client):
    made = assessed(case)

    assert client.post(url("risk-edit", case, made.number), typed(level="LOW")).status_code == 422
    assert client.post(url("risk-discard", case, made.number)).status_code == 422
    made.refresh_from_db()
    assert (made.state, made.level) == ("CURRENT", "HIGH")


def test_the_page_says_until_when_the_risk_is_to_be_assessed_again(case, client, words):
    assessed(case)
    met(case, at(4, 9))

    said = words(client.get(url("risk", case)))

    assert "There was a contact since. Assess the risk again by" in said
    assert "Prosecutor" in said
    assert "Дата на разпита" in said


def test_a_contact_with_an_institution_is_recorded_and_the_term_is_told(case, client):
    sent = {"institution": "SAR", "about": "Срок за отговор", "note": ""} | boxes("happened_at", at(4, 9))

    answer = client.post(url("risk-contact", case), sent, follow=True)

    assert "Assess the risk again by" in answer.content.decode()
    assert InstitutionContact.objects.get(case=case).institution == "SAR"


def test_a_contact_cannot_lie_in_the_future(case, client):
    sent = {"institution": "SAR", "about": "x", "note": ""} | boxes("happened_at", at(4, 9, year=2099))

    assert client.post(url("risk-contact", case), sent).status_code == 422
    assert not InstitutionContact.objects.exists()


def test_two_versions_stand_side_by_side_and_say_what_changed(case, client, words):
    assessed(case)
    assert client.get(url("risk-compare", case)).status_code == 404

    assessed(case, at(4, 9), level=RiskLevel.LOW, rationale="Преместена е")
    said = words(client.get(url("risk-compare", case)))
    assert "Level of risk changed high low" in said
    assert "What worries the person Страх от телефона Страх от телефона" in said


@pytest.mark.parametrize("asked", ["1", "0", "x", "99999999999999999999"])
def test_a_version_without_another_before_it_stands_beside_nothing(case, client, asked):
    assessed(case)
    assessed(case, at(4, 9))

    assert client.get(url("risk-compare", case), {"version": asked}).status_code == 404


def test_an_officer_of_the_case_finds_no_page_of_risk(case, client):
    made = assessed(case)
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role="OFFICER").user
    client.force_login(officer)

    for name, more in (("risk", ()), ("risk-new", ()), ("risk-assessment", (made.number,)), ("risk-print", ())):
        assert client.get(url(name, case, *more)).status_code == 404, name


def test_everybody_reads_what_trafficking_is_and_where_to_call(db, client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("cases:public-information"))

    assert page.status_code == 200
    assert 'href="tel:080020100"' in page.content.decode()
    assert "Signs that somebody may be a victim" in page.content.decode()
    assert "This text must still be checked" in page.content.decode()


def test_who_chose_no_language_reads_it_in_bulgarian(db, client):
    page = client.get(reverse("cases:public-information"))

    assert "Признаци, че някой може да е жертва" in page.content.decode()


def test_a_setting_shows_its_indicators_with_what_to_look_for(case, client, words):
    everything = words(client.get(url("indicators", case)))
    border = words(client.get(url("indicators", case) + "?setting=BORDER"))

    assert "paid below the sector minimum" in everything
    assert "paid below the sector minimum" not in border
    assert "Ask where the person may go, when, and who decides it." in border


def test_what_was_observed_names_the_setting_and_who_observed_it(case, client):
    shown = client.get(url("indicators", case) + "?setting=HEALTH_CARE").context["form"].indicators[0]
    sent = {f"observed_{shown.pk}": "YES", "observed_by": "Медицинска сестра"} | boxes("observed_on", at(4, 6).date())

    assert client.post(url("indicators", case) + "?setting=HEALTH_CARE", sent).status_code == 302

    seen = case.observations.get()
    assert (seen.setting, seen.observed_by) == ("HEALTH_CARE", "Медицинска сестра")
