"""What follows when a person's roles change or the account is closed; the apps that give places say it in ready()."""

from collections.abc import Callable
from datetime import date

from django.db import connection

from tvcase.accounts.models import User

ONE_AT_A_TIME = "tvcase.rights"

_consequences: list[Callable[..., None]] = []


def consequence[F: Callable[..., None]](function: F) -> F:
    """Add what is to be done, in the same transaction, once a person's roles have changed: (user, *, by, on)."""
    _consequences.append(function)
    return function


def draw_consequences(user: User, *, by: User | None, on: date) -> None:
    """Do everything that follows from the roles a person has now; `on` is the day in Sofia."""
    for follows in _consequences:
        follows(user, by=by, on=on)


def hold(user: User) -> None:
    """Keep this person's roles as they are until the transaction ends: whoever gives a place because of a role, and
    whoever takes the role away, wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [ONE_AT_A_TIME, user.pk])
