"""Writing the trace: acts inside their transaction, openings and refusals on a connection of their own."""

import json
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connections

from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.db import in_transaction
from tvcase.typed import only_kept
from tvcase.wall.signing import current

current_request: ContextVar[str] = ContextVar("current_request", default="")
opening_written: ContextVar[bool] = ContextVar("opening_written", default=False)
NAMES_OF_OBJECTS = ("number", "shelter", "user", "account", "record")

# One statement without RETURNING, which row-level security would take for reading; a line for each case. Time,
# transaction and leaf are the database's own.
INSERT = (
    'INSERT INTO audit_event (id, at, "on", actor, actor_id, organisation, organisation_id, on_behalf_of, action,'
    " area, about, purpose, request_id, facts, case_code)"
    " SELECT gen_random_uuid(), now(), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, unnest(%s::text[])"
)


def record(
    action: str,
    *,
    by: User | None,
    on: date | None = None,
    case: str = "",
    area: str = "",
    on_behalf_of: str = "",
    purpose: str = "",
    using: str = "default",
    **facts: Any,
) -> None:
    """Write the line of an act in the act's own transaction. `by=None` is the system.

    `on_behalf_of` names for whom somebody acted, `purpose` why, when it is more than their place on the case;
    `using` is the act's connection, which for commands of the tables' owner is another.
    Raises RuntimeError outside a transaction: an act and its line stand or fall together.
    """
    if not in_transaction(using):
        raise RuntimeError("An act is recorded inside its transaction.")
    _write(using, action, by, facts, case, on=on, area=area, on_behalf_of=on_behalf_of, purpose=purpose)


def seen(by: User, action: str, *, case: str = "", area: str = "", purpose: str = "", **facts: Any) -> None:
    """Write that something was opened, before it is shown and whatever becomes of the request. No line, no page.

    One statement that stands by itself: the connection `audit` commits each. When a form is only kept, no page follows.
    """
    if only_kept.get():
        return
    _write("audit", action, by, facts, case, area=area, purpose=purpose or office(by))
    opening_written.set(True)


def seen_of_each(by: User, action: str, cases: Sequence[str], *, area: str = "", **facts: Any) -> None:
    """Write the line of `seen` for each of these cases, in one statement; nothing when there is none."""
    if cases and not only_kept.get():
        _write("audit", action, by, facts, *cases, area=area, purpose=office(by))


def refused(by: User | AnonymousUser | None, action: str, *, case: str = "", **facts: Any) -> None:
    """Write that something was refused or failed; it survives the rollback of the request."""
    _write("audit", action, by, facts, case, purpose=office(by) if isinstance(by, User) else "")


def office(by: User) -> str:
    """The office by which somebody reaches files beyond the own places, as it is held now: it may be given up later."""
    return Role.COORDINATOR.value if by.has_role(Role.COORDINATOR) else ""


def _write(
    using: str,
    action: str,
    by: User | AnonymousUser | None,
    facts: dict[str, Any],
    *cases: str,
    on: date | None = None,
    area: str = "",
    on_behalf_of: str = "",
    purpose: str = "",
) -> None:
    user = by if isinstance(by, User) else None
    organisation = user.organisation if user else None
    values = (
        on,
        user.username if user else settings.SYSTEM_ACTOR if by is None else "",
        user.pk if user else None,
        organisation.code if organisation else "",
        organisation.pk if organisation else None,
        on_behalf_of,
        action,
        area,
        _about(action, facts),
        purpose or (current().purpose if by is None else ""),
        current_request.get(),
        json.dumps(_plain(facts), ensure_ascii=False),
        list(cases),
    )
    with connections[using].cursor() as cursor:
        cursor.execute(INSERT, values)


def _about(action: str, facts: dict[str, Any]) -> str:
    """What was touched inside the case or beside it, by its kind and number or code; empty for the case itself."""
    kind = action.split(".")[-2] if "." in action else action
    for name in NAMES_OF_OBJECTS:
        if facts.get(name) not in (None, ""):
            return f"{kind} {facts[name]}"[:80]
    return ""


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Dates and codes as text, so that the line reads the same for ever."""
    return {name: value if isinstance(value, bool | int | list) else str(value) for name, value in facts.items()}
