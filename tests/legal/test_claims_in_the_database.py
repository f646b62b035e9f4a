"""What the database itself refuses of claims, hearings and accounts, whatever program writes."""

import pytest
from django.db import IntegrityError, connection, transaction

from cases.actions import team
from cases.states import OpeningGround
from legal.claims.actions import claims, hearings, interviews
from legal.claims.states import ClaimResult
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.legal.heard import DAY, FILED, at, claim_of_the_state, filed, hearing_of, proceedings_of, share, told


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def helper(case):
    return CaseMemberFactory(case=case).user


def refused(statement, *values):
    """The name of the constraint or trigger that refuses the statement."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return refusal.value.__cause__.diag.constraint_name


CLAIM = "UPDATE claims_claim SET {} WHERE id = %s"
WITHOUT_THE_ACT = "trigger_on = NULL, due_on = NULL, application_rule_id = NULL"
CHANGES = {
    "state = 'DECIDED'": "claims_claim_follows_its_flow",
    "state = 'PAID'": "claims_claim_follows_its_flow",
    "state = 'FILED'": "claim_filed_means_dated_with_its_amount",
    "state = 'WITHDRAWN'": "claim_given_up_means_dated",
    "route = 'GIFT'": "claim_by_one_of_three_routes",
    f"route = 'CRIMINAL_CIVIL_CLAIM', {WITHOUT_THE_ACT}, trigger_event = ''": "claim_in_a_criminal_case_names_it",
    "route = 'CIVIL_CLAIM'": "claim_event_is_of_the_state_route",
    "claimant = 'PROSECUTOR'": "claim_of_a_prosecutor_in_the_criminal_case",
    WITHOUT_THE_ACT: "claim_event_is_of_the_state_route",
    "trigger_event = 'HOLIDAY'": "claim_event_is_of_the_state_route",
    "due_on = trigger_on": "claim_due_by_a_rule_after_its_event",
    "application_rule_id = NULL": "claim_due_by_a_rule_after_its_event",
    "freeze_asked_on = '2026-06-01'": "claim_freezes_through_a_court",
    "filed_on = '2026-06-10'": "claim_filed_means_dated_with_its_amount",
    "asked_currency = 'BGN'": "claim_asked_in_the_money_of_its_day",
    "asked_currency = ''": "claim_asked_in_the_money_of_its_day",
    "asked_on = '2025-12-31'": "claim_asked_in_the_money_of_its_day",
    "asked_on = NULL": "claim_asked_in_the_money_of_its_day",
    "decided_on = '2026-07-01'": "claim_decided_means_dated_with_a_result",
    "result = 'NOT_EXAMINED'": "claim_decided_means_dated_with_a_result",
    "number = 9": "claim_filed_is_not_edited",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_claim_that_contradicts_itself_is_refused(case, helper, change):
    claim = claim_of_the_state(case, by=helper)

    assert refused(CLAIM.format(change), claim.pk) == CHANGES[change]


@pytest.mark.parametrize(
    "change",
    ["asked_currency = 'BGN'", "trigger_on = '2026-05-12'", "filed_on = '2026-06-09'", "due_on = '2028-01-03'"],
)
def test_what_was_filed_stays_as_it_was(case, helper, change):
    assert refused(CLAIM.format(change), filed(case, by=helper).pk) == "claim_filed_is_not_edited"


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("result = 'GRANTED'", "claim_granted_means_an_amount"),
        ("result = 'REFUSED', awarded_amount = damage, awarded_currency = 'EUR'", "claim_granted_means_an_amount"),
        ("result = 'NOT_EXAMINED'", "claim_not_examined_in_a_criminal_case"),
        (
            "result = 'GRANTED', awarded_amount = damage, awarded_currency = 'BGN'",
            "claim_awarded_in_the_money_of_its_day",
        ),
    ],
)
def test_a_decision_that_contradicts_itself_is_refused(case, helper, change, name):
    decided = f"state = 'DECIDED', decided_on = '2026-07-01', decision_reference = damage, {change}"

    assert refused(CLAIM.format(decided), filed(case, by=helper).pk) == name


@pytest.mark.parametrize("change", ["result = 'PARTIAL'", "decided_on = '2026-07-02'", "examination_due_on = NULL"])
def test_a_decision_stands(case, helper, change):
    claim = claims.decide(
        filed(case, by=helper),
        decided_on=FILED,
        result=ClaimResult.REFUSED,
        decision_reference="R 1",
        on=FILED,
        by=helper,
    )

    assert refused(CLAIM.format(change), claim.pk) == "claim_decision_stands"


def test_what_was_given_up_does_not_come_back(case, helper):
    claim = claims.give_up(filed(case, by=helper), withdrawn_on=FILED, on=FILED, by=helper)

    assert refused(CLAIM.format("state = 'FILED'"), claim.pk) == "claims_claim_follows_its_flow"
    assert refused(CLAIM.format("withdrawn_on = '2026-06-11'"), claim.pk) == "claim_decision_stands"


@pytest.mark.parametrize("table", ["claims_claim", "claims_hearing"])
def test_nothing_is_of_proceedings_of_another_case(case, helper, table):
    claim_of_the_state(case, by=helper)
    hearing_of(case, by=helper)
    other = proceedings_of(CaseFactory())

    name = refused(f"UPDATE {table} SET proceedings_id = %s WHERE case_id = %s", other.pk, case.pk)
    assert name.endswith("_in_proceedings_of_the_same_case")


def test_a_hearing_that_is_over_is_not_edited(case, helper):
    hearing = hearings.hold(hearing_of(case, by=helper), at=at(9, 15, 12), by=helper)

    update = "UPDATE claims_hearing SET starts_at = now() WHERE id = %s"
    assert refused(update, hearing.pk) == "hearing_over_is_not_edited"
    update = "UPDATE claims_preparation SET prepared = 'ARRANGED' WHERE hearing_id = %s"
    assert refused(update, hearing.pk) == "hearing_over_is_not_edited"


@pytest.mark.parametrize(
    "change", ["told_on = '2026-05-01'", "topics = '{MONEY}'", "summary = NULL", "record = 'NONE'"]
)
def test_what_was_told_is_not_edited(case, helper, change):
    interview = told(case, by=helper)

    assert refused(f"UPDATE claims_interview SET {change} WHERE id = %s", interview.pk) == "interview_is_not_edited"


def test_what_was_struck_out_stays_struck_out(case, helper):
    interview = interviews.strike(told(case, by=helper), on=DAY, by=helper)

    update = "UPDATE claims_interview SET struck_on = NULL, struck_by_id = NULL WHERE id = %s"
    assert refused(update, interview.pk) == "interview_is_not_edited"


def test_an_agreement_is_taken_back_and_never_changed(case, helper):
    officer = UserFactory(officer=True)
    _open(case, officer, helper)
    reuse = share(told(case, by=helper), officer.organisation, by=helper)

    for change in ("agreed_on = '2026-05-26'", "given_by = 'SPECIAL_REPRESENTATIVE'", "form = 'MINUTED'"):
        assert refused(f"UPDATE claims_reuse SET {change} WHERE id = %s", reuse.pk) == "reuse_keeps_what_was_agreed"
    interviews.take_back(reuse, withdrawn_on=DAY, on=DAY, by=helper)
    update = "UPDATE claims_reuse SET withdrawn_on = NULL WHERE id = %s"
    assert refused(update, reuse.pk) == "reuse_keeps_what_was_agreed"


INSERT = """
    INSERT INTO claims_reuse (id, case_id, interview_id, organisation_id, agreed_on, given_by, form, recorded_by_id)
    VALUES (gen_random_uuid(), %s, %s, %s, '2026-06-01', 'PERSON', 'WRITTEN', %s)
"""


def test_only_a_pre_trial_authority_is_given_an_account(case, helper):
    interview = told(case, by=helper)
    other = CaseFactory(organisation=case.organisation)

    where = (interview.pk, helper.organisation_id, helper.pk)
    assert refused(INSERT, case.pk, *where) == "reuse_by_a_pre_trial_authority"
    assert refused(INSERT, other.pk, *where) == "reuse_of_an_account_of_the_same_case"


def test_a_case_does_not_close_over_a_claim(case, helper):
    claim_of_the_state(case, by=helper)

    close = """
        UPDATE cases_case SET closed_on = '2026-07-01', closure_proposed_on = '2026-07-01', closed_by_id = %s,
               closure_reason = 'GOALS_MET', closure_confirmed_by_id = %s WHERE id = %s
    """
    name = refused(close, helper.pk, case.recorded_by_id, case.pk)
    assert name == "case_closes_without_open_claim"


def _open(case, officer, by):
    subject = hearing_of(case, by=by).pk
    team.open_to(case, officer.organisation, OpeningGround.IDENTIFIED, subject=subject, by=by, on=DAY)
