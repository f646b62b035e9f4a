"""The list of cases: what a row may say to whom, its filters, its part for htmx, its queries."""

from datetime import date

import pytest

from cases.actions import team
from cases.models import ReflectionPeriod
from cases.register import listed, rows
from cases.states import CaseState, OpeningGround, PeriodEnd, TeamRole
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    CooperationDecisionFactory,
    IdentificationFactory,
    ReflectionPeriodFactory,
    UserFactory,
    identified_informally,
)
from tvcase.accounts.models import User
from tvcase.audit.models import Event

ON = date(2026, 3, 25)
PLATFORM = 8


def states_of(user):
    return {row.case.code: row.state for row in rows(listed(user, {}, on=ON), user, on=ON)}


def test_the_state_follows_from_the_records():
    user = UserFactory(coordinator=True)
    make = {
        CaseState.SIGNAL: CaseFactory,
        CaseState.PRESUMED: lambda organisation: identified_informally(CaseFactory(organisation=organisation)),
        CaseState.FORMALLY_IDENTIFIED: lambda organisation: IdentificationFactory(case__organisation=organisation).case,
        CaseState.CHILD_PROCEDURE: lambda organisation: CaseFactory(organisation=organisation, child=True),
        CaseState.CLOSED: lambda organisation: CaseFactory(organisation=organisation, closed=True),
    }

    cases = {made(organisation=user.organisation).code: state.label for state, made in make.items()}

    assert states_of(user) == cases


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 3, 10), "30 days left"),
        (date(2026, 4, 8), "1 day left"),
        (date(2026, 4, 9), "today is the last day"),
        (date(2026, 4, 10), "over"),
    ],
)
def test_the_clock_of_a_row_counts_the_days_left(on, says):
    period = ReflectionPeriodFactory()
    user = CaseMemberFactory(case=period.case).user

    assert [row.clock for row in rows(listed(user, {}, on=on), user, on=on)] == [says]


def test_an_authority_reads_the_last_day_whether_or_not_the_period_ended():
    running, ended = ReflectionPeriodFactory(), end(ReflectionPeriodFactory())
    officer = UserFactory(officer=True)
    for period in (running, ended):
        team.add(period.case, officer, TeamRole.OFFICER, by=officer, on=ON)

    assert {row.clock for row in rows(listed(officer, {}, on=ON), officer, on=ON)} == {"last day 9 April 2026"}
    assert len(listed(officer, {"running": True}, on=ON)) == 2


def test_the_team_reads_that_a_period_ended():
    period = end(ReflectionPeriodFactory())
    user = CaseMemberFactory(case=period.case).user

    assert [row.clock for row in rows(listed(user, {}, on=ON), user, on=ON)] == ["ended early"]
    assert not listed(user, {"running": True}, on=ON)


def test_a_row_hides_what_its_reader_may_not_view(client, sign_in, words):
    case = ReflectionPeriodFactory(case__age_status="ADULT_VERIFIED").case
    head = sign_in(shelter_head=True)
    team.open_to(case, head.organisation, OpeningGround.STAY_REQUEST, subject=case.pk, by=head, on=ON)

    text = words(client.get("/cases/"))

    assert case.code in text
    assert "verified" not in text
    assert not {"formally identified", "day left", "over"} & set(cells(client.get("/cases/")))


@pytest.mark.parametrize("filters", [{"state": CaseState.FORMALLY_IDENTIFIED}, {"running": True}])
def test_a_filter_tells_nothing_that_the_row_would_hide(filters):
    case = ReflectionPeriodFactory().case
    head = UserFactory(shelter_head=True)
    team.open_to(case, head.organisation, OpeningGround.STAY_REQUEST, subject=case.pk, by=head, on=ON)

    assert list(listed(head, {}, on=ON)) == [case]
    assert list(listed(head, filters, on=ON)) == []


def test_filters_narrow_the_list():
    user = UserFactory(coordinator=True)
    ours = CaseFactory(organisation=user.organisation)
    theirs = ReflectionPeriodFactory().case
    team.add(theirs, user, TeamRole.SHELTER_WORKER, by=user, on=ON)

    def found(**filters):
        return set(listed(user, filters, on=ON))

    assert found() == {ours, theirs}
    assert found(text=ours.code[:4].lower()) <= {ours, theirs}
    assert found(text=theirs.code) == {theirs}
    assert found(holder="mine") == {theirs}
    assert found(holder="ours") == {ours}
    assert found(holder="others") == {theirs}
    assert found(running=True) == {theirs}
    assert found(state=CaseState.SIGNAL) == {ours}


def test_a_name_finds_nothing_in_the_list(client, join):
    case = CaseFactory(person__family_name="Проба")
    join(case)

    assert case.code not in client.get("/cases/", {"text": "Проба"}).content.decode()


def test_nobody_elses_case_is_listed():
    CaseFactory()

    assert not listed(UserFactory(coordinator=True), {}, on=ON)


def test_opening_the_list_is_traced_once_with_the_codes(client, join):
    case = CaseFactory()
    user = join(case)

    client.get("/cases/")

    event = Event.objects.using("audit").get(action="cases.list.opened")
    assert (event.actor, event.facts) == (user.username, {"codes": [case.code]})


def test_htmx_gets_the_table_and_everybody_else_the_page(client, join):
    join(CaseFactory())

    part = client.get("/cases/", headers={"HX-Request": "true", "HX-Request-Type": "partial"}).content.decode()

    assert part.strip().startswith('<section id="cases"')
    assert "<html" in client.get("/cases/").content.decode()


@pytest.mark.parametrize("count", [2, 200])
def test_the_list_asks_no_more_for_two_hundred_cases_than_for_two(
    client, sign_in, django_assert_max_num_queries, count
):
    user = sign_in(coordinator=True)
    for _number in range(count):
        CaseFactory(organisation=user.organisation, recorded_by=user)

    for language in ("bg", "en"):
        User.objects.update(language=language)
        with django_assert_max_num_queries(10 + PLATFORM):
            response = client.get("/cases/", {"state": "SIGNAL", "holder": "ours"})
        assert response["Content-Language"] == language


def cells(response):
    return [cell.strip() for cell in response.content.decode().split("govuk-table__cell")]


def end(period):
    """End a period by the decision of 20 March."""
    decision = CooperationDecisionFactory(case=period.case)
    ReflectionPeriod.objects.filter(pk=period.pk).update(
        ended_on=decision.declared_on,
        ended_at=decision.declared_at,
        end_reason=PeriodEnd.COOPERATION,
        ended_by_decision=decision,
    )
    period.refresh_from_db()
    return period
