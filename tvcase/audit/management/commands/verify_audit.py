"""Check an exported trace offline."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tvcase.audit import verifier


class Command(BaseCommand):
    """Needs no database; `python -m tvcase.audit.verifier` does the same without any settings."""

    help = "Checks an exported trace against the sealer's public key and the copied heads."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verifier.arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            words, good = verifier.check(options["file"], options["key"], options["heads"])
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        if not good:
            raise CommandError(words)
        self.stdout.write(words)
