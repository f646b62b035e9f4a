"""The case page: what each reader finds on it, its clock, its next step, its queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import clock
from cases.actions import cooperation, reflection, team
from cases.facts import Facts, facts_of, latest_period
from cases.models import Case
from cases.models.case import access
from cases.nextstep import next_step
from cases.permissions import VIEWS, CasePerm
from cases.states import OpeningGround, TeamRole
from tests.cases.planned import DAY, assess_needs, assess_risk, signed
from tests.factories import (
    CaseFactory,
    CooperationDecisionFactory,
    IdentificationFactory,
    NotificationFactory,
    ReflectionPeriodFactory,
    ReturnPlanFactory,
    UserFactory,
    identified_informally,
)
from tvcase.audit.models import Event

ON = date(2026, 3, 25)
PLATFORM = 8
ALL = frozenset(CasePerm)


@pytest.fixture
def period():
    """A running period, told to the person by nobody."""
    return ReflectionPeriodFactory()


def ended(period):
    """The period after the YES of 20 March."""
    decision = CooperationDecisionFactory(case=period.case)
    reflection.settle(period.case, at=decision.declared_at, by=decision.recorded_by)
    return decision


def open_to_the_officer(period):
    case, officer = period.case, period.identification.officer
    team.open_to(case, officer.organisation, OpeningGround.IDENTIFIED, subject=case.pk, by=case.recorded_by, on=ON)
    return officer


def test_opening_a_case_is_traced(client, join):
    case = CaseFactory()
    user = join(case)

    client.get(f"/cases/{case.code}/")

    event = Event.objects.using("audit").get(action="cases.case.opened")
    assert (event.actor, event.case_code, event.area) == (user.username, case.code, "core")


def test_a_case_one_may_not_see_is_not_found(client, sign_in):
    case = CaseFactory()
    sign_in(coordinator=True)

    for part in ("", "clock/", "timeline/", "returns/"):
        assert client.get(f"/cases/{case.code}/{part}").status_code == 404


@pytest.mark.parametrize(
    ("role", "panels"),
    [
        (
            TeamRole.CASEWORKER,
            {
                *("identification", "informed", "cooperation", "legal", "aid", "claims", "interviews", "orders"),
                *("stays", "risk", "services", "support", "no-contact", "sharing", "returns", "team", "timeline"),
            },
        ),
        (
            TeamRole.SHELTER_WORKER,
            {"informed", "stays", "risk", "services", "support", "no-contact", "returns", "team", "timeline"},
        ),
        (TeamRole.OFFICER, {"identification", "informed", "cooperation", "interviews", "timeline"}),
    ],
)
def test_the_page_asks_for_the_parts_its_reader_may_open(client, join, period, role, panels):
    join(period.case, role)

    page = client.get(f"/cases/{period.case.code}/").content.decode()

    asked = {part.split('"')[0] for part in page.split('<section class="tv-panel" id="')[1:]}
    assert asked == panels
    for url in {part.split('"')[0] for part in page.split('hx-get="')[1:]}:
        assert client.get(url).status_code == 200


def test_every_link_on_the_page_leads_somewhere(client, join, period):
    join(period.case)

    page = client.get(f"/cases/{period.case.code}/").content.decode()

    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    for url in {link for link in links if link.startswith(f"/cases/{period.case.code}/")}:
        assert client.get(url).status_code == 200, url


def test_the_name_in_use_is_shown_only_with_the_identity(client, join, sign_in):
    case = CaseFactory(person__alias_in_use="Лице Проба")
    join(case)
    assert "Лице Проба" in client.get(f"/cases/{case.code}/").content.decode()

    reader = sign_in(coordinator=True)
    team.open_to(case, reader.organisation, OpeningGround.HANDOVER, subject=case.pk, by=case.recorded_by, on=ON)
    page = client.get(f"/cases/{case.code}/")
    assert page.status_code == 200
    assert "Лице Проба" not in page.content.decode()


def test_no_name_of_the_person_is_in_the_title(client, join):
    case = CaseFactory(person__alias_in_use="Лице Проба")
    join(case)

    title = client.get(f"/cases/{case.code}/").content.decode().split("<title>")[1].split("</title>")[0]

    assert title == case.code


def test_the_clock_tells_days_reminders_and_what_comes_next(period):
    NotificationFactory(
        subject=period.pk, kind="period_runs_out", occurrence="10 DAY 2026-04-09", due_on=date(2026, 3, 30)
    )
    on = date(2026, 4, 1)

    shown = clock.picture(period, given=clock.reminders_given(period, on=on), on=on)

    assert (shown["day_number"], shown["days_left"], shown["total_days"]) == (22, 8, 30)
    assert shown["notices"][0] == (date(2026, 3, 30), "10 days before the last day")
    assert next(day for day, _label in shown["notices"] if day > on) == shown["next"][1]
    assert shown["notices"][-1][0] == date(2026, 4, 10)


def test_an_ended_period_has_nothing_to_come(period):
    ended(period)
    period.refresh_from_db()

    shown = clock.picture(period, given=[], on=ON)

    assert (shown["ended_on"], shown["next"], shown["notices"]) == (date(2026, 3, 20), None, [])


@pytest.mark.parametrize("yes", [False, True])
def test_an_authority_that_was_not_told_sees_the_same_page_whether_or_not_the_period_ended(client, period, yes, words):
    officer = open_to_the_officer(period)
    if yes:
        ended(period)
    client.force_login(officer)

    for url in (f"/cases/{period.case.code}/", f"/cases/{period.case.code}/clock/"):
        text = words(client.get(url))
        assert "Last day Thursday 9 April 2026" in text
        for word in ("Ended", "ended", "20 March", "Over since", "day left", "days left", "Reminders given"):
            assert word not in text


def test_an_authority_that_was_told_sees_the_end(client, period, words):
    officer = open_to_the_officer(period)
    decision = ended(period)
    cooperation.communicate(decision, authority=officer.organisation, agreed_on=ON, by=decision.recorded_by)
    client.force_login(officer)

    assert "Ended on 20 March 2026" in words(client.get(f"/cases/{period.case.code}/"))


def test_the_team_sees_the_end(client, join, period, words):
    ended(period)
    join(period.case)

    assert "Ended on 20 March 2026" in words(client.get(f"/cases/{period.case.code}/"))


def facts(case, user=None, perms=ALL, on=ON, **known):
    return Facts(case=Case.objects.get(pk=case.pk), user=user or case.recorded_by, perms=perms, on=on, **known)


def first_step(*arguments, **known):
    step = next_step(facts(*arguments, **known))
    return step.url.rstrip("/").split("/")[-1] if step and step.url else step and step.sentence


def test_the_next_step_of_a_new_case_is_the_informal_identification():
    assert first_step(CaseFactory()) == "informal"


def test_then_comes_the_question_whether_an_authority_may_be_asked():
    case = identified_informally(CaseFactory())
    known = {"attempts": list(case.identifications.all())}

    assert first_step(case, **known) == "request"
    Case.objects.update(formal_route_declined_on=ON)
    assert first_step(case, **known) == "Nothing has to be done now."


def test_the_support_comes_before_the_question_of_an_authority(client, join):
    case = identified_informally(CaseFactory())
    user = join(case)

    steps = []
    for make in (None, assess_risk, assess_needs, signed):
        if make:
            make(case, by=user)
        perms = access(user, case)
        steps.append(next_step(facts_of(Case.objects.get(pk=case.pk), user, perms, None, on=DAY)))

    assert [step.url.removeprefix(f"/cases/{case.code}/") for step in steps] == [
        *("risk/", "needs/new/", "plan/new/"),
        "identification/request/",
    ]


def test_the_day_on_which_the_risk_is_looked_at_again_is_the_next_step(client, join):
    case = identified_informally(CaseFactory())
    user = join(case)
    assess_needs(case, by=user)
    signed(case, by=user)  # the risk was to be looked at again on 20 March

    steps = [
        next_step(facts_of(Case.objects.get(pk=case.pk), user, access(user, case), None, on=date(2026, 3, day))).url
        for day in (19, 20)
    ]

    assert steps == [f"/cases/{case.code}/identification/request/", f"/cases/{case.code}/risk/"]
    assert "overdue" in client.get(f"/cases/{case.code}/risk/").content.decode()


def test_a_proposed_closing_is_the_next_step_of_somebody_else(period):
    case = period.case
    Case.objects.filter(pk=case.pk).update(closure_proposed_on=ON, closed_by=case.recorded_by, closure_reason="GOALS")
    other = UserFactory(organisation=case.organisation)

    assert "Somebody else must confirm" in next_step(facts(case)).sentence
    assert first_step(case, other) == "close"


def test_who_was_asked_is_asked_to_decide(period):
    officer = UserFactory(officer=True)
    asked = IdentificationFactory.build(
        case=period.case, state="FORMAL_REQUESTED", officer=None, organisation=officer.organisation, recorded_by=officer
    )

    assert first_step(period.case, officer, attempts=[asked]) == "formal"
    assert first_step(period.case, attempts=[asked]) == "identification"


def test_the_duty_to_inform_comes_before_everything_but_a_childs_notices(period):
    known = {"period": latest_period(period.case, period.case.recorded_by)}

    assert first_step(period.case, **known) == "inform"
    child = CaseFactory(child=True)
    owed = list(child.child_notices.all())
    assert first_step(child, **known, owed=owed) == owed[0].body


def test_nobody_is_pressed_while_the_period_runs(period):
    shown = latest_period(period.case, period.case.recorded_by)
    shown.told = True
    attempts = list(period.case.identifications.all())

    step = next_step(facts(period.case, period=shown, attempts=attempts))

    assert step.url == ""
    assert "runs until the end of 9 April 2026" in step.sentence


def test_after_the_period_the_person_chooses(period):
    shown = latest_period(period.case, period.case.recorded_by)
    shown.told = True
    attempts = list(period.case.identifications.all())

    assert first_step(period.case, on=date(2026, 4, 10), period=shown, attempts=attempts) == "legal"


def test_an_open_plan_to_return_is_the_next_step():
    plan = ReturnPlanFactory()

    assert first_step(plan.case, plans=[plan]) == str(plan.number)


def test_a_closed_case_has_nothing_left_to_do():
    assert "closed" in first_step(CaseFactory(closed=True))


def test_a_closed_case_offers_a_new_episode_and_no_record(client, join):
    case = CaseFactory(closed=True)
    join(case)

    page = client.get(f"/cases/{case.code}/").content.decode()

    assert f'href="/cases/{case.code}/new-episode/"' in page
    assert f'href="/cases/{case.code}/indicators/"' not in page


def test_who_only_reads_is_given_no_step():
    assert next_step(facts(CaseFactory(), perms=VIEWS)) is None


@pytest.mark.parametrize("count", [2, 200])
@pytest.mark.parametrize("role", TeamRole)
def test_the_page_and_its_parts_keep_to_their_queries(client, join, period, role, count):
    case = period.case
    join(case, role)
    for number in range(count):
        NotificationFactory(
            recipient=case.recorded_by, subject=period.pk, occurrence=f"{number} DAY 2026-04-09", due_on=ON
        )

    assert queries(client, f"/cases/{case.code}/") <= 12 + PLATFORM
    for part, perm in (("clock", "view_clock"), ("timeline", "view_identity"), ("returns", "view_return")):
        if perm in access(case.members.latest("joined_on").user, case):
            assert queries(client, f"/cases/{case.code}/{part}/") <= 4 + PLATFORM


def queries(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_pages_open_in_both_languages(client, join, period, language):
    case = ReturnPlanFactory(case=period.case).case
    join(case, language=language)

    for part in ("", "clock/", "timeline/", "returns/", "returns/1/", "returns/new/"):
        response = client.get(f"/cases/{case.code}/{part}")
        assert (response.status_code, response["Content-Language"]) == (200, language)
    assert client.get("/").status_code == 200
