"""Hearings and interviews: what is to be prepared, what was already told, and who is reminded when."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.actions.reminders import raise_due
from cases.states import TeamRole
from legal.claims import rules
from legal.claims.actions import claims, hearings
from legal.claims.models import Hearing, Interview, Preparation
from legal.claims.states import HearingState, Listener, Measure, Prepared, Topic
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.legal.heard import DAY, FILED, at, claim_of_the_state, filed, hearing_of, proceedings_of, told
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def helper(case):
    return CaseMemberFactory(case=case).user


def test_every_measure_of_protection_is_to_be_asked_about(case, helper):
    hearing = hearing_of(case, by=helper)

    rows = {row.measure: row.prepared for row in hearing.preparations.all()}
    assert rows == dict.fromkeys(Measure, Prepared.NOT_ASKED)


def test_what_is_prepared_is_kept_measure_by_measure(case, helper):
    hearing = hearing_of(case, by=helper)
    hearings.prepare(hearing, measures={Measure.VIDEO: (Prepared.ARRANGED, "Room 4")}, on=DAY, by=helper)

    rows = {row.measure: (row.prepared, row.note) for row in Preparation.objects.filter(hearing=hearing)}
    assert rows.pop(Measure.VIDEO) == (Prepared.ARRANGED, "Room 4")
    assert set(rows.values()) == {(Prepared.NOT_ASKED, "")}


def test_another_day_keeps_what_was_prepared(case, helper):
    hearing = hearing_of(case, by=helper)
    hearings.prepare(hearing, measures={Measure.VIDEO: (Prepared.ARRANGED, "")}, on=DAY, by=helper)
    moved = hearings.change(
        hearing, kind=hearing.kind, starts_at=at(10, 1, 9), held_by="Regional Court", on=DAY, by=helper
    )

    assert (moved.starts_on, moved.held_by) == (date(2026, 10, 1), "Regional Court")
    assert moved.preparations.get(measure=Measure.VIDEO).prepared == Prepared.ARRANGED


def test_a_hearing_is_held_after_it_began(case, helper):
    hearing = hearing_of(case, by=helper)
    with pytest.raises(Refused, match="not begun"):
        hearings.hold(hearing, at=at(9, 15, 9, 59), by=helper)

    hearing = hearings.hold(hearing, at=at(9, 15, 10, 0), by=helper)
    assert hearing.state == HearingState.HELD
    with pytest.raises(Refused, match="not edited"):
        hearings.prepare(hearing, measures={Measure.VIDEO: (Prepared.ARRANGED, "")}, on=DAY, by=helper)


def test_the_day_of_a_hearing_is_the_day_in_sofia(case, helper):
    late = datetime(2026, 9, 14, 23, 30, tzinfo=SOFIA)

    assert hearing_of(case, by=helper, starts_at=late).starts_on == date(2026, 9, 14)


@pytest.mark.parametrize("who", ["officer", "prosecutor", "shelter_staff", "coordinator"])
def test_only_those_who_support_the_person_keep_the_calendar(case, who):
    with pytest.raises(Refused, match="Only those who support the person"):
        hearing_of(case, by=UserFactory(**{who: True}))


def test_proceedings_of_another_case_are_refused(case, helper):
    with pytest.raises(Refused, match="another case"):
        hearing_of(case, by=helper, proceedings=proceedings_of(CaseFactory()))


def test_what_will_be_asked_is_shown_beside_what_was_told(case, helper):
    hearing = hearing_of(case, by=helper, topics=[Topic.EXPLOITATION, Topic.MONEY])
    of_this = told(case, by=helper, topics=[Topic.EXPLOITATION], listener=Listener.PROSECUTOR)
    told(case, by=helper, topics=[Topic.JOURNEY])

    assert rules.what_was_told(hearing, list(Interview.objects.filter(case=case))) == [of_this]


def test_a_case_does_not_close_over_a_hearing_to_come(case, helper):
    hearing = hearing_of(case, by=helper)
    assert any("hearing is planned" in str(reason) for reason in rules.nothing_waits(case, on=DAY))

    hearings.cancel(hearing, cancelled_on=DAY, on=DAY, by=helper)
    assert rules.nothing_waits(case, on=DAY) == []


def test_nothing_is_called_off_before_it_happened(case, helper):
    with pytest.raises(Refused, match="future"):
        hearings.cancel(hearing_of(case, by=helper), cancelled_on=DAY + timedelta(1), on=DAY, by=helper)


def test_topics_come_from_the_list(case, helper):
    with pytest.raises(ValidationError):
        hearing_of(case, by=helper, topics=["WEATHER"])
    assert not Hearing.objects.exists()


def raised(day, kind):
    """Who is reminded of this kind on a day in 2026, at eight."""
    before = set(Notification.objects.filter(kind=kind).values_list("pk", flat=True))
    raise_due(at=datetime.combine(day, datetime.min.time().replace(hour=8), SOFIA))
    found = Notification.objects.filter(kind=kind).exclude(pk__in=before)
    return {(notice.recipient, notice.occurrence.split()[0]) for notice in found}


@pytest.mark.parametrize(
    ("days_before", "comes"), [(91, ""), (90, "90"), (31, "90"), (30, "30"), (7, "7"), (1, "1"), (0, "0"), (-1, "")]
)
def test_filing_with_the_state_is_reminded_of_until_the_last_day(case, helper, days_before, comes):
    claim = claim_of_the_state(case, by=helper)
    found = raised(claim.due_on - timedelta(days_before), "compensation_to_be_filed")

    assert found == ({(helper, comes)} if comes else set())


def test_each_reminder_comes_once(case, helper):
    claim = claim_of_the_state(case, by=helper)
    day = claim.due_on - timedelta(30)

    assert raised(day, "compensation_to_be_filed") == {(helper, "30")}
    assert raised(day + timedelta(1), "compensation_to_be_filed") == set()


def test_what_was_filed_or_given_up_is_not_reminded_of(case, helper):
    claim = filed(case, by=helper)
    assert raised(claim.due_on, "compensation_to_be_filed") == set()

    claims.give_up(claim, withdrawn_on=FILED, on=FILED, by=helper)
    assert raised(date(2026, 8, 1), "compensation_unanswered") == set()


@pytest.mark.parametrize(("day", "comes"), [(10, ""), (11, "0"), (17, "0"), (18, "1")])
def test_an_answer_that_is_owed_is_asked_for_every_week(case, helper, day, comes):
    filed(case, by=helper)  # to be examined by 10 July 2026
    found = raised(date(2026, 7, day), "compensation_unanswered")

    assert found == ({(helper, comes)} if comes else set())


@pytest.mark.parametrize(
    ("days_before", "comes"), [(15, ""), (14, "14"), (8, "14"), (7, "7"), (3, "3"), (1, "3"), (0, "")]
)
def test_a_hearing_is_to_be_prepared_in_time(case, helper, days_before, comes):
    hearing = hearing_of(case, by=helper)
    found = raised(hearing.starts_on - timedelta(days_before), "hearing_to_prepare")

    assert found == ({(helper, comes)} if comes else set())


def test_what_is_prepared_is_not_reminded_of(case, helper):
    hearing = hearing_of(case, by=helper)
    done = dict.fromkeys(Measure, (Prepared.NOT_NEEDED, ""))
    hearings.prepare(hearing, measures=done, on=DAY, by=helper)

    assert raised(hearing.starts_on - timedelta(7), "hearing_to_prepare") == set()


@pytest.mark.parametrize(
    ("day", "comes"),
    [(date(2026, 9, 17), False), (date(2026, 9, 18), True), (date(2026, 9, 21), False)],
)
def test_the_eve_of_a_hearing_is_the_working_day_before(case, helper, day, comes):
    hearing_of(case, by=helper, starts_at=at(9, 21))  # a Monday
    assert bool(raised(day, "hearing_soon")) is comes


def test_after_the_day_somebody_is_asked_what_became_of_it(case, helper):
    hearing_of(case, by=helper)

    assert raised(date(2026, 9, 15), "hearing_to_record") == set()
    assert raised(date(2026, 9, 16), "hearing_to_record") == {(helper, "0")}
    assert raised(date(2026, 9, 23), "hearing_to_record") == {(helper, "1")}


@pytest.mark.parametrize("role", [TeamRole.SHELTER_WORKER, TeamRole.OFFICER])
def test_those_who_may_not_read_of_it_are_told_nothing(case, helper, role):
    traits = {TeamRole.SHELTER_WORKER: "shelter_staff", TeamRole.OFFICER: "officer"}
    CaseMemberFactory(case=case, user=UserFactory(**{traits[role]: True}), role=role)
    hearing_of(case, by=helper)
    claim_of_the_state(case, by=helper)

    for kind in ("hearing_to_prepare", "compensation_to_be_filed"):
        assert {who for who, _ in raised(date(2026, 9, 8), kind) | raised(date(2027, 5, 10), kind)} <= {helper}
