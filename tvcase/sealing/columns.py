"""Sealed columns in queries: they are read, and asked whether there is something in them, and nothing else."""

from typing import Any

from django.db.models.expressions import Col
from django.db.models.lookups import Exact, IsNull

from tvcase.sealing.envelope import NotSealed


class SealedCol(Col):
    """A sealed column in a query: it is read, and nothing else."""

    target: Any

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if compiler.select is not None:  # what is read is written first; then come order and groups
            raise NotSealed(f"{self.target.label} is sealed: nothing is ordered or grouped by it in the database.")
        return super().as_sql(compiler, connection)


class Emptiness(IsNull):
    """Whether there is something."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(Col(lhs.alias, lhs.target) if isinstance(lhs, SealedCol) else lhs, rhs)


class NothingOnly(Exact):
    """`field=None`, which becomes IS NULL; any other value is refused."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs is not None:
            raise NotSealed(f"{lhs.output_field.label} is sealed: it can only be asked whether it is empty.")
        super().__init__(lhs, rhs)
