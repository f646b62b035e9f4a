"""Bring a database to this version: migrate as its owner, set the other roles' rights, load the lists."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from tvcase.grants import grant_statements

OUR_FUNCTIONS = """
    SELECT format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)),
           p.prorettype = 'trigger'::regtype OR p.prosecdef
    FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole AND p.prokind = 'f'
"""


class Command(BaseCommand):
    """Runs over `DATABASE_OWNER_URL`; safe to run again."""

    help = "Migrate as the owner, set the rights of app and worker, bring the lists of answers up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner of the tables migrates.")
        verbosity = options["verbosity"]
        call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            self._grant(cursor)
        call_command("load_reference", database="owner", verbosity=verbosity)

    def _grant(self, cursor: CursorWrapper) -> None:
        """Set the rights in the caller's transaction: nobody ever sees half of them."""
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        for statement in grant_statements([name for (name,) in cursor.fetchall()]):
            cursor.execute(statement)
        cursor.execute(OUR_FUNCTIONS)
        for function, runs_by_itself in cursor.fetchall():
            cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC, app, worker")
            if not runs_by_itself:
                cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO app, worker")
