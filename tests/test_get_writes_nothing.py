"""C31: looking changes nothing. A GET writes the trace, and nothing else."""

import re
from collections import Counter
from typing import Any

import pytest
from django.db import connections, reset_queries
from django.test.utils import CaptureQueriesContext

from tests.crawl import LISTS, sign_in, visits

WRITES = re.compile(
    r"\b(INSERT INTO|(?<!FOR )(?<!FOR NO KEY )UPDATE|DELETE FROM|MERGE INTO|TRUNCATE|NEXTVAL)"
    r'\s*\(?\s*["\']?(\w+)',
    re.IGNORECASE,
)
TRACE = ("INSERT INTO", "audit_event")
# The session's own row, when a message was shown or is to be shown.
SESSION = {("UPDATE", "accounts_session"), ("DELETE FROM", "accounts_session"), ("INSERT INTO", "accounts_session")}
# The first opening of a reminder is a part of the trace (docs/decisions/0008-opening-a-reminder.md).
OPENING = ("UPDATE", "notifications_notification")


def written(client: Any, where: str) -> Counter[tuple[str, str]]:
    """What a GET wrote, on both connections: (how, table), counted."""
    reset_queries()  # the log of a connection holds so many, and a whole run asks more
    with CaptureQueriesContext(connections["default"]) as own, CaptureQueriesContext(connections["audit"]) as trace:
        client.get(where)
    statements = [query["sql"] for query in [*own.captured_queries, *trace.captured_queries]]
    found = [match for sql in statements for match in WRITES.findall(sql)]
    return Counter((how.upper(), table) for how, table in found)


def test_every_page_writes_its_trace_and_nothing_else(client, world):
    wrong = []
    for visit in visits(world, "looking"):
        sign_in(client, world, visit.who)
        found = written(client, visit.where)
        more = set(found) - SESSION - {TRACE} - ({OPENING} if visit.name == "inbox-item" else set())
        lines = 1 if visit.case or visit.name in LISTS else found[TRACE]
        if more or found[TRACE] != lines:
            wrong.append((visit, found))

    assert wrong == []


@pytest.mark.parametrize("where", ["/sign-in/", "/health/", "/nowhere/"])
def test_nobody_in_particular_writes_nothing(client, db, where):
    assert written(client, where) == Counter()
