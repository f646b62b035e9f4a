"""Invitations and forgotten passwords: a link by mail, once and not for long, and no answer tells who exists (C26)."""

import re
import statistics
import time
from datetime import timedelta
from urllib.parse import urlparse

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import UserFactory
from tests.signing_in import PASSWORD, code, pages_in
from tvcase.accounts import entry, granting, links, lockout, tasks
from tvcase.accounts.actions import disable
from tvcase.accounts.models import FailedAttempts, LinkPurpose, OneTimeLink, User
from tvcase.accounts.roles import Role

NEW = "one more long sentence"
TYPED = {"new_password": NEW, "new_password_again": NEW}


def mailed(mailoutbox) -> str:
    """The address in the last message."""
    tasks.mail_links()
    return urlparse(re.search(r"http\S+", mailoutbox[-1].body)[0]).path


def test_a_forgotten_password_is_set_by_a_link_and_the_second_factor_is_still_needed(client, person, clock, mailoutbox):
    client.post("/sign-in/forgotten/", {"username": person.username})
    address = mailed(mailoutbox)

    assert client.get(address).url == "/sign-in/new-password/"
    done = client.post("/sign-in/new-password/", TYPED)

    assert done.url == "/sign-in/"
    assert client.get("/inbox/").status_code == 302
    assert client.post("/sign-in/", {"username": person.username, "password": NEW}).url.startswith(
        "/sign-in/second-factor/"
    )
    assert client.post("/sign-in/second-factor/", {"code": code(clock)}).status_code == 302


def test_a_link_works_once(client, person, clock, mailoutbox):
    client.post("/sign-in/forgotten/", {"username": person.username})
    address = mailed(mailoutbox)
    client.get(address)
    client.post("/sign-in/new-password/", TYPED)

    client.get(address)
    again = client.post("/sign-in/new-password/", {"new_password": "x" * 20, "new_password_again": "x" * 20})

    assert b"new_password" not in again.content
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize(("purpose", "lasts"), [("reset", timedelta(hours=2)), ("invitation", timedelta(hours=72))])
def test_a_link_is_over_in_time(client, person, clock, mailoutbox, purpose, lasts):  # noqa: PLR0917
    links.ask(person, LinkPurpose(purpose), at=clock.at)
    address = mailed(mailoutbox)

    clock.wait(seconds=lasts.total_seconds() - 1)
    client.get(address)
    assert b"new_password" in client.get("/sign-in/new-password/").content
    clock.wait(seconds=1)
    assert b"new_password" not in client.get("/sign-in/new-password/").content


def test_an_invitation_leads_from_the_password_to_the_second_factor_and_in(client, db, clock, mailoutbox):
    user = UserFactory(password="!")
    granting.invite(user, by=UserFactory(), at=clock.at)
    client.get(mailed(mailoutbox))

    assert client.post("/sign-in/new-password/", TYPED).url == "/sign-in/new-factor/"
    secret = "".join(client.get("/sign-in/new-factor/").context["secret"].split())
    client.post("/sign-in/new-factor/", {"code": code(clock, secret)})

    assert client.get("/inbox/").status_code == 200


def test_the_secret_is_nowhere_but_in_the_message(client, person, clock, mailoutbox):
    client.post("/sign-in/forgotten/", {"username": person.username})
    assert OneTimeLink.objects.get().secret_hash is None
    secret = mailed(mailoutbox).split("/")[-2]

    answer = client.get(f"/sign-in/link/{secret}/", follow=True)

    assert secret not in answer.content.decode()
    assert secret not in str(list(OneTimeLink.objects.values()))
    assert secret not in str(dict(client.session))


def test_the_message_names_nobody(person, clock, mailoutbox):
    links.ask(person, LinkPurpose.RESET, at=clock.at)
    links.ask(UserFactory(), LinkPurpose.INVITATION, at=clock.at)
    tasks.mail_links()

    assert len(mailoutbox) == 2
    for message in mailoutbox:
        text = f"{message.subject} {message.body} {message.extra_headers}"
        assert not re.search(f"{person.username}|{person.last_name}|{person.first_name}", text)
        assert len(message.to) == 1


def test_a_weak_password_is_refused_beside_the_field(client, person, clock, mailoutbox, words):
    links.ask(person, LinkPurpose.RESET, at=clock.at)
    client.get(mailed(mailoutbox))

    short = client.post("/sign-in/new-password/", {"new_password": "short", "new_password_again": "short"})
    different = client.post("/sign-in/new-password/", TYPED | {"new_password_again": "something else entirely"})

    assert (short.status_code, different.status_code) == (422, 422)
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_mail_server_that_fails_leaves_the_link_waiting(person, clock, mailoutbox, monkeypatch):
    links.ask(person, LinkPurpose.RESET, at=clock.at)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        assert tasks.mail_links() == 0

    assert tasks.mail_links() == 1
    assert tasks.mail_links() == 0


def refuse(*args, **kwargs):
    raise ConnectionRefusedError


def test_requests_one_after_the_other_send_one_message_and_no_sixth_is_looked_at(client, person, clock, mailoutbox):
    for _request in range(6):
        client.post("/sign-in/forgotten/", {"username": person.username})
        tasks.mail_links()
    assert len(mailoutbox) == 1

    clock.wait(minutes=11)
    client.post("/sign-in/forgotten/", {"username": person.username})
    tasks.mail_links()
    assert len(mailoutbox) == 1
    clock.wait(minutes=5)
    client.post("/sign-in/forgotten/", {"username": person.username})
    tasks.mail_links()
    assert len(mailoutbox) == 2


