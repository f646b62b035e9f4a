"""What other apps do when a person is identified: they add a function in ready()."""

from collections.abc import Callable
from datetime import date

from cases.models import Case, Identification
from cases.rules import Registry
from tvcase.accounts.models import User

# (case, identification, *, on, by): part of the act that confirmed it, informal or formal, with the case locked.
identified: Registry[Callable[..., None]] = Registry()


def follow(case: Case, identification: Identification, *, on: date, by: User) -> None:
    """Do what follows from a confirmed identification; `on` is its Sofia day, or the day of recording."""
    for what_follows in identified:
        what_follows(case, identification, on=on, by=by)
