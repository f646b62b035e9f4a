"""The reflection period: both edges, the duty to inform, the wish not to use it, and one clock under a race."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.actions import reflection
from cases.models import LegalRule, ReflectionPeriod
from cases.states import PeriodState, StatementForm
from cases.terms import PersonGroup, RuleKind
from tests.cases.said_and_done import at, clock, find_age, identify, inform, lines, refused_by_the_database, say
from tests.factories import CaseFactory, UserFactory
from tvcase.dates import PeriodRule
from tvcase.flow import Refused

FIRST, LAST = date(2026, 3, 10), date(2026, 4, 9)


@pytest.fixture
def period(db):
    """10 March to the end of 9 April 2026."""
    case = CaseFactory()
    identify(case)
    return clock(case)


def wish(period, wants_to_use=False, *, on=date(2026, 3, 13), **facts):
    facts = {"form": StatementForm.WRITTEN, "counselled_on": on, **facts}
    by = period.case.recorded_by
    return reflection.state_wish(period, wants_to_use=wants_to_use, stated_on=on, by=by, **facts)


@pytest.mark.parametrize(
    ("day", "alive"),
    [(date(2026, 3, 9), False), (FIRST, True), (LAST, True), (date(2026, 4, 10), False)],
)
def test_the_period_is_alive_on_both_edge_days(period, day, alive):
    assert period.is_alive(on=day) is alive
    assert ReflectionPeriod.objects.running(on=day).exists() is alive


def test_it_is_over_on_the_day_after_without_any_job(period):
    assert period.state(on=LAST) == PeriodState.RUNNING
    assert period.state(on=date(2026, 4, 10)) == PeriodState.EXPIRED


def test_the_day_of_an_early_end_is_inside(period):
    say(period.case)
    ended = clock(period.case)

    assert ended.is_alive(on=date(2026, 3, 20))
    assert not ended.is_alive(on=date(2026, 3, 21))
    assert ended.state(on=date(2026, 3, 21)) == PeriodState.COOPERATION


def test_a_change_of_the_rule_never_moves_a_running_period(period):
    LegalRule.objects.filter(kind=RuleKind.REFLECTION).update(valid_to=date(2026, 3, 31))
    LegalRule.objects.create(
        kind=RuleKind.REFLECTION,
        group=PersonGroup.ADULT,
        rule=PeriodRule.LATER_OF_BOTH,
        approved_at=at(3, 20),
        valid_from=date(2026, 4, 1),
        citation="amendment",
        grade="S",
    )
    later = CaseFactory()

    identify(later, when=at(7, 1))

    assert clock(period.case).last_day == LAST
    assert clock(later).last_day == date(2026, 8, 1)
    entered_late = CaseFactory()
    identify(entered_late, when=at(3, 10), on=date(2026, 7, 1))
    assert clock(entered_late).rule == PeriodRule.DAYS_30


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("last_day = last_day + 1", "reflection_period_never_moves"),
        ("last_day = last_day - 1", "reflection_period_never_moves"),
        ("starts_at = starts_at + interval '1 day'", "reflection_period_never_moves"),
        ("ended_on = last_day", "reflection_period_early_end_has_a_cause"),
        (
            "ended_on = '2026-03-20', end_reason = 'CORRECTION', ended_at = now()",
            "reflection_period_corrected_by_annulment",
        ),
        (
            "ended_on = '2026-03-20', end_reason = 'FOUND_TO_BE_CHILD', ended_at = now()",
            "reflection_period_corrected_by_age",
        ),
        (
            "ended_on = '2026-03-20', end_reason = 'COOPERATION', ended_at = now()",
            "reflection_period_ends_by_an_effective_yes",
        ),
    ],
)
def test_the_database_lets_nobody_move_or_end_a_period(period, change, rule):
    assert refused_by_the_database(f"UPDATE cases_reflectionperiod SET {change} WHERE id = %s", period.pk) == rule


def test_the_database_starts_no_period_without_an_identification_that_counts(period):
    case = CaseFactory()
    made = identify(case, territory_bg=False)
    row = ReflectionPeriod(
        case=case,
        person=case.person,
        identification=made,
        legal_rule=period.legal_rule,
        rule=period.rule,
        starts_at=made.identified_at,
        last_day=LAST,
    )

    with pytest.raises(IntegrityError, match="counts"), transaction.atomic():
        row.save()


def test_telling_the_person_is_recorded_with_who_when_and_in_which_language(period):
    briefing = inform(period)

    assert (briefing.organisation, briefing.language) == (period.identification.organisation, "bg")
    assert lines("cases.right.told")[0].facts["discharges"] is True
    assert "D. P." not in str(lines("cases.right.told")[0].facts)


def test_what_another_body_explained_does_not_discharge_the_duty(period):
    briefing = inform(period, by=period.case.recorded_by)

    assert briefing.organisation == period.case.organisation
    assert lines("cases.right.told")[0].facts["discharges"] is False


def test_nobody_is_told_of_a_period_before_it_starts(period):
    with pytest.raises(Refused, match="had not started"):
        inform(period, when=at(3, 9))


def test_the_wish_not_to_use_the_period_ends_nothing(period):
    wish(period)

    after = clock(period.case)
    assert (after.ended_on, after.last_day, after.end_reason) == (None, LAST, "")
    assert lines("cases.period.wish")[0].facts["wants_to_use"] is False


def test_a_change_of_mind_gives_no_day_back(period):
    wish(period)

    wish(period, wants_to_use=True, on=date(2026, 3, 30), form=StatementForm.ORAL, counselled_on=None)

    assert clock(period.case).last_day == LAST
    assert clock(period.case).wishes.last().wants_to_use


@pytest.mark.parametrize(
    "facts",
    [
        {"form": StatementForm.ORAL},
        {"form": StatementForm.MINUTED},
        {"counselled_on": None},
        {"counselled_on": date(2026, 3, 14)},
    ],
)
def test_the_wish_is_written_and_comes_after_counselling(period, facts):
    with pytest.raises(ValidationError, match="in writing, after legal counselling"):
        wish(period, **facts)

    assert not period.wishes.exists()


@pytest.mark.parametrize("day", [date(2026, 3, 9), date(2026, 4, 10)])
def test_a_wish_is_taken_while_the_period_runs_only(period, day):
    with pytest.raises(Refused, match="was not running"):
        wish(period, on=day)


def test_the_same_wish_is_not_recorded_twice(period):
    with pytest.raises(Refused, match="already"):
        wish(period, wants_to_use=True)
    wish(period)

    with pytest.raises(Refused, match="already"):
        wish(period, on=date(2026, 3, 14))


def test_a_statement_of_the_person_is_never_changed_or_removed(period):
    wish(period)
    for statement in ("UPDATE cases_periodwish SET wants_to_use = true", "DELETE FROM cases_periodwish"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_found_to_be_a_child_ends_the_period_by_correction(period):
    find_age(period.case)

    after = ReflectionPeriod.objects.get(pk=period.pk)
    assert after.state(on=date(2026, 3, 12)) == PeriodState.FOUND_TO_BE_CHILD
    assert after.ended_on == date(2026, 3, 15)


@pytest.mark.parametrize("count", [2, 8])
def test_two_and_eight_concurrent_identifications_give_one_clock(cloned_db, in_threads, count):
    case = CaseFactory()
    officers = [UserFactory(officer=True) for _number in range(8)]

    made = in_threads(count, lambda number: identify(case, by=officers[number]))

    assert [type(one).__name__ for one in made] == ["Identification"] * count
    assert sum(one.counts for one in made) == 1
    assert ReflectionPeriod.objects.count() == 1


def test_eight_concurrent_decisions_end_the_period_once(cloned_db, in_threads):
    case = CaseFactory()
    identify(case)

    said = in_threads(8, lambda number: say(case, when=at(3, 20, 8 + number)))

    assert sorted(one.number for one in said) == list(range(1, 9))
    assert clock(case).ended_by_decision.declared_at == at(3, 20, 8)
