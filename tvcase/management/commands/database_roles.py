"""Print what a server's superuser runs once: the roles, the database, its extensions and rights."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.management.base import BaseCommand, CommandError

from tvcase.environment import env
from tvcase.grants import DatabaseRole
from tvcase.server_roles import role_statements

VARIABLES = {
    DatabaseRole.OWNER: "DATABASE_OWNER_URL",
    DatabaseRole.APP: "DATABASE_URL",
    DatabaseRole.WORKER: "DATABASE_WORKER_URL",
    DatabaseRole.BACKUP: "DATABASE_BACKUP_URL",
    DatabaseRole.SEALER: "DATABASE_SEALER_URL",
    DatabaseRole.AUDITOR: "DATABASE_AUDITOR_URL",
}


class Command(BaseCommand):
    """`manage.py database_roles | psql -U postgres`: names and passwords come from the addresses."""

    help = "Print the SQL that makes the database and its roles; pipe it to psql as a superuser."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        passwords, names = {}, set()
        for role, variable in VARIABLES.items():
            address = urlsplit(env(variable))
            if address.username != role or not address.password:
                raise CommandError(f"{variable} must name the role {role} and its password.")
            passwords[role] = unquote(address.password)
            names.add(address.path.removeprefix("/"))
        if len(names) != 1:
            raise CommandError("The addresses must name the same database.")
        database = names.pop()

        server, inside = role_statements(database, passwords)
        for statement in [*server, f"\\connect {database}", *inside]:
            self.stdout.write(statement if statement.startswith("\\") else f"{statement};")
