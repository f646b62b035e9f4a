"""The one way out: asked for with a reason, released by somebody else, taken once, in time, with a trace."""

import csv
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories import UserFactory
from tests.signing_in import sign_in
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.exports import actions, kinds
from tvcase.exports.kinds import Asked
from tvcase.exports.models import ExportRequest
from tvcase.exports.states import ExportState
from tvcase.notifications.models import Notification

AT = datetime(2026, 3, 10, 9, 0, tzinfo=SOFIA)
LIST = "/cases/copy/"


@pytest.fixture
def two_alone(settings):
    settings.ROWS_ALONE = {"default": 2}


def ask_now(user, count=60) -> ExportRequest:
    """For pages: they ask the clock."""
    return ask(user, count, at=timezone.now())


def ask(user, count=3, at=AT, **changes) -> ExportRequest:
    kind = kinds.kind("cases")
    asked = Asked(user, AT.date(), **{name: changes.pop(name) for name in list(changes) if name == "with_names"})
    contents = kinds.Table(["a"], [], count)
    given = {"format": "CSV", "reason": "MEETING", "reason_text": "For the meeting of the team."}
    return actions.ask(kind, contents, asked, **given | changes, at=at)


@pytest.fixture
def take(client, answers):
    """`take(user, …)`: this person asks for the list of cases."""

    def ask_for_the_list(user, **changes):
        client.force_login(user)
        return client.post(LIST, answers | changes)

    return ask_for_the_list


def taken() -> list[Event]:
    return list(Event.objects.using("audit").filter(action="exports.copy.taken"))


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))[2:]


def test_a_short_list_is_taken_at_once_with_its_mark_and_its_line_in_the_trace(client, asker, make_cases, answers):
    cases = make_cases(asker, 2)
    client.force_login(asker)

    answer = client.post(LIST, answers)

    copy = ExportRequest.objects.get()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{copy.number}.csv"'
    assert {row[0] for row in rows_of(answer)} == {case.code for case in cases}
    (event,) = taken()
    assert (event.actor, event.facts["copy"], event.facts["rows"]) == (asker.username, copy.number, 2)
    assert event.facts["reason"] == "MEETING"
    assert "Monday" not in str(event.facts)
    assert copy.state == ExportState.FETCHED


def test_the_page_asks_why_and_keeps_the_filters(client, asker, make_cases, answers):
    make_cases(asker, 1)
    client.force_login(asker)

    refused = client.post(LIST, answers | {"reason_text": "", "reason": ""})

    assert refused.status_code == 422
    assert b'value="TRK' in client.get(LIST, {"text": "TRK"}).content
    assert taken() == []


def test_without_a_recent_proof_there_is_no_copy(client, asker, make_cases, answers):
    make_cases(asker, 1)
    sign_in(client, asker)

    answer = client.post(LIST, answers)

    assert "Content-Disposition" not in answer.headers
    assert not ExportRequest.objects.exists()


def test_nothing_is_never_a_file(client, asker, answers):
    client.force_login(asker)

    answer = client.post(LIST, answers)

    assert answer.status_code == 422
    assert not ExportRequest.objects.exists()


