"""Fill an empty database with invented people and their cases, or print the accounts."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from tvcase.accounts.models import Organisation
from tvcase.demo.accounts import table
from tvcase.demo.fill import fill
from tvcase.demo.plan import LEAST_PEOPLE
from tvcase.demo.telling import instant
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES


class Command(BaseCommand):
    """Runs only where the settings say that this is a demo, and only once: what is there stays as it is."""

    help = "Fills the demo: about 300 invented people over the eighteen months before today."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--accounts", action="store_true", help="only print the accounts and their password")
        parser.add_argument("--on", type=date.fromisoformat, help="the day that counts as today (YYYY-MM-DD)")
        parser.add_argument("--people", type=int, default=300, help=f"how many people, at least {LEAST_PEOPLE}")
        parser.add_argument("--seed", type=int, default=25, help="the same number gives the same stories")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is for a demo's database only: set TVCASE_DEMO=1.")
        if options["accounts"]:
            self.stdout.write(table())
            return
        if options["people"] < LEAST_PEOPLE:
            raise CommandError(f"The stories need at least {LEAST_PEOPLE} people.")
        at = instant(options["on"], 9) if options["on"] else timezone.now()
        with translation.override("bg"), system_actor(FIXTURES):
            if Organisation.objects.exists():
                self.stdout.write("The demo is already there.")
                return
            made = fill(at=at, people=options["people"], seed=options["seed"])
        self.stdout.write(f"{len(made.stories)} cases, {len(made.steps())} acts.")
