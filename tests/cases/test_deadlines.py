"""Deadlines: every rule that comes with the program, and one of each unit, over every day of 2024 to 2035."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import translation

from cases.deadlines import NO_DEADLINE, Deadline, days_ahead, deadline, sets_a_term, term_words
from cases.models import LegalRule
from cases.reference import first_rules
from cases.terms import FOR_ACTING, MAY_END_ON_A_DAY_OFF, RuleKind, TermUnit
from tvcase.dates import ONE_DAY, SOFIA, PeriodRule, is_working_day, local_date, midnight_after, roll_forward

pytestmark = pytest.mark.pure

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
DAYS = [FIRST + offset * ONE_DAY for offset in range((LAST - FIRST).days + 1)]
LENGTHS = {
    TermUnit.CALENDAR_DAYS: (1, 7, 14, 30),
    TermUnit.WORKING_DAYS: (1, 5, 10),
    TermUnit.MONTHS: (1, 2, 3, 6, 12),
    TermUnit.YEARS: (1, 5),
}
SEEDS = {rule.kind: rule for rule in first_rules()}


def a_rule(length: int | None, unit: str, *, rolls: bool = False, kind: str = RuleKind.PROTECTION_APPEAL) -> LegalRule:
    return LegalRule(kind=kind, length=length, unit=unit, rolls_forward=rolls, citation="закон", citation_en="Act")


def reflection(rule: str) -> LegalRule:
    return LegalRule(kind=RuleKind.REFLECTION, rule=rule, citation="чл. 26", citation_en="Article 26")


RULES = [
    *(rule for rule in SEEDS.values() if sets_a_term(rule)),
    reflection(PeriodRule.LATER_OF_BOTH),
    *(a_rule(length, unit) for unit, lengths in LENGTHS.items() for length in lengths),
    *(a_rule(length, unit, rolls=True) for unit in MAY_END_ON_A_DAY_OFF for length in LENGTHS[unit]),
]
BY_DAY = [rule for rule in RULES if rule.unit != TermUnit.ELAPSED_HOURS]
BY_HOUR = [rule for rule in RULES if rule.unit == TermUnit.ELAPSED_HOURS]


def name_of(rule: LegalRule) -> str:
    return f"{rule.kind}-{rule.rule or rule.length}-{rule.unit}{'-rolls' if rule.rolls_forward else ''}"


def each_day(rule: LegalRule) -> list[Deadline]:
    found = [deadline(rule, day) for day in DAYS]
    assert all(found)
    return [one for one in found if one]


@pytest.mark.parametrize("rule", BY_DAY, ids=name_of)
def test_a_later_start_never_ends_earlier_and_every_term_has_a_day(rule):
    ends = each_day(rule)

    assert all(one.last_day <= other.last_day for one, other in pairwise(ends))
    assert all(one.last_day > day for one, day in zip(ends, DAYS, strict=True))


@pytest.mark.parametrize("rule", BY_DAY, ids=name_of)
def test_it_is_alive_to_the_end_of_its_last_day_in_sofia(rule):
    for found in each_day(rule):
        assert found.expires_at == midnight_after(found.last_day)
        assert found.expires_at.astimezone(SOFIA).date() == found.last_day + ONE_DAY
        assert not found.is_over(at=found.expires_at - timedelta(seconds=1))
        assert found.is_over(at=found.expires_at)


@pytest.mark.parametrize("rule", BY_DAY, ids=name_of)
def test_it_moves_only_where_the_rule_says_so_and_then_to_the_next_working_day(rule):
    for found in each_day(rule):
        if rule.rolls_forward and rule.unit in MAY_END_ON_A_DAY_OFF:
            assert found.last_day == roll_forward(found.counted_to)
            assert is_working_day(found.last_day)
        else:
            assert found.last_day == found.counted_to
            assert not found.rolled


@pytest.mark.parametrize("rule", [PeriodRule.DAYS_30, PeriodRule.LATER_OF_BOTH])
def test_a_reflection_period_is_never_under_thirty_days_and_never_moves_off_a_day_off(rule):
    for found, day in zip(each_day(reflection(rule)), DAYS, strict=True):
        assert 30 <= (found.last_day - day).days <= 31
        assert rule != PeriodRule.DAYS_30 or found.last_day == day + 30 * ONE_DAY


@pytest.mark.parametrize("length", LENGTHS[TermUnit.MONTHS])
def test_a_month_ends_on_the_same_number_or_on_the_last_day_of_a_shorter_month(length):
    for found, day in zip(each_day(a_rule(length, TermUnit.MONTHS)), DAYS, strict=True):
        months = (found.last_day.year - day.year) * 12 + found.last_day.month - day.month
        assert months == length
        assert found.last_day.day == day.day or (
            found.last_day.day < day.day and (found.last_day + ONE_DAY).month != found.last_day.month
        )


@pytest.mark.parametrize("length", LENGTHS[TermUnit.WORKING_DAYS])
def test_working_days_are_those_between_and_the_last_is_one_of_them(length):
    for found, day in zip(each_day(a_rule(length, TermUnit.WORKING_DAYS)), DAYS, strict=True):
        passed = [day + offset * ONE_DAY for offset in range(1, (found.last_day - day).days + 1)]
        assert sum(map(is_working_day, passed)) == length
        assert is_working_day(found.last_day)


@pytest.mark.parametrize("rule", [*BY_HOUR, a_rule(72, TermUnit.ELAPSED_HOURS)], ids=name_of)
def test_hours_are_those_that_pass_whatever_the_clocks_do(rule):
    for day in DAYS:
        for hour in (0, 3, 4, 12, 23):
            start = datetime(day.year, day.month, day.day, hour, 30, tzinfo=SOFIA)
            found = deadline(rule, start)
            assert found is not None
            assert found.expires_at.timestamp() - start.timestamp() == rule.length * 3600
            assert found.last_day == local_date(found.expires_at)
            assert found.expires_at.tzinfo == UTC


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        (TermUnit.MONTHS, date(2026, 1, 31), date(2026, 2, 28)),
        (TermUnit.MONTHS, date(2028, 1, 31), date(2028, 2, 29)),
        (TermUnit.MONTHS, date(2026, 12, 15), date(2027, 1, 15)),
        (TermUnit.YEARS, date(2028, 2, 29), date(2029, 2, 28)),
        (TermUnit.YEARS, date(2026, 3, 10), date(2027, 3, 10)),
        (TermUnit.CALENDAR_DAYS, date(2026, 12, 31), date(2027, 1, 1)),
        (TermUnit.WORKING_DAYS, date(2026, 4, 9), date(2026, 4, 14)),  # Easter lies between
    ],
)
def test_the_worked_examples(unit, start, end):
    found = deadline(a_rule(1, unit), start)

    assert found is not None
    assert found.last_day == end


def test_an_application_for_compensation_that_ends_on_a_saturday_may_be_filed_on_monday():
    found = deadline(SEEDS[RuleKind.COMPENSATION_APPLICATION], date(2025, 2, 28))

    assert found is not None
    assert (found.counted_to, found.last_day) == (date(2026, 2, 28), date(2026, 3, 2))
    assert "Saturday 28 February 2026 is a day off, so it ends on Monday 2 March 2026" in found.words()


@dataclass(frozen=True)
class Language:
    code: str
    words: str
    hours: str
    none: str


@pytest.mark.parametrize(
    "language",
    [
        Language(
            "en",
            "30 days, the day of identification not counted, Combating Trafficking in Human Beings Act, Article 26; "
            "SOP 2.2; ends on Thursday 9 April 2026 at midnight",
            "24 hours, counted hour by hour, SOP for children 1.1; ends on Sunday 29 March 2026 at 13:00",
            "no deadline set by law in our sources",
        ),
        Language(
            "bg",
            "30 дни, без деня на идентификацията, Закон за борба с трафика на хора, чл. 26; СОП 2.2; "
            "изтича в полунощ в края на четвъртък, 9 април 2026\xa0г.",
            "24 часа, броени час по час, СОП за деца 1.1; изтича на неделя, 29 март 2026\xa0г., в 13:00",
            "нашите източници не посочват законов срок",
        ),
    ],
    ids=lambda language: language.code,
)
def test_how_it_was_counted_is_said_in_both_languages(language):
    period = deadline(SEEDS[RuleKind.REFLECTION], date(2026, 3, 10))
    notice = deadline(SEEDS[RuleKind.CHILD_NOTICE], datetime(2026, 3, 28, 12, tzinfo=SOFIA))

    with translation.override(language.code):
        assert [found and found.words() for found in (period, notice)] == [language.words, language.hours]
        assert str(NO_DEADLINE) == language.none
        assert term_words(SEEDS[RuleKind.PROTECTION_DECISION]) == language.none


@pytest.mark.parametrize("rule", [None, *(rule for rule in SEEDS.values() if not sets_a_term(rule))])
def test_where_our_sources_set_no_term_none_is_invented(rule):
    assert deadline(rule, date(2026, 3, 10)) is None
    assert days_ahead(rule, date(2026, 3, 10)) is None


def test_what_is_not_confirmed_or_not_found_comes_without_a_length():
    assert {kind for kind, rule in SEEDS.items() if rule.grade in "K?"} == {
        kind for kind, rule in SEEDS.items() if not sets_a_term(rule)
    }
    assert set(SEEDS) == set(RuleKind)


def test_only_what_somebody_must_do_in_time_moves_off_a_day_off():
    assert {kind for kind, rule in SEEDS.items() if rule.rolls_forward} <= set(FOR_ACTING)


@pytest.mark.parametrize(
    ("length", "unit", "day"),
    [(30, TermUnit.CALENDAR_DAYS, date(2026, 2, 8)), (1, TermUnit.MONTHS, date(2026, 2, 10))],
)
def test_a_reminder_is_counted_back_from_the_day_it_is_about(length, unit, day):
    assert days_ahead(a_rule(length, unit, kind=RuleKind.PERMIT_REMINDER), date(2026, 3, 10)) == day


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(ValueError, match="instant"):
        deadline(SEEDS[RuleKind.CHILD_NOTICE], date(2026, 3, 10))
    with pytest.raises(ValueError, match="zone"):
        deadline(SEEDS[RuleKind.CHILD_NOTICE], datetime(2026, 3, 10, 12))  # noqa: DTZ001
    with pytest.raises(ValueError, match="counted back"):
        days_ahead(a_rule(5, TermUnit.WORKING_DAYS), date(2026, 3, 10))
