"""What one person may ask for: counted whatever becomes of the request, refused with a sentence, told when often."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import UserFactory
from tests.test_access import OF_A_CASE, PLAIN
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.limits.delivered import LIMITED_VIEWS
from tvcase.limits.spending import LimitReached, spend
from tvcase.notifications.models import Notification

AT = datetime(2026, 3, 10, 9, 0, tzinfo=SOFIA)


@pytest.fixture(autouse=True)
def small_limits(settings):
    settings.LIMITS = {"lists": [3, 60], "keys": [600, 60], "searches": [1, 600]}


def allowed(user, what, count=1, *, at=AT) -> bool:
    try:
        spend(user, what, count, at=at)
    except LimitReached:
        return False
    return True


def test_as_many_as_the_limit_are_allowed_and_then_none_until_its_time_is_over():
    user = UserFactory()

    assert [allowed(user, "lists") for _ in range(5)] == [True, True, True, False, False]
    assert not allowed(user, "lists", at=AT + timedelta(seconds=59))
    assert allowed(user, "lists", at=AT + timedelta(seconds=60))


def test_a_walk_through_everything_stops_at_six_hundred_keys_a_minute():
    user = UserFactory()

    read = sum(25 for page in range(100) if allowed(user, "keys", 25, at=AT + timedelta(milliseconds=page)))

    assert read == 600


def test_another_person_and_another_limit_have_their_own_count():
    one, other = UserFactory(), UserFactory()
    for _ in range(4):
        allowed(one, "lists")

    assert not allowed(one, "lists")
    assert allowed(other, "lists")
    assert allowed(one, "searches")


def test_what_was_too_much_is_in_the_trace_and_says_when_to_go_on():
    user = UserFactory()
    spend(user, "searches", at=AT)

    with pytest.raises(LimitReached) as reached:
        spend(user, "searches", at=AT + timedelta(seconds=5))

    assert reached.value.again_at == AT + timedelta(seconds=600)
    event = Event.objects.using("audit").get(action="limits.reached")
    assert (event.actor, event.facts["limit"]) == (user.username, "searches")


def test_the_application_can_neither_read_nor_lower_what_was_used():
    for statement in (
        "SELECT * FROM limits_spending",
        "DELETE FROM limits_spending",
        "UPDATE limits_spending SET spent = 0",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_name_that_the_settings_do_not_have_is_a_mistake():
    with pytest.raises(LookupError):
        spend(UserFactory(), "everything", at=AT)


@pytest.fixture
def asks_too_much(client):
    client.force_login(UserFactory())
    client.post("/cases/search/", {"alias": "Зайче"})
    return client


def test_the_page_of_a_limit_keeps_what_was_typed(asks_too_much, words):
    answer = asks_too_much.post("/cases/search/", {"alias": "Зайче"})

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert 'name="alias" value="Зайче"' in answer.content.decode()
    assert "Too many requests" in words(answer) or "Твърде много" in words(answer)


def test_htmx_gets_a_small_part(client, settings):
    settings.LIMITS = {"lists": [0, 60]}
    client.force_login(UserFactory())

    part = client.get("/cases/", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert part.status_code == 429
    assert b"<html" not in part.content
    assert len(part.content) < 700


def test_coordinators_are_told_once_a_day_when_it_happens_again_and_again(client, settings):
    user = UserFactory()
    coordinator = UserFactory(organisation=user.organisation, coordinator=True)
    UserFactory(coordinator=True)
    client.force_login(user)
    settings.LIMITS = {"searches": [0, 0]}

    told = []
    for _ in range(5):
        client.post("/cases/search/", {"alias": "Зайче"})
        told.append(Notification.objects.filter(kind="limit_reached_often").count())

    assert told == [0, 0, 1, 1, 1]
    assert Notification.objects.get(kind="limit_reached_often").recipient == coordinator


def test_what_was_used_stays_used_when_the_request_is_undone(cloned_db):
    user = UserFactory()
    with transaction.atomic():
        spend(user, "lists", 3, at=AT)
        transaction.set_rollback(True)

    assert not allowed(user, "lists")


def test_eight_at_once_get_no_more_than_the_limit(cloned_db, in_threads):
    user = UserFactory()

    assert sum(in_threads(8, lambda _: allowed(user, "lists"))) == 3


def test_every_page_that_makes_a_paper_or_a_copy_is_counted():
    """A sheet that is printed takes a file out of the house, however it is asked for."""
    papers = {
        name
        for name in (*PLAIN, *OF_A_CASE)
        if name.rsplit(":")[-1] in {"print", "carry", "copy", "referral-package"} or name.endswith(("-print", "-copy"))
    }

    assert len(papers) > 12
    assert {name for name in papers if f"POST {name}" not in LIMITED_VIEWS} == set()
