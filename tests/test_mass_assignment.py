"""C09: whatever else is posted to a form, only what the form asks for is written.

Every form of every page is sent twice, and undone: as a person fills it, and with every field of every model besides.
What came of it in the database must be the same.
"""

import random
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from tests import matrix
from tests.crawl import FoundForm, all_visits, forms_of, page_of, sign_in
from tests.world import World, build
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES

SHARDS = 3
FORMS = 10  # sent in a sample, by each shard
OURS = (
    "accounts",
    "aid",
    "cases",
    "children",
    "drafts",
    "legal",
    "services",
    "sharing",
    "shelters",
    "support",
    "notifications",
    "sealing",
    "exports",
    "audit",
)
OF_THE_MOMENT = ("timestamp with time zone", "uuid", "bytea")
TABLES = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND has_table_privilege(oid, 'SELECT')
"""
SHAPES = """
    SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = ANY (%s)
"""
Rows = Counter[tuple[str, tuple[tuple[str, str], ...]]]


class Database:
    """What stands in all tables, without what differs from one moment to the next."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            self.tables = [table for (table,) in cursor.fetchall()]
            cursor.execute(SHAPES, [list(OF_THE_MOMENT)])
            self.moments = {*cursor.fetchall(), *SEALED_ANEW}

    def rows(self) -> Rows:
        """Every row as its telling columns, counted."""
        found: Rows = Counter()
        with system_actor(FIXTURES), connection.cursor() as cursor:
            for table in self.tables:
                if table not in STILL:
                    cursor.execute(f'SELECT row_to_json(t) FROM "{table}" t')
                    found.update((table, self.telling(table, row)) for (row,) in cursor.fetchall())
        return found

    def telling(self, table: str, row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        kept = {name: value for name, value in row.items() if (table, name) not in self.moments and name not in NUMBERS}
        return tuple(sorted((name, str(value)) for name, value in kept.items()))


SEALED_ANEW = {
    ("accounts_session", "data"),
    ("mfa_authenticator", "data"),
    ("notifications_notification", "occurrence"),
}
STILL = {"auth_permission", "auth_group_permissions", "cases_codeentry", "cases_indicator", "django_migrations"}
NUMBERS = {"id", "request_id", "number_of_the_request", "xid", "last_login"}


def filled(form: FoundForm) -> dict[str, Any]:
    """The form as somebody fills it: the first answers, days in March, words."""
    chosen = {name: next(filter(None, values), "") for name, values in form.chosen.items()}
    day = {"_0": "10", "_1": "3", "_2": "2026", "_3": "12:00"}
    typed = {name: day.get(name[-2:], "Пробен текст") for name in form.typed}
    return form.hidden | chosen | typed | dict(form.buttons[:1])


def everything_else(form: FoundForm, far: World) -> dict[str, Any]:
    """A value for every field of every model that the form does not ask for."""
    own = {*form.hidden, *form.typed, *form.chosen, *dict(form.buttons), "csrfmiddlewaretoken"}
    own |= {name.rstrip("0123456789").removesuffix("_") for name in own} | {name.partition("-")[0] for name in own}
    other = far.people["other NGO"]
    added: dict[str, Any] = {}
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            for field in model._meta.get_fields():
                if isinstance(field, models.Field) and not own.intersection({field.name, field.attname}):
                    added |= dict.fromkeys((field.name, field.attname), another_value(field, other))
    return added


def another_value(field: models.Field, other: Any) -> str:
    """A value that could be taken, and that nothing has."""
    if isinstance(field, models.ForeignKey):
        target = str(field.related_model._meta.model_name)
        return str({"user": other.pk, "organisation": other.organisation_id}.get(target, 1))
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField):
        return "2001-02-03 04:05"
    if isinstance(field, models.DateField):
        return "2001-02-03"
    if isinstance(field, models.IntegerField):
        return "7"
    return str(field.choices[-1][0]) if field.choices else "Подмяна"


def all_forms(client: Any, world: World, chance: random.Random, shard: int) -> Iterator[tuple[str, FoundForm]]:
    """Every form of a shard's pages that are shown to anybody; a page once, in a case and to somebody by chance."""
    visits = [visit for visit in all_visits(world) if zlib.crc32(visit.name.encode()) % SHARDS == shard]
    chance.shuffle(visits)
    known = set()
    for visit in visits:
        if visit.name not in known:
            known.add(visit.name)
            sign_in(client, world, visit.who)
            for form in forms_of(page_of(client.get(visit.where)), visit.where):
                yield visit.name, form


def outcome(
    client: Any, database: Database, form: FoundForm, data: dict[str, Any], before: Rows
) -> tuple[int, Rows, Rows]:
    """The answer, and the rows that came and went; then it is as if nothing had been sent."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        answer = client.post(form.action, data)
        after = database.rows()
        transaction.set_rollback(True)
    client.cookies.load(cookies)
    return answer.status_code, after - before, before - after


@pytest.mark.sampled(1)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_form_writes_what_it_asks_for_and_nothing_else(client, world, monkeypatch, shard):
    """C09: with every field of every model posted to it, a form does exactly what it does without them."""
    chance = random.Random(f"{matrix.seed()} {shard}")  # noqa: S311
    far, database = build(), Database()
    # else another one each time
    monkeypatch.setattr("tvcase.exports.actions.new_number", lambda *_: "2222-2222")
    monkeypatch.setattr("cases.actions.documents.new_code", lambda: "7KQM-02XA-94TD-RW3E")
    wrong, done, changed = [], 0, 0
    for name, form in all_forms(client, world, chance, shard):
        if done >= FORMS and not matrix.EXHAUSTIVE:
            break
        done += 1
        before, data = database.rows(), filled(form)
        alone = outcome(client, database, form, data, before)
        with_more = outcome(client, database, form, everything_else(form, far) | data, before)
        changed += alone[0] == 302
        if alone != with_more:
            wrong.append((name, form.action, alone[0], with_more[0], difference(alone, with_more)))

    print(f"{done} forms, {changed} of them did what they are for")
    assert wrong == []
    assert done > 5


def difference(alone: tuple[int, Rows, Rows], with_more: tuple[int, Rows, Rows]) -> list[Any]:
    """What only the second run wrote."""
    return [*(with_more[1] - alone[1]), *(with_more[2] - alone[2])][:4]
