"""The pages of cooperation: neutral, for who keeps the legal file, and for whom the person agreed to tell."""

from datetime import date

import pytest
from django.utils import timezone

from cases.actions import cooperation
from cases.models import CooperationDecision
from cases.states import TeamRole
from tests.cases.said_and_done import at, boxes, clock, identify, say, url
from tests.factories import CaseFactory, ProtectionRequestFactory, UserFactory
from tvcase.audit.models import Event

PLATFORM = 5  # session, user, organisation, and the transaction's two ends
PANEL = {"HX-Request-Type": "partial"}
YES = {
    "value": "YES",
    **boxes("declared_at", at(3, 20)),
    "declared_to": "CASEWORKER",
    "form": "WRITTEN",
    **boxes("told_it_ends_period_at", at(3, 20, 9)),
    "language": "bg",
}


@pytest.fixture
def coordinator(client, case):
    """Who records what comes late."""
    user = UserFactory(organisation=case.organisation, coordinator=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", ["cooperation", "cooperation-new"])
@pytest.mark.parametrize(
    ("role", "status"), [(TeamRole.CASEWORKER, 200), (TeamRole.OFFICER, 200), (TeamRole.SHELTER_WORKER, 404)]
)
def test_who_may_open_the_pages(client, join, name, role, status):
    case = CaseFactory()
    join(case, role)

    assert client.get(url(name, case)).status_code == status


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_speaks_both_languages(client, join, case, language):
    say(case)
    join(case, language=language)

    for name, more in [("", []), ("-new", []), ("-communicate", [1]), ("-annul", [1])]:
        assert client.get(url(f"cooperation{name}", case, *more)).status_code == 200


def test_nothing_is_chosen_beforehand(client, coordinator, case):
    page = client.get(url("cooperation-new", case)).content.decode()

    assert " checked" not in page
    assert " selected" not in page.replace('<option value="" selected', "")


def test_a_yes_through_the_page_ends_the_period_and_says_so(client, coordinator, case, words):
    answer = client.post(url("cooperation-new", case), YES, follow=True)

    assert clock(case).ended_on == date(2026, 3, 20)
    assert "It ended the reflection period on that day." in words(answer)


def test_a_yes_that_nobody_prepared_is_shown_as_a_note(client, coordinator, case, words):
    untold = YES | {f"told_it_ends_period_at_{number}": "" for number in range(4)}

    client.post(url("cooperation-new", case), untold)
    answer = client.post(url("cooperation-new", case), YES | {"form": "ORAL"}, follow=True)

    assert clock(case).end_reason == ""
    assert "nobody had told the person" in words(answer)
    assert "neither written nor minuted" in words(answer)


def test_a_yes_after_the_last_day_is_recorded_with_a_warning(client, coordinator, case, words):
    late = {**YES, **boxes("declared_at", at(4, 10))}

    answer = client.post(url("cooperation-new", case), late, follow=True)

    assert case.cooperation_decisions.count() == 1
    assert clock(case).end_reason == ""
    assert "special protection may no longer be open" in words(answer)
    assert "tv-message--warning" in answer.content.decode()


def test_a_yes_from_before_the_identification_is_asked_about_once(client, coordinator, words, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 3, 11))
    case = CaseFactory(organisation=coordinator.organisation)
    say(case, when=at(3, 9))
    identify(case)
    question = "Ask once whether she or he wants to say it again"
    assert question in words(client.get(url("cooperation", case)))

    say(case, "NO", when=at(3, 11))

    assert question not in words(client.get(url("cooperation", case)))


def test_what_comes_late_needs_the_coordinator(client, join, case, words):
    join(case)

    page = client.post(url("cooperation-new", case), YES)

    assert page.status_code == 422
    assert "the coordinator must record this decision" in words(page)


def test_told_after_deciding_is_refused_beside_its_field(client, coordinator, case):
    page = client.post(url("cooperation-new", case), {**YES, **boxes("told_it_ends_period_at", at(3, 20, 11))})

    assert page.status_code == 422
    assert "told_it_ends_period_at" in page.context["form"].errors


