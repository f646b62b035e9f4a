"""Writing the trace: acts inside their transaction, openings and refusals on a connection of their own."""

from contextvars import ContextVar
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from tvcase.accounts.models import User
from tvcase.audit.models import Event
from tvcase.db import in_transaction

current_request: ContextVar[str] = ContextVar("current_request", default="")
opening_written: ContextVar[bool] = ContextVar("opening_written", default=False)


def record(
    action: str, *, by: User | None, on: date | None = None, case: str = "", area: str = "", **facts: Any
) -> None:
    """Write the line of an act in the act's own transaction. `by=None` is the system.

    Raises RuntimeError outside a transaction: an act and its line stand or fall together.
    """
    if not in_transaction():
        raise RuntimeError("An act is recorded inside its transaction.")
    _write("default", action, by, on=on, case=case, area=area, facts=facts)


def seen(by: User, action: str, *, case: str = "", area: str = "", **facts: Any) -> None:
    """Write that something was opened, before it is shown and whatever becomes of the request. No line, no page.

    One statement that stands by itself: the connection `audit` commits each.
    """
    _write("audit", action, by, on=None, case=case, area=area, facts=facts)
    opening_written.set(True)


def refused(by: User | AnonymousUser | None, action: str, *, case: str = "", **facts: Any) -> None:
    """Write that something was refused or failed; it survives the rollback of the request."""
    _write("audit", action, by, on=None, case=case, area="", facts=facts)


def _write(
    using: str,
    action: str,
    by: User | AnonymousUser | None,
    *,
    on: date | None,
    case: str,
    area: str,
    facts: dict[str, Any],
) -> None:
    organisation = by.organisation if by is not None and by.is_authenticated else None
    Event.objects.using(using).create(
        action=action,
        actor=by.username if by is not None and by.is_authenticated else settings.SYSTEM_ACTOR if by is None else "",
        organisation=organisation.code if organisation else "",
        on=on,
        case_code=case,
        area=area,
        request_id=current_request.get(),
        facts=_plain(facts),
    )


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Dates and codes as text, so that the line reads the same for ever."""
    return {name: value if isinstance(value, bool | int | list) else str(value) for name, value in facts.items()}
