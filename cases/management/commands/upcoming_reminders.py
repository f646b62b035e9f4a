"""`TVCASE_PROCESS=worker manage.py upcoming_reminders --days 7`: what beat will write in the next days.

Codes and counts, no names. Only the worker's role may read for all organisations at once.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from cases.actions import reminders
from tvcase.notifications.kinds import kind
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import REMINDERS

MOST_DAYS = 366
CODES_SHOWN = 8


class Command(BaseCommand):
    help = "Show what Celery beat will remind of today and in the next days, as the records stand now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=7, help="how many days after today (default: 7)")
        parser.add_argument("--all-codes", action="store_true", help="show every case code, not the first few")

    def handle(self, *args: Any, **options: Any) -> None:
        days, limit = options["days"], None if options["all_codes"] else CODES_SHOWN
        if not 0 <= days <= MOST_DAYS:
            raise CommandError(f"Ask for 0 to {MOST_DAYS} days.")
        with translation.override("en"), system_actor(REMINDERS):
            lines = [line(entry, limit) for entry in reminders.upcoming(at=timezone.now(), days=days)]
        self.stdout.write("\n".join(lines) or "Nothing is due in these days.")


def line(entry: reminders.Upcoming, limit: int | None) -> str:
    """One kind of reminder on one day: how many people get it, about which cases."""
    codes = entry.case_codes[:limit]
    rest = len(entry.case_codes) - len(codes)
    about = ", ".join(codes) + (f" and {rest} more" if rest else "")
    return f"{entry.on:%Y-%m-%d %a}  {entry.count:>5}  {kind(entry.kind).title} ({entry.kind}): {about}"
