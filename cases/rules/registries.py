"""The five registries that the other apps fill in ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from cases.models import Case
from cases.permissions import CasePerm
from tvcase.accounts.models import User

type Reasons = list[str | Promise]


class Registry[T]:
    """Functions that other apps add in ready(), asked in the order they were added."""

    def __init__(self) -> None:
        self._entries: list[T] = []

    def __call__(self, entry: T) -> T:
        """Add a function; usable as a decorator."""
        self._entries.append(entry)
        return entry

    def __iter__(self) -> Any:
        return iter(self._entries)


closing_rule: Registry[Callable[..., Reasons]] = Registry()  # (case, *, on) -> reasons why it cannot close
return_situation: Registry[Callable[..., dict[str, bool]]] = Registry()  # (case, *, on) -> situation: holds?
placement_warning: Registry[Callable[..., Reasons]] = Registry()  # (case, shelter, *, on) -> what to think of
protection_end_effect: Registry[Callable[..., Reasons]] = Registry()  # (case, *, on) -> what follows, in words


@dataclass(frozen=True)
class TimelineSource:
    """One kind of fact in a case's history: who may see it, where it comes from, how it reads.

    `rows(case, user)` gives the facts as a query; happened_at (an instant) or happened_on (a Sofia date), detail
    (a code, its words are in `labels`) and who (a user) name fields of that query. Free text is never shown.
    """

    kind: str
    perm: CasePerm
    title: str | Promise
    rows: Callable[[Case, User], QuerySet[Any]]
    happened_at: str = ""
    happened_on: str = ""
    detail: str = ""
    who: str = ""
    labels: tuple[tuple[str, str | Promise], ...] = ()

    def query(self, case: Case, user: User) -> QuerySet[Any]:
        """The facts in the common shape, to be joined by UNION ALL with those of other sources."""
        none = Value("", CharField())
        return (
            self.rows(case, user)
            .order_by()
            .values_list(
                Value(self.kind, CharField()),
                self.happened_at or Cast(Value(None), DateTimeField()),
                self.happened_on or Cast(Value(None), DateField()),
                self.detail or none,
                f"{self.who}__first_name" if self.who else none,
                f"{self.who}__last_name" if self.who else none,
            )
        )


timeline_source: Registry[TimelineSource] = Registry()
