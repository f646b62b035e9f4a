"""`manage.py load_reference`: bring the lists of answers and the indicators up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases import reference


class Command(BaseCommand):
    """Load the lists that come with the program; safe to run again."""

    help = "Brings the lists of answers and the indicators up to the files in cases/data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="default", help="the connection to write with")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = reference.load(using=options["database"])
        self.stdout.write(f"{loaded.added} added, {loaded.changed} changed")
