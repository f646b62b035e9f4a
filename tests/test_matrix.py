"""Everybody × every address × every method × own, shared, foreign or missing: nothing differs from the lines of
test_access.py, and what is foreign answers as what was never there."""

import random
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests import matrix
from tests.crawl import sign_in
from tests.matrix import EVERYBODY, METHODS, PARTS, Target, comparable, missing, missing_inside, targets
from tests.test_access import ANSWERS
from tvcase.accounts.roles import Role

pytestmark = pytest.mark.usefixtures("without_limits")
SHARDS = 4
PAIRS, LINES, HOLLOW = 12, 12, 4  # asked of each person in a sample; exhaustively every object, by a method by chance
DONE_OR_NOT = {200, 302, 404, 405, 422}


def of_shard(shard: int) -> list[str]:
    return EVERYBODY[shard::SHARDS]


def ask(client: Client, target: Target, method: str, headers: dict[str, str]) -> Any:
    """Send it, and undo whatever came of it, the end of the session too; what is posted could be a form's."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        if method == "POST":
            answer = client.post(target.where, {"reason": "x", "note": "x"}, headers=headers)
        else:
            answer = client.generic(method, target.where, headers=headers)
        transaction.set_rollback(True)
    client.cookies.load(cookies)
    return answer


def test_every_role_is_held_by_somebody_in_the_matrix(worlds):
    """C07: a role without a column is a role nobody looked at."""
    held = {role for who in EVERYBODY for role in worlds[0].people[who].roles}

    assert held == set(Role)
    assert set(worlds[0].people) == set(EVERYBODY)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_foreign_answers_as_what_was_never_there(client, worlds, shard):
    """C01: status, headers and body are the same for a foreign object and a missing one, by whichever method."""
    chance = random.Random(matrix.seed())  # noqa: S311
    different, asked = [], 0
    for who in of_shard(shard):
        sign_in(client, worlds[0], who)
        foreign = [target for target in targets(*worlds, who) if target.kind == "foreign"]
        pairs = [(target, chance.choice(METHODS), chance.choice(PARTS)) for target in foreign]
        for target, method, part in matrix.sample(chance, pairs, PAIRS):
            asked += 1
            nowhere = missing(target)
            here = comparable(ask(client, target, method, part), target)
            there = comparable(ask(client, nowhere, method, part), nowhere)
            if here != there or here[0] not in (404, 405):
                different.append((who, method, target, here[0], there[0]))

    print(f"{asked} pairs")
    assert different == []


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_record_that_a_case_does_not_have_is_not_there(client, worlds, shard):
    """C01: also inside a case that one may see."""
    chance = random.Random(matrix.seed())  # noqa: S311
    for who in of_shard(shard):
        sign_in(client, worlds[0], who)
        hollow = [(target, chance.choice(METHODS)) for target in missing_inside(worlds[0], who)]
        for target, method in matrix.sample(chance, hollow, HOLLOW):
            answer = ask(client, target, method, {})
            assert answer.status_code in (404, 405), (who, method, target)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_method_answers_what_the_lines_say(client, worlds, shard):
    """C08: the lines hold for every role and whichever method; what only shows nobody can send to."""
    chance = random.Random(matrix.seed())  # noqa: S311
    wrong, calls = [], 0
    for who in of_shard(shard):
        sign_in(client, worlds[0], who)
        asked = [(target, chance.choice(METHODS)) for target in targets(*worlds, who)]
        for target, method in matrix.sample(chance, asked, LINES):
            calls += 1
            answer = ask(client, target, method, {})
            if not as_said(target, method, answer):
                wrong.append((who, method, target, answer.status_code))

    print(f"{calls} calls")
    assert wrong == []


def as_said(target: Target, method: str, answer: Any) -> bool:
    """Whether the answer is what the line of the address says, for this method."""
    if method == "GET":
        return ANSWERS[answer.status_code] == target.answer
    if method == "HEAD":
        return ANSWERS[answer.status_code] in {target.answer, "5"} and not answer.content
    if method == "POST":
        return answer.status_code in ({404, 405} if target.answer == "4" else DONE_OR_NOT)
    return answer.status_code == 405


def test_nobody_reaches_any_object_by_any_method_without_signing_in(client, worlds):
    """C01: without a session there is neither a foreign nor a missing object."""
    for target in targets(*worlds, "caseworker"):
        for method in matrix.sample(random.Random(target.where), METHODS, 1):  # noqa: S311
            nowhere = missing(target)
            here, there = (ask(client, where, method, {}) for where in (target, nowhere))
            assert here.status_code == there.status_code in (302, 401), (method, target)
