"""A person's data is on the person's pages only: no address, title, mail, line of the trace or session has it."""

import json
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from cases.models import Person
from tests.crawl import FoundForm, forms_of, page_of, sign_in, visits
from tests.world import World
from tvcase.accounts.models import Session
from tvcase.accounts.sessions import SessionStore
from tvcase.audit.models import Event
from tvcase.notifications import tasks
from tvcase.notifications.models import Notification

CANARY = "Зърнастец"
OF_THE_PERSON = [
    *("given_name", "middle_name", "family_name", "given_name_latin", "family_name_latin", "alias_in_use"),
    *("phone", "email", "safe_hours", "code_word", "contact_note"),
]
# Where what is known of the person is read, by those who may (area identity); the top of the case page has the alias.
OF_IDENTITY = ("cases:person", "cases:detail", "cases:search", "cases:new")


@pytest.fixture
def world(world: World) -> World:
    """The world, in which everything about a person is recognised wherever it comes up."""
    for person in Person.objects.all():
        for name in OF_THE_PERSON:
            setattr(person, name, CANARY)
        person.save()
    return world


def test_only_the_pages_of_the_person_show_who_somebody_is_and_no_title_header_or_link_does(client, world):
    shown, said = [], []
    for visit in visits(world):
        sign_in(client, world, visit.who)
        answer = client.get(visit.where)
        page = page_of(answer)
        if CANARY in page and not visit.name.startswith(OF_IDENTITY):
            shown.append(visit)
        places = re.findall(r"<title>(.*?)</title>|(?:href|action|hx-get|hx-post)=\"([^\"]*)\"", page, re.DOTALL)
        if CANARY in f"{places} {answer.headers}":
            said.append(visit)

    assert (shown, said) == ([], [])


def filled(form: FoundForm) -> dict[str, Any]:
    """The form as somebody fills it whose every text is about the person."""
    chosen = {name: next(filter(None, values), "") for name, values in form.chosen.items()}
    day = {"_0": "10", "_1": "3", "_2": "2026", "_3": "12:00"}
    typed = {name: day.get(name[-2:], CANARY) for name in form.typed}
    return form.hidden | chosen | typed | dict(form.buttons[:1])


def test_what_is_typed_is_in_no_address_no_session_no_line_and_no_notification(client, world, caplog):
    caplog.set_level(logging.INFO)
    sent = 0
    for visit in visits(world, "typed names"):
        sign_in(client, world, visit.who)
        for form in forms_of(page_of(client.get(visit.where)), visit.where):
            with transaction.atomic():
                answer = client.post(form.action, filled(form))
                sent += answer.status_code == 302
                assert CANARY not in str(answer.headers), visit
                assert CANARY not in kept(), visit
                transaction.set_rollback(True)

    assert sent > 5
    assert CANARY not in caplog.text
    assert CANARY not in json.dumps(list(Event.objects.using("audit").values()), default=str, ensure_ascii=False)


def kept() -> str:
    """Everything that outlives a request outside the tables of cases: sessions, trace, notifications."""
    sessions = [SessionStore().decode(session.data) for session in Session.objects.all()]
    rows = [*Event.objects.values(), *Notification.objects.values()]
    return json.dumps([sessions, rows], default=str, ensure_ascii=False)


def test_a_session_knows_who_is_signed_in_and_nothing_else(client, world):
    sign_in(client, world, "caseworker")
    client.post("/cases/search/", {"family_name": CANARY, "birth_year": "1999"})
    client.get("/cases/")

    (session,) = Session.objects.all()
    django_s = {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", "_messages"}
    factors = {"account_authentication_methods", "account_authentication_methods_user"}
    assert set(SessionStore().decode(session.data)) <= django_s | factors


def test_the_mail_says_nothing_of_a_case(world, mailoutbox):
    Notification.objects.update(created_at=timezone.now() - timedelta(hours=1))

    tasks.deliver()

    codes = [case.code for case in world.cases.values()]
    assert mailoutbox
    for message in mailoutbox:
        text = f"{message.subject} {message.body} {message.extra_headers}"
        assert not [word for word in [*codes, CANARY, *map(str, world.people.values())] if word in text]
