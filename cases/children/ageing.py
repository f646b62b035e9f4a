"""The first day of age, worked out from the birth when somebody who may read it asks: no table keeps it in plain.

Days are Europe/Sofia dates.
"""

from datetime import date

from cases.models import Person
from cases.states import BirthPrecision
from tvcase.dates import turns_18_on


def first_day_of_age(person: Person) -> tuple[date | None, bool]:
    """The first day on which somebody is of age, and whether it is known to the day: by a year of birth, known or
    estimated, it is the last day on which it can be. Who was born on 29 February is of age on 1 March."""
    if person.born_on is None:
        return None, False
    exact = person.born_precision == BirthPrecision.EXACT
    return turns_18_on(person.born_on if exact else date(person.born_on.year, 12, 31)), exact


def month_of_age(person: Person) -> tuple[date | None, bool]:
    """All that reminders are told of that day: the first of its month, never after it and the same for everybody who
    was born in the month."""
    day, exact = first_day_of_age(person)
    return (day.replace(day=1) if day else None), exact


def is_of_age(person: Person, *, on: date) -> bool:
    """Whether, by the birth that is recorded, the person is of age on a Sofia day."""
    day, _exact = first_day_of_age(person)
    return day is not None and day <= on
