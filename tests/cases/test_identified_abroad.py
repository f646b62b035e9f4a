"""Identified abroad first, then in Bulgaria: the one in Bulgaria counts and starts the period (domain E-18)."""

from datetime import date

from cases.rules import why_not_request_formal
from tests.cases.said_and_done import annul, at, clock, identify, refused_by_the_database
from tests.factories import CaseFactory, CaseMemberFactory


def test_who_was_identified_abroad_has_her_period_from_the_identification_in_bulgaria(db):
    """E-18: the one abroad started nothing; it stays on the file, and neither is lost."""
    case = CaseFactory()
    by = CaseMemberFactory(case=case).user
    abroad, also_abroad = identify(case, territory_bg=False), identify(case, territory_bg=False, when=at(3, 11))
    assert clock(case) is None
    assert also_abroad.duplicate_of == abroad
    assert why_not_request_formal(case, case.identifications.all(), by) == []

    here = identify(case, when=at(3, 16))

    assert here.counts
    assert clock(case).identification == here
    assert (clock(case).starts_on, clock(case).last_day) == (date(2026, 3, 16), date(2026, 4, 15))
    assert list(case.identifications.counting()) == [here]
    assert set(here.duplicates.all()) == {abroad, also_abroad}
    assert why_not_request_formal(case, case.identifications.all(), by) != []
    assert identify(case, when=at(3, 17)).duplicate_of == here


def test_when_the_one_in_bulgaria_is_annulled_one_in_bulgaria_counts_before_one_abroad(db):
    """E-18, E-36."""
    case = CaseFactory()
    identify(case, territory_bg=False, when=at(3, 9))
    here, there = identify(case), identify(case, when=at(3, 12))

    annul(here)

    assert clock(case).identification == there
    assert list(case.identifications.counting()) == [there]


def test_the_database_makes_no_identification_in_bulgaria_a_duplicate_of_its_own_duplicate(db):
    case = CaseFactory()
    here, there = identify(case), identify(case, when=at(3, 12))

    change = "UPDATE cases_identification SET duplicate_of_id = %s WHERE id = %s"
    assert refused_by_the_database(change, there.pk, here.pk) == "identification_duplicate_in_the_same_case"
