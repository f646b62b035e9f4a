"""The first two administrators of a new server: afterwards every role needs two of them."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tvcase.accounts import links
from tvcase.accounts.actions import create_organisation, create_user
from tvcase.accounts.models import LinkPurpose, Organisation, User
from tvcase.accounts.roles import OrganisationKind, Role
from tvcase.wall.identity import ADMINISTRATION, system_actor


class Command(BaseCommand):
    """Runs only while there are fewer than two administrators, and prints each one's link once."""

    help = "Makes the first two administrators, and prints a link for each to set a password and a second factor."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username", nargs=2, help="the user names of the two")
        parser.add_argument("--email", nargs=2, required=True, help="their e-mail addresses, in the same order")
        parser.add_argument("--organisation", default="NCCTHB", help="the code of the commission; made when missing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                made = self._made(options)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        self.stdout.write("Give each link to its person on a safe way. It works once, for 72 hours.")
        for user, secret in made:
            self.stdout.write(f"{user.username}  {urljoin(settings.SITE_URL, reverse('link', args=[secret]))}")

    def _made(self, options: dict[str, Any]) -> list[tuple[User, str]]:
        at = timezone.now()
        with system_actor(ADMINISTRATION):
            there = User.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATOR]).count()
            if there > 1:
                raise CommandError("There are two administrators already: one asks for a role, another confirms.")
            organisation = self._organisation(options["organisation"])
            users = [
                create_user(
                    name,
                    email=email,
                    organisation=organisation,
                    roles=[Role.ADMINISTRATOR],
                    by=None,
                    on=timezone.localdate(at),
                )
                for name, email in zip(options["username"], options["email"], strict=True)
            ]
        return [(user, links.handed_over(user, LinkPurpose.INVITATION, at=at)) for user in users]

    def _organisation(self, code: str) -> Organisation:
        found = Organisation.objects.filter(code=code).first()
        return found or create_organisation(
            by=None,
            on=timezone.localdate(),
            code=code,
            kind=OrganisationKind.NATIONAL_COMMISSION,
            name_bg="Национална комисия за борба с трафика на хора",
            name_en="National Commission for Combating Trafficking in Human Beings",
            town_bg="София",
            town_en="Sofia",
        )
