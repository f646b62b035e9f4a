"""The line in the trace of every act on a service: codes and numbers, never a word of the person."""

from datetime import date
from typing import Any

from cases.permissions import Area
from cases.services.models import Service, Session
from tvcase.accounts.models import User
from tvcase.audit import log


def of_service(service: Service, step: str, *, on: date, by: User, **facts: Any) -> None:
    """A line about a service."""
    code = service.case.code
    log.record(f"services.service.{step}", by=by, on=on, case=code, area=Area.SUPPORT, number=service.number, **facts)


def of_session(session: Session, step: str, *, on: date, by: User) -> None:
    """A line about a session of a service."""
    log.record(
        f"services.session.{step}",
        by=by,
        on=on,
        case=session.case.code,
        area=Area.SUPPORT,
        number=session.service.number,
        session=session.number,
    )
