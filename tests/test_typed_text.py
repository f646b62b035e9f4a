"""Text typed into any form is not lost when the session has ended meanwhile, and nothing is done with it unseen."""

import random
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests.crawl import EXHAUSTIVE, FoundForm, by_page, forms_of, page_of, sign_in
from tests.test_get_writes_nothing import SESSION, WRITES
from tests.world import World

TEXT = 'Казано & „записано" <b>'


def filled(form: FoundForm) -> dict[str, Any]:
    chosen = {name: next(filter(None, values), "") for name, values in form.chosen.items()}
    return form.hidden | chosen | dict.fromkeys(form.typed, TEXT) | dict(form.buttons[:1])


def pages_with_a_form(client: Client, world: World):
    """Half of the pages that show a form to somebody, exhaustively all: the address, and the form."""
    chance = random.Random(2026)  # noqa: S311
    for shown in by_page(world, "typed text"):
        for visit in shown if EXHAUSTIVE else chance.sample(shown, min(3, len(shown))):
            sign_in(client, world, visit.who)
            if forms := forms_of(page_of(client.get(visit.where)), visit.where):
                yield visit, forms[0]
                break


def test_the_sign_in_page_carries_what_was_typed_into_any_form_and_after_it_the_form_is_shown_with_it(client, world):
    """And nothing is done with it unseen."""
    wrong = []
    for visit, form in pages_with_a_form(client, world):
        if said := not_carried(form):
            wrong.append((visit, *said))
        if said := not_shown_again(client, form):
            wrong.append((visit, *said))

    assert wrong == []


def not_carried(form: FoundForm) -> tuple[Any, ...]:
    """What the page of the sign-in does not carry; a password is not carried."""
    answer = Client().post(form.action, filled(form))
    page = page_of(answer)
    kept = {name for name in form.typed if f'name="typed-{name}" value="{escape(TEXT)}"' in page}
    lost = {*form.typed} - form.secret ^ kept
    return (answer.status_code, lost) if answer.status_code != 401 or lost else ()


def not_shown_again(client: Client, form: FoundForm) -> tuple[Any, ...]:
    """What is not shown after the sign-in, or was done."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(form.action, filled(form) | {"_resume": "1"})
    written = {found for query in asked.captured_queries for found in WRITES.findall(query["sql"])} - SESSION
    page = page_of(answer)
    shown = [name for name in form.typed if name not in form.secret and f'name="{name}"' in page]
    lost = [name for name in shown if escape(TEXT) not in page]
    shows = {200, 422} if form.typed else {200, 302, 422}  # a button alone has no text to show again
    return (answer.status_code, lost, written) if answer.status_code not in shows or lost or written else ()


def test_a_form_with_every_answer_given_is_not_too_much_to_carry(client, world):
    nobody = Client()
    sign_in(client, world, "caseworker")
    where = f"/cases/{world.cases['child'].code}/indicators/"
    (form,) = forms_of(page_of(client.get(where)), where)

    page = nobody.post(where, filled(form)).content.decode()

    assert len(form.chosen) > 30
    assert page.count('name="typed-') >= len(form.chosen) + len(form.typed)
