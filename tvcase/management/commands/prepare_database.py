"""Bring a database to this version: migrate as its owner, build the wall, set the roles' rights, load the lists."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from tvcase.audit import era, history
from tvcase.grants import grant_statements
from tvcase.management.rendering import only_fields_render
from tvcase.wall import building
from tvcase.wall.identity import identified
from tvcase.wall.policies import MIGRATION
from tvcase.wall.signing import Identity


def in_a_transaction(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
    """Rows that Django adds after migrating (kinds of records, permissions) come as single statements; outside a
    transaction nobody acts, so each gets one of its own."""
    connection = context["connection"]
    if connection.in_atomic_block or not sql.startswith("INSERT"):
        return execute(sql, params, many, context)
    with transaction.atomic(using=connection.alias):
        return execute(sql, params, many, context)


class Command(BaseCommand):
    """Runs over `DATABASE_OWNER_URL`; safe to run again."""

    help = "Migrate as the owner, build the wall, set every role's rights, bring lists and counts up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner of the tables migrates.")
        verbosity = options["verbosity"]
        with identified(Identity(purpose=MIGRATION)):
            with only_fields_render(), connections["owner"].execute_wrapper(in_a_transaction):
                call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
            with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
                self._build(cursor)
            call_command("load_reference", database="owner", verbosity=verbosity)
            call_command("count_ages", verbosity=verbosity)

    def _build(self, cursor: CursorWrapper) -> None:
        """Set wall and rights in the caller's transaction: nobody ever sees half of them."""
        tables = building.tables(cursor)
        for statement in grant_statements(tables):
            cursor.execute(statement)
        building.build(cursor, tables, with_fixtures=settings.DEMO)
        era.keep(cursor)
        history.never_ignored(cursor)
