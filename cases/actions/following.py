"""What other apps do when a person is identified, found to be a child, or loses a protection: they add a function in
ready()."""

from collections.abc import Callable
from datetime import date

from cases.models import Case, Identification
from cases.rules import Registry
from tvcase.accounts.models import User

# (case, identification, *, on, by): part of the act that confirmed it, informal or formal, with the case locked.
identified: Registry[Callable[..., None]] = Registry()

# (case, *, on): part of the act that ended special protection on a Sofia day, with the case locked.
protection_over: Registry[Callable[..., None]] = Registry()
# (case, *, on): part of the act that found, on a Sofia day, that the person is or may be a child, with the case locked.
child_found: Registry[Callable[..., None]] = Registry()
# (case, *, on, by): part of the act that recorded a finding of age or a birth, with the case locked.
age_known: Registry[Callable[..., None]] = Registry()


def follow(case: Case, identification: Identification, *, on: date, by: User) -> None:
    """Do what follows from a confirmed identification; `on` is its Sofia day, or the day of recording."""
    for what_follows in identified:
        what_follows(case, identification, on=on, by=by)


def protection_ended(case: Case, *, on: date) -> None:
    """Do what follows from the end of special protection on a Sofia day."""
    for what_follows in protection_over:
        what_follows(case, on=on)


def found_to_be_a_child(case: Case, *, on: date) -> None:
    """Do what follows when the person is, or may be, a child (E-13)."""
    for what_follows in child_found:
        what_follows(case, on=on)


def what_is_known_of_the_age(case: Case, *, on: date, by: User) -> None:
    """Do what follows from what is now known of the age, child or adult; `on` is a Sofia day (E-13, E-14, E-15)."""
    for what_follows in age_known:
        what_follows(case, on=on, by=by)
