"""A password alone opens nothing, a code works once, and guessing ends after five (C22, C24, C25)."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.signing_in import PASSWORD, SECRET, by_password_only, code, give_codes, pages_in
from tests.test_access import ALL, OF_A_CASE, OPEN, address
from tvcase.accounts import entry, factors
from tvcase.accounts.models import FailedAttempts, Session
from tvcase.audit.models import Event
from tvcase.demo_code import DEMO_SECRET, demo_code
from tvcase.notifications.models import Notification


def by_password(client: Client, name: str, password: str = PASSWORD):
    return client.post("/sign-in/", {"username": name, "password": password})


def by_code(client: Client, shown: str):
    return client.post("/sign-in/second-factor/", {"code": shown})


def is_in(client: Client) -> bool:
    return client.get("/inbox/").status_code == 200


def test_a_password_alone_reaches_no_address(client, world):
    """C22: every address, with a session that a password alone has made."""
    for name, arguments in ALL.items():
        if name not in OPEN:
            by_password_only(client, world.people["caseworker"])
            case = "whole" if name in OF_A_CASE else ""
            answer = client.get(address(world, name, arguments, case, "caseworker"))
            assert answer.status_code == 302, name
            assert answer.url.startswith(reverse("sign-in")), name


def test_a_password_alone_reaches_nothing_of_the_administration(client, db):
    """C22: the administration has no door of its own, and a session by password alone ends at it."""
    by_password_only(client, UserFactory(roles=["administrator"], is_staff=True))

    assert client.get("/admin/accounts/user/").url.startswith("/sign-in/")
    assert not is_in(client)
    assert client.post("/admin/login/", {"username": "x", "password": "y"}).status_code in {302, 401}


def test_between_password_and_factor_nobody_is_signed_in(client, person, clock):
    by_password(client, person.username)

    assert not is_in(client)
    assert Session.objects.get(key_hash__isnull=False).user is None


def test_the_factor_is_awaited_for_ten_minutes(client, person, clock):
    by_password(client, person.username)
    clock.wait(minutes=10, seconds=1)

    by_code(client, code(clock))

    assert not is_in(client)


def test_who_has_no_factor_sets_one_up_before_anything_else(client, db, clock):
    user = UserFactory(password=UserFactory().password)
    assert by_password(client, user.username).url.startswith("/sign-in/new-factor/")
    assert not is_in(client)
    secret = "".join(client.get("/sign-in/new-factor/").context["secret"].split())

    wrong = client.post("/sign-in/new-factor/", {"code": "000000"})
    done = client.post("/sign-in/new-factor/", {"code": code(clock, secret)})

    assert wrong.status_code == 422
    assert is_in(client)
    assert len(done.context["codes"]) == 10
    assert done.context["codes"][0] not in client.get("/account/").content.decode()
    assert client.get("/sign-in/new-factor/").status_code == 200  # nobody is awaited any more


def test_a_code_works_once_even_when_every_cache_is_emptied(person, clock):
    """C24."""
    first, second = Client(), Client()
    shown = code(clock)
    by_password(first, person.username)
    by_code(first, shown)
    cache.clear()

    by_password(second, person.username)
    answer = by_code(second, shown)

    assert is_in(first)
    assert answer.status_code == 422
    assert not is_in(second)


@pytest.mark.parametrize("away", [-31, 31])
def test_a_code_of_another_half_minute_is_refused(client, person, clock, away):
    shown = factors.code_at(SECRET, int(clock.at.timestamp() + away) // 30)
    by_password(client, person.username)

    assert by_code(client, shown).status_code == 422


def test_a_recovery_code_works_once(person, clock):
    codes = factors.new_recovery_codes(person)
    first, second = Client(), Client()

    for client in (first, second):
        by_password(client, person.username)
        by_code(client, codes[0])

    assert is_in(first)
    assert not is_in(second)


def test_guessing_passwords_of_one_account_ends_after_five_and_the_person_is_back_after_a_quarter(person, clock):
    """C25: 1,000 guesses in ten minutes on one account."""
    looked_at = []
    for guess in range(1000):
        before = FailedAttempts.objects.filter(failures__gt=0).values_list("failures", flat=True).first() or 0
        entry.by_password(person.username, f"guess {guess}", at=clock.at)
        looked_at.append(FailedAttempts.objects.get().failures - before)
        clock.wait(seconds=0.6)

    assert sum(looked_at) <= 5
    locked = Client()
    assert by_password(locked, person.username).status_code == 422
    clock.wait(minutes=15)
    assert pages_in(Client(), person, clock).status_code == 302


def test_guessing_on_many_accounts_looks_at_five_of_each(db, clock):
    """C25: 1,000 guesses on a hundred accounts."""
    people = [UserFactory(password="!") for _number in range(100)]
    for guess in range(10):
        for user in people:
            entry.by_password(user.username, f"guess {guess}", at=clock.at)

    assert set(FailedAttempts.objects.values_list("failures", flat=True)) == {5}
    assert FailedAttempts.objects.count() == 100


def test_guessing_codes_ends_after_five_and_also_the_right_one_waits(client, person, clock):
    """C25: the second factor is counted as well, and a right password in between forgives nothing."""
    for guess in range(5):
        by_password(client, person.username)
        assert by_code(client, f"00000{guess}").status_code == 422

    by_password(client, person.username)
    assert by_code(client, code(clock)).status_code == 422
    clock.wait(minutes=15)
    assert pages_in(client, person, clock).url == "/"
    assert Notification.objects.get(recipient=person).kind == "sign_in_guessed"


@pytest.mark.parametrize("asked_for", ["/sign-in/second-factor/", "/prove/"])
def test_no_code_at_all_is_said_beside_its_field_and_is_no_guess(client, person, clock, asked_for):
    if asked_for == "/prove/":
        pages_in(client, person, clock)
    else:
        by_password(client, person.username)

    answer = client.post(asked_for, {"code": " "})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["code"]
    assert not FailedAttempts.objects.filter(failures__gt=0).exists()


def test_eight_guesses_at_once_are_counted_one_by_one(cloned_db, in_threads, clock):
    """C25: what is sent at the same moment does not slip through between looking and counting."""
    user = UserFactory()

    in_threads(8, lambda number: entry.by_password(user.username, f"guess {number}", at=clock.at))

    assert FailedAttempts.objects.get().failures == 5


def test_the_answer_while_locked_out_is_the_answer_to_a_wrong_password(person, clock):
    wrong = by_password(Client(), person.username, "x")
    for _guess in range(5):
        by_password(Client(), person.username, "x")

    locked = by_password(Client(), person.username)

    assert (locked.status_code, plain(locked)) == (wrong.status_code, plain(wrong))


def plain(answer) -> str:
    """A page without its token."""
    token = answer.context["csrf_token"]
    return answer.content.decode().replace(str(token), "")


def test_what_somebody_types_as_a_name_is_not_kept(client, db):
    by_password(client, "my secret password by mistake", "x")

    assert "mistake" not in str(list(FailedAttempts.objects.values()))
    assert "mistake" not in str(list(Event.objects.using("audit").values()))


def test_the_secret_of_a_factor_is_sealed_and_bound_to_its_person(person):
    kept = Authenticator.objects.get(user=person).data["secret"]

    assert SECRET not in kept
    assert factors.opened(person, kept) == SECRET
    with pytest.raises(InvalidTag):
        factors.opened(UserFactory(), kept)


def test_recovery_codes_are_nowhere_in_clear(person):
    codes = factors.new_recovery_codes(person)

    kept = str(list(Authenticator.objects.values()))
    assert not [shown for shown in codes if shown in kept]


def test_the_secret_of_the_demo_is_refused_on_a_server(client, db, clock, settings):
    user = UserFactory()
    give_codes(user, DEMO_SECRET)
    settings.DEMO = False

    by_password(client, user.username)

    assert by_code(client, demo_code(clock.at.timestamp())).status_code == 422
    assert factors.with_demo_codes() == 1
    with pytest.raises(RuntimeError):
        factors.give_demo_codes([user])


def test_a_closed_account_does_not_get_past_the_password(client, person, clock):
    person.is_active = False
    person.save()

    assert by_password(client, person.username).status_code == 422


def test_closing_an_account_between_password_and_factor_keeps_it_out(client, person, clock):
    by_password(client, person.username)
    type(person).objects.filter(pk=person.pk).update(is_active=False)

    by_code(client, code(clock))

    assert not is_in(client)


def test_failures_are_forgotten_some_time_after(person, clock):
    entry.by_password(person.username, "x", at=clock.at)

    pages_in(Client(), person, clock)
    assert not FailedAttempts.objects.filter(failures__gt=0).exists()

    entry.by_password("nobody", "x", at=clock.at - timedelta(hours=1))
    clock.wait(minutes=1)
    pages_in(Client(), person, clock)
    assert not FailedAttempts.objects.exists()
