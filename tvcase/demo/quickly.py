"""Fewer questions to the database while the demo is filled: what it guards itself is not asked beforehand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db.models import Field, ForeignKey, Model


@contextmanager
def constraints_left_to_the_database() -> Iterator[None]:
    """Meanwhile a record is checked field by field; its constraints and keys are checked by the database alone.

    A form asks first in order to answer with a sentence, one statement and a savepoint for each constraint: for
    the demo that would be two thirds of all statements, and the answer would always be yes.
    """

    def nothing(*args: Any, **kwargs: Any) -> None:
        return None

    with (
        patch.object(Model, "validate_constraints", nothing),
        patch.object(Model, "validate_unique", nothing),
        patch.object(ForeignKey, "validate", Field.validate),
    ):
        yield
