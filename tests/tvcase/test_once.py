"""A form with a key acts once: pressed twice, sent again over a bad line, by eight hands at one moment."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from shelters.models import StayLogEntry
from tests.factories import StayFactory
from tests.shelters.crowd import staff_of
from tvcase.once.models import Sent

NOTE = {
    "kind": "NIGHT",
    "note": "Спокойна вечер",
    "happened_at_0": "10",
    "happened_at_1": "3",
    "happened_at_2": "2026",
    "happened_at_3": "22:14",
}
NOW, LATER = {"X-Queue": "now"}, {"X-Queue": "later"}


@pytest.fixture
def stay():
    return StayFactory(active=True, from_on=date(2026, 3, 10), planned_to_on=date(2099, 1, 1))


@pytest.fixture
def log(stay):
    return f"/cases/{stay.case.code}/stays/{stay.number}/log/"


@pytest.fixture
def staff(stay, client):
    staff = staff_of(stay.shelter)
    client.force_login(staff)
    return staff


def note(key=None, **other):
    return NOTE | other | ({"_once": str(key)} if key else {})


def test_the_same_key_acts_once_and_is_answered_as_the_first_time(client, staff, log):
    key = uuid4()

    first, second = client.post(log, note(key)), client.post(log, note(key))

    assert StayLogEntry.objects.count() == 1
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, "/shelters/")
    assert "It was done once" in client.get("/shelters/").content.decode()


def test_two_keys_are_two_acts_and_so_are_two_forms_without_one(client, staff, log):
    for sent in (note(uuid4()), note(uuid4()), note(), note(), note("no key"), note("no key")):
        client.post(log, sent)

    assert StayLogEntry.objects.count() == 6


def test_what_was_refused_keeps_no_key_so_that_it_can_be_put_right(client, staff, log):
    key = uuid4()

    refused = client.post(log, note(key, happened_at_0="nonsense"))
    assert (refused.status_code, Sent.objects.count()) == (422, 0)
    assert f'value="{key}"' in refused.content.decode()
    client.post(log, note(key))

    assert StayLogEntry.objects.count() == 1


def test_the_same_key_with_another_text_does_nothing_and_gives_the_text_back(client, staff, log):
    key = uuid4()
    client.post(log, note(key))

    answer = client.post(log, note(key, note="Нещо друго"))
    page = answer.content.decode()

    assert (answer.status_code, StayLogEntry.objects.count()) == (409, 1)
    assert 'name="note" value="Нещо друго"' in page
    assert str(key) not in page


def test_a_key_is_one_persons_and_of_one_address(client, staff, stay, log):
    key = uuid4()
    client.post(log, note(key))

    elsewhere = client.post(f"/cases/{stay.case.code}/stays/{stay.number}/leave/", note(key))
    client.force_login(staff_of(stay.shelter))
    client.post(log, note(key))

    assert elsewhere.status_code == 409
    assert StayLogEntry.objects.count() == 2


def test_what_comes_back_after_signing_in_again_is_shown_and_uses_no_key(client, staff, log):
    client.post(log, note(uuid4()) | {"_resume": "1"})

    assert (StayLogEntry.objects.count(), Sent.objects.count()) == (0, 0)


def test_a_queue_is_told_when_it_was_done_and_where_to_go(client, staff, log):
    key = uuid4()

    first = client.post(log, note(key), headers=LATER).json()
    second = client.post(log, note(key), headers=LATER).json()

    assert first == second
    assert first["to"] == "/shelters/"
    assert first["said"] == f"The note on {log.split('/')[2]} is saved."
    assert first["at"] == f"{timezone.localtime(Sent.objects.get().at):%H:%M}"
    assert "is saved" not in client.get("/shelters/").content.decode()


def test_while_the_form_is_on_the_screen_the_next_page_says_what_was_done(client, staff, log):
    key = uuid4()
    client.post(log, note(key), headers=NOW)
    assert "is saved" in client.get("/shelters/").content.decode()

    client.post(log, note(key), headers=NOW)
    assert "is saved" in client.get("/shelters/").content.decode()


def test_what_was_typed_is_not_kept_with_the_key(client, staff, log):
    client.post(log, note(uuid4()))

    kept = str(Sent.objects.values().get())
    assert "Спокойна" not in kept
    assert len(bytes(Sent.objects.get().content)) == 32


def test_keys_are_forgotten_after_three_months_and_not_before(client, staff, log):
    Sent.objects.bulk_create(
        Sent(user=staff, key=uuid4(), address=log, content=b"", at=timezone.now() - timedelta(days=days))
        for days in (89, 91)
    )

    client.post(log, note(uuid4()))

    assert Sent.objects.count() == 2


def test_eight_at_the_same_moment_act_once(cloned_db, in_threads):
    stay = StayFactory(active=True, from_on=date(2026, 3, 10), planned_to_on=date(2099, 1, 1))
    where = f"/cases/{stay.case.code}/stays/{stay.number}/log/"
    staff, key = staff_of(stay.shelter), uuid4()
    clients = [Client() for _number in range(8)]
    for client in clients:
        client.force_login(staff)

    answers = in_threads(8, lambda number: clients[number].post(where, note(key), headers=LATER).json())

    assert StayLogEntry.objects.count() == 1
    assert Sent.objects.count() == 1
    assert answers == [answers[0]] * 8
