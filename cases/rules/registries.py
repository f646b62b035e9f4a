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
# (case, user, *, on) -> what waits of the support of a case, as a sentence and the address of its page; or nothing
support_step: Registry[Callable[..., tuple[str, str] | None]] = Registry()
protection_end_effect: Registry[Callable[..., Reasons]] = Registry()  # (case, *, on) -> what follows, in words
case_caution: Registry[Callable[..., Reasons]] = Registry()  # (case, perms) -> what the top of its page says
parent_kept_out: Registry[Callable[[Case], bool]] = Registry()  # (case) -> may a parent have had a part in it?
# (case, *, on, by): what ends at once when a parent may have had a part in it; part of the act that records it
when_parent_is_kept_out: Registry[Callable[..., None]] = Registry()
# (case, kind of house, *, from_on, to_on) -> what to think of in a stay of this length
stay_term_warning: Registry[Callable[..., Reasons]] = Registry()


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
    sql: str | Callable[[], str]  # a function where the statement itself hangs on what other parts register
    facts: Callable[[datetime], dict[str, Any]] = lambda at: {}

    @property
    def statement(self) -> str:
        return self.sql if isinstance(self.sql, str) else self.sql()


reminder_source: Registry[ReminderSource] = Registry()


@dataclass(frozen=True)
class ContactSource:
    """Contacts after which the risk is assessed again (SOP 1.2; domain 4.8): with institutions, or of the trafficker.

    `sql` is a SELECT of (case_id, at), the instant at which each contact took place; it may not name a parameter. The
    tables it reads need `to=[REMINDERS]` in the wall and READ for the worker in the grants.
    """

    name: str
    sql: str


contact_source: Registry[ContactSource] = Registry()


@dataclass(frozen=True)
class SharedItemSource:
    """A kind of information that another organisation can be told of with the person's consent (domain 4.10, 4.13).

    `read(case)` gives it as lines of plain text in the active language, as it is now; none where there is nothing. It
    is asked in an act on the file by somebody who holds `perm`. What `must_share` is told with every referral, with or
    without consent: the risks to life and well-being (SOP 1.4). A shelter's address is no part of any of them.
    """

    kind: str  # up to 20 characters
    label: str | Promise
    perm: CasePerm
    read: Callable[[Case], Iterable[str]]
    must_share: bool = False


shared_item_source: Registry[SharedItemSource] = Registry()
