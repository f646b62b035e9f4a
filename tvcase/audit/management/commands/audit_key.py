"""The sealer's key: make a new one, or print its public half."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tvcase.audit import keyfile


class Command(BaseCommand):
    """`audit_key new FILE` makes the key of the sealer; `audit_key public FILE` prints what verifiers need."""

    help = "Makes the sealer's key (new FILE), or prints its public half (public FILE)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["new", "public"])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["act"] == "new":
                keyfile.write_new(options["file"])
            self.stdout.write(keyfile.public_pem(keyfile.read(options["file"])), ending="")
        except (OSError, keyfile.BadKey) as error:
            raise CommandError(str(error)) from None