def test_no_line_in_the_trace_no_file(client, asker, make_cases, answers, monkeypatch):
    make_cases(asker, 1)
    client.force_login(asker)
    client.raise_request_exception = False

    def fails(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr("tvcase.exports.download.log.seen", fails)
    answer = client.post(LIST, answers)

    assert answer.status_code == 500
    assert b"TRK" not in answer.content
    assert not ExportRequest.objects.filter(state=ExportState.FETCHED).exists()


def test_a_file_that_lost_a_row_is_a_failure_and_not_a_file(client, asker, make_cases, answers, monkeypatch):
    make_cases(asker, 2)
    client.force_login(asker)
    client.raise_request_exception = False
    monkeypatch.setattr("cases.copies._lines", lambda found, asked: iter([["a"] * 7]))

    answer = client.post(LIST, answers)

    assert answer.status_code == 500
    assert taken() == []


@pytest.mark.usefixtures("two_alone")
def test_above_the_limit_a_second_person_releases_and_it_is_taken_once(client, asker, coordinator, make_cases, take):
    make_cases(asker, 3)
    asked = take(asker)
    copy = ExportRequest.objects.get()
    assert asked.url == copy.get_absolute_url()
    assert Notification.objects.get(kind="copy_asked").recipient == coordinator

    client.force_login(coordinator)
    assert client.post(copy.get_absolute_url(), {"act": "release"}).status_code == 302
    client.force_login(asker)
    first, again = (client.post(copy.get_absolute_url(), {"act": "fetch"}) for _ in range(2))

    assert len(rows_of(first)) == 3
    assert again.status_code == 422
    assert len(taken()) == 1


@pytest.mark.parametrize("act", ["release", "fetch"])
def test_who_asked_can_neither_release_nor_take_what_was_not_released(client, asker, coordinator, act):
    """C43: self-approval."""
    UserFactory(organisation=asker.organisation, coordinator=True)
    for user in (asker, coordinator):
        copy = ask_now(user)
        client.force_login(user)

        assert client.post(copy.get_absolute_url(), {"act": act}).status_code == 422
        copy.refresh_from_db()
        assert copy.state == ExportState.ASKED
    assert taken() == []


def test_a_colleague_without_the_role_and_a_coordinator_elsewhere_release_nothing(asker, coordinator):
    """C43: who may release."""
    copy = ask(asker, count=60)

    for user in (UserFactory(organisation=asker.organisation), UserFactory(coordinator=True)):
        with pytest.raises(ValidationError):
            actions.release(copy, by=user, at=AT)
        with pytest.raises(IntegrityError, match="released_by_a_second_person"), transaction.atomic():
            ExportRequest.objects.filter(pk=copy.pk).update(state="RELEASED", decided_by=user, decided_at=AT)


@pytest.mark.parametrize("by", ["coordinator", "officer"])
def test_the_coordinator_or_the_data_protection_officer_releases(asker, coordinator, officer, by):
    copy = actions.release(ask(asker, count=60), by={"coordinator": coordinator, "officer": officer}[by], at=AT)

    assert copy.state == ExportState.RELEASED
    assert Event.objects.filter(action="exports.copy.released").count() == 1
    assert Notification.objects.get(kind="copy_decided").recipient == asker


def test_a_refusal_says_why_and_ends_it(client, asker, coordinator, words):
    copy = ask_now(asker)
    client.force_login(coordinator)
    assert client.post(copy.get_absolute_url(), {"act": "refuse", "refusal": ""}).status_code == 422

    client.post(copy.get_absolute_url(), {"act": "refuse", "refusal": "Not needed for a meeting."})

    client.force_login(asker)
    assert "Not needed for a meeting." in words(client.get(copy.get_absolute_url()))
    with pytest.raises(ValidationError):
        actions.release(copy, by=coordinator, at=AT)


@pytest.mark.usefixtures("two_alone")
def test_more_rows_than_were_released_are_not_given(client, asker, coordinator, make_cases, take):
    """C43: over the limit."""
    make_cases(asker, 3)
    take(asker)
    copy = ExportRequest.objects.get()
    actions.release(copy, by=coordinator, at=copy.asked_at)
    make_cases(asker, 1)

    answer = client.post(copy.get_absolute_url(), {"act": "fetch"})

    assert answer.status_code == 422
    assert taken() == []


@pytest.mark.parametrize(("after", "works"), [(timedelta(hours=24), True), (timedelta(hours=24, seconds=1), False)])
def test_a_day_later_it_is_over(asker, coordinator, after, works):
    copy = ask(asker, count=60)
    late = ask(asker, count=60)
    actions.release(copy, by=coordinator, at=AT)

    for act in (
        lambda: actions.fetch(copy, rows=60, by=asker, at=AT + after),
        lambda: actions.release(late, by=coordinator, at=AT + after),
    ):
        if works:
            act()
        else:
            with pytest.raises(ValidationError):
                act()


def test_names_are_a_coordinators_and_always_need_the_second_person(asker, coordinator, make_cases, take):
    make_cases(asker, 1)
    make_cases(coordinator, 1)
    UserFactory(organisation=asker.organisation, coordinator=True)

    own = take(asker, with_names="on")
    assert not ExportRequest.objects.get().with_names
    assert len(rows_of(own)[0]) == 8

    assert take(coordinator, with_names="on").status_code == 302
    copy = ExportRequest.objects.get(asked_by=coordinator)
    assert (copy.with_names, copy.needs_release, copy.rows) == (True, True, 2)


def test_a_released_list_with_names_has_names_only_where_they_are_open(client, coordinator, officer, make_cases, take):
    (case,) = make_cases(coordinator, 1)
    case.person.given_name, case.person.family_name = "Вера", "Примерова"
    case.person.save()
    take(coordinator, with_names="on")
    copy = ExportRequest.objects.get()
    actions.release(copy, by=officer, at=copy.asked_at)

    (row,) = rows_of(client.post(copy.get_absolute_url(), {"act": "fetch"}))

    assert row[0] == case.code
    assert row[7] == "Вера Примерова"


def test_where_nobody_else_could_release_nothing_is_asked(asker):
    with pytest.raises(ValidationError):
        ask(asker, count=60)
    assert not ExportRequest.objects.exists()


def test_a_guessed_number_and_a_copy_of_others_give_not_a_byte(client, asker, coordinator, make_cases):
    """C34: guessed numbers, other users' copies."""
    make_cases(asker, 1)
    copy = actions.release(ask_now(asker), by=coordinator, at=timezone.now())
    others = [UserFactory(organisation=asker.organisation), UserFactory(), UserFactory(coordinator=True)]
    nowhere = "/copies/0000-0000-0000/"

    for user in others:
        client.force_login(user)
        for where in (copy.get_absolute_url(), nowhere):
            for answer in (client.get(where), client.post(where, {"act": "fetch"})):
                assert answer.status_code == 404
                assert "Content-Disposition" not in answer.headers
    client.force_login(coordinator)
    assert client.post(copy.get_absolute_url(), {"act": "fetch"}).status_code == 422
    assert taken() == []


@pytest.mark.usefixtures("coordinator")
def test_a_copy_that_was_found_leads_to_who_took_it(client, asker, make_cases, take, words):
    make_cases(asker, 1)
    take(asker)
    number = ExportRequest.objects.get().number
    ask(asker, count=1)

    client.force_login(UserFactory(organisation=asker.organisation, coordinator=True))
    page = client.get("/copies/", {"number": f" {number.replace('-', ' ')} "})

    assert number in words(page)
    assert str(asker) in words(page)
    assert page.content.count(b"<tr") == 2


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"rows": 5}, "stays_as_asked"),
        ({"with_names": True}, "stays_as_asked"),
        ({"needs_release": False}, "stays_as_asked"),
        ({"state": "RELEASED"}, "taken_after_its_release"),
        ({"state": "FETCHED", "fetched_at": AT}, "taken_after_its_release"),
        ({"fetched_at": AT}, "taken_is_dated"),
        ({"state": "REFUSED"}, "refused_with_a_reason|taken_after"),
        ({"expires_at": AT + timedelta(days=2)}, "expires_after_a_day"),
    ],
)
def test_the_database_refuses_what_must_not_be(asker, coordinator, change, rule):
    copy = ask(asker, count=60)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ExportRequest.objects.filter(pk=copy.pk).update(**change)


