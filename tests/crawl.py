"""Every page of the tests' world, and the forms found on it."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

from tests.test_access import ALL, OF_A_CASE, PEOPLE, PLAIN, address
from tests.world import World
from tvcase.accounts.models import User
from tvcase.typed import KEEP

EXHAUSTIVE = bool(os.environ.get("TVCASE_FULL"))
FRAME = {"/language/", "/sign-out/", "/exit/"}  # forms that are on every page


@dataclass(frozen=True)
class Visit:
    """A page that is shown to this person; `case` names the case it is about, if it is about one."""

    name: str
    who: str
    where: str
    case: str


def visits(world: World, half: str = "") -> Iterator[Visit]:
    """Every page in a case that it is shown in, as somebody who sees it; exhaustively in all cases, by everybody.

    Who, and which case, is chosen by seed. Of a test that names itself as `half`, half of the pages: another half for
    each such test and in each run; exhaustively all.
    """
    chance = random.Random(2026)  # noqa: S311
    for shown in by_page(world, half):
        yield from shown if EXHAUSTIVE else [chance.choice(shown)]


def by_page(world: World, half: str = "") -> Iterator[list[Visit]]:
    """The visits of each page together; of a test that names itself as `half`, those of half of the pages."""
    for name, group in groupby(all_visits(world), key=lambda visit: visit.name):
        if not (half and left_out(half, name)):
            yield list(group)


def left_out(half: str, name: str) -> bool:
    """Whether this test, which asks half of the pages, does not ask this one in this run; exhaustively it asks all."""
    return not EXHAUSTIVE and random.Random(f"{os.environ['TVCASE_SEED']} {half} {name}").random() < 1 / 2  # noqa: S311


def all_visits(world: World) -> Iterator[Visit]:
    """Every page × everybody to whom it is shown × every case."""
    for name, arguments in ALL.items():
        lines = [("", PLAIN[name])] if name in PLAIN else list(zip(world.cases, OF_A_CASE.get(name, ()), strict=False))
        for case, line in lines:
            for who, answer in zip(PEOPLE, line, strict=True):
                if answer == "2":
                    yield Visit(name, who, address(world, name, arguments, case, who), case)


def sign_in(client: Any, world: World, who: str) -> None:
    """Sign in as this person, read again: tests change their rows."""
    client.force_login(User.objects.get(pk=world.people[who].pk))


@dataclass
class FoundForm:
    """A form that posts: where to, what its hidden inputs hold, and which of them one types into.

    `secret`: those of the typed ones that hold a password, which no page ever gives back.
    """

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    secret: set[str] = field(default_factory=set)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    """Reads the forms of a page that post somewhere."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where
        self.found: list[FoundForm] = []
        self.form: FoundForm | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form" and given.get("method") == "post":
            self.form = FoundForm(given.get("action") or self.where)
            self.found.append(self.form)
        if self.form is None:
            return
        if tag == "select":
            self.select = name
            self.form.chosen.setdefault(name, [])
        elif tag == "option" and self.select:
            self.form.chosen[self.select].append(value)
        elif tag == "textarea" and name:
            self.form.typed.append(name)
        elif tag == "button" and name not in ("", KEEP):  # keeping is tested in tests/drafts
            self.form.buttons.append((name, value))
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            self._input(self.form, given.get("type", "text"), name, value)

    def _input(self, form: FoundForm, kind: str, name: str, value: str) -> None:
        if kind in ("radio", "checkbox"):
            form.chosen.setdefault(name, []).append(value)
        elif kind == "hidden":
            form.hidden[name] = value
        elif kind != "file":  # a file is chosen, not typed: no browser gives it back
            form.typed.append(name)
            form.secret |= {name} if kind == "password" else set()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""


FILES = frozenset({"cases:document-file"})  # addresses that answer with a file, not with a page
LISTS = (  # addresses that name several cases; each says in the trace which
    *("inbox", "cases:list", "cases:work", "legal:inbox", "legal:work-panel", "aid:work-panel"),
    *("shelters:board", "shelters:work-panel", "support:work-panel", "sharing:inbox", "sharing:outbox"),
)


def page_of(answer: Any) -> str:
    """The page that an answer is; nothing of a file."""
    return answer.content.decode() if answer.headers.get("Content-Type", "").startswith("text/html") else ""


def forms_of(html: str, where: str) -> list[FoundForm]:
    """The forms of a page that post, but for those of the frame."""
    reader = _Forms(where)
    reader.feed(html)
    return [form for form in reader.found if form.action not in FRAME]
