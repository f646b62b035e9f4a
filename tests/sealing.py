"""What tests that write past the models put into sealed columns."""

from typing import Any

from django.db import models

from tvcase.sealing.envelope import SHORTEST, Sealed
from tvcase.sealing.fields import sealed_fields

SOMETHING = Sealed(b"\x01" + bytes(SHORTEST))  # of a sealed value's form, as the database demands; it does not open


def as_stored(model: type[models.Model], columns: dict[str, Any]) -> dict[str, Any]:
    """The same columns for a statement in SQL: a text for a sealed one becomes something, an empty one NULL."""
    sealed = {field.column for field in sealed_fields(model)}
    return {name: (SOMETHING.raw if value else None) if name in sealed else value for name, value in columns.items()}