def test_an_officer_sees_what_the_person_agreed_to_tell_and_nothing_else(client, case, words):
    officer = clock(case).identification.officer
    first, _second = say(case, "NO", when=at(3, 12)), say(case)
    client.force_login(officer)
    before = words(client.get(url("cooperation", case)))

    cooperation.communicate(first, authority=officer.organisation, agreed_on=date(2026, 3, 21), by=case.recorded_by)
    after = words(client.get(url("cooperation", case)))

    assert "not yet agreed to tell your organisation anything" in before
    assert "decides" not in before.replace("Only the person decides.", "")
    assert "decides not to cooperate" in after
    assert "decides to cooperate" not in after
    assert "ended the period" not in after


def test_an_officer_records_what_was_declared_to_the_authority(client, case):
    officer = clock(case).identification.officer
    client.force_login(officer)
    no = {**YES, "value": "NO", "declared_to": "AUTHORITY"}

    assert client.post(url("cooperation-new", case), {**no, "declared_to": "CASEWORKER"}).status_code == 422
    assert client.post(url("cooperation-new", case), no).status_code == 302

    assert CooperationDecision.objects.visible_to(officer).count() == 1


def test_a_prosecutor_who_decides_on_protection_is_offered_no_page_that_is_closed(client):
    asked = ProtectionRequestFactory(filed=True)
    prosecutor = UserFactory(prosecutor=True, organisation=asked.office)
    client.force_login(prosecutor)

    page = client.get(url("cooperation", asked.case))

    assert page.status_code == 200
    assert url("cooperation-new", asked.case) not in page.content.decode()
    assert client.get(url("cooperation-new", asked.case)).status_code == 404


def test_an_officer_tells_nobody_and_annuls_nothing(client, case):
    say(case)
    client.force_login(clock(case).identification.officer)

    assert client.get(url("cooperation-communicate", case, 1)).status_code == 404
    assert client.get(url("cooperation-annul", case, 1)).status_code == 404


def test_telling_an_authority_through_the_page(client, join, case, words):
    say(case)
    officer = clock(case).identification.officer
    join(case)
    typed = {"authority": officer.organisation_id, **boxes("agreed_on", date(2026, 3, 21))}

    answer = client.post(url("cooperation-communicate", case, 1), typed, follow=True)

    assert "may know it; the person agreed on 21 March 2026." in words(answer)
    assert client.post(url("cooperation-communicate", case, 1), typed).status_code == 422


def test_one_proposes_and_another_confirms_an_annulment(client, join, case, words):
    say(case)
    join(case)
    client.post(url("cooperation-annul", case, 1), {"reason": "Somebody else said it."})
    assert "Somebody else must confirm" in words(client.get(url("cooperation-annul", case, 1)))
    assert client.post(url("cooperation-annul", case, 1)).status_code == 422
    assert clock(case).end_reason == "COOPERATION"
    join(case, TeamRole.SUPERVISOR)

    shown = words(client.get(url("cooperation-annul", case, 1)))
    client.post(url("cooperation-annul", case, 1))

    assert "Somebody else said it." in shown
    assert "runs as if this had never been written" in shown
    assert clock(case).end_reason == ""


def test_a_closed_case_takes_no_statement(client, words):
    case = CaseFactory(closed=True)
    user = UserFactory(organisation=case.organisation, coordinator=True)
    client.force_login(user)

    page = client.get(url("cooperation-new", case))

    assert "This case is closed" in words(page)
    assert b"declared_at" not in page.content


@pytest.mark.parametrize("statements", [2, 20])
def test_the_panel_costs_four_statements(client, join, case, statements, django_assert_max_num_queries):
    for _number in range(statements):
        say(case, "NO")
    join(case)
    client.get(url("cooperation", case), headers=PANEL)

    with django_assert_max_num_queries(4 + PLATFORM):
        response = client.get(url("cooperation", case), headers=PANEL)

    assert b"<html" not in response.content
    assert b'id="cooperation"' in response.content


def test_opening_the_page_is_in_the_trace(client, join, case):
    user = join(case)

    client.get(url("cooperation", case))

    line = Event.objects.using("audit").get(action="cases.cooperation.opened")
    assert (line.actor, line.area) == (user.username, "legal")
