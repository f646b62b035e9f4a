"""Every address of the application in a real browser, opened by somebody who may: in both languages, on a laptop and
on a phone. Half of the addresses in a run, each once, in a language and width chosen by seed; in the exhaustive run all
of them in all four ways."""

import os
import random
from collections import defaultdict

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from cases.models import Person
from tests import matrix
from tests.browser import PARTS_ARE_THERE
from tests.crawl import FILES, left_out
from tests.test_access import ALL, OF_A_CASE, PEOPLE, PLAIN, address
from tvcase.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.worlds(1)]
WAYS = [(language, width) for language in ("bg", "en") for width in (1280, 360)]
CASES = ("asked", "whole", "child")
NAMES = {"given_name": "Росица", "family_name": "Ситнодъжд", "alias_in_use": "Капчица"}
EXHAUSTIVE = os.environ.get("TVCASE_FULL") == "1"
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("main *, header *")]
        .filter((part) => part.getBoundingClientRect().right > room + 1 && !part.closest(".tv-scroll"));
    return ["wider than the page", ...wide.map((part) => part.outerHTML.slice(0, 120))];
}"""


def visits(way):
    """Whom to send where in one language and width: {person: [(name, case)]}."""
    chance = random.Random(f"{matrix.seed()} every page")  # noqa: S311
    found = defaultdict(list)
    for name in [name for name in (*PLAIN, *OF_A_CASE) if name not in FILES and not left_out("the browser", name)]:
        lines = {"": PLAIN[name]} if name in PLAIN else dict(zip(CASES, OF_A_CASE[name], strict=True))
        seen = [case for case, line in lines.items() if "2" in line]
        own_way, own_case = chance.choice(WAYS), chance.choice(seen) if seen else None
        for case in seen:
            who = chance.choice([who for who, answer in zip(PEOPLE, lines[case], strict=True) if answer == "2"])
            if EXHAUSTIVE or (way == own_way and case == own_case):
                found[who].append((name, case))
    return found


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def test_every_page_is_sound(cloned_worlds, open_page, signed_in, axe, way):
    language, width = way
    (world,) = cloned_worlds
    User.objects.update(language=language)
    for person in Person.objects.all():
        for name, value in NAMES.items():
            setattr(person, name, value)
        person.save()

    for who, places in visits(way).items():
        page = signed_in(open_page(width=width), world.people[who])
        for name, case in places:
            answer = page.goto(address(world, name, ALL[name], case, who))
            assert answer.status == 200, (name, case, who)
            page.wait_for_function(PARTS_ARE_THERE)
            sound(page, axe, language)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def test_the_pages_without_an_account_and_of_a_refusal_are_sound(site, open_page, axe, way):
    language, width = way
    page = open_page(width=width)
    page.context.add_cookies([{"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language, "url": site}])

    for where in (reverse("sign-in"), reverse("health")):
        page.goto(where)
        if page.locator("main").count():
            sound(page, axe, language)
    page.goto(reverse("sign-in"))
    page.locator("main form button.govuk-button").click()
    page.locator("[data-errors]").wait_for()
    sound(page, axe, language)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]}-{way[1]}")
def test_the_page_of_what_is_not_there_is_sound(cloned_worlds, open_page, signed_in, axe, way):
    language, width = way
    (world,) = cloned_worlds
    User.objects.update(language=language)
    page = signed_in(open_page(width=width), world.people["other NGO"])

    assert page.goto(world.cases["whole"].get_absolute_url()).status == 404
    sound(page, axe, language)


def sound(page, axe, language):
    """No broken rule of accessibility, nothing wider than the page, a neutral title, sentences with one full stop."""
    where = page.url
    axe(page)
    assert page.evaluate(TOO_WIDE) == [], where
    assert page.get_attribute("html", "lang") == language, where
    assert not [name for name in NAMES.values() if name in page.title() + where], where
    assert page.title().strip() not in ("", "tvcase:"), where
    text = page.locator("body").inner_text()
    assert ".." not in text, where
    assert "undefined" not in text, where
