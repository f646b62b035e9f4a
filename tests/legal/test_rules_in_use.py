"""What administrators are told of the records that keep a version of a rule of law."""

from datetime import date

import pytest
from django.db import transaction

from cases.law import rule_for, still_runs_since
from cases.law_admin import NOT_COUNTED, kept
from cases.states import Right
from cases.terms import RuleKind
from legal.aid.actions import applications, chasing, decisions
from tests.cases import said_and_done as said
from tests.cases.kept_apart import agreed
from tests.factories import CaseFactory, ProtectionFactory, ProtectionRequestFactory, UserFactory
from tests.legal.heard import claim_of_the_state, filed
from tvcase.accounts.roles import Role
from tvcase.wall.identity import acting_as
from tvcase.wall.law import COUNTED

MARCH = date(2026, 3, 10)


@pytest.fixture
def keeping(db):
    """`keeping(kind, day)`: what an administrator reads on a Sofia day of the version of that day."""
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])

    def read(kind, day):
        with acting_as(administrator), transaction.atomic():
            return kept(rule_for(kind, on=day), on=day)

    return read


@pytest.fixture
def applied(helper):
    """Full legal aid that was submitted on 10 March 2026, and who keeps it."""
    case = CaseFactory()
    worker = helper(case)
    said.identify(case)
    application = case.aid_applications.get()
    applications.sign(application, applicant="PERSON", signed_on=MARCH, by=worker)
    return applications.submit(application, submitted_on=MARCH, by=worker), worker


ONE = "1 running record keeps it."
NONE = "No running record keeps it."


@pytest.mark.pure
def test_every_rule_is_counted_or_says_in_words_why_it_is_not():
    assert set(NOT_COUNTED) | COUNTED == {kind.value for kind in RuleKind}
    assert not set(NOT_COUNTED) & COUNTED


@pytest.mark.parametrize("kind", list(NOT_COUNTED))
def test_what_cannot_be_counted_is_never_called_none(keeping, kind):
    told = keeping(kind, MARCH)

    assert told == str(NOT_COUNTED[kind])
    assert not any(letter.isdigit() for letter in told)


def test_requests_that_wait_keep_the_rule_on_the_decision(keeping):
    assert keeping(RuleKind.PROTECTION_DECISION, date(2026, 4, 1)) == NONE
    ProtectionRequestFactory(pending=True)
    ProtectionRequestFactory(granted=True)

    assert keeping(RuleKind.PROTECTION_DECISION, date(2026, 4, 1)) == ONE


def test_acts_that_can_still_be_appealed_keep_the_rule_on_the_appeal(keeping, term):
    term("PROTECTION_APPEAL", 14)
    refused = ProtectionRequestFactory(refused=True)
    type(refused).objects.filter(pk=refused.pk).update(served_on=date(2026, 4, 3), served_how="IN_HAND")
    protection = ProtectionFactory(terminated=True)
    type(protection).objects.filter(pk=protection.pk).update(end_served_on=date(2026, 6, 2), end_served_how="IN_HAND")

    assert keeping(RuleKind.PROTECTION_APPEAL, date(2026, 4, 17)) == "2 running records keep it."
    assert keeping(RuleKind.PROTECTION_APPEAL, date(2026, 6, 16)) == ONE
    assert keeping(RuleKind.PROTECTION_APPEAL, date(2026, 6, 17)) == NONE


def test_an_application_for_legal_aid_keeps_the_rules_by_which_it_waits(keeping, applied):
    application, worker = applied

    assert keeping(RuleKind.LEGAL_AID_DECISION, MARCH) == ONE
    assert keeping(RuleKind.LEGAL_AID_CHASE, MARCH) == ONE
    assert keeping(RuleKind.LEGAL_AID_APPEAL, MARCH) == NONE
    decisions.refuse(application, decided_on=MARCH, told_on=MARCH, reasons="Няма данни.", by=worker)
    assert keeping(RuleKind.LEGAL_AID_DECISION, MARCH) == NONE
    assert keeping(RuleKind.LEGAL_AID_APPEAL, MARCH) == ONE


def test_who_asked_again_waits_under_the_rule_of_that_day(keeping, applied, term):
    application, worker = applied
    term("LEGAL_AID_CHASE", 5, valid_from=date(2026, 3, 20))

    assert keeping(RuleKind.LEGAL_AID_CHASE, date(2026, 3, 20)) == NONE
    chasing.chase(application, channel="PHONE", chased_on=date(2026, 3, 24), by=worker)
    assert keeping(RuleKind.LEGAL_AID_CHASE, date(2026, 3, 24)) == ONE


def test_claims_keep_the_rules_under_which_their_days_were_counted(keeping, helper):
    june, case, other = date(2026, 6, 11), CaseFactory(), CaseFactory()
    claim_of_the_state(case, by=helper(case))
    filed(other, by=helper(other))

    assert keeping(RuleKind.COMPENSATION_APPLICATION, june) == ONE
    assert keeping(RuleKind.COMPENSATION_EXAMINATION, june) == ONE
    assert keeping(RuleKind.COMPENSATION_EXAMINATION_LONGEST, june) == NONE


def test_who_was_told_keeps_the_term_for_consent_until_it_is_over(keeping):
    case = CaseFactory()
    identification = said.identify(case)
    said.inform(said.clock(case), rights=[Right.SPECIAL_PROTECTION], by=identification.officer)
    said.say(case)

    assert keeping(RuleKind.COOPERATION_TERM, date(2026, 4, 10)) == ONE
    assert keeping(RuleKind.COOPERATION_TERM, date(2026, 4, 13)) == NONE


def test_a_limit_of_the_telephone_keeps_the_rule_on_its_length(keeping):
    measure = agreed(CaseFactory(), "VOLUNTARY_DEVICE_LIMIT")

    assert keeping(RuleKind.DEVICE_LIMIT, measure.until_on) == ONE
    assert keeping(RuleKind.DEVICE_LIMIT, date(2026, 12, 1)) == NONE


@pytest.mark.parametrize(("kind", "first"), [("COOPERATION_TERM", date(2026, 3, 16)), ("PROTECTION_APPEAL", None)])
def test_the_first_day_whose_term_still_runs(db, kind, first):
    assert still_runs_since(rule_for(kind, on=date(2026, 4, 16)), on=date(2026, 4, 16)) == first
