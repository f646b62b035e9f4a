"""Rules of law by version: which one holds, who makes it law, what it never moves, and what the database refuses."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.actions import law
from cases.law import deadline_for, law_at_hand, rule_for
from cases.models import ChildNotice, LegalRule, ReflectionPeriod
from cases.reference import first_rules
from cases.terms import PersonGroup, RuleKind, SourceGrade, TermUnit
from tests.cases.said_and_done import at, clock, find_age, identify, refused_by_the_database, say
from tests.factories import CaseFactory, ReflectionPeriodFactory, StayFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA, PeriodRule
from tvcase.flow import Refused
from tvcase.wall.identity import acting_as

APRIL = date(2026, 4, 1)
MARCH = datetime(2026, 3, 20, 10, tzinfo=SOFIA)


@pytest.fixture
def administrators(db):
    return [UserFactory(roles=[Role.ADMINISTRATOR]) for _number in range(2)]


def propose(by, kind=RuleKind.SHELTER_STAY, **facts):
    facts = {"length": 45, "unit": TermUnit.CALENDAR_DAYS, "valid_from": APRIL, **facts}
    return LegalRule.objects.create(kind=kind, citation="ДВ 1/2026", grade=SourceGrade.R, proposed_by=by, **facts)


def law_of(kind, day, **facts):
    found = rule_for(kind, on=day, **facts)
    return found and found.length


def test_a_proposal_is_no_law_until_somebody_else_approves_it(administrators):
    one, other = administrators
    version = propose(one)

    assert law_of(RuleKind.SHELTER_STAY, APRIL) == 30
    law.approve(version, by=other, at=MARCH)

    assert law_of(RuleKind.SHELTER_STAY, APRIL) == 45
    assert law_of(RuleKind.SHELTER_STAY, date(2026, 3, 31)) == 30
    before = LegalRule.objects.get(kind=RuleKind.SHELTER_STAY, length=30)
    assert before.valid_to == date(2026, 3, 31)
    event = Event.objects.get(action="cases.legalrule.approved")
    assert (event.actor, event.facts["record"]) == (other.username, "SHELTER_STAY 45 CALENDAR_DAYS 2026-04-01")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"by": 0}, "Somebody else"),
        ({"at": datetime(2026, 4, 1, tzinfo=SOFIA)}, "begins tomorrow at the earliest"),
        ({"at": datetime(2026, 5, 1, tzinfo=SOFIA)}, "begins tomorrow at the earliest"),
    ],
)
def test_nobody_approves_alone_or_backwards(administrators, facts, reason):
    version = propose(administrators[0])
    by = administrators[facts.pop("by", 1)]

    with pytest.raises(Refused, match=reason):
        law.approve(version, **{"at": MARCH, "by": by} | facts)

    assert law_of(RuleKind.SHELTER_STAY, APRIL) == 30


def test_what_was_approved_is_approved_once_and_two_versions_never_overlap(administrators):
    one, other = administrators
    later = law.approve(propose(one, valid_from=date(2026, 6, 1)), by=other, at=MARCH)

    with pytest.raises(Refused, match="has been approved"):
        law.approve(later, by=other, at=MARCH)
    with pytest.raises(ValidationError, match="Another version of this rule is valid in these days"):
        law.approve(propose(one), by=other, at=MARCH)


def test_a_version_for_children_goes_before_that_for_everybody(administrators):
    one, other = administrators
    version = propose(one, RuleKind.COOPERATION_TERM, group=PersonGroup.CHILD, length=2, unit=TermUnit.MONTHS)
    law.approve(version, by=other, at=MARCH)

    assert law_of(RuleKind.COOPERATION_TERM, APRIL, group=PersonGroup.CHILD) == 2
    assert law_of(RuleKind.COOPERATION_TERM, date(2026, 3, 31), group=PersonGroup.CHILD) == 1
    assert law_of(RuleKind.COOPERATION_TERM, APRIL) == 1


@pytest.mark.parametrize("kind", RuleKind)
def test_every_kind_has_a_version_from_the_beginning(db, kind):
    found = rule_for(kind, on=date(2026, 3, 10))

    assert found is not None
    assert found.counts


def test_with_the_law_at_hand_the_answers_are_the_same_and_nothing_is_asked(administrators, django_assert_num_queries):
    law.approve(propose(administrators[0]), by=administrators[1], at=MARCH)
    days = [date(1999, 1, 1), date(2026, 3, 31), APRIL]
    asked = [rule_for(kind, on=day) for kind in RuleKind for day in days]

    with law_at_hand(), django_assert_num_queries(0):
        at_hand = [rule_for(kind, on=day) for kind in RuleKind for day in days]

    assert at_hand == asked


def test_where_the_sources_set_no_term_there_is_no_deadline(db):
    assert deadline_for(RuleKind.PROTECTION_DECISION, date(2026, 3, 10)) is None
    assert deadline_for(RuleKind.SHELTER_STAY, date(2026, 3, 10)).last_day == date(2026, 4, 9)
    assert deadline_for(RuleKind.SHELTER_STAY, date(1999, 3, 10)) is None


def test_a_new_version_moves_no_period_notice_or_stay_that_runs(administrators):
    one, other = administrators
    running, child = CaseFactory(), CaseFactory()
    identify(running)
    find_age(child)
    for kind, facts in (
        (RuleKind.REFLECTION, {"group": "ADULT", "rule": PeriodRule.LATER_OF_BOTH, "length": None, "unit": ""}),
        (RuleKind.CHILD_NOTICE, {"group": "CHILD", "length": 12, "unit": TermUnit.ELAPSED_HOURS}),
    ):
        law.approve(propose(one, kind, **facts), by=other, at=MARCH)
    later, later_child = CaseFactory(), CaseFactory()

    identify(later, when=at(7, 1))
    find_age(later_child, when=at(7, 1))

    assert (clock(running).last_day, clock(later).last_day) == (date(2026, 4, 9), date(2026, 8, 1))
    hours = {notice.case_id: (notice.due_at - notice.detected_at).total_seconds() / 3600 for notice in notices()}
    assert hours == {child.pk: 24, later_child.pk: 12}


def notices():
    return ChildNotice.objects.all()


def test_a_statement_recorded_late_needs_the_coordinator_by_the_rule_of_its_day(administrators):
    one, other = administrators
    case = CaseFactory()
    identify(case)
    version = propose(one, RuleKind.STATEMENT_RECORDED, length=1, unit=TermUnit.WORKING_DAYS)
    law.approve(version, by=other, at=MARCH)

    say(case, when=at(3, 20), on=date(2026, 3, 27))
    with pytest.raises(Refused):
        say(case, when=at(4, 2), on=date(2026, 4, 6))


def test_administrators_learn_how_many_records_keep_a_version_and_nobody_else_does(administrators):
    period = ReflectionPeriodFactory()
    rule, on = period.legal_rule, date(2026, 3, 20)

    with acting_as(administrators[0]), transaction.atomic():
        seen = [rule.running(on=on), rule.running(on=date(2026, 4, 10)), rule.last_used_on()]
    with acting_as(period.case.recorded_by), transaction.atomic():
        hidden = [rule.running(on=on), rule.last_used_on()]

    assert seen == [1, 0, date(2026, 3, 10)]
    assert hidden == [0, None]


def test_open_stays_and_unsent_notices_keep_their_version(administrators):
    StayFactory()
    find_age(CaseFactory())

    with acting_as(administrators[0]), transaction.atomic():
        counts = [rule_for(kind, on=APRIL).running(on=APRIL) for kind in (RuleKind.SHELTER_STAY, RuleKind.CHILD_NOTICE)]

    assert counts == [1, 3]


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"length": None}, "legal_rule_length_has_a_unit"),
        ({"unit": ""}, "legal_rule_length_has_a_unit"),
        ({"length": 0}, "legal_rule_length_has_a_unit"),
        ({"rolls_forward": True}, "legal_rule_only_terms_for_acting_roll_forward"),
        (
            {"kind": RuleKind.PROTECTION_APPEAL, "unit": TermUnit.WORKING_DAYS, "rolls_forward": True},
            "legal_rule_only_terms_for_acting_roll_forward",
        ),
        ({"group": PersonGroup.FOREIGNER}, "legal_rule_group_is_one_of_its_kind"),
        ({"kind": RuleKind.REFLECTION, "group": "ADULT"}, "legal_rule_reflection_is_never_under_30_days"),
        (
            {"kind": RuleKind.REFLECTION, "group": "ADULT", "length": None, "unit": "", "rule": PeriodRule.ONE_MONTH},
            "legal_rule_reflection_is_never_under_30_days",
        ),
        ({"rule": PeriodRule.DAYS_30}, "legal_rule_reflection_is_never_under_30_days"),
        ({"kind": RuleKind.CHILD_NOTICE, "group": "CHILD"}, "legal_rule_notices_of_a_child_are_due_in_hours"),
        (
            {"kind": RuleKind.PERMIT_REMINDER, "group": "FOREIGNER", "unit": TermUnit.WORKING_DAYS},
            "legal_rule_what_is_counted_back_is_in_days_or_months",
        ),
        ({"valid_to": date(2026, 3, 31)}, "legal_rule_ends_after_it_begins"),
        ({"approved_at": MARCH}, "legal_rule_approved_by_somebody_else"),
    ],
)
def test_the_database_refuses_what_no_rule_may_say(administrators, facts, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        propose(administrators[0], **facts)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("length = 60", "legal_rule_approved_never_changes"),
        ("citation = 'other'", "legal_rule_approved_never_changes"),
        ("approved_at = NULL", "legal_rule_approved_never_changes"),
        ("valid_from = '2004-01-01'", "legal_rule_approved_never_changes"),
    ],
)
def test_the_database_lets_nobody_change_what_counts(db, change, rule):
    version = LegalRule.objects.get(kind=RuleKind.SHELTER_STAY, valid_to=None)

    assert refused_by_the_database(f"UPDATE cases_legalrule SET {change} WHERE id = %s", version.pk) == rule


def test_the_database_ends_no_version_before_its_last_use(db):
    rule = ReflectionPeriodFactory().legal_rule

    refused = refused_by_the_database("UPDATE cases_legalrule SET valid_to = '2026-03-09' WHERE id = %s", rule.pk)

    assert refused == "legal_rule_ends_after_its_last_use"


def test_the_database_opens_no_period_under_a_proposal(administrators):
    period = ReflectionPeriodFactory()
    facts = {"group": "ADULT", "rule": PeriodRule.DAYS_30, "length": None, "unit": "", "valid_from": date(2026, 1, 1)}
    version = propose(administrators[0], RuleKind.REFLECTION, **facts)
    period.pk, period.legal_rule = None, version

    with pytest.raises(IntegrityError, match="only proposed is no law"), transaction.atomic():
        ReflectionPeriod.objects.bulk_create([period])


def test_the_database_knows_who_proposes_and_who_approves(administrators):
    one, other = administrators
    version = propose(one)

    with acting_as(other), pytest.raises(IntegrityError, match="who proposes and who approves"), transaction.atomic():
        propose(one)
    with acting_as(one), pytest.raises(IntegrityError, match="who proposes and who approves"), transaction.atomic():
        LegalRule.objects.filter(pk=version.pk).update(approved_by=other, approved_at=MARCH)
    with acting_as(other), transaction.atomic():
        assert law.approve(version, by=other, at=MARCH).counts


def test_what_comes_with_the_program_is_brought_once(db):
    assert LegalRule.objects.count() == len(list(first_rules()))


# In the administration


def fields(**facts):
    own = {"kind": "SHELTER_STAY", "group": "EVERYBODY", "rule": "", "length": "45", "unit": "CALENDAR_DAYS"}
    return own | {"valid_from": "2199-04-01", "citation": "ДВ", "citation_en": "SG", "grade": "R"} | facts


def test_one_administrator_proposes_and_another_one_sees_what_it_gives_and_approves(client, administrators, words):
    one, other = administrators
    client.force_login(one)
    client.post(reverse("admin:cases_legalrule_add"), fields())
    version = LegalRule.objects.get(length=45)
    page = reverse("admin:cases_legalrule_approve", args=[version.pk])

    assert "Somebody else than who proposed this version must approve it." in words(client.get(page))
    client.post(page)
    assert not LegalRule.objects.get(pk=version.pk).counts
    client.force_login(other)
    text = words(client.get(page))
    assert "31 January 2026 Tuesday 17 March 2026 Monday 2 March 2026" in text
    assert "No running record keeps it." in text
    client.post(page)

    version.refresh_from_db()
    assert (version.proposed_by, version.approved_by) == (one, other)


def test_whoever_writes_a_proposal_anew_has_proposed_it(client, administrators):
    one, other = administrators
    version = propose(one, valid_from=date(2199, 4, 1))
    client.force_login(other)

    client.post(reverse("admin:cases_legalrule_change", args=[version.pk]), fields(length="40"))

    version.refresh_from_db()
    assert (version.length, version.proposed_by, version.counts) == (40, other, False)


def test_an_approved_version_is_read_only_there(client, administrators):
    client.force_login(administrators[0])
    version = LegalRule.objects.get(kind=RuleKind.SHELTER_STAY, valid_to=None)

    client.post(reverse("admin:cases_legalrule_change", args=[version.pk]), fields())

    version.refresh_from_db()
    assert (version.length, version.valid_to, version.proposed_by) == (30, None, None)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"valid_from": "2026-04-01"}, "A version begins tomorrow at the earliest"),
        ({"length": ""}, "A length has a number and a unit."),
        ({"group": "FOREIGNER"}, "This rule has no versions for this group of people."),
        ({"rolls_forward": "on"}, "Only a term for acting"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_with_a_sentence(client, administrators, words, facts, sentence):
    client.force_login(administrators[0])

    response = client.post(reverse("admin:cases_legalrule_add"), fields(**facts))

    assert sentence in words(response)
    assert not LegalRule.objects.filter(length=45).exists()