def plain(answer) -> str:
    """A page without its token and what was typed."""
    return re.sub(r'(csrfmiddlewaretoken|username)" value="[^"]*"|X-CSRFToken": "[^"]*"', "", answer.content.decode())


def test_no_page_tells_whether_a_name_exists(person, clock):
    """C26: equal status and body, for signing in and for a forgotten password."""
    answers = {
        (path, name): Client().post(path, {"username": name, "password": "x"})
        for path in ("/sign-in/", "/sign-in/forgotten/")
        for name in (person.username, "nobody.at.all")
    }

    for path in ("/sign-in/", "/sign-in/forgotten/"):
        known, unknown = answers[path, person.username], answers[path, "nobody.at.all"]
        assert (known.status_code, plain(known)) == (unknown.status_code, plain(unknown)), path


def test_a_link_that_never_was_looks_like_one_that_is_over(client, person, clock, mailoutbox):
    """C26: an invitation's address tells nothing."""
    links.ask(person, LinkPurpose.INVITATION, at=clock.at)
    address = mailed(mailoutbox)
    clock.wait(hours=73)

    pages = [plain(Client().get(where, follow=True)) for where in (address, "/sign-in/link/never-was/")]

    assert pages[0] == pages[1]


class Slow(PBKDF2PasswordHasher):
    """Hashing takes some milliseconds, as on a server, so that leaving it out is seen."""

    iterations = 40_000


SAMPLES = 200
APART = 0.005


@pytest.mark.parametrize("what", ["sign-in", "reset", "invitation"])
def test_no_time_tells_whether_a_name_exists(person, clock, settings, what):
    """C26: 200 samples of each, taken in turn; in the middle they are less than 5 ms apart."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Slow"]
    at = clock.at
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    real = links.handed_over(person, LinkPurpose.INVITATION, at=at)
    asks = {
        "sign-in": lambda name, number: entry.by_password(name, "x", at=at + timedelta(hours=number)),
        "reset": lambda name, number: links.ask_by_name(name, at=at + timedelta(hours=number)),
        "invitation": lambda name, number: links.found(
            links.secret_hash(real if name == person.username else f"{number}"), at=at
        ),
    }
    took: dict[str, list[float]] = {person.username: [], "nobody.at.all": []}
    for number in range(SAMPLES):
        for name, times in took.items():
            begun = time.perf_counter()
            asks[what](name, number)
            times.append(time.perf_counter() - begun)

    apart = [known - unknown for known, unknown in zip(*took.values(), strict=True)]
    assert abs(statistics.median(apart)) < APART


def test_the_first_two_administrators_of_a_server_get_their_links(db, clock, capsys):
    call_command("first_administrators", "anna", "boyan", "--email", "a@example.org", "b@example.org")
    said = capsys.readouterr().out

    addresses = [urlparse(found).path for found in re.findall(r"http\S+", said)]
    assert {user.username for user in User.objects.filter(roles=[Role.ADMINISTRATOR])} == {"anna", "boyan"}
    for address in addresses:
        client = Client()
        client.get(address)
        assert client.post("/sign-in/new-password/", TYPED).url == "/sign-in/new-factor/"
    with pytest.raises(CommandError, match="two administrators already"):
        call_command("first_administrators", "vera", "gita", "--email", "v@example.org", "g@example.org")


def test_closing_an_account_ends_its_links(person, clock, mailoutbox):
    links.ask(person, LinkPurpose.RESET, at=clock.at)
    disable(person, by=UserFactory(roles=[Role.ADMINISTRATOR]), on=clock.at.date())

    assert tasks.mail_links() == 0
    assert not OneTimeLink.objects.exists()


def test_the_password_of_a_link_forgives_failures(client, person, clock, mailoutbox):
    for _guess in range(5):
        entry.by_password(person.username, "x", at=clock.at)
    links.ask(person, LinkPurpose.RESET, at=clock.at)
    client.get(mailed(mailoutbox))
    client.post("/sign-in/new-password/", TYPED)

    assert entry.by_password(person.username, NEW, at=clock.at) == person


def test_signing_in_by_the_pages_needs_what_they_say(client, person, clock):
    assert pages_in(client, person, clock).status_code == 302


def test_asking_for_somebody_ends_neither_an_invitation_nor_a_link_under_way(client, person, clock, mailoutbox):
    """Anybody may ask in any name: it must not keep a person out."""
    granting.invite(person, by=None, at=clock.now())
    invitation = mailed(mailoutbox)
    client.post("/sign-in/forgotten/", {"username": person.username})
    assert client.get(invitation).status_code == 302

    OneTimeLink.objects.filter(user=person).delete()
    client.post("/sign-in/forgotten/", {"username": person.username})
    under_way = mailed(mailoutbox)
    client.post("/sign-in/forgotten/", {"username": person.username})
    assert client.get(under_way).status_code == 302


def test_an_address_that_is_no_link_signs_nobody_out(client, person):
    client.force_login(person)

    client.get("/sign-in/link/anything/")

    assert client.get("/inbox/").status_code == 200


def test_a_name_forgiven_while_another_guess_waits_is_counted_anew(person, clock, monkeypatch):
    """The row that was waited for may be gone."""
    real, calls = FailedAttempts.objects.bulk_create, []

    def lost_at_first(*args, **kwargs):
        calls.append(args)
        if len(calls) > 1:
            real(*args, **kwargs)

    monkeypatch.setattr(FailedAttempts.objects, "bulk_create", lost_at_first)

    assert lockout.admitted(lockout.FACTOR, person.username, at=clock.now())
    assert len(calls) == 2
