"""Connections are used by one person after the other; what one is shown the next is not."""

import random
import threading
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

from tests.wall.walled import Walled, seen, told
from tvcase.wall.signing import TELL

pytestmark = pytest.mark.pure  # the module's own database

TURNS = 300
HANDS = 4


def test_three_hundred_turns_through_the_pool_leak_nothing(walled):
    """C05: two connections, four threads, people of two worlds by turns, a third of them failing half-way."""
    address = walled.servers.settings("app", walled.database)
    conninfo = make_conninfo(
        host=address["HOST"], port=address["PORT"], user="app", password=address["PASSWORD"], dbname=walled.database
    )
    leaked: list[Any] = []
    with ConnectionPool(conninfo, min_size=2, max_size=2, open=True) as pool:
        threads = [threading.Thread(target=turns, args=(pool, walled, hand, leaked)) for hand in range(HANDS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)

    assert leaked == []


def turns(pool: ConnectionPool, walled: Walled, hand: int, leaked: list[Any]) -> None:
    """What one thread does: somebody acts, and after them nobody."""
    chance = random.Random(hand)  # noqa: S311
    foreign = walled.foreign["cases_case"]
    for turn in range(TURNS // HANDS):
        is_far = chance.random() < 0.5
        user = (walled.far if is_far else walled.near).people["caseworker"]
        with pool.connection() as connection:
            if rows := seen(connection, "cases_case"):
                leaked.append((hand, turn, "before anybody acts", len(rows)))
            connection.rollback()
            try:
                with connection.transaction():
                    connection.execute(TELL, [told(user)])
                    rows = seen(connection, "cases_case")
                    if not rows or (rows - foreign if is_far else rows & foreign):
                        leaked.append((hand, turn, user.username, len(rows)))
                    if chance.random() < 0.3:
                        connection.execute("SELECT 1 / 0")
            except psycopg.errors.DivisionByZero:
                pass
