"""The pages of services and sessions: what they ask, say and refuse, and how many queries they cost."""

import pytest
from django.urls import reverse

from cases.services.actions import sessions
from cases.services.models import Service, Session
from cases.services.states import COUNSELLING
from tests.factories import UserFactory
from tests.services import given
from tests.services.given import DAY

ON = {"_0": "20", "_1": "4", "_2": "2026"}


def dated(name, time=""):
    """A day as the boxes of a form send it."""
    parts = {f"{name}{box}": value for box, value in ON.items()}
    return parts | ({f"{name}_3": time} if time else {})


@pytest.fixture
def signed_in(client, by):
    client.force_login(by)
    return client


def url(name, case, *arguments):
    return reverse(f"services:{name}", args=[case.code, *arguments])


def test_from_the_need_to_the_outcome_by_the_pages(signed_in, case, by, words):
    typed = {"type": given.SOCIAL, "need": "Иска да говори", "unmet_reason": "NO_MONEY", **dated("needed_on")}
    assert signed_in.post(url("new", case), typed).status_code == 302
    assert "cannot be met now: no money" in words(signed_in.get(url("case-panel", case)))

    offer = {"provider": by.organisation.code, "funding": "FREE", **dated("offered_on")}
    steps = [
        ("offer", offer),
        ("accept", {"willing": "on", **dated("answered_on")}),
        ("begin", dated("starts_on")),
        ("complete", {"outcome": "PARTLY", "outcome_note": "Говори", **dated("ended_on")}),
    ]
    for step, answers in steps:
        answer = signed_in.post(url(step, case, 1), answers)
        assert answer.status_code == 302, (step, words(answer))

    page = words(signed_in.get(url("service", case, 1)))
    assert "completed" in page
    assert "the need is met in part" in page
    assert Service.objects.get().individual


def test_what_was_typed_stays_and_the_error_stands_beside_its_field(signed_in, case):
    answer = signed_in.post(url("new", case), {"type": given.SOCIAL, "need": "Иска лекар"})

    assert answer.status_code == 422
    assert "Enter the date." in answer.content.decode()
    assert "Иска лекар" in answer.content.decode()


def test_a_provider_is_named_in_one_way(signed_in, case, by, words):
    given.needed(case, by=by)
    both = {"provider": by.organisation.code, "provider_name": "Проба", **dated("offered_on")}

    assert "Leave this empty" in words(signed_in.post(url("offer", case, 1), both))
    assert "Choose the provider, or write the name." in words(
        signed_in.post(url("offer", case, 1), dated("offered_on"))
    )


def test_counselling_asks_for_the_crisis_and_the_step_of_the_plan(signed_in, case, by, words):
    given.plan_in_force(case, by=by)
    given.offered(case, COUNSELLING, by=by)
    accept = {"willing": "on", **dated("answered_on")}

    missing = words(signed_in.post(url("accept", case, 1), accept))
    answer = signed_in.post(url("accept", case, 1), accept | dated("crisis_overcome_on") | {"plan_step": "1"})

    assert "Enter the date." in missing
    assert "Choose an answer." in missing
    assert answer.status_code == 302
    assert "Разговор с психолог" in words(signed_in.get(url("service", case, 1)))


def test_counselling_without_a_plan_says_why_not(signed_in, case, by, words):
    given.offered(case, COUNSELLING, by=by)

    assert "Make the plan first." in words(signed_in.get(url("accept", case, 1)))


def test_a_session_is_planned_held_and_written_down(signed_in, case, by, words):
    given.accepted(case, by=by)
    typed = {"minutes": "50", "place_kind": "OFFICE", **dated("starts_at", "11:00")}
    mistyped = signed_in.post(url("session-new", case, 1), typed | {"starts_at_2": "2096"})
    assert (mistyped.status_code, [*mistyped.context["form"].errors]) == (422, ["starts_at"])
    assert signed_in.post(url("session-new", case, 1), typed).status_code == 302
    held = {"attendance": "LATE", "minutes": "40", "risk_changed": "no", "note": "Поверително"}
    assert signed_in.post(url("session-held", case, 1, 1), held).status_code == 302

    page = words(signed_in.get(url("session", case, 1, 1)))

    assert "came late" in page
    assert "Поверително" in page
    assert (Session.objects.get().minutes, Service.objects.get().state) == (40, "ACTIVE")


@pytest.mark.parametrize("step", ["missed", "called-off"])
def test_a_session_that_was_not_held_says_on_whose_side_that_lay(signed_in, case, by, step):
    given.planned(given.accepted(case, by=by), by=by)

    assert signed_in.post(url(f"session-{step}", case, 1, 1), {}).status_code == 422
    assert signed_in.post(url(f"session-{step}", case, 1, 1), {"not_held": "STAFF"}).status_code == 302


def test_a_session_before_the_answer_is_refused_beside_its_time(signed_in, case, by):
    given.accepted(case, by=by)
    early = dated("starts_at", "10:00") | {"starts_at_0": "1", "minutes": "50", "place_kind": "OFFICE"}

    answer = signed_in.post(url("session-new", case, 1), early)

    beside = answer.content.decode().partition('id="id_starts_at_error"')[2].partition("</div>")[0]
    assert "It begins after the person accepted it" in beside
    assert (answer.status_code, Session.objects.count()) == (422, 0)


def test_the_calendar_shows_the_own_sessions_of_a_month(signed_in, case, by, words):
    service = given.accepted(case, by=by)
    given.planned(service, by=by)
    other = UserFactory(organisation=case.organisation)
    sessions.schedule(service, starts_at=given.at(DAY, 17), minutes=50, place_kind="PHONE", by=other)

    agenda = words(signed_in.get(reverse("services:calendar"), {"month": "2026-04"}))
    weeks = words(signed_in.get(reverse("services:calendar"), {"month": "2026-04", "view": "month"}))
    empty = words(signed_in.get(reverse("services:calendar"), {"month": "2026-06"}))

    assert f"11:00–11:50 {case.code}" in agenda
    assert f"11:00 {case.code}" in weeks
    assert "17:00" not in agenda + weeks
    assert "You have no session in this month." in empty


def test_pages_cost_the_same_with_two_sessions_and_with_twenty(signed_in, case, by, django_assert_max_num_queries):
    service = given.begun(case, by=by)
    for hour in range(18):
        given.held(service, by=by, when=given.at(DAY, hour), note="Бележка")

    with django_assert_max_num_queries(32):
        assert signed_in.get(url("service", case, 1)).status_code == 200
    with django_assert_max_num_queries(32):
        assert signed_in.get(url("case-panel", case)).status_code == 200
    with django_assert_max_num_queries(32):
        assert signed_in.get(reverse("services:calendar"), {"month": "2026-04"}).status_code == 200
