"""A claim for compensation: its days follow from rules, its money from the calendar, its steps from the flow."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from legal.claims import rules
from legal.claims.actions import claims
from legal.claims.models import Claim, currency_on
from legal.claims.states import ClaimResult, ClaimRoute, ClaimState, TriggerEvent
from tests.cases.said_and_done import lines
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.legal.heard import DAY, FILED, claim_of_the_state, filed, proceedings_of
from tvcase.flow import Refused

DECISION = {"decided_on": date(2026, 7, 6), "on": date(2026, 7, 7), "decision_reference": "R 12/2026"}
GRANT = {**DECISION, "result": ClaimResult.GRANTED, "awarded_amount": Decimal("3000.00"), "awarded_currency": "EUR"}


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def helper(case):
    return CaseMemberFactory(case=case).user


def test_the_state_can_be_asked_for_a_year_from_the_day_the_act_took_effect(case, helper):
    claim = claim_of_the_state(case, by=helper, trigger_on=date(2026, 5, 11))

    assert claim.due_on == date(2027, 5, 11)
    assert claim.application_rule is not None


def test_a_last_day_off_moves_to_the_next_working_day(case, helper):
    claim = claim_of_the_state(case, by=helper, trigger_on=date(2026, 5, 2))  # 2 May 2027 is Easter Sunday

    assert claim.due_on == date(2027, 5, 5)


@pytest.mark.parametrize("event", TriggerEvent)
def test_each_act_of_the_list_starts_the_year(case, helper, event):
    assert claim_of_the_state(case, by=helper, trigger_event=event).due_on == date(2027, 5, 11)


def test_without_an_act_no_day_is_invented(case, helper):
    claim = claim_of_the_state(case, by=helper, trigger_event="", trigger_on=None)

    assert (claim.application_rule, claim.due_on) == (None, None)
    with pytest.raises(Refused, match="has taken effect"):
        claims.file(claim, filed_on=FILED, on=FILED, by=helper)


def test_another_act_gives_another_day_until_it_is_filed(case, helper):
    claim = claim_of_the_state(case, by=helper)
    draft = {"route": claim.route, "claimant": claim.claimant}

    claim = claims.amend(claim, **draft, trigger_on=date(2026, 5, 20), on=DAY, by=helper)
    assert claim.due_on == date(2027, 5, 20)

    claim = claims.file(claim, filed_on=FILED, on=FILED, by=helper)
    with pytest.raises(Refused, match="not edited"):
        claims.amend(claim, **draft, trigger_on=date(2026, 5, 21), on=FILED, by=helper)


def test_the_council_examines_within_a_month_and_at_most_three(case, helper):
    claim = filed(case, by=helper)
    assert claim.examination_due_on == date(2026, 7, 10)

    claim = claims.extend(claim, extended_on=date(2026, 7, 8), on=date(2026, 7, 8), by=helper)
    assert claim.examination_due_on == date(2026, 9, 10)

    with pytest.raises(Refused, match="extended already"):
        claims.extend(claim, extended_on=date(2026, 7, 9), on=date(2026, 7, 9), by=helper)


def test_missing_documents_do_not_start_the_month_anew(case, helper):
    claim = filed(case, by=helper)
    claim = claims.ask_for_documents(
        claim, incomplete_on=date(2026, 6, 20), missing="The sentence.", on=date(2026, 6, 20), by=helper
    )
    assert (claim.state, claim.missing) == (ClaimState.INCOMPLETE, "The sentence.")

    claim = claims.give_documents(claim, completed_on=date(2026, 6, 30), on=date(2026, 6, 30), by=helper)
    assert (claim.state, claim.examination_due_on) == (ClaimState.FILED, date(2026, 7, 10))


def test_a_court_has_no_term_that_our_sources_know(case, helper):
    claim = _before_a_court(case, helper)

    assert claims.file(claim, filed_on=FILED, on=FILED, by=helper).examination_due_on is None


def test_a_late_application_is_recorded_and_said_to_be_late(case, helper):
    claim = claim_of_the_state(case, by=helper, trigger_on=date(2025, 3, 3), on=DAY)
    assert "The last day of filing has passed" in _notes(claim)

    claim = claims.file(claim, filed_on=FILED, on=FILED, by=helper)
    assert claim.state == ClaimState.FILED
    assert "It was filed after the last day." in _notes(claim)


@pytest.mark.parametrize(
    ("currency", "day", "fits"),
    [
        ("BGN", date(2025, 12, 31), True),
        ("EUR", date(2025, 12, 31), False),
        ("BGN", date(2026, 1, 1), False),
        ("EUR", date(2026, 1, 1), True),
    ],
)
def test_an_amount_is_in_the_currency_of_its_day(case, helper, currency, day, fits):
    facts = {"asked_currency": currency, "asked_on": day}
    if fits:
        assert claim_of_the_state(case, by=helper, **facts).asked.currency == currency
    else:
        with pytest.raises(ValidationError, match="from 1 January 2026 in euro"):
            claim_of_the_state(case, by=helper, **facts)


@pytest.mark.parametrize(
    ("amount", "day", "too_much"),
    [
        ("5112.92", date(2026, 6, 1), False),
        ("5112.93", date(2026, 6, 1), True),
        ("10000.00", date(2025, 6, 2), False),
        ("10000.01", date(2025, 6, 2), True),
    ],
)
def test_more_than_the_state_pays_is_said_and_not_refused(case, helper, amount, day, too_much):
    money = {"asked_amount": Decimal(amount), "asked_currency": currency_on(day), "asked_on": day}
    claim = claim_of_the_state(case, by=helper, **money)

    assert ("More is asked for than the State pays at most." in _notes(claim)) is too_much


def test_the_state_pays_only_what_no_court_gave(case, helper):
    won = _before_a_court(case, helper)
    won = claims.file(won, filed_on=FILED, on=FILED, by=helper)
    claims.decide(won, **GRANT, by=helper)

    assert "A court has granted compensation." in _notes(claim_of_the_state(case, by=helper))


def test_a_grant_is_decided_then_paid_and_each_step_leaves_its_line(case, helper):
    claim = claims.decide(filed(case, by=helper), **GRANT, by=helper)
    claim = claims.pay(
        claim,
        paid_on=date(2026, 8, 3),
        paid_amount=Decimal("3000.00"),
        paid_currency="EUR",
        on=date(2026, 8, 3),
        by=helper,
    )

    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.state, str(claim.paid)) == (ClaimState.PAID, "3,000.00 EUR")
    for step in ("prepared", "filed", "decided", "paid"):
        (line,) = lines(f"claims.claim.{step}")
        assert (line.case_code, line.about) == (case.code, "claim 1")
        assert "3" not in str({key: value for key, value in line.facts.items() if key != "number"})


def test_nothing_is_paid_after_a_refusal(case, helper):
    claim = claims.decide(filed(case, by=helper), **DECISION, result=ClaimResult.REFUSED, by=helper)

    with pytest.raises(Refused, match="Nothing was granted"):
        claims.pay(claim, paid_on=DAY, paid_amount=Decimal(1), paid_currency="EUR", on=DECISION["on"], by=helper)


def test_a_claim_that_ended_with_the_criminal_case_can_go_to_a_civil_court(case, helper):
    claim = _before_a_court(case, helper)
    claim = claims.file(claim, filed_on=FILED, on=FILED, by=helper)
    claim = claims.decide(claim, **DECISION, result=ClaimResult.NOT_EXAMINED, by=helper)

    assert rules.may_continue_at_a_civil_court(claim)
    with pytest.raises(Refused, match="Only a claim in a criminal case"):
        claims.decide(filed(case, by=helper), **DECISION, result=ClaimResult.NOT_EXAMINED, by=helper)


def test_the_person_may_give_a_claim_up_and_begin_another(case, helper):
    claim = claims.give_up(filed(case, by=helper), withdrawn_on=FILED, on=FILED, by=helper)
    assert claim.state == ClaimState.WITHDRAWN

    assert claim_of_the_state(case, by=helper).number == 2


def test_one_application_to_the_state_at_a_time(case, helper):
    claim_of_the_state(case, by=helper)

    with pytest.raises(ValidationError, match="already open"):
        claim_of_the_state(case, by=helper)


@pytest.mark.parametrize("who", ["officer", "prosecutor", "shelter_staff", "coordinator"])
def test_only_those_who_support_the_person_record_a_claim(case, helper, who):
    with pytest.raises(Refused, match="Only those who support the person"):
        claim_of_the_state(case, by=UserFactory(**{who: True}))


def test_a_closed_case_takes_no_claim(helper, case):
    closed = CaseFactory(organisation=case.organisation, closed=True)

    with pytest.raises(Refused, match="closed"):
        claim_of_the_state(closed, by=helper)


def test_a_case_does_not_close_over_an_open_claim(case, helper):
    claim = claim_of_the_state(case, by=helper)
    assert any("claim for compensation" in str(reason) for reason in rules.nothing_waits(case, on=DAY))

    claims.give_up(claim, withdrawn_on=DAY, on=DAY, by=helper)
    assert rules.nothing_waits(case, on=DAY) == []


def _before_a_court(case, helper):
    return claims.prepare(
        case,
        route=ClaimRoute.CRIMINAL_CIVIL_CLAIM,
        claimant="PERSON",
        proceedings=proceedings_of(case),
        asked_amount=Decimal("20000.00"),
        asked_currency="EUR",
        asked_on=DAY,
        on=DAY,
        by=helper,
    )


def _notes(claim):
    return " ".join(str(note) for note in rules.what_to_think_of(claim, on=DAY))
