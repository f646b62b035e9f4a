"""Signing in and out, the language, quick exit, and text that outlives a sign-in."""

import re

import pytest
from django.test import Client

from tests.signing_in import code, give_codes, pages_in
from tests.tvcase.conftest import PASSWORD
from tvcase.accounts.models import Organisation
from tvcase.audit.models import Event

pytestmark = pytest.mark.usefixtures("sample_site")
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
ELSEWHERE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "///elsewhere.example",
    "http:///elsewhere.example",
    "javascript:alert(1)",
    "\x08//elsewhere.example",
    "/\t/elsewhere.example",
    "elsewhere.example",
]


def hidden(response) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))


@pytest.fixture
def user(make_user):
    """A caseworker with an application for codes."""
    user = make_user("caseworker")
    give_codes(user)
    return user


def test_signing_in_leads_to_the_page_one_wanted(client, user, clock):
    asked = client.get("/cases/?state=open")
    assert asked.url == "/sign-in/?next=/cases/%3Fstate%3Dopen"

    response = pages_in(client, user, clock, target="/cases/?state=open")

    assert response.url == "/cases/?state=open"
    assert Event.objects.filter(action="accounts.signed_in", actor=user.username).count() == 1


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(client, user, clock, target):
    response = pages_in(client, user, clock, target=target)
    switched = client.post("/language/", {"language": "en", "next": target})

    assert response.url == "/"
    assert switched.url == "/"


def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_the_same_answer(client, make_user):
    user = make_user("caseworker")
    closed = make_user("caseworker", is_active=False)

    answers = [
        client.post("/sign-in/", {"username": name, "password": password})
        for name, password in [("nobody", "x"), (user.username, "x"), (closed.username, PASSWORD)]
    ]

    same = {
        re.sub(
            r'csrf[^>]*value="[^"]*"|"X-CSRFToken": "[^"]*"|name="username" value="[^"]*"', "", answer.content.decode()
        )
        for answer in answers
    }
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert len(same) == 1
    assert Event.objects.using("audit").filter(action="accounts.sign_in_refused").count() == 3


def test_a_password_never_comes_back_in_a_page(client):
    response = client.post("/sign-in/", {"username": "nobody", "password": "secret words"})

    assert b"secret words" not in response.content


def test_text_typed_before_a_sign_in_comes_back_and_does_nothing(client, user, clock):
    typed = {"name": "A “quoted” & <b>", "on_0": "31", "reasons": "One\r\nTwo", "some": ["a", "b"]}

    asked = client.post("/act/?x=1", typed)
    assert asked.status_code == 401
    carried = hidden(asked)
    assert carried["next"] == "/act/?x=1"
    assert carried["typed-on_0"] == "31"

    sign_in = {"username": user.username, "password": PASSWORD, "next": "/act/?x=1"}
    carried = {"next": "/act/?x=1"} | {f"typed-{name}": value for name, value in typed.items()}
    second = client.post("/sign-in/", sign_in | carried)
    assert hidden(second)["typed-on_0"] == "31"
    resume = client.post("/sign-in/second-factor/", {"code": code(clock)} | carried)
    assert resume.status_code == 200
    assert 'action="/act/?x=1"' in resume.content.decode()
    assert len(re.findall(r'name="some"', resume.content.decode())) == 2

    shown = client.post("/act/?x=1", typed | {"_resume": "1"})
    assert shown.status_code == 200
    assert 'value="A “quoted” &amp; &lt;b&gt;"' in shown.content.decode()
    assert not Organisation.objects.filter(code="ACTED").exists()


def test_the_typed_text_survives_a_wrong_password(client):
    response = client.post("/sign-in/", {"username": "nobody", "password": "x", "next": "/act/", "typed-name": "kept"})

    assert hidden(response)["typed-name"] == "kept"
    assert hidden(response)["next"] == "/act/"


