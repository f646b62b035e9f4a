"""Rules 1 to 4 and 13 of the domain's list, kept by the database itself whatever the application does."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from cases.actions import cases
from cases.models import Case, ReflectionPeriod
from cases.states import ClosureReason
from shelters.actions import stays
from tests.cases.said_and_done import annul, at, clock, identify, refused_by_the_database, say
from tests.factories import (
    CaseFactory,
    IdentificationFactory,
    PlaceFactory,
    ReflectionPeriodFactory,
    StayFactory,
    UserFactory,
    identified_informally,
)
from tvcase.dates import PeriodRule, last_day
from tvcase.flow import Refused

FLOOR = timedelta(days=30)


def refused(**facts):
    """The name of the rule by which the database refuses a period with these facts."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        ReflectionPeriodFactory(**facts)
    return refusal.value.__cause__.diag.constraint_name


def informal(case):
    return identified_informally(case).identifications.get()


def abroad(case):
    return IdentificationFactory(case=case, territory_bg=False)


def annulled(case):
    return annul(identify(CaseFactory()))


def a_duplicate(case):
    identify(case, when=at(3, 9))
    return identify(case)


@pytest.mark.parametrize("which", [informal, abroad, annulled, a_duplicate])
def test_rule_1_a_period_starts_by_nothing_but_a_formal_identification_in_bulgaria_that_counts(db, which):
    made = which(CaseFactory())
    facts = {"case": made.case, "identification": made, "starts_at": made.identified_at}

    assert refused(**facts) == "reflection_period_starts_at_formal_identification"


@pytest.mark.parametrize("moved", [timedelta(seconds=1), timedelta(days=1), -timedelta(days=1)])
def test_rule_1_it_starts_at_the_instant_of_the_identification(db, moved):
    made = IdentificationFactory()
    facts = {"case": made.case, "identification": made, "starts_at": made.identified_at + moved}

    assert refused(**facts) == "reflection_period_starts_at_formal_identification"


@pytest.mark.parametrize("age_status", ["UNCERTAIN", "MINOR_STATED", "MINOR_VERIFIED"])
def test_rule_1_there_is_none_for_who_is_or_may_be_a_child(db, age_status):
    case = CaseFactory(age_status=age_status)

    assert refused(case=case) == "reflection_period_is_for_adults"


def closed(case):
    """The case, closed by two people."""
    second = UserFactory(organisation=case.organisation)
    cases.propose_closure(case, reason=ClosureReason.LOST_CONTACT, by=case.recorded_by, on=date(2026, 3, 11))
    return cases.confirm_closure(Case.objects.get(pk=case.pk), by=second, on=date(2026, 3, 12))


def next_episode():
    """A period that nobody ended, and the person's next case after that of the period was closed."""
    period = ReflectionPeriodFactory()
    case = closed(period.case)
    facts = {"person": case.person, "organisation": case.organisation, "previous_episode": case}
    return period, CaseFactory(**facts, episode=2)


@pytest.mark.parametrize("days", [-29, -1, 0, 1, 29, 30])
def test_rule_2_no_two_periods_of_a_person_run_on_one_day(db, days):
    """Both edge days are inside, so that a second one starts on the 31st day at the earliest."""
    earlier, following = next_episode()
    facts = {"case": following, "starts_at": earlier.starts_at + timedelta(days=days)}

    assert refused(**facts) == "reflection_period_one_at_a_time_for_a_person"


def test_rule_2_a_later_episode_has_a_period_of_its_own(db):
    earlier, following = next_episode()

    ReflectionPeriodFactory(case=following, starts_at=earlier.starts_at + timedelta(days=31))

    assert ReflectionPeriod.objects.filter(person=earlier.person).count() == 2


@pytest.mark.pure
@given(st.sampled_from([PeriodRule.DAYS_30, PeriodRule.LATER_OF_BOTH]), st.dates(date(2000, 1, 1), date(2100, 12, 1)))
def test_rule_3_thirty_days_are_thirty_and_no_rule_gives_fewer(rule, start):
    length = last_day(rule, start) - start

    assert length == FLOOR if rule == PeriodRule.DAYS_30 else length >= FLOOR


@pytest.mark.parametrize("days", [28, 29, 31])
def test_rule_3_the_database_takes_no_other_length(db, days):
    assert refused(last_day=date(2026, 3, 10) + timedelta(days=days)) == "reflection_period_has_30_days"


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"value": "NO"}, "reflection_period_ends_by_an_effective_yes"),
        ({"form": "ORAL"}, "reflection_period_ends_by_an_effective_yes"),
        ({"told_it_ends_period_at": None}, "reflection_period_ends_by_an_effective_yes"),
        ({"when": at(3, 9)}, "reflection_period_ends_by_an_effective_yes"),
        ({"when": at(4, 10)}, "reflection_period_cooperation_inside_the_period"),
    ],
)
def test_rule_4_only_a_yes_between_both_edge_days_ends_it_by_cooperation(case, said, rule):
    decision = say(case, **said)

    assert clock(case).ended_on is None
    assert ended_by(case, decision, on=max(decision.declared_on, date(2026, 3, 10))) == rule


def test_rule_4_a_yes_of_another_person_ends_nothing(case):
    decision = say(CaseFactory())

    assert ended_by(case, decision, on=decision.declared_on) == "reflection_period_ends_by_an_effective_yes"


def ended_by(case, decision, *, on):
    """The rule by which the database refuses that a decision ends the period of a case."""
    ends = "UPDATE cases_reflectionperiod SET ended_on = %s, ended_at = now(), end_reason = 'COOPERATION', "
    return refused_by_the_database(f"{ends} ended_by_decision_id = %s WHERE case_id = %s", on, decision.pk, case.pk)


def test_rule_13_a_closed_case_takes_no_stay(db):
    case, place = closed(identified_informally(CaseFactory())), PlaceFactory()

    with pytest.raises(Refused):
        stays.request(case, shelter=place.shelter, from_on=date(2026, 8, 1), by=case.recorded_by, on=date(2026, 8, 1))

    row = StayFactory()
    row.pk, row.case, row.person = uuid4(), case, case.person
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save(force_insert=True)
    assert refusal.value.__cause__.diag.constraint_name == "case_must_be_open"
