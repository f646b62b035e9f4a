"""What is established about the age: notices for a child, the period ended by correction, nothing by itself."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import ages
from cases.models import ReflectionPeriod
from cases.rules import what_a_finding_does
from cases.states import AgeStatus, ChildBody, PeriodEnd
from tests.cases.said_and_done import (
    at,
    clock,
    corrected,
    find_age,
    identify,
    lines,
    refused_by_the_database,
    say,
    told,
)
from tests.factories import CaseFactory, CaseMemberFactory
from tvcase.flow import Refused
from tvcase.notifications.models import Notification


def test_a_finding_is_kept_and_the_last_one_is_the_age_of_the_case():
    case = CaseFactory()

    finding = find_age(case, AgeStatus.ADULT_VERIFIED)

    case.refresh_from_db()
    assert (case.age_status, finding.number) == (AgeStatus.ADULT_VERIFIED, 2)
    assert lines("cases.age.found")[0].facts == {"age_status": "ADULT_VERIFIED"}


@pytest.mark.parametrize("age_status", [AgeStatus.UNCERTAIN, AgeStatus.MINOR_STATED, AgeStatus.MINOR_VERIFIED])
def test_who_may_be_a_child_is_owed_three_notices_in_24_hours(age_status):
    case = CaseFactory()
    member = CaseMemberFactory(case=case).user

    find_age(case, age_status, when=at(3, 28, 12))

    assert {notice.body for notice in case.child_notices.all()} == set(ChildBody)
    assert {notice.due_at for notice in case.child_notices.all()} == {at(3, 29, 13)}
    assert told("child_found") == {member}


def test_who_is_found_to_be_a_child_again_is_told_to_the_team_again():
    """The notices that were not sent the first time are overdue at once."""
    case = CaseFactory()
    member = CaseMemberFactory(case=case).user
    find_age(case, AgeStatus.MINOR_STATED, when=at(3, 15))
    find_age(case, AgeStatus.MINOR_VERIFIED, when=at(3, 15, 12))
    find_age(case, AgeStatus.ADULT_VERIFIED, when=at(3, 16))
    assert Notification.objects.filter(kind="child_found", recipient=member).count() == 1

    find_age(case, AgeStatus.MINOR_VERIFIED, when=at(3, 17))

    assert Notification.objects.filter(kind="child_found", recipient=member).count() == 2


def test_notices_are_owed_once():
    case = CaseFactory()
    find_age(case)
    find_age(case, AgeStatus.ADULT_VERIFIED, when=at(3, 16))

    find_age(case, AgeStatus.MINOR_VERIFIED, when=at(3, 17))

    assert case.child_notices.count() == 3
    assert len(lines("cases.child_notices.owed")) == 1


def test_a_running_period_ends_by_correction_when_the_adult_is_a_child():
    case = CaseFactory()
    identify(case)

    find_age(case, when=at(3, 15))

    period = corrected(case)
    assert (period.end_reason, period.ended_on) == (PeriodEnd.FOUND_TO_BE_CHILD, date(2026, 3, 15))
    assert lines("cases.period.corrected")[0].facts["reason"] == PeriodEnd.FOUND_TO_BE_CHILD
    assert clock(case) is None


def test_a_finding_dated_before_the_start_ends_the_period_on_its_first_day():
    case = CaseFactory()
    identify(case)

    find_age(case, when=at(3, 5))

    assert corrected(case).ended_on == date(2026, 3, 10)


def test_a_period_that_had_already_ended_stays_as_it_was():
    case = CaseFactory()
    identify(case)
    say(case)

    find_age(case, when=at(3, 25))

    assert clock(case).end_reason == PeriodEnd.COOPERATION


def test_found_to_be_an_adult_starts_no_period_by_itself():
    case = CaseFactory(child=True)
    identify(case)

    find_age(case, AgeStatus.ADULT_VERIFIED)

    assert not ReflectionPeriod.objects.filter(case=case).exists()
    case.refresh_from_db()
    [closes, sentence] = what_a_finding_does(
        CaseFactory(child=True), "ADULT_VERIFIED", at(3, 15), period=None, notices_owed=True
    )
    assert "closed" in closes
    assert "lawyer" in sentence


def test_a_finding_needs_what_it_rests_on_and_an_open_case():
    case = CaseFactory()
    with pytest.raises(ValidationError):
        ages.find_age(case, age_status="UNCERTAIN", established_at=at(3, 15), evidence="", by=case.recorded_by)

    with pytest.raises(ValidationError, match="closed"):
        find_age(CaseFactory(closed=True))


def test_a_notice_is_sent_once_with_its_reference():
    case = CaseFactory(child=True)
    notice = case.child_notices.first()
    ages.send_notice(notice, sent_at=at(3, 2, 15), channel="POST", reference="Letter 5", by=case.recorded_by)

    with pytest.raises(Refused, match="already been sent"):
        ages.send_notice(notice, sent_at=at(3, 2, 16), channel="POST", reference="Letter 6", by=case.recorded_by)

    notice.refresh_from_db()
    assert (notice.reference, notice.sent_by) == ("Letter 5", case.recorded_by)
    assert lines("cases.child_notice.sent")[0].facts["body"] == notice.body


def test_a_notice_needs_its_reference():
    case = CaseFactory(child=True)

    with pytest.raises(ValidationError, match="how the notice was sent"), transaction.atomic():
        ages.send_notice(
            case.child_notices.first(), sent_at=at(3, 2, 15), channel="POST", reference="", by=case.recorded_by
        )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("due_at = due_at + interval '1 hour'", "child_notice_keeps_its_time"),
        ("detected_at = detected_at + interval '1 h', due_at = due_at + interval '1 h'", "child_notice_keeps_its_time"),
        ("sent_at = now()", "child_notice_proved"),
        ("sent_at = now(), channel = 'POST'", "child_notice_sent_means_by_whom_and_how"),
        ("channel = 'POST'", "child_notice_channel_of_a_notice_sent"),
    ],
)
def test_the_hours_of_a_notice_cannot_be_stretched(change, rule):
    notice = CaseFactory(child=True).child_notices.first()

    assert refused_by_the_database(f"UPDATE cases_childnotice SET {change} WHERE id = %s", notice.pk) == rule
