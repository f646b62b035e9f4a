"""The pages of the duty to inform and of the wish about the period."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.states import TeamRole
from tests.cases.said_and_done import at, boxes, clock, identify, say, url
from tests.factories import CaseFactory
from tvcase.dates import local_date

TOLD = {
    "rights": ["REFLECTION_PERIOD"],
    **boxes("informed_at", at(3, 10, 12)),
    "informed_by": "D. P.",
    "language": "bg",
    "read_aloud": "on",
    "sheet": "NONE",
    "confirmation": "NOT_ABLE",
}


@pytest.fixture
def running(db):
    """An adult whose period started three days ago, because the page of a wish is about today."""
    case = CaseFactory()
    started = timezone.now() - timedelta(days=3)
    identify(case, when=started, on=local_date(started))
    return case


@pytest.mark.parametrize(
    ("role", "statuses"),
    [(TeamRole.CASEWORKER, [200, 200]), (TeamRole.OFFICER, [200, 404]), (TeamRole.SHELTER_WORKER, [404, 404])],
)
@pytest.mark.parametrize("language", ["bg", "en"])
def test_who_may_open_the_pages(client, join, role, statuses, language):
    case = CaseFactory()
    identify(case)
    join(case, role, language=language)

    assert [client.get(url(name, case)).status_code for name in ("inform", "wish")] == statuses


def test_the_identifying_organisation_discharges_its_duty(client, case, words):
    officer = clock(case).identification.officer
    client.force_login(officer)

    page = words(client.get(url("inform", case)))
    answer = client.post(url("inform", case), TOLD)

    assert "does not discharge" not in page
    assert "Its last day is 9 April 2026" in page
    assert answer.status_code == 302
    briefing = clock(case).briefings.get()
    assert (briefing.organisation, briefing.read_aloud) == (officer.organisation, True)
    assert (briefing.sheet_given, briefing.confirmation) == (False, "NOT_ABLE")


def test_another_organisation_reads_that_it_does_not(client, join, case, words):
    join(case)

    assert "does not discharge that duty" in words(client.get(url("inform", case)))


def test_nobody_is_told_before_the_start_or_in_the_future(client, join, case, words):
    join(case)

    early = client.post(url("inform", case), {**TOLD, **boxes("informed_at", at(3, 9))})
    late = client.post(url("inform", case), {**TOLD, **boxes("informed_at", at(3, 9, year=2099))})

    assert "had not started then" in words(early)
    assert "This lies in the future" in words(late)
    assert not clock(case).briefings.exists()


def test_without_a_period_there_is_nothing_to_tell_of_it(client, join, words):
    case = CaseFactory()
    join(case)

    page = client.get(url("inform", case))

    assert 'value="REFLECTION_PERIOD"' not in page.content.decode()
    assert client.post(url("inform", case), TOLD).status_code == 422
    assert client.post(url("inform", case), {**TOLD, "rights": ["LEGAL_AID"]}).status_code == 302


def test_without_a_period_the_page_of_the_wish_says_so(client, join, words):
    case = CaseFactory()
    join(case)

    page = client.get(url("wish", case))

    assert "No reflection period has started." in words(page)
    assert client.post(url("wish", case), TOLD).status_code == 422
    assert b'<form method="post" novalidate' not in page.content


def test_the_page_of_an_ended_period_is_the_same_for_who_may_not_know(client, case, words):
    officer = clock(case).identification.officer
    client.force_login(officer)
    before = words(client.get(url("inform", case)))

    say(case)

    assert words(client.get(url("inform", case))) == before


def test_the_wish_not_to_use_the_period_and_back(client, join, running, words):
    join(running)
    today = boxes("stated_on", timezone.localdate())
    not_to_use = {**today, **boxes("counselled_on", timezone.localdate()), "written": "yes"}
    assert "It does not end the period" in words(client.get(url("wish", running)))

    client.post(url("wish", running), not_to_use)
    assert not clock(running).wishes.last().wants_to_use
    assert "are not given back" in words(client.get(url("wish", running)))
    client.post(url("wish", running), {**today, "form": "ORAL"})

    assert clock(running).wishes.last().wants_to_use
    assert clock(running).end_reason == ""


@pytest.mark.parametrize("change", [{"written": "no"}, {"counselled_on_0": ""}, {"written": ""}])
def test_the_wish_is_written_and_counselled(client, join, running, change):
    join(running)
    day = timezone.localdate()
    typed = {**boxes("stated_on", day), **boxes("counselled_on", day), "written": "yes", **change}

    assert client.post(url("wish", running), typed).status_code == 422
    assert not clock(running).wishes.exists()


def test_when_the_period_is_over_there_is_nothing_to_wish(client, join, case, words):
    join(case)

    assert "The period is over" in words(client.get(url("wish", case)))
