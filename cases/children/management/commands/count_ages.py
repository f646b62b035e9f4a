"""`manage.py count_ages`: when the children come of age who were known before the program watched it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.children.counting import count_the_uncounted
from tvcase.wall.identity import identified
from tvcase.wall.policies import MIGRATION
from tvcase.wall.signing import Identity

OWNER = "owner"


class Command(BaseCommand):
    """Runs over `DATABASE_OWNER_URL`, with the key file; safe to run again. `prepare_database` runs it too."""

    help = "Counts the month of age of every child in an open case whose birth is recorded and who was not counted yet."

    def handle(self, *args: Any, **options: Any) -> None:
        if OWNER not in settings.DATABASES:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner of the tables reaches every case.")
        with identified(Identity(purpose=MIGRATION)):
            counted = count_the_uncounted(using=OWNER, on=timezone.localdate())
        self.stdout.write(f"{counted} children counted")
