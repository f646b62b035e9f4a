"""The pages of compensation, hearings and the log, as those who support the person and an authority use them."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from cases.actions import team
from cases.states import OpeningGround
from legal.claims.actions import claims, hearings
from legal.claims.models import Claim, Hearing, Interview, Reuse
from legal.claims.states import ClaimResult, ClaimState, HearingState, Measure, Prepared, Topic
from tests.cases.said_and_done import boxes
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.legal.heard import DAY, FILED, at, claim_of_the_state, filed, hearing_of, proceedings_of, share, told


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def helper(case, client):
    user = CaseMemberFactory(case=case).user
    client.force_login(user)
    return user


@pytest.fixture
def prosecutor(case, helper):
    user = UserFactory(prosecutor=True)
    subject = told(case, by=helper, topics=[Topic.JOURNEY]).pk
    team.open_to(case, user.organisation, OpeningGround.PROTECTION, subject=subject, by=helper, on=DAY)
    return user


def url(name, case, *more):
    return reverse(f"claims:{name}", args=[case.code, *more])


def test_a_claim_is_begun_written_down_and_filed(client, case, helper, words):
    answer = client.post(url("claim-new", case), {"route": "STATE_COMPENSATION", "claimant": "PERSON"})
    assert answer.headers["Location"] == url("claim-edit", case, 1)

    draft = {
        "trigger_event": "CONVICTION",
        **boxes("trigger_on", date(2026, 5, 11)),
        "asked_amount": "1 234,50",
        "asked_currency": "EUR",
        **boxes("asked_on", date(2026, 6, 1)),
    }
    client.post(url("claim-edit", case, 1), draft)
    page = words(client.get(url("claim", case, 1)))
    assert "Tuesday 11 May 2027" in page
    assert "1,234.50 EUR" in page

    client.post(url("claim-step", case, 1, "file"), boxes("filed_on", FILED))
    claim = Claim.objects.get(case=case)
    assert (claim.state, claim.asked_amount) == (ClaimState.FILED, Decimal("1234.50"))
    assert "Friday 10 July 2026" in words(client.get(url("claim", case, 1)))


@pytest.mark.parametrize("amount", ["0", "-5", "12.345", "1e9", "NaN", "٣", "many", "9" * 40])
def test_what_is_no_amount_comes_back_with_a_sentence(client, case, helper, words, amount):
    claim_of_the_state(case, by=helper)
    typed = {"asked_amount": amount, "asked_currency": "EUR", **boxes("asked_on", DAY)}
    answer = client.post(url("claim-edit", case, 1), typed)

    assert answer.status_code == 422
    assert "Write an amount above zero" in words(answer)
    assert amount in answer.content.decode()


def test_the_currency_is_that_of_the_day(client, case, helper, words):
    claim_of_the_state(case, by=helper)
    typed = {"asked_amount": "10", "asked_currency": "BGN", **boxes("asked_on", DAY)}

    answer = client.post(url("claim-edit", case, 1), typed)
    assert (answer.status_code, "from 1 January 2026 in euro" in words(answer)) == (422, True)


def test_a_claim_in_a_criminal_case_asks_which(client, case, helper, words):
    typed = {"route": "CRIMINAL_CIVIL_CLAIM", "claimant": "PERSON"}
    assert "Choose the criminal proceedings" in words(client.post(url("claim-new", case), typed))

    proceedings = proceedings_of(case)
    client.post(url("claim-new", case), typed | {"proceedings": str(proceedings.pk)})
    assert Claim.objects.get(case=case).proceedings == proceedings


def test_proceedings_of_another_case_cannot_be_chosen(client, case, helper):
    other = proceedings_of(CaseFactory())
    typed = {"route": "CRIMINAL_CIVIL_CLAIM", "claimant": "PERSON", "proceedings": str(other.pk)}

    assert client.post(url("claim-new", case), typed).status_code == 422


@pytest.mark.parametrize("step", ["freeze", "missing", "complete", "extend", "decide", "pay", "give-up", "file"])
def test_every_step_has_its_page(client, case, helper, step):
    claim_of_the_state(case, by=helper)

    assert client.get(url("claim-step", case, 1, step)).status_code == 200


def test_a_step_that_is_none_is_not_there(client, case, helper):
    claim_of_the_state(case, by=helper)

    assert client.get(url("claim-step", case, 1, "nowhere")).status_code == 404


def test_a_decision_with_its_amount_is_recorded_and_paid(client, case, helper):
    filed(case, by=helper)
    typed = {
        **boxes("decided_on", date(2026, 7, 6)),
        "result": "PARTIAL",
        "awarded_amount": "900",
        "awarded_currency": "EUR",
        "decision_reference": "R 12/2026",
    }
    assert client.post(url("claim-step", case, 1, "decide"), typed | {"awarded_amount": ""}).status_code == 422
    client.post(url("claim-step", case, 1, "decide"), typed)
    paid = {**boxes("paid_on", date(2026, 8, 3)), "paid_amount": "900", "paid_currency": "EUR"}
    client.post(url("claim-step", case, 1, "pay"), paid)

    claim = Claim.objects.get(case=case)
    assert (claim.result, claim.state, claim.paid_amount) == (ClaimResult.PARTIAL, ClaimState.PAID, Decimal(900))


def test_a_step_that_cannot_be_taken_says_why(client, case, helper, words):
    claim_of_the_state(case, by=helper, asked_amount=None, asked_currency="", asked_on=None)

    assert "The amount asked for is missing." in words(client.get(url("claim", case, 1)))
    answer = client.post(url("claim-step", case, 1, "file"), boxes("filed_on", FILED))
    assert (answer.status_code, Claim.objects.get(case=case).state) == (422, ClaimState.PREPARED)


def test_a_hearing_is_planned_prepared_and_held(client, case, helper, words):
    calendar = {"kind": "HEARING", **boxes("starts_at", at(9, 15)), "held_by": "District Court", "topics": ["MONEY"]}
    answer = client.post(url("hearing-new", case), calendar)
    assert answer.headers["Location"] == url("hearing-prepare", case, 1)

    measures = {measure: Prepared.ARRANGED for measure in Measure}
    client.post(url("hearing-prepare", case, 1), measures | {"VIDEO_NOTE": "Room 4"})
    page = words(client.get(url("hearing", case, 1)))
    assert "Room 4" in page
    assert "15 September 2026" in page
    assert "still to be prepared" not in words(client.get(url("case-panel", case)))

    client.post(url("hearing-held", case, 1))
    assert Hearing.objects.get(case=case).state == HearingState.HELD


def test_what_was_told_before_is_shown_beside_a_hearing(client, case, helper, words):
    hearing_of(case, by=helper, topics=[Topic.EXPLOITATION])
    told(case, by=helper)
    told(case, by=helper, topics=[Topic.JOURNEY], told_on=date(2026, 5, 5))
    page = words(client.get(url("hearing", case, 1)))

    assert "Already told" in page
    assert "20 May 2026" in page
    assert "5 May 2026" not in page


def test_what_was_told_is_recorded_and_given_to_be_used_again(client, case, helper, prosecutor, words):
    account = {
        **boxes("told_on", date(2026, 5, 20)),
        "listener": "POLICE",
        "topics": ["EXPLOITATION", "MONEY"],
        "summary": "About the wages.",
        "record": "MINUTES",
        "language": "bg",
    }
    client.post(url("interview-new", case), account)
    interview = Interview.objects.get(case=case, number=2)
    consent = {
        "organisation": str(prosecutor.organisation_id),
        **boxes("agreed_on", date(2026, 5, 25)),
        "given_by": "PERSON",
        "form": "WRITTEN",
    }
    client.post(url("interview-share", case, 2), consent)
    assert Reuse.objects.get(interview=interview).organisation == prosecutor.organisation

    client.force_login(prosecutor)
    assert "About the wages." in words(client.get(url("interview", case, 2)))
    assert client.get(url("interview", case, 1)).status_code == 404
    assert "the journey" not in words(client.get(url("interviews", case)))
    assert client.get(url("case-panel", case)).status_code == 404


def test_what_is_taken_back_is_not_there_any_more(client, case, helper, prosecutor, words):
    interview = told(case, by=helper)
    share(interview, prosecutor.organisation, by=helper)
    taken = {"organisation": prosecutor.organisation.code, **boxes("withdrawn_on", DAY)}
    client.post(url("interview-take-back", case, interview.number), taken)

    client.force_login(prosecutor)
    assert client.get(url("interview", case, interview.number)).status_code == 404
    assert "not yet agreed" in words(client.get(url("interviews", case)))


def test_only_authorities_to_which_the_case_is_open_are_offered(client, case, helper, prosecutor):
    stranger = UserFactory(prosecutor=True).organisation
    told(case, by=helper)
    page = client.get(url("interview-share", case, 2)).content.decode()

    assert f'value="{prosecutor.organisation_id}"' in page
    assert f'value="{stranger.pk}"' not in page


def test_what_is_recorded_in_error_is_struck_out(client, case, helper, words):
    told(case, by=helper)
    client.post(url("interview-strike", case, 1))

    assert "struck out" in words(client.get(url("interviews", case)))


def test_a_lawyer_reads_and_changes_nothing(client, case, helper):
    claim_of_the_state(case, by=helper)
    hearing_of(case, by=helper)
    told(case, by=helper)
    lawyer = UserFactory(roles=["lawyer"])
    team.open_to(case, lawyer.organisation, OpeningGround.APPOINTED, subject=case.pk, by=helper, on=DAY, user=lawyer)
    client.force_login(lawyer)

    read = [("case-panel",), ("claim", 1), ("hearing", 1), ("interviews",), ("interview", 1)]
    assert {client.get(url(name, case, *more)).status_code for name, *more in read} == {200}
    changed = [("claim-new",), ("claim-edit", 1), ("hearing-prepare", 1), ("interview-new",), ("interview-share", 1)]
    assert {client.get(url(name, case, *more)).status_code for name, *more in changed} == {404}


def test_a_shelter_reads_nothing_of_it(client, case, helper):
    hearing_of(case, by=helper)
    claim_of_the_state(case, by=helper)
    told(case, by=helper)
    worker = UserFactory(shelter_staff=True)
    CaseMemberFactory(case=case, user=worker, role="SHELTER_WORKER")
    client.force_login(worker)

    for name, *more in [("case-panel",), ("claim", 1), ("hearing", 1), ("interviews",), ("interview", 1)]:
        assert client.get(url(name, case, *more)).status_code == 404


def test_the_deadlines_of_the_case_name_claim_and_hearing(client, case, helper, words):
    claim_of_the_state(case, by=helper)
    hearing_of(case, by=helper)
    page = words(client.get(reverse("cases:terms", args=[case.code])))

    assert "Application for State compensation" in page
    assert "11 May 2027" in page
    assert "15 September 2026" in page


def test_the_timeline_tells_what_happened(client, case, helper, words):
    claims.decide(
        filed(case, by=helper), decided_on=FILED, result="REFUSED", decision_reference="R", on=FILED, by=helper
    )
    hearings.hold(hearing_of(case, by=helper), at=at(9, 15, 12), by=helper)
    told(case, by=helper)
    page = words(client.get(reverse("cases:timeline", args=[case.code])))

    for sentence in ("Compensation asked for", "Decision on compensation", "The person was heard"):
        assert sentence in page
    assert "The person told what happened" in page