def test_passwords_tokens_and_too_much_text_are_not_carried(client):
    fields = {"new_password1": "secret", "csrfmiddlewaretoken": "t", "_resume": "1", "name": "kept"}
    assert set(hidden(client.post("/act/", fields))) - {"csrfmiddlewaretoken", "unsent"} == {"next", "typed-name"}

    assert "typed-name" not in hidden(client.post("/act/", {"name": "x" * 200_001}))


def test_a_resumed_post_undoes_what_a_view_did(client, make_user, words):
    client.force_login(make_user("caseworker"))

    response = client.post("/act-blindly/", {"_resume": "1"})

    assert response.status_code == 302
    assert not Organisation.objects.filter(code="ACTED").exists()
    assert "Nothing was done" in words(client.get(response.url))


def test_htmx_without_a_session_is_led_to_the_sign_in_page(client):
    response = client.get("/components/", headers=PART | {"HX-Current-URL": "http://testserver/cases/?page=2"})

    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/sign-in/?next=%2Fcases%2F%3Fpage%3D2"


def test_htmx_posting_without_a_session_gets_the_whole_sign_in_page(client):
    response = client.post("/act/", {"name": "kept"}, headers=PART)

    assert response.headers["HX-Retarget"] == "body"
    assert hidden(response)["typed-name"] == "kept"


def test_signing_out_ends_the_session_and_makes_the_browser_forget(client, make_user):
    client.force_login(make_user("caseworker"))

    response = client.post("/sign-out/")

    assert response.url == "/sign-in/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["session"].value == ""
    assert client.get("/components/").status_code == 302
    assert client.get("/sign-out/").status_code == 405


def test_quick_exit_ends_the_session_and_leaves_nothing(client, make_user, settings):
    user = make_user("caseworker")
    client.force_login(user)

    response = client.post("/exit/")

    assert response.headers["Refresh"] == f"0; url={settings.QUICK_EXIT_URL}"
    assert response.content == b""
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/components/").status_code == 302
    assert Event.objects.filter(action="accounts.left_at_once", actor=user.username).count() == 1


def test_quick_exit_opened_as_a_link_makes_the_browser_forget_and_changes_nothing_here(client, make_user, settings):
    client.force_login(make_user("caseworker"))

    response = client.get("/exit/")

    assert response.url == settings.QUICK_EXIT_URL
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/components/").status_code == 200


def test_quick_exit_is_on_every_page(client, make_user):
    assert b'action="/exit/"' in client.get("/sign-in/").content

    client.force_login(make_user("caseworker"))
    assert b'action="/exit/"' in client.get("/components/").content
    assert b'action="/exit/"' in client.get("/nowhere/").content


def test_the_language_is_kept_on_the_account_and_in_a_cookie(client, make_user):
    assert b'<html lang="bg"' in client.get("/sign-in/").content
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert b'<html lang="en"' in client.get("/sign-in/").content

    user = make_user("caseworker", language="bg")
    client.force_login(user)
    assert b'<html lang="bg"' in client.get("/components/").content
    assert client.post("/language/", {"language": "en", "next": "/components/"}).url == "/components/"
    user.refresh_from_db()
    assert user.language == "en"


def test_an_unknown_language_changes_nothing(client, make_user):
    user = make_user("caseworker", language="bg")
    client.force_login(user)

    client.post("/language/", {"language": "xx"})

    user.refresh_from_db()
    assert user.language == "bg"


def test_someone_signed_in_is_led_past_the_sign_in_page(client, make_user):
    client.force_login(make_user("caseworker"))

    assert client.get("/sign-in/?next=/cases/").url == "/cases/"


def test_a_form_without_its_token_does_not_sign_in(make_user):
    client = Client(enforce_csrf_checks=True)

    response = client.post("/sign-in/", {"username": make_user("caseworker").username, "password": PASSWORD})

    assert response.status_code == 403
    assert "session" not in client.cookies
