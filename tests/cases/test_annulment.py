"""An identification in error: who corrects it, what ends by correction, which other one counts then."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.actions import cooperation
from cases.models import Case, CaseOpening, Identification, ReflectionPeriod
from cases.states import IdentificationState, PeriodEnd, PeriodState
from tests.cases.said_and_done import (
    TALK,
    annul,
    ask,
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
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.flow import Refused

S = IdentificationState


def test_an_annulment_ends_the_period_by_correction_and_touches_nothing_else():
    case = CaseFactory()
    member = CaseMemberFactory(case=case).user
    made = identify(case)
    openings = CaseOpening.objects.filter(closed_on=None).count()

    annul(made)

    period = corrected(case)
    assert (period.end_reason, period.ended_on) == (PeriodEnd.CORRECTION, date(2026, 3, 15))
    assert period.state(on=date(2026, 3, 12)) == PeriodState.CORRECTION
    assert clock(case) is None
    assert CaseOpening.objects.filter(closed_on=None).count() == openings
    assert lines("cases.identification.annulled")[0].facts["state"] == S.FORMAL_ANNULLED
    assert lines("cases.period.corrected")[0].facts["reason"] == PeriodEnd.CORRECTION
    assert told("identification_annulled") == {member}


def test_only_the_organisation_that_identified_annuls():
    made = identify(CaseFactory())

    with pytest.raises(Refused, match="authority that was asked"):
        annul(made, by=UserFactory(officer=True))

    made.refresh_from_db()
    assert made.state == S.FORMAL_CONFIRMED


def test_a_colleague_of_the_same_authority_may_annul_and_nothing_is_annulled_twice():
    made = identify(CaseFactory())
    colleague = UserFactory(officer=True, organisation=made.organisation)
    annul(made, by=colleague)

    with pytest.raises(Refused):
        annul(made, by=colleague)


def test_a_correct_identification_is_a_new_record_with_its_own_clock():
    case = CaseFactory()
    made = identify(case)
    annul(made)

    again = identify(case, by=made.officer, when=at(3, 11), on=date(2026, 3, 15))

    assert (again.number, again.duplicate_of) == (2, None)
    assert clock(case).last_day == date(2026, 4, 10)
    assert ReflectionPeriod.objects.filter(case=case).count() == 2


def test_when_the_one_that_counts_is_annulled_the_earliest_duplicate_counts():
    case = CaseFactory()
    first = identify(case)
    later = identify(case, when=at(3, 12))
    earlier = identify(case, when=at(3, 11), on=date(2026, 3, 13))

    annul(first)

    earlier.refresh_from_db()
    later.refresh_from_db()
    assert earlier.counts
    assert later.duplicate_of == earlier
    assert clock(case).identification == earlier


def test_the_clock_of_the_heir_follows_what_the_person_said_before():
    case = CaseFactory()
    first = identify(case)
    identify(case, when=at(3, 12))
    decision = say(case)

    annul(first, when=at(3, 25))

    assert clock(case).ended_by_decision == decision


def test_an_annulled_duplicate_changes_nothing():
    case = CaseFactory()
    identify(case)
    second = identify(case, when=at(3, 12))

    annul(second)

    assert clock(case).end_reason == ""
    assert not lines("cases.period.corrected")


def test_a_period_that_was_ended_by_a_decision_is_corrected_all_the_same():
    case = CaseFactory()
    made = identify(case)
    say(case)

    annul(made, when=at(3, 25))

    assert corrected(case).end_reason == PeriodEnd.CORRECTION
    assert case.cooperation_decisions.count() == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("identified_at = identified_at - interval '1 day'", "identification_is_annulled_not_edited"),
        ("bases = '{OTHER}'", "identification_is_annulled_not_edited"),
        ("decision_reference = 'Act 8'", "identification_is_annulled_not_edited"),
        ("state = 'FORMAL_REQUESTED'", "cases_identification_follows_its_flow"),
        ("state = 'FORMAL_REFUSED'", "cases_identification_follows_its_flow"),
        ("state = 'FORMAL_ANNULLED'", "identification_annulled_by_an_organisation"),
        ("duplicate_of_id = id", "identification_duplicate_of_another"),
    ],
)
def test_a_recorded_identification_is_never_edited(change, rule):
    made = identify(CaseFactory())

    name = refused_by_the_database(f"UPDATE cases_identification SET {change} WHERE id = %s", made.pk)

    assert name == rule


def test_the_database_lets_no_other_organisation_annul():
    made = identify(CaseFactory())
    other = UserFactory(officer=True)
    change = (
        "UPDATE cases_identification SET state = 'FORMAL_ANNULLED', annulled_at = now(), "
        "annulment_reason = decision_reference, annulled_by_id = %s, annulled_by_organisation_id = %s WHERE id = %s"
    )

    name = refused_by_the_database(change, other.pk, other.organisation_id, made.pk)

    assert name == "identification_annulled_by_the_same_organisation"


def a_formal_row(case, officer, organisation):
    return Identification(
        case=case,
        number=9,
        kind="FORMAL",
        state=S.FORMAL_CONFIRMED,
        bases=TALK,
        identified_at=at(3, 10),
        territory_bg=True,
        organisation=organisation,
        officer=officer,
        decision_reference="Act 9",
        recorded_by=officer,
    )


def test_the_database_lets_nobody_else_identify_formally():
    case, helper, officer = CaseFactory(), UserFactory(), UserFactory(officer=True)
    for who, where in [(helper, helper.organisation), (helper, officer.organisation)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            a_formal_row(case, who, where).save()
    identify(case)

    with pytest.raises(IntegrityError, match="identification_one_formal_that_counts"), transaction.atomic():
        a_formal_row(case, officer, officer.organisation).save()


def test_a_closed_case_takes_no_identification():
    case = CaseFactory(closed=True)

    with pytest.raises(Refused, match="closed"):
        ask(case, OrganisationFactory(police=True))


def test_what_is_recorded_of_a_closed_case_is_not_annulled(case):
    made, decision = identify(case), say(case)
    Case.objects.filter(pk=case.pk).update(
        closure_proposed_on=date(2026, 4, 20),
        closed_on=date(2026, 4, 20),
        closure_reason="GOALS_MET",
        closed_by=case.recorded_by,
        closure_confirmed_by=UserFactory(organisation=case.organisation),
    )
    made.refresh_from_db()
    decision.case.refresh_from_db()

    with pytest.raises(Refused, match="closed"):
        annul(made)
    with pytest.raises(Refused, match="closed"):
        cooperation.propose_annulment(decision, reason="Not so.", on=date(2026, 4, 21), by=case.recorded_by)


def test_a_corrected_period_never_runs_again():
    case = CaseFactory()
    annul(identify(case))
    period = corrected(case)
    change = "UPDATE cases_reflectionperiod SET end_reason = '', ended_on = NULL, ended_at = NULL WHERE id = %s"

    assert refused_by_the_database(change, period.pk) == "reflection_period_correction_is_final"


def test_the_age_found_later_does_not_unmake_an_annulment():
    case = CaseFactory()
    annul(identify(case))

    find_age(case, when=at(3, 16))

    assert corrected(case).end_reason == PeriodEnd.CORRECTION
