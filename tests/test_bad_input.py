"""Whatever is sent to any form of any page: a sentence or nothing there, never a failure, and the text stays."""

import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver
from django.utils.html import escape

from tests import matrix
from tests.crawl import EXHAUSTIVE, FoundForm, Visit, by_page, forms_of, page_of, sign_in
from tests.test_access import ARGUMENTS
from tests.world import World

LONG = "д" * 50_000
STRANGE = [
    "a\x00b",
    "\x01\x07\x1b[31m\x7f",
    "\u202eобратно\u2066",
    "%s %(x)s {{ x }}",
    "' OR 1=1 --",
    "<script>1</script>",
]
NUMBERS = ["0", "-1", str(2**31), str(2**63), "9" * 40, "٣", "1e9", "NaN", "0x10", "1.5"]
DATES = [
    ("31", "2", "2026"),
    ("0", "0", "0"),
    ("29", "2", "2025"),
    ("1", "1", "9999"),
    ("1", "1", "0001"),
    ("а", "б", "в"),
]
CHOICES = ["нищо", str(2**63), "-1", "a\x00b", "__all__", "9" * 5_000]
ANSWERS = {200, 302, 404, 422}


def empty(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    return {}


def too_long(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    return first_choices(form) | dict.fromkeys(form.typed[:8], LONG)


def strange(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    return first_choices(form) | {name: chance.choice(STRANGE) for name in form.typed}


def numbers(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    return first_choices(form) | {name: chance.choice(NUMBERS) for name in form.typed}


def dates(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    day = chance.choice(DATES)
    parts = {name: day[int(name[-1])] for name in form.typed if name[-2:] in ("_0", "_1", "_2")}
    return first_choices(form) | dict.fromkeys(form.typed, "Текст") | parts


def impossible_choices(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    chosen = {name: [chance.choice(CHOICES), chance.choice(CHOICES)] for name in form.chosen}
    hidden = {name: chance.choice(CHOICES) for name in form.hidden}
    return dict.fromkeys(form.typed, "1") | chosen | hidden


def everything(form: FoundForm, chance: random.Random) -> dict[str, Any]:
    """What a person who ticks every box sends: it may well be done."""
    chosen = {name: values[-20:] for name, values in form.chosen.items() if values}
    return dict.fromkeys(form.typed, "1") | chosen


def first_choices(form: FoundForm) -> dict[str, Any]:
    return {name: next(filter(None, values), "") for name, values in form.chosen.items()}


ATTACKS = [empty, too_long, strange, numbers, dates, impossible_choices, everything]


def send(client: Any, where: str, data: dict[str, Any]) -> Any:
    """Post, and undo whatever came of it."""
    with transaction.atomic():
        answer = client.post(where, data)
        transaction.set_rollback(True)
    return answer


def lost(form: FoundForm, data: dict[str, Any], html: str) -> list[str]:
    """What was typed and did not come back: as the browser would show it. Passwords never do."""
    kept = {name: str(data[name]).strip("\x1f\x20") for name in form.typed if data.get(name)}
    return [name for name, text in kept.items() if name not in form.secret and escape(text) not in html]


def pages_with_forms(client: Any, world: World) -> Iterator[tuple[Visit, list[FoundForm]]]:
    """Half of the pages that show a form, once, or exhaustively all every time; and one is signed in as who sees it."""
    chance = random.Random(2026)  # noqa: S311
    for shown in by_page(world, "bad input"):
        for visit in shown if EXHAUSTIVE else chance.sample(shown, min(3, len(shown))):
            sign_in(client, world, visit.who)
            if forms := forms_of(page_of(client.get(visit.where)), visit.where):
                yield visit, forms
                if not EXHAUSTIVE:
                    break


def test_every_form_answers_bad_input_with_a_sentence_and_keeps_the_text(client, world, without_limits):
    client.raise_request_exception = False
    chance = random.Random(7)  # noqa: S311
    wrong, pages = [], 0
    for visit, forms in pages_with_forms(client, world):
        pages += 1
        for form in forms:
            for attack in ATTACKS if EXHAUSTIVE else [empty, chance.choice(ATTACKS[1:])]:
                data = attack(form, chance)
                answer = send(client, form.action, {**form.hidden, **data, **dict(form.buttons[:1])})
                if answer.status_code not in ANSWERS:
                    wrong.append((visit.who, visit.where, attack.__name__, answer.status_code))
                elif answer.status_code == 422 and (gone := lost(form, data, page_of(answer))):
                    wrong.append((visit.who, visit.where, attack.__name__, gone))

    assert wrong == []
    assert pages > 35 / 2


NUMBERS_IN_ADDRESSES = ["0", str(2**31), str(2**63), "9" * 400]
WORDS_IN_ADDRESSES = ["%00", "нищо", "A" * 5_000, "..%2F..%2Fadmin", "%FF", "K7%0d%0aX: y", "trk2-2222"]


def test_an_address_with_anything_in_it_is_not_there(client, world):
    client.raise_request_exception = False
    sign_in(client, world, "caseworker")
    code = world.cases["whole"].code
    values = {
        "code": code,
        "number": "1",
        "step": "decide",
        "body": "SACP",
        "shelter_code": world.shelter,
        "token": "x",
        "copy_number": "0000-0000-0000",
    }
    values = {name: str(value) for name, value in ARGUMENTS.items()} | values
    chance = random.Random(matrix.seed())  # noqa: S311
    wrong = []
    for pattern, arguments in routes():
        for argument in arguments:
            odds = NUMBERS_IN_ADDRESSES if argument == "number" else WORDS_IN_ADDRESSES
            for odd in matrix.sample(chance, odds, 2):
                where = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: (values | {argument: odd})[found[1]], pattern)  # noqa: B023
                status = client.get(f"/{where}").status_code
                # of a link nobody learns whether it is one; whoever opens one starts anew
                if argument == "secret":
                    sign_in(client, world, "caseworker")
                if status not in ((302, 404) if argument == "secret" else (404,)):
                    wrong.append((where[:60], status))

    assert wrong == []


def routes() -> Iterator[tuple[str, list[str]]]:
    """Every address of ours that has something to fill in, as it is written in the code, and what is filled in."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.app_name != "admin":
            for entry in resolver.url_patterns:
                if arguments := re.findall(r"<(?:\w+:)?(\w+)>", str(entry.pattern)):
                    yield str(entry.pattern), arguments


LISTS = ["/", "/cases/", "/inbox/", "/protection/", "/protection/?show=lasting", "/shelters/", "/admin/audit/event/"]
PAGES = ["abc", "0", "-1", str(10**9), str(2**63), "", "1.5", "٣", "a\x00b", "last"]


@pytest.mark.parametrize("where", LISTS)
def test_a_list_shows_some_page_whatever_number_is_asked_for(client, world, where):
    client.raise_request_exception = False
    who = {"/protection/": "prosecutor", "/shelters/": "shelter staff", "/admin/audit/": "administrator"}
    sign_in(client, world, next((who[start] for start in who if where.startswith(start)), "caseworker"))

    for page in PAGES:
        where_exactly = f"{where}{'&' if '?' in where else '?'}{urlencode({'page': page})}"
        expected = {200, 302} if where.startswith("/admin/") else {200}
        assert client.get(where_exactly).status_code in expected, where_exactly


def test_the_filters_of_the_list_of_cases_take_anything(client, world):
    client.raise_request_exception = False
    sign_in(client, world, "caseworker")
    names = re.findall(r'name="(\w+)"', client.get("/cases/").content.decode())

    chance, everything_odd = random.Random(7), [*STRANGE, *NUMBERS, *CHOICES]  # noqa: S311
    for name in sorted(set(names)):
        for odd in everything_odd if EXHAUSTIVE else chance.sample(everything_odd, 3):
            assert client.get("/cases/", {name: odd}).status_code in (200, 422), (name, odd)


@pytest.mark.parametrize("odd", [*STRANGE, *CHOICES, "д" * 200, ""])
def test_the_doors_take_anything(client, db, odd):
    client.raise_request_exception = False
    answers = [
        client.post("/sign-in/", {"username": odd, "password": odd, "next": odd, "typed-note": odd}),
        client.post("/language/", {"language": odd, "next": odd}),
        client.get("/sign-in/", {"next": odd}),
        client.get("/exit/", {"next": odd}),
    ]

    assert [answer.status_code for answer in answers] == [422, 302, 200, 302]
    assert answers[1].headers["Location"] == "/"
