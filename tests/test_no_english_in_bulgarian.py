"""Whoever reads Bulgarian reads nothing else: the pages, the forms that come back with errors, the administration.

Texts are compared by their letters. What has no Bulgarian name stays in Latin letters, and so do codes.
"""

import os
import random
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from tests.crawl import left_out, page_of
from tests.test_access import ALL, OF_A_CASE, PEOPLE, PLAIN, address
from tests.world import World
from tvcase.accounts.models import User
from tvcase.translations import catalogue

# What has no other name; and what people of the tests' world wrote, or were called.
NAMES = re.compile(
    r"tvcase|Escape|English|JavaScript|CSV|XLSX|PDF|JPEG|PNG|\bMB\b|200 metres"
    r"|NRM-I-[\d.]+|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\S+@\S+"
    r"|Sufficient\.|Agreed(\.| on 9 March\.)|As asked\.|Nobody answered the telephone\.|For the meeting of the team\."
    r"|told when the case was opened|X 000000"
    r"|As found\.|Trial court, no\.|\ba court\b|(Act|Order) [378]/2026|TRIAL\d+|HOUSE-\d+|person\d+"
)
# The administration shows codes, English labels of lists, and three words that Django does not translate.
LISTS_IN_TWO_LANGUAGES = {"cases_codeentry", "cases_informationsheet", "cases_publicinformation"}
OF_CODES = {"audit_event"}
DJANGO = re.compile(r"True|False|Search$|#\d+|\b[A-Z][A-Z\d_-]*\b|\bilo\b|\bnrm\b|\bunodc\b|Single Sign-On|LDAP")
READ_ALOUD = ("aria-label", "alt", "title", "placeholder")
SILENT = ("script", "style", "template", "svg", "code")
VOID = ("input", "img", "br", "hr", "link", "meta")
EXHAUSTIVE = bool(os.environ.get("TVCASE_FULL"))


class Reader(HTMLParser):
    """Collects what one sees or hears of a page, piece by piece, but for parts that say they are in English."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.skipping or tag in SILENT or given.get("lang") == "en":
            self.skipping += [tag] if tag not in VOID else []
            return
        said = [given.get(name) for name in READ_ALOUD]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            said.append(given.get("value"))
        self.pieces += [text for text in said if text]

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and tag == self.skipping[-1]:
            self.skipping.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipping and data.strip():
            self.pieces.append(" ".join(data.split()))


def read(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    return reader.pieces


def wrong(html: str, *, allowed: re.Pattern[str] = NAMES) -> set[str]:
    """The pieces of a page with a word in Latin letters, and those that end a date with two dots."""
    return {piece for piece in read(html) if re.search(r"[A-Za-z]{2}", allowed.sub(" ", piece)) or "г.." in piece}


@pytest.fixture
def world(world: World) -> World:
    User.objects.update(language="bg")
    return world


def sign_in(client: Any, world: World, who: str) -> None:
    client.force_login(User.objects.get(pk=world.people[who].pk))


def visits(world: World, half: str = "") -> list[tuple[str, str]]:
    """(who, address) of every page there is: in each case in which somebody is shown it, as one of those people; of a
    test that names itself as `half`, half of the pages.

    Who, and in ordinary runs which one of the cases, is chosen by seed.
    """
    chance = random.Random(2026)  # noqa: S311
    found = []
    for name, arguments in ALL.items():
        if half and left_out(half, name):
            continue
        lines = {"": PLAIN[name]} if name in PLAIN else dict(zip(world.cases, OF_A_CASE.get(name, ()), strict=False))
        cases = [case for case, line in lines.items() if "2" in line]
        for case in cases if EXHAUSTIVE else cases and [chance.choice(cases)]:
            who = chance.choice([who for who, answer in zip(PEOPLE, lines[case], strict=True) if answer == "2"])
            found.append((who, address(world, name, arguments, case, who)))
    return found


def test_every_page_is_bulgarian(client, world):
    found = {}
    for who, where in visits(world):
        sign_in(client, world, who)
        found[where] = wrong(page_of(client.get(where)))

    assert len(found) >= len(PLAIN)
    assert {where: pieces for where, pieces in found.items() if pieces} == {}


def test_every_form_sent_empty_comes_back_in_bulgarian(client, world):
    found = {}
    for who, where in visits(world, "empty forms"):
        sign_in(client, world, who)
        answer = client.post(where, {})
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found[where] = wrong(page_of(answer))

    assert {where: pieces for where, pieces in found.items() if pieces} == {}


def test_pages_for_anybody_are_bulgarian(client, db):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "bg"

    for answer in (client.get(reverse("sign-in")), client.post(reverse("sign-in"), {}), client.get("/nothing/")):
        assert wrong(page_of(answer)) == set()


def test_the_administration_is_bulgarian(client, world):
    sign_in(client, world, "administrator")
    allowed = re.compile(f"{NAMES.pattern}|{DJANGO.pattern}")

    found = {reverse("admin:index"): wrong(client.get(reverse("admin:index")).content.decode(), allowed=allowed)}
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        pages = {"changelist", "add"} - ({"changelist"} if name in LISTS_IN_TWO_LANGUAGES else set())
        for page in set() if name in OF_CODES else pages:
            where = reverse(f"admin:{name}_{page}")
            found[where] = wrong(page_of(client.get(where)), allowed=allowed)

    assert {where: pieces for where, pieces in found.items() if pieces} == {}


@pytest.mark.pure
def test_the_catalogue_sounds_like_one_text():
    """A day ends with a dot of its own; quotation marks are Bulgarian; one thing has one name."""
    day = re.compile(r"%\((day|date|last|first|start|morning)\)s\.")
    never = re.compile(r"['\"“”](?=\w)|период(ът|а|и)? за размисъл|третира|отменен[аоие]? (идентификация|решение)")
    found = []
    for entry in catalogue.read(settings.BASE_DIR / catalogue.PO):
        texts = [re.sub(r"<[^>]*>", "", text) for text in catalogue._texts(entry)] if entry.id else ()
        found += [text for text in texts if never.search(text) or day.search(text)]

    assert found == []


@pytest.mark.pure
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Запишете</p>", set()),
        ("<p>Запишете Save</p>", {"Запишете Save"}),
        ('<img alt="Search it">', {"Search it"}),
        ('<input type="submit" value="Save">', {"Save"}),
        ('<input type="text" value="Ada">', set()),
        ('<button lang="en">Read in <b>English only</b></button><p>Да</p>', set()),
        ("<script>let x</script><p>Да</p>", set()),
        ("<p>На 10 март 2026 г..</p>", {"На 10 март 2026 г.."}),
        ("<p>Случай 7KFM-29XR</p>", set()),
    ],
)
def test_what_is_wrong_with_a_page(html, expected):
    assert wrong(html) == expected
