"""C29: whatever is written into any text, or typed into any form, is shown as text: nothing runs, nothing is injected.

In a real browser, with the real policy: what the policy has to stop counts as a gap too. In each of sixty turns a text
holds another payload. One turn and some pages in a run, another each time by seed; exhaustively six turns that lie ten
apart, and every page in each: what a page forgets to escape it forgets for nearly every payload.
"""

import os
import random

import pytest
from playwright.sync_api import Page

from tests.browser import PARTS_ARE_THERE
from tests.crawl import EXHAUSTIVE, FILES, all_visits
from tests.scripts import MARK, PAYLOADS, write_everywhere
from tests.world import World
from tvcase.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.worlds(1)]
WATCH = f"""
    window.xss = () => console.error("a script ran");
    document.addEventListener("securitypolicyviolation", (gap) => console.error("gap: " + gap.violatedDirective));
    window.injected = () => [...document.querySelectorAll("[{MARK}]")].map((part) => part.outerHTML.slice(0, 80));
"""
PARTS = 6  # of the payloads, one turn each
FILL = """(payloads) => {
    const form = [...document.querySelectorAll("main form")].find((form) => form.method === "post");
    if (!form) return 0;
    const fields = [...form.querySelectorAll("input, textarea")];
    const typed = fields.filter((field) => field.tagName === "TEXTAREA"
        || ["text", "search", "email", "tel", "number"].includes(field.type));
    typed.forEach((field, place) => {
        field.removeAttribute("maxlength");
        field.value = payloads[place % payloads.length];
    });
    form.noValidate = true;
    form.id = "filled";
    return typed.length;
}"""


def turn_of(part: int) -> int:
    """The turn of a sixth of the payloads, by seed."""
    return int(os.environ["TVCASE_SEED"]) + part * len(PAYLOADS) // PARTS


def pages(world: World, turn: int):
    """Every page once, by somebody who sees it; a sample in a short run."""
    chance = random.Random(turn)  # noqa: S311
    by_name: dict[str, list] = {}
    for visit in all_visits(world):
        if visit.name not in FILES:
            by_name.setdefault(visit.name, []).append(visit)
    chosen = [chance.choice(shown) for shown in by_name.values()]
    return chosen if EXHAUSTIVE else chance.sample(chosen, 24)


@pytest.fixture
def watched(open_page, signed_in, world):
    """`watched(who)`: a page of this person that notices what runs and what the policy stops."""
    opened: dict[str, Page] = {}

    def page_of(who: str) -> Page:
        if who not in opened:
            opened[who] = signed_in(open_page(), world.people[who])
            opened[who].add_init_script(WATCH)
        return opened[who]

    return page_of


@pytest.fixture
def world(site, cloned_worlds) -> World:
    return cloned_worlds[0]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_stored_is_shown_as_text(world, watched, servers, cloned_db, part):
    shown, asked, turn = 0, 0, turn_of(part)
    assert write_everywhere(servers, cloned_db, turn) > 150
    for visit in pages(world, turn):
        page = watched(visit.who)
        answer = page.goto(visit.where)
        page.wait_for_function(PARTS_ARE_THERE)
        shown += answer.status == 200
        asked += 1
        assert page.evaluate("injected()") == [], visit

    assert shown >= 0.8 * asked


@pytest.mark.sampled(1)
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_typed_comes_back_as_text(world, watched, part):
    User.objects.update(language="en")
    filled, turn = 0, turn_of(part)
    around = [PAYLOADS[(turn + step) % len(PAYLOADS)] for step in range(len(PAYLOADS))]
    for visit in pages(world, turn):
        page = watched(visit.who)
        if page.goto(visit.where).status != 200:
            continue
        if page.evaluate(FILL, around):
            with page.expect_navigation():
                page.evaluate("() => { setTimeout(() => HTMLFormElement.prototype.submit.call(filled)) }")
            filled += 1
            assert page.evaluate("injected()") == [], visit

    assert filled > 0


def test_the_watch_notices_what_gets_in(open_page, site):
    """Otherwise the tests above would show nothing."""
    page = open_page()
    page.add_init_script(WATCH.replace("console.error(", "(window.noticed ||= []).push("))
    page.goto("/sign-in/")

    page.evaluate("document.querySelector('main').innerHTML += '<img data-xss alt=x><b data-xss>b</b>'")
    page.evaluate("xss()")

    assert len(page.evaluate("injected()")) == 2
    assert page.evaluate("noticed") == ["a script ran"]
