"""Sessions: only a hash is kept, they end in time and when something about the person changes (C27)."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import UserFactory
from tests.signing_in import PASSWORD, SECRET, code, pages_in, sign_in
from tvcase.accounts import actions, factors, links
from tvcase.accounts.models import LinkPurpose, Session
from tvcase.accounts.sessions import key_hash

ON = date(2026, 3, 10)


def key(client: Client) -> str:
    return client.cookies["session"].value


def is_in(client: Client) -> bool:
    return client.get("/inbox/").status_code == 200


def with_key(old: str) -> Client:
    """A browser that has this key."""
    client = Client()
    client.cookies["session"] = old
    return client


def test_the_store_has_a_hash_of_the_key_and_not_the_key(client, person, clock):
    """C27."""
    pages_in(client, person, clock)

    (row,) = Session.objects.filter(user=person)
    assert row.key_hash == key_hash(key(client))
    assert key(client) not in str(list(Session.objects.values()))
    assert key(client)[:8].encode() not in bytes.fromhex(row.key_hash)
    assert not is_in(with_key(row.key_hash))


def test_signing_in_gives_a_new_id_and_the_earlier_ones_are_dead(client, person, clock):
    """C27: fixation."""
    client.get(f"/sign-in/link/{links.handed_over(person, LinkPurpose.RESET, at=clock.at)}/")
    planted = key(client)

    client.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    between = key(client)
    client.post("/sign-in/second-factor/", {"code": code(clock)})

    assert len({planted, between, key(client)}) == 3
    assert is_in(client)
    assert not is_in(with_key(planted))
    assert not is_in(with_key(between))


def test_the_id_of_somebody_who_signed_out_is_dead(client, person, clock):
    """C27: logout."""
    pages_in(client, person, clock)
    old = key(client)

    client.post("/sign-out/")

    assert not is_in(with_key(old))
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda user: actions.disable(user, by=user, on=ON),
        lambda user: actions.set_roles(user, ["supervisor"], by=user, on=ON),
        lambda user: actions.set_password(user, "another long sentence"),
        lambda user: factors.changed(user, "factor_added", key="", on=ON),
    ],
    ids=["disabled", "roles", "password", "factor"],
)
def test_a_session_ends_when_the_person_is_disabled_or_changed(client, person, clock, change):
    """C27: disabling, role change, password change, factor change."""
    pages_in(client, person, clock)

    change(person)

    assert not is_in(client)


def test_it_ends_after_fifteen_minutes_without_use(client, person, clock):
    pages_in(client, person, clock)

    clock.wait(minutes=14)
    assert is_in(client)
    clock.wait(minutes=14)
    assert is_in(client)
    clock.wait(minutes=15)
    assert not is_in(client)


def test_it_ends_after_eight_hours_however_much_it_is_used(client, person, clock):
    pages_in(client, person, clock)

    for _ten in range(6 * 8 - 1):
        clock.wait(minutes=10)
        assert is_in(client)

    clock.wait(minutes=10)
    assert not is_in(client)


def test_a_page_knows_how_long_its_session_surely_lasts(client, person, clock):
    pages_in(client, person, clock)
    clock.wait(seconds=29)

    assert b'data-session-ends="870"' in client.get("/inbox/").content
    for _ten in range(47):
        clock.wait(minutes=10)
        client.get("/inbox/")
    clock.wait(minutes=7)
    left = int(client.post("/stay/").content)
    assert left == 120
    clock.wait(seconds=left)
    assert is_in(client)


def test_at_most_three_are_open_and_the_oldest_ends(person, clock):
    browsers = [Client() for _number in range(4)]
    for browser in browsers:
        pages_in(browser, person, clock)
        clock.wait(minutes=1)

    assert [is_in(browser) for browser in browsers] == [False, True, True, True]


def test_somebody_ends_the_others_from_the_page_of_the_account(person, clock):
    here, elsewhere = Client(), Client()
    for browser in (elsewhere, here):
        pages_in(browser, person, clock)
        clock.wait(minutes=1)

    here.post("/account/end-sessions/")

    assert is_in(here)
    assert not is_in(elsewhere)


def test_whoever_signs_in_again_on_the_way_there_comes_to_the_account(person, clock):
    here = Client()
    pages_in(here, person, clock)

    assert here.get("/account/end-sessions/").url == "/account/"


def test_changing_the_password_keeps_this_session_and_ends_the_others(person, clock, mailoutbox):
    here, elsewhere = Client(), Client()
    pages_in(elsewhere, person, clock)
    clock.wait(seconds=30)
    sign_in(here, person, step_up=True)

    new = "one more long sentence"
    wrong = here.post("/account/password/", {"password": "x", "new_password": new, "new_password_again": new})
    here.post("/account/password/", {"password": PASSWORD, "new_password": new, "new_password_again": new})

    assert wrong.status_code == 422
    person.refresh_from_db()
    assert person.check_password(new)
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_session_of_another_key_file_is_dead(client, person, clock, monkeypatch):
    pages_in(client, person, clock)

    monkeypatch.setattr("tvcase.accounts.sessions.key_hash", lambda key: key_hash(key + "other"))

    assert not is_in(client)


def test_what_is_over_is_removed_when_somebody_signs_in(person, clock):
    pages_in(Client(), UserFactory(password=person.password), clock)
    Client().get("/sign-in/link/x/")
    clock.wait(hours=1)

    pages_in(Client(), person, clock)

    assert list(Session.objects.filter(ends_at__lte=timezone.now())) == []
    assert SECRET not in str(list(Session.objects.values()))
