"""Everybody × every address × every method × an object that is theirs, shared, foreign or missing.

What is expected comes from the lines of test_access.py; here they are read for every role there is, and with objects
that lead nowhere. A run takes its own sample; TVCASE_SEED=… repeats one, TVCASE_FULL=1 takes everything.
"""

import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from tests.test_access import ALL, ARGUMENTS, OF_A_CASE, PEOPLE, PLAIN
from tests.world import World

EXHAUSTIVE = bool(os.environ.get("TVCASE_FULL"))
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
WHERE = ("asked", "whole", "child")

# Roles that see what somebody else in the lines of test_access.py sees, and where they do not.
LIKE = {
    "data protection officer": "administrator",
    "lawyer": "administrator",
    "appointed": "administrator",
    "analyst": "administrator",
    "deputy head": "prosecutor",
    "office head": "prosecutor",
}
UNLIKE: dict[tuple[str, str], str] = {
    ("lawyer", "cases:break-glass"): "2",
    ("lawyer", "aid:appointments"): "2",
    ("appointed", "cases:break-glass"): "2",
    ("appointed", "aid:appointments"): "2",
    ("data protection officer", "exports:copy"): "2",
    ("analyst", "shelters:figures"): "2",
    ("analyst", "shelters:figures-copy"): "2",
}
# What the lawyer who is appointed in the case `whole` reads there.
OF_THE_APPOINTED = {
    *("cases:detail", "cases:clock", "cases:print", "cases:timeline", "cases:person", "cases:facts", "cases:team"),
    "children:case-panel",  # since when she or he counts as a child, and who represents her or him
    *(
        "cases:handover",
        "cases:identification",
        "cases:identification-print",
        "cases:cooperation",
        "legal:case-panel",
        "legal:protection-request",
        "legal:appeal-new",
    ),
    *("aid:case-panel", "aid:application", "aid:work", "aid:appeal", "aid:strike-work"),
    *("claims:case-panel", "claims:claim", "claims:hearing", "claims:interviews", "claims:interview", "cases:terms"),
    *("orders:case-panel", "orders:order", "cases:informed", "cases:sheet", "cases:sheet-print"),
    *("cases:documents", "legal:proceedings"),
    # shown with the reason why it is others who record it
    *("legal:request-served", "legal:request-link", "legal:end-served", "legal:proceedings-step"),
}
EVERYBODY = [*PEOPLE, *LIKE]

MISSING = {
    "code": "BCDF-GHJK",
    "number": 987,
    "appeal": 987,
    "work": 987,
    "body": "NOBODY",
    "step": "nowhere",
    "shelter_code": "NOWHERE",
    "night": "2020-01-01",
    "token": UUID(int=0),
    "copy_number": "0000-0000-0000",
}
OF_THE_REQUEST = re.compile(
    r'(?:value|content)="[^"]{30,}"|data-session-ends="\d+"|[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}'
)
PARTS = ({}, {"HX-Request": "true", "HX-Request-Type": "partial"})


@dataclass(frozen=True)
class Target:
    """An address with its object filled in; `answer` is what test_access.py says of it, `case` the case in it."""

    name: str
    kind: str  # own or shared: a line opens it · foreign · missing · plain: no object in it
    where: str
    answer: str
    case: str = ""


def seed() -> int:
    """The seed of this run's samples: tests/conftest.py chooses it, and the last lines of a run name it."""
    return int(os.environ["TVCASE_SEED"])


def sample[T](chance: random.Random, things: Sequence[T], count: int, *, most: int = 10**9) -> Sequence[T]:
    """So many of them by chance; in the exhaustive run all, or the most that it takes."""
    wanted = most if EXHAUSTIVE else count
    return things if wanted >= len(things) else chance.sample(things, wanted)


def expected(who: str, name: str, case: str) -> str:
    """What opening this address of this case answers this person: a digit of test_access.py."""
    if (who, case) == ("appointed", "whole") and name in OF_THE_APPOINTED:
        return "2"
    line = OF_A_CASE[name][WHERE.index(case)] if case else PLAIN[name]
    return UNLIKE.get((who, name)) or line[PEOPLE.index(LIKE.get(who, who))]


def targets(world: World, far: World, who: str) -> Iterator[Target]:
    """Every address with every object there is for this person, in the person's world, in one far away, in none."""
    for name, arguments in ALL.items():
        if name in OF_A_CASE:
            for case in WHERE:
                given = values(world, who, case)
                answer = expected(who, name, case)
                kind = "foreign" if answer == "4" else _own_or_shared(world, who, case)
                yield Target(name, kind, address(name, arguments, given), answer, case)
                yield Target(name, "foreign", address(name, arguments, values(far, who, case)), "4", case)
        elif name in PLAIN:
            yield from _plain(world, far, who, name, arguments)


def _plain(world: World, far: World, who: str, name: str, arguments: list[str]) -> Iterator[Target]:
    answer = expected(who, name, "")
    own, foreign = (address(name, arguments, values(one, who)) for one in (world, far))
    yield Target(name, "own" if arguments else "plain", own, answer)
    if foreign != own:  # a number counts in one's own organisation
        yield Target(name, "foreign", foreign, "4")


def _own_or_shared(world: World, who: str, case: str) -> str:
    return "own" if world.people[who].organisation == world.cases[case].organisation else "shared"


def missing(target: Target) -> Target:
    """The same address with an object that was never there."""
    return Target(target.name, "missing", address(target.name, ALL[target.name], MISSING | ARGUMENTS), "4")


def missing_inside(world: World, who: str) -> Iterator[Target]:
    """Addresses that lead to a record which a case does not have."""
    for name, arguments in ALL.items():
        for argument in {"number", "appeal", "body", "step", "work"}.intersection(arguments):
            for case in WHERE:
                given = values(world, who, case) | {argument: MISSING[argument]}
                yield Target(name, "missing", address(name, arguments, given), "4", case)


def values(world: World, who: str, case: str = "") -> dict[str, Any]:
    """What is filled into addresses."""
    given = ARGUMENTS | {"shelter_code": world.shelter, "token": world.tokens[who], "copy_number": world.copy}
    return given | {"code": world.cases[case].code} if case else given


def address(name: str, arguments: list[str], given: dict[str, Any]) -> str:
    return reverse(name, kwargs={argument: given[argument] for argument in arguments})


def comparable(answer: Any, target: Target) -> tuple[int, dict[str, str], str]:
    """An answer without its address, its request's number and its tokens."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("X-Request-ID", "Content-Length")}
    text = answer.content.decode()
    for part in filter(None, target.where.split("/")):
        if re.search(r"[0-9A-Z]{4}", part):
            text = text.replace(part, "…")
    return answer.status_code, headers, OF_THE_REQUEST.sub("…", text)