def test_the_database_refuses_who_asked_as_the_second_person(coordinator, officer):
    copy = ask(coordinator, count=60)

    with pytest.raises(IntegrityError, match="released_by_somebody_else"), transaction.atomic():
        ExportRequest.objects.filter(pk=copy.pk).update(state="RELEASED", decided_by=coordinator, decided_at=AT)


def test_a_copy_is_never_removed(asker, coordinator):
    copy = ask(asker, count=60)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM exports_exportrequest WHERE id = %s", [copy.pk])


def test_two_who_take_it_at_once_get_one_copy(cloned_db, in_threads):
    """C43: replay, at the same moment."""
    asker = UserFactory()
    coordinator = UserFactory(organisation=asker.organisation, coordinator=True)
    copy = actions.release(ask(asker, count=60), by=coordinator, at=AT)

    results = in_threads(6, lambda _: actions.fetch(copy, rows=60, by=asker, at=AT))

    assert sum(isinstance(result, ExportRequest) for result in results) == 1


def test_a_list_in_small_pieces_is_as_large_as_the_whole(two_alone, asker, coordinator):
    """C43: what needs a second person does not get out in parts."""
    assert not ask(asker, 2).needs_release
    assert ask(asker, 1).needs_release
    assert not ask(asker, 1, at=AT + timedelta(hours=25)).needs_release
