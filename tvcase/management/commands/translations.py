"""`manage.py translations`: keep the Bulgarian catalogue complete. Steps given together run in the order below."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tvcase.translations import catalogue
from tvcase.translations.extract import extract


class Command(BaseCommand):
    """Find, merge, check and compile our own translations."""

    help = "Keeps the Bulgarian catalogue complete: --add, --update, --prune, --compile, --check."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--add", nargs="+", type=Path, default=[], metavar="FILE.po", help="merge translations in")
        parser.add_argument("--update", action="store_true", help="add what the source asks for, untranslated")
        parser.add_argument("--prune", action="store_true", help="take out what the source does not ask for")
        parser.add_argument("--compile", action="store_true", help="write the .mo file")
        parser.add_argument("--check", action="store_true", help="fail on anything missing, wrong, unused or stale")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        po = root / catalogue.PO
        found = extract(root)
        if options["add"] or options["update"] or options["prune"]:
            with catalogue.changing(po) as catalog:
                for path in options["add"]:
                    changed = catalogue.merge(catalog, catalogue.read(path))
                    self.stdout.write("".join(f"translated anew: {msgid!r}\n" for msgid in changed), ending="")
                if options["update"]:
                    self.stdout.write(f"{catalogue.add_missing(catalog, found.messages)} added")
                if options["prune"]:
                    self.stdout.write(f"{catalogue.prune(catalog, found.messages)} taken out")
        if options["compile"]:
            catalogue.compile_(po)
        if options["check"]:
            self.check_all(po, found.errors + catalogue.problems(catalogue.read(po), found.messages))

    def check_all(self, po: Path, problems: list[str]) -> None:
        """Write every problem and fail if there is one. Raises CommandError."""
        if catalogue.is_stale(po):
            problems.append("stale: the .mo file is not that of the .po file; run translations --compile")
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems with the translations.")
