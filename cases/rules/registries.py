"""The registries that the other apps fill in ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from cases.deadlines import Deadline
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
    (a code, its words are in `labels`) and who (a user) name fields of that query. Free text is never shown. Without
    a permission the query itself asks what the reader may see.
    """

    kind: str
    perm: CasePerm | None
    title: str | Promise
    rows: Callable[[Case, User], QuerySet[Any]]
    happened_at: str = ""
    happened_on: str = ""
    detail: str = ""
    who: str = ""
    labels: Iterable[tuple[str, str | Promise]] = ()

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


@dataclass(frozen=True)
class CaseDeadline:
    """One date of a case that something hangs on.

    `deadline` is None where our sources set none: the page says so. `on` is a date that was agreed or ordered, not
    counted by a rule (the end of a permit, of an order, of a planned stay); it goes before `deadline`. `over_on` is
    the Sofia day on which it was met or fell away. `awaits` says what must happen before a term begins that has not.
    """

    title: str | Promise
    deadline: Deadline | None = None
    on: date | None = None
    over_on: date | None = None
    url: str = ""
    awaits: str | Promise = ""

    @property
    def last_day(self) -> date | None:
        return self.on or (self.deadline.last_day if self.deadline else None)

    @property
    def shows_how(self) -> bool:
        """Whether the rule explains the day, or that there is none: not where another day was agreed or ordered."""
        return self.on is None or (self.deadline is not None and self.deadline.last_day == self.on)


@dataclass(frozen=True)
class DeadlineSource:
    """The deadlines of one kind of record: who may see them, and where they come from.

    `rows(case, user, on=…)` gives them for a Sofia day, out of what this person may see; `user` has `perm` on the case.
    """

    perm: CasePerm
    rows: Callable[..., Iterable[CaseDeadline]]


deadline_source: Registry[DeadlineSource] = Registry()


@dataclass(frozen=True)
class ReminderSource:
    """A kind of reminder, as an arm of the one statement of cases/actions/due.py.

    `sql` is a SELECT of (user_id, kind, code, subject, occurrence, due_on): to whom, which registered kind of
    notification, about which case, on account of which record (uuid), which one of its kind (text, the exactly-once
    key: put the day into it for one that comes every day), and its Sofia day. It may use the statement's CTEs
    open_case, coordinator, member and team, and the parameters of `reminders.facts` (%(on)s, %(at)s, …) besides its
    own, given by `facts(at)`, whose names begin with `name`. The tables it reads need `to=[REMINDERS]` in the wall
    and READ for the worker in the grants.
    """

    name: str
    sql: str
    facts: Callable[[datetime], dict[str, Any]] = lambda at: {}


reminder_source: Registry[ReminderSource] = Registry()
