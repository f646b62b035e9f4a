"""The child procedure follows what is known of the age: opened, closed, counted to the first day of age.

All days are Europe/Sofia dates. Nothing here opens or ends a period, a stay or a service (E-13, E-14, E-15).
"""

from datetime import date

from cases.actions import following
from cases.children.ageing import first_day_of_age, month_of_age
from cases.children.models import ChildProcedure
from cases.children.states import ProcedureEnd
from cases.models import Case, Person
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import next_number, save_checked


@following.age_known
def follow(case: Case, *, on: date, by: User) -> None:
    """Open the procedure of who is, or may be, a child, and count anew to the first day of age; close that of who was
    found to be an adult. Part of that act, with the case locked."""
    standing = ChildProcedure.objects.standing().filter(case=case).first()
    if not case.counts_as_child:
        if standing is not None:
            _close(standing, on=on, by=by)
        return
    month, exact = month_of_age(Person.objects.get(pk=case.person_id))
    if standing is None:
        standing = ChildProcedure(
            case=case, number=next_number(case.child_procedures.all()), opened_on=on, recorded_by=by
        )
        _count(standing, month, exact=exact)
        _record(standing, "opened", on=on, by=by)
    elif (standing.of_age_month, standing.of_age_exact) != (month, exact):
        _count(standing, month, exact=exact)
        _record(standing, "counted_anew", on=on, by=by)


def _count(procedure: ChildProcedure, month: date | None, *, exact: bool) -> None:
    procedure.of_age_month, procedure.of_age_exact = month, exact
    save_checked(procedure)


def _close(procedure: ChildProcedure, *, on: date, by: User) -> None:
    day, exact = first_day_of_age(Person.objects.get(pk=procedure.case.person_id))
    grown = exact and day is not None and procedure.opened_on < day <= on
    procedure.closed_on = max(on, procedure.opened_on)
    procedure.end_reason = ProcedureEnd.OF_AGE if grown else ProcedureEnd.FOUND_ADULT
    save_checked(procedure)
    _record(procedure, "closed", on=on, by=by, reason=procedure.end_reason)


def _record(procedure: ChildProcedure, step: str, *, on: date, by: User, **facts: str) -> None:
    code, area = procedure.case.code, ChildProcedure.AREA
    log.record(f"children.procedure.{step}", by=by, on=on, case=code, area=area, number=procedure.number, **facts)
