"""Every sealed field × everybody × every way a page comes: a word comes up only where its area is open.

C10, generated: a canary stands in each sealed field of each record. Sampled by seed (tests/matrix.py), all with
TVCASE_FULL=1.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from cases.permissions import Area
from cases.rules.breakglass import REVIEWERS
from tests import canaries, matrix
from tests.canaries import Canary
from tests.crawl import forms_of, page_of
from tests.matrix import EVERYBODY, PARTS, targets
from tests.servers import Servers
from tests.world import World

SHARDS = 3
PAGES = 6  # asked of each person in a sample
FORMS = 1  # sent empty, to see what comes back with the errors
COPIES = 2  # taken by each person
LEAVES = {"cases:print", "cases:list-copy", "cases:readers-print", "cases:sheet-print"}
LEAVES |= {"shelters:occupancy-copy", "shelters:occupancy-print", "shelters:figures-copy"}
WORD = re.compile(r"Зърно\d{4}ч|(?<![\w-])19[1-9]\d(?!\w|-\d{4})")  # a year, but no part of a number
PROSECUTION = {"prosecutor", "deputy head", "office head", "other prosecutor"}
NEVER_FOR_PROSECUTORS = {Area.SUPPORT, Area.STAY, Area.RETURN}


@dataclass
class Planted:
    """The world with its canaries, and what guardian opens in it."""

    world: World
    far: World
    canaries: dict[str, Canary]
    areas: dict[tuple[int, UUID], set[str]]
    shown: set[str] = field(default_factory=set)

    def may_see(self, who: str, canary: Canary) -> bool:
        """Whether the area of the field is open to this person in any of the cases that lead to it."""
        user = self.world.people[who]
        if canary.shelter:  # where a house is: its own head, after one more press; what it notes: its staff too
            staff = {"shelter head"} if canary.model.endswith("ShelterAddress") else {"shelter head", "shelter staff"}
            return who in staff and canary.shelter == self.world.shelter
        if canary.model == "services.SessionNote":  # its author, and the supervisors of the case
            return who in {"caseworker", "supervisor"}
        if user.organisation_id in canary.given_to:
            return True
        if canary.reviewed_by == user.organisation_id and user.has_role(*REVIEWERS):
            return True
        return any(canary.area in self.areas.get((user.pk, case), ()) for case in canary.cases)


@pytest.fixture
def planted(cloned_db: str, cloned_worlds: tuple[World, ...], servers: Servers) -> Planted:
    world, far = cloned_worlds
    found = canaries.plant(servers, cloned_db, world)
    return Planted(world, far, {canary.word: canary for canary in found}, canaries.areas(servers, cloned_db))


def answers(client: Client, planted: Planted, who: str, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """Pages, parts of pages, empty forms with their errors, and searches, as this person gets them."""
    pages = [target for target in targets(planted.world, planted.far, who) if target.answer == "2"]
    closed = [target for target in targets(planted.world, planted.far, who) if target.answer != "2"]
    for target in [*matrix.sample(chance, pages, PAGES), *matrix.sample(chance, closed, PAGES // 5, most=100)]:
        for part in PARTS:
            yield target.where, client.get(target.where, headers=part)
    for target in matrix.sample(chance, pages, FORMS):
        for form in forms_of(page_of(client.get(target.where)), target.where):
            yield f"POST {form.action}", sent(client, form.action, form.hidden)
    yield from searches(client, planted, chance)
    leaves = [target for target in pages if target.name in LEAVES]
    for target in matrix.sample(chance, leaves, COPIES):
        yield from copies(client, target.where)


def copies(client: Client, where: str) -> Iterator[tuple[str, Any]]:
    """What leaves the system from here, in every form it has, with names and without; then it is as if it never had."""
    for form in forms_of(page_of(client.get(where)), where):
        chosen = {name: values[0] for name, values in form.chosen.items() if name != "with_names"}
        for kind in [{"format": kind} for kind in form.chosen.get("format", [])] or [{}]:
            for names in ({"with_names": "on"}, {}):
                data = chosen | {"reason_text": "Пробно копие"} | kind | names
                with transaction.atomic():
                    answer = client.post(form.action, form.hidden | data)
                    yield f"copy {kind} from {where}", answer
                    if answer.status_code == 302:
                        yield from taken(client, answer.headers["Location"])
                    transaction.set_rollback(True)


def taken(client: Client, where: str) -> Iterator[tuple[str, Any]]:
    """The page of a copy, and the copy."""
    answer = client.get(where)
    yield where, answer
    for form in forms_of(page_of(answer), where):
        yield f"POST {form.action}", client.post(form.action, form.hidden | dict(form.buttons[:1]))


def sent(client: Client, where: str, data: dict[str, Any]) -> Any:
    """Post, and undo whatever came of it, the end of the session too."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = client.post(where, data)
        transaction.set_rollback(True)
    client.cookies.load(cookies)
    return answer


