"""My work: what is due, what comes, what others owe, and for whom."""

from datetime import UTC, date, datetime

import pytest

from cases.actions import reflection, team
from cases.models import Case
from cases.states import IdentificationState, OpeningGround, TeamRole
from cases.work import work_of
from tests.cases.said_and_done import inform
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    CooperationDecisionFactory,
    HandoverFactory,
    IdentificationFactory,
    NotificationFactory,
    ReflectionPeriodFactory,
    ReturnPlanFactory,
    UserFactory,
)

PLATFORM = 8


def noon(day):
    return datetime(2026, *day, 9, tzinfo=UTC)


def test_an_untold_period_waits_for_those_whose_duty_it_is_and_for_the_team():
    period = ReflectionPeriodFactory()
    case, officer = period.case, period.identification.officer
    team.open_to(case, officer.organisation, OpeningGround.IDENTIFIED, subject=case.pk, by=officer, on=period.starts_on)
    member = CaseMemberFactory(case=case).user

    assert [item.what for item in work_of(officer, at=noon((3, 11))).now] == [
        "Tell the person about the reflection period",
        "Explain to the person: special protection under Article 25, legal aid, compensation",
    ]
    assert [item.what for item in work_of(member, at=noon((3, 11))).now] == [
        "The authority has not told the person about the reflection period"
    ]


def test_what_the_authority_told_waits_no_longer():
    period = ReflectionPeriodFactory()
    inform(period)

    assert work_of(CaseMemberFactory(case=period.case).user, at=noon((3, 11))).now == []


@pytest.mark.parametrize(("day", "part"), [((4, 1), None), ((4, 2), "soon"), ((4, 9), "soon"), ((4, 10), None)])
def test_a_last_day_is_shown_in_the_seven_days_before_it(day, part):
    period = ReflectionPeriodFactory()
    work = work_of(CaseMemberFactory(case=period.case).user, at=noon(day))

    assert [item.day for item in work.soon] == ([date(2026, 4, 9)] if part else [])


def test_a_period_that_ended_early_is_not_shown_as_ending():
    period = ReflectionPeriodFactory()
    decision = CooperationDecisionFactory(case=period.case)
    reflection.settle(period.case, at=decision.declared_at, by=decision.recorded_by)

    assert work_of(CaseMemberFactory(case=period.case).user, at=noon((4, 5))).soon == []


def test_an_authority_reads_of_no_end_in_cases_it_does_not_hold():
    period = ReflectionPeriodFactory()
    officer = UserFactory(officer=True)
    team.add(period.case, officer, TeamRole.OFFICER, by=officer, on=period.starts_on)

    assert work_of(officer, at=noon((4, 5))).soon == []


def test_a_notice_about_a_child_is_soon_due_and_then_overdue():
    case = CaseFactory(child=True)
    user = CaseMemberFactory(case=case).user

    assert len(work_of(user, at=noon((3, 2))).soon) == 3
    assert len(work_of(user, at=noon((3, 3))).now) == 3


@pytest.mark.parametrize(
    ("state", "day", "part"),
    [
        ("READY", (4, 9), None),
        ("READY", (4, 10), "soon"),
        ("PREPARING", (4, 17), "soon"),
        ("READY", (4, 18), "now"),
        ("IN_TRANSIT", (4, 18), "others"),
        ("ARRIVED", (4, 18), "now"),  # who supports the person there is to be recorded
    ],
)
def test_a_departure_is_soon_then_overdue_then_waits_for_the_arrival(state, day, part):
    plan = ReturnPlanFactory(state=state)
    work = work_of(CaseMemberFactory(case=plan.case).user, at=noon(day))

    assert {name for name in ("now", "soon", "others") if getattr(work, name)} == ({part} if part else set())


def test_a_request_for_formal_identification_waits_with_both_sides():
    officer = UserFactory(officer=True)
    case = CaseFactory()
    asked = IdentificationFactory(
        case=case,
        state=IdentificationState.FORMAL_REQUESTED,
        officer=None,
        organisation=officer.organisation,
        decision_reference="",
        requested_on=date(2026, 3, 5),
        requested_by=case.recorded_by,
        request_basis="CONSENT",
        request_reason="Said so.",
        recorded_by=case.recorded_by,
    )
    team.open_to(
        case, officer.organisation, OpeningGround.IDENTIFICATION, subject=asked.pk, by=officer, on=date(2026, 3, 5)
    )
    member = CaseMemberFactory(case=case).user

    assert [item.code for item in work_of(officer, at=noon((3, 6))).now] == [case.code]
    assert [item.code for item in work_of(member, at=noon((3, 6))).others] == [case.code]


def test_an_offered_case_waits_for_the_answer_of_the_other_organisation():
    offer = HandoverFactory()
    asked = UserFactory(coordinator=True, organisation=offer.to_organisation)
    offering = UserFactory(coordinator=True, organisation=offer.from_organisation)

    assert [item.code for item in work_of(asked, at=noon((3, 20))).now] == [offer.case.code]
    assert [item.code for item in work_of(offering, at=noon((3, 20))).others] == [offer.case.code]


def test_a_proposed_closing_waits_for_somebody_else():
    case = CaseFactory()
    proposer, other = CaseMemberFactory(case=case).user, CaseMemberFactory(case=case).user
    Case.objects.filter(pk=case.pk).update(
        closure_proposed_on=date(2026, 3, 20), closure_reason="GOALS_MET", closed_by=proposer
    )

    assert [item.code for item in work_of(other, at=noon((3, 21))).now] == [case.code]
    assert work_of(proposer, at=noon((3, 21))).now == []


def test_other_peoples_cases_are_no_work_of_mine():
    ReflectionPeriodFactory()
    CaseFactory(child=True)

    assert work_of(UserFactory(coordinator=True), at=noon((4, 5))).codes == []


def test_an_empty_page_says_what_to_do_first(client, sign_in, words):
    sign_in()

    assert "search for the person first" in words(client.get("/"))


def test_messages_not_opened_are_counted(client, sign_in, words):
    NotificationFactory(recipient=sign_in())

    assert "1 message that you have not opened" in words(client.get("/"))


def test_an_administrator_is_shown_no_panels_of_cases(client, sign_in):
    sign_in(roles=["administrator"])

    assert "tv-panel" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (["administrator"], "People and roles, shelters, rules of law and the trace are under “Administration”."),
        (["data_protection_officer"], "What people of your organisation take out of the system is under “Copies”."),
        ([], "Your account has no role yet."),
    ],
)
def test_whoever_has_no_cases_is_told_where_their_work_is(client, sign_in, words, roles, sentence):
    sign_in(roles=roles, is_staff="administrator" in roles)

    assert sentence in words(client.get("/"))


@pytest.mark.parametrize("count", [2, 60])
def test_my_work_asks_no_more_for_many_cases(client, sign_in, django_assert_max_num_queries, count):
    user = sign_in(coordinator=True)
    for _number in range(count):
        ReflectionPeriodFactory(case__organisation=user.organisation)
        CaseFactory(child=True, organisation=user.organisation, recorded_by=user)

    with django_assert_max_num_queries(13 + PLATFORM):
        assert client.get("/").status_code == 200
