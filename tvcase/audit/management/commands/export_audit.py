"""Write the trace as a text file that can be checked anywhere."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tvcase.audit.export import export


class Command(BaseCommand):
    """Runs as the role auditor, over DATABASE_AUDITOR_URL."""

    help = "Writes the whole trace, with its seals, to a file."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if "auditor" not in settings.DATABASES:
            raise CommandError("Set DATABASE_AUDITOR_URL: only the auditor reads the whole trace.")
        descriptor = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            seals, events = export(file)
        self.stdout.write(f"{seals} seals, {events} events.")
