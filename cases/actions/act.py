"""An act on somebody's file: one transaction, in which the wall shows the whole of that file and of no other.

Whoever acts has reached the record through permission and wall; what follows from the act (a clock, an opening,
a notice) may lie in areas that are closed to them. The pages themselves never read this way.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Model

from cases.models import Case, DecisionAnnulment
from tvcase.db import lock
from tvcase.wall.identity import identified
from tvcase.wall.signing import current

VISIBLE = "SELECT FROM cases_case WHERE id = %s"


def act[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """An action whose first argument is a case, or a record that hangs from one."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), raised_to(case_of(args[0])):
            return function(*args, **kwargs)

    return wrapper


@contextmanager
def raised_to(case: Case) -> Iterator[None]:
    """Act on the file of the case's person inside; part of a transaction.

    Raises PermissionDenied when the wall does not show the case to whoever acts. A job without a person stays
    what it is.
    """
    identity = current()
    person = str(case.person_id)
    if identity.user is None or identity.person == person:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(VISIBLE, [case.pk])
        if cursor.fetchone() is None:
            raise PermissionDenied
    with identified(replace(identity, person=person)):
        yield


@contextmanager
def in_the_file_of(person: UUID) -> Iterator[None]:
    """Act on the file of a person of whom two persons confirmed that she or he is the one whose file the act is on:
    what follows from that lies in both. Part of an act; nothing that is read inside is given back."""
    with identified(replace(current(), person=str(person))):
        yield


def locked[R: Model](record: R) -> R:
    """A record as it is now, with its case, both locked until the transaction ends: the case first, as in every act."""
    hangs: Any = record
    case = lock(hangs.case)
    row: Any = lock(record)
    row.case = case
    return cast("R", row)


def case_of(record: Any) -> Case:
    """The case itself, or the one a record hangs from."""
    if isinstance(record, Case):
        return record
    return record.decision.case if isinstance(record, DecisionAnnulment) else record.case