SEARCHED = {
    "family_name": "family_name",
    "alias_in_use": "alias",
    "text": "alias",
    "document_number": "document_number",
}


def searches(client: Client, planted: Planted, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """By codes, and by names, aliases and numbers that are somebody's."""
    asked = [{"case_code": case.code} for case in planted.world.cases.values()]
    names = [canary for canary in planted.canaries.values() if canary.model.startswith("cases.Person")]
    asked += [{SEARCHED[name.field]: name.word} for name in names if name.field in SEARCHED]
    for data in matrix.sample(chance, asked, FORMS):
        yield f"search by {next(iter(data))}", client.post("/cases/search/", data)


def words(answer: Any, known: Iterable[str]) -> set[str]:
    """The canaries in an answer: in text, attributes, JSON and headers; what was sent with it is not an answer."""
    content = b"".join(answer)
    if content.startswith(b"PK"):  # a table for a spreadsheet is an archive
        with ZipFile(BytesIO(content)) as archive:
            content = b" ".join(map(archive.read, archive.namelist()))
    text = f"{answer.headers} {content.decode('utf-8', 'replace')}"
    text += re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text) if "\\u" in text else ""
    return set(WORD.findall(text)).intersection(known)


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.worlds(2)
def test_a_field_is_shown_only_where_its_area_is_open(planted, shard):
    """C10: page, part, errors of a form, search: no sealed field of an area that is closed to whoever asks."""
    seed = matrix.seed()
    leaks, looked = [], 0
    for who in EVERYBODY[shard::SHARDS]:
        client, chance = Client(), random.Random(f"{seed} {who}")  # noqa: S311
        client.force_login(planted.world.people[who])
        for where, answer in answers(client, planted, who, chance):
            found = words(answer, planted.canaries)
            looked += 1
            planted.shown |= found
            typed = where.startswith("search")  # one's own words stand in the form again
            for canary in (planted.canaries[word] for word in found):
                if not typed and not planted.may_see(who, canary):
                    leaks.append((who, where, canary.where))
                if who in PROSECUTION and canary.area in NEVER_FOR_PROSECUTORS:
                    leaks.append((who, where, f"never for prosecutors: {canary.where}"))

    print(f"{looked} answers, {len(planted.shown)} of {len(planted.canaries)} canaries came up")
    assert leaks == []
    assert len(planted.shown) > 5


ADMIN_PAGES = 25  # opened in a sample; the index and every list always
LINK = re.compile(r'href="(/admin/[^"#]*)"')


@pytest.mark.worlds(2)
def test_no_page_of_the_administration_has_anything_of_a_case(planted):
    """C50: every page of the administration that a link leads to, and every address of a model of ours."""
    chance = random.Random(matrix.seed())  # noqa: S311
    client = Client()
    client.force_login(planted.world.people["administrator"])
    found, opened = [], 0
    for where, answer in administration(client, chance):
        opened += answer.status_code == 200
        found += [(where, planted.canaries[word].where) for word in words(answer, planted.canaries)]
        if answer.status_code == 200 and "/audit/" not in where:  # the trace names codes, and nothing else
            found += [(where, name) for name, case in planted.world.cases.items() if case.code in str(answer.content)]

    assert found == []
    assert opened > 20


def administration(client: Client, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """What links lead to, beginning at the index; then the addresses that models of cases would have."""
    waiting, known = ["/admin/"], {"/admin/"}
    while waiting and (matrix.EXHAUSTIVE or len(known) < ADMIN_PAGES + len(waiting)):
        where = waiting.pop(chance.randrange(len(waiting)))
        answer = client.get(where)
        yield where, answer
        links = {unescape(link) for link in LINK.findall(answer.content.decode("utf-8", "replace"))} - known
        known |= links
        waiting += sorted(link for link in links if "logout" not in link)
    for model in apps.get_models():
        if getattr(model, "AREA", None):
            where = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
            answer = client.get(where)
            assert answer.status_code == 404, where
            yield where, answer
