"""What needs a fresh proof, and that nothing typed is lost on the way (C23)."""

import re
import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse

from tests.factories import CaseFactory, CaseMemberFactory, ShelterFactory, UserFactory
from tests.signing_in import code, give_codes, sign_in
from tvcase.accounts import entry, factors
from tvcase.audit.models import Event
from tvcase.notifications.models import Notification
from tvcase.typed import only_shown

PASSKEY, CODES = "webauthn", "totp"


def hidden(response) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))


def grow_old(client, seconds: int) -> None:
    """Let what the session knows of factors be so much older."""
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record | {"at": time.time() - seconds} for record in records]
    session.save()


@pytest.fixture
def head(db):
    """The head of a shelter, with an application for codes."""
    user = UserFactory(shelter_head=True)
    give_codes(user)
    return user


@pytest.fixture
def address(head) -> str:
    return reverse("shelters:address", args=[ShelterFactory(organisation=head.organisation).code])


@pytest.mark.parametrize("path", ["/account/password/", "/account/new/passkey/", "/account/recovery-codes/"])
def test_having_signed_in_a_moment_ago_is_no_proof(client, head, path):
    sign_in(client, head)

    assert client.get(path).url == f"/prove/?next={path.replace('/', '%2F')}"
    assert client.post(path, {"x": "y"}).status_code == 401


def test_a_proof_holds_for_five_minutes(client, head):
    sign_in(client, head, step_up=True)

    grow_old(client, 290)
    assert client.get("/account/password/").status_code == 200
    grow_old(client, 301)
    assert client.get("/account/password/").status_code == 302


def test_a_factor_shown_again_leads_on(client, head, clock):
    sign_in(client, head)

    wrong = client.post("/prove/", {"code": "000000", "next": "/account/password/"})
    right = client.post("/prove/", {"code": code(clock), "next": "/account/password/"})

    assert wrong.status_code == 422
    assert right.url == "/account/password/"
    assert client.get("/account/password/").status_code == 200
    assert Event.objects.filter(action="accounts.proved", actor=head.username).count() == 1


def test_an_address_is_not_reached_without_a_proof(client, head, address):
    sign_in(client, head)

    assert client.get(address).url.startswith("/prove/")
    assert client.post(address, {"show": "1"}).status_code == 401
    assert not Event.objects.using("audit").filter(action="shelters.address.shown").exists()


def test_an_address_is_shown_after_a_passkey_only(client, head, address, settings):
    """C23: a code is not enough for what is of class P4, however fresh it is."""
    settings.PASSKEY_FOR_ADDRESSES = True

    sign_in(client, head, step_up=True, factor=CODES)
    asked = client.get(address)
    assert "passkey=1" in asked.url
    page = client.get(asked.url)
    assert b'name="code"' not in page.content
    sign_in(client, head, step_up=True, factor=PASSKEY)
    assert client.get(address).status_code == 200


def test_a_code_sent_where_a_passkey_is_asked_for_is_refused(client, head, address, clock, settings):
    """C23."""
    settings.PASSKEY_FOR_ADDRESSES = True
    sign_in(client, head)

    refused = client.post("/prove/", {"code": code(clock), "passkey": "1", "next": address})

    assert refused.status_code == 422


@pytest.mark.parametrize("role", ["shelter_head", "shelter_staff", "coordinator"])
def test_who_may_see_addresses_is_told_to_get_a_passkey(client, db, words, settings, role):
    """C23: users of P4 without a passkey."""
    settings.PASSKEY_FOR_ADDRESSES = True
    user = UserFactory(**{role: True})
    client.force_login(user)

    assert factors.lacks_passkey(user)
    assert "only after a passkey: add one" in words(client.get("/account/"))


def test_text_sent_without_a_proof_comes_back_and_nothing_was_done(client, db, clock):
    case = CaseFactory()
    user = UserFactory(organisation=case.organisation)
    give_codes(user)
    CaseMemberFactory(case=case, user=user)
    sign_in(client, user)
    where = reverse("cases:handover", args=[case.code])
    typed = {"reason": "Писано <b>веднъж</b>", "consent_on_0": "9"}

    asked = client.post(where, typed)
    carried = hidden(asked)
    assert asked.status_code == 401
    assert carried["typed-reason"] == "Писано &lt;b&gt;веднъж&lt;/b&gt;"
    sent = {"code": code(clock), "next": where} | {f"typed-{name}": value for name, value in typed.items()}
    resume = client.post("/prove/", sent)
    shown = client.post(where, typed | {"_resume": "1"})

    assert f'action="{where}"' in resume.content.decode()
    assert resume.context["again"]
    assert shown.status_code == 200
    assert not case.handovers.exists()


def test_a_recovery_code_proves_as_well(client, head):
    codes = factors.new_recovery_codes(head)
    sign_in(client, head)

    assert client.post("/prove/", {"code": codes[3], "next": "/account/password/"}).url == "/account/password/"


def test_adding_and_removing_factors_tells_the_person_and_the_last_one_stays(client, head, clock, words):
    sign_in(client, head, step_up=True)

    only = client.post("/account/remove/1/", follow=True)
    assert "your only second factor" in words(only)
    secret = "".join(client.get("/account/new/codes/").context["secret"].split())
    client.post("/account/new/codes/", {"code": code(clock, secret)})
    codes = client.post("/account/recovery-codes/").context["codes"]

    assert [factor.type for factor in factors.of(head)] == ["totp", "recovery_codes"]
    assert len(codes) == 10
    assert factors.opened(head, factors.of(head)[0].data["secret"]) == secret
    assert Notification.objects.filter(recipient=head, kind="sign_in_changed").count() == 2
    assert client.get("/account/remove/2/").status_code == 404
    assert client.get("/inbox/").status_code == 200


@pytest.mark.parametrize("answer", ["", "{}", "[]", '{"id": "x"}', '{"rawId": 5, "response": {}}', "not json", "7"])
def test_an_answer_that_no_device_gives_is_refused(client, head, answer):
    sign_in(client, head, step_up=True)
    client.get("/account/new/passkey/")

    added = client.post("/account/new/passkey/", {"name": "Key", "credential": answer})
    shown = client.post("/prove/", {"credential": answer})

    assert (added.status_code, shown.status_code) == (422, 422)
    assert not factors.has_passkey(head)


def test_a_form_that_is_only_shown_again_tries_no_factor(client, head, clock):
    """What such a request does is undone: a failure would not be counted, and a code would work twice (C24, C25)."""
    sign_in(client, head)

    for _guess in range(6):
        assert client.post("/prove/", {"code": "000000", "_resume": "1"}).status_code == 200
    right = client.post("/prove/", {"code": code(clock), "_resume": "1"})

    assert right.status_code == 200
    assert client.get("/account/password/").status_code == 302
    assert client.post("/prove/", {"code": code(clock)}).status_code == 302
    assert client.get("/account/password/").status_code == 200


def test_no_factor_is_looked_at_while_what_a_view_does_is_undone(head, clock):
    token = only_shown.set(True)
    try:
        assert entry.by_factor(head, code=code(clock), credential=None, at=clock.now()) is None
    finally:
        only_shown.reset(token)

    assert entry.by_factor(head, code=code(clock), credential=None, at=clock.now()) is not None


def test_a_password_is_not_guessed_by_forms_that_are_only_shown_again(client, head):
    sign_in(client, head, step_up=True)

    answer = client.post("/account/password/", {"password": "a guess", "_resume": "1"})

    assert answer.status_code == 200
    assert "a guess" not in answer.content.decode()
