"""What Article 25 tells the rest of a case: closing, returns, history, the effects of an end."""

from datetime import date, datetime

import pytest

from cases import timeline
from cases.consent_term import consent_term
from cases.models import Case
from cases.models.case import access
from cases.returning import ReturnSituation
from cases.rules import closing_rule, protection_end_effect, situations
from legal import rules
from tests.cases.said_and_done import inform
from tests.factories import (
    CaseFactory,
    CooperationDecisionFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    ReflectionPeriodFactory,
)
from tvcase.dates import SOFIA

LAST_DAY = date(2026, 4, 9)
LATER = date(2026, 7, 1)


def why_not_close(case: Case) -> str:
    return " ".join(str(reason) for rule in closing_rule for reason in rule(case, on=LATER))


def hold(case: Case, *, on: date) -> set[str]:
    return {situation for situation, holds in situations(case, on=on).items() if holds}


@pytest.mark.parametrize(
    ("trait", "reason"),
    [
        ("draft", "A request for special protection is open"),
        ("filed", "A request for special protection is open"),
        ("granted", ""),
        ("refused", ""),
        ("withdrawn", ""),
    ],
)
def test_a_case_does_not_close_over_an_open_request(db, trait, reason):
    asked = ProtectionRequestFactory(**{} if trait == "draft" else {trait: True})

    said = why_not_close(asked.case)

    assert reason in said if reason else "special protection" not in said.lower()


@pytest.mark.parametrize(("trait", "lasts"), [({}, True), ({"ended": True}, False), ({"terminated": True}, False)])
def test_a_case_does_not_close_over_a_protection_that_lasts(db, trait, lasts):
    assert ("Special protection lasts" in why_not_close(ProtectionFactory(**trait).case)) is lasts


@pytest.mark.parametrize(
    ("measure", "day", "holds"),
    [
        (None, LAST_DAY, False),
        (None, date(2026, 4, 10), True),
        ("draft", LATER, True),
        ("filed", LATER, False),
        ("refused", LATER, True),
        ("withdrawn", LATER, True),
        ("active", LATER, False),
        ("ended", LATER, False),
    ],
)
def test_a_return_after_the_period_needs_that_no_measure_was_taken(db, measure, day, holds):
    case = ReflectionPeriodFactory().case
    if measure in ("active", "ended"):
        asked = ProtectionRequestFactory(case=case, granted=True)
        ProtectionFactory(request=asked, ended=measure == "ended")
    elif measure:
        ProtectionRequestFactory(case=case, **{} if measure == "draft" else {measure: True})

    assert (ReturnSituation.PERIOD_EXPIRED_NO_ART25 in hold(case, on=day)) is holds


def test_no_period_that_is_over_no_return_for_that_reason(db):
    assert ReturnSituation.PERIOD_EXPIRED_NO_ART25 not in hold(CaseFactory(), on=LATER)


@pytest.mark.parametrize(
    ("trait", "day", "holds"),
    [
        ({}, LATER, False),
        ({"ended": True}, date(2026, 5, 31), False),
        ({"ended": True}, date(2026, 6, 1), True),
        ({"terminated": True}, LATER, True),
    ],
)
def test_a_return_may_be_planned_when_protection_stopped(db, trait, day, holds):
    case = ProtectionFactory(**trait).case

    assert (ReturnSituation.PROTECTION_STOPPED in hold(case, on=day)) is holds


def test_a_return_may_be_planned_the_day_after_the_permit_ran_out(db):
    permit = {"permit_number": "1", "permit_issued_on": date(2026, 4, 3), "permit_valid_to": date(2026, 6, 30)}
    case = ProtectionFactory(foreigner=True, **permit).case

    assert ReturnSituation.PERMIT_EXPIRED not in hold(case, on=date(2026, 6, 30))
    assert ReturnSituation.PERMIT_EXPIRED in hold(case, on=LATER)


def test_the_effects_of_an_end_say_that_no_service_ends(db):
    case = ProtectionFactory().case

    said = [str(sentence) for effect in protection_end_effect for sentence in effect(case, on=LATER)]

    assert "No service ends: support never depends on protection." in said
    assert all("shelter" not in sentence or "If " in sentence for sentence in said)


def titles(case: Case, user) -> list[str]:
    entries = timeline.entries(case, user, access(user, case))
    return [
        f"{entry.at:%d.%m} {entry.title}" + (f": {entry.text}" if entry.text else "")
        for entry in entries
        if "protection" in str(entry.title).lower() or "permit" in str(entry.title)
    ]


def test_the_history_tells_every_step(helper):
    permit = {"permit_number": "1", "permit_issued_on": date(2026, 4, 5), "permit_valid_to": date(2026, 6, 30)}
    status = ProtectionFactory(foreigner=True, terminated=True, **permit)
    ProtectionRequestFactory(case=status.case, withdrawn=True)

    assert titles(status.case, helper(status.case)) == [
        "23.03 The person asked for special protection",
        "23.03 The person asked for special protection",
        "24.03 Request for special protection filed",
        "24.03 Request for special protection filed",
        "24.03 Request for special protection registered",
        "24.03 Request for special protection withdrawn by the person",
        "02.04 Prosecutor's decision on special protection: granted",
        "05.04 Residence permit issued",
        "01.06 Special protection ended: terminated early",
    ]


def test_an_office_reads_only_what_was_filed_with_it(prosecutor):
    elsewhere = ProtectionRequestFactory(refused=True)
    here = ProtectionRequestFactory(
        case=elsewhere.case, filed=True, asked_on=date(2026, 4, 7), filed_on=date(2026, 4, 8)
    )

    assert titles(here.case, prosecutor(here.office)) == [
        "07.04 The person asked for special protection",
        "08.04 Request for special protection filed",
    ]
    assert titles(here.case, prosecutor(elsewhere.office)) == []


@pytest.mark.parametrize(
    ("day", "late"), [(LAST_DAY, False), (date(2026, 4, 10), False), (date(2026, 4, 11), True), (LATER, True)]
)
def test_a_decision_later_than_a_month_after_being_told_is_a_warning(db, day, late):
    period = ReflectionPeriodFactory()
    inform(period)
    said_at = datetime(day.year, day.month, day.day, 23, 30, tzinfo=SOFIA)
    decision = CooperationDecisionFactory(case=period.case, declared_at=said_at)

    assert rules.said_after_the_term(decision, consent_term(period.case)) is late


def test_without_being_told_no_decision_is_late(db):
    period = ReflectionPeriodFactory()
    decision = CooperationDecisionFactory(case=period.case, declared_at=datetime(2026, 7, 1, 9, 0, tzinfo=SOFIA))

    assert not rules.said_after_the_term(decision, consent_term(period.case))


def test_the_last_word_is_the_last_in_time_not_in_writing(db):
    case = CaseFactory()
    yes = CooperationDecisionFactory(case=case, declared_at=datetime(2026, 3, 21, 9, 0, tzinfo=SOFIA))
    CooperationDecisionFactory(case=case, value="NO", declared_at=datetime(2026, 3, 19, 9, 0, tzinfo=SOFIA))

    assert rules.last_word(case) == yes
