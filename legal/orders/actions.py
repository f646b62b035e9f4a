"""What is recorded of a court's procedure; the measure follows it (domain 4.12). All days are Europe/Sofia dates."""

from datetime import date

from cases.actions import nocontact, notices
from cases.actions.act import act, locked
from cases.models import NoContactMeasure
from cases.nocontact import MeasureState
from cases.permissions import CasePerm
from cases.rules.nocontact import why_not_apply
from legal import rules as legal_rules
from legal.orders.models import CourtOrder
from legal.orders.rules import why_not_step
from legal.orders.states import OrderState
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import move, refuse_for, refuse_future


@act
def apply(
    measure: NoContactMeasure,
    *,
    applied_on: date,
    applicant: str,
    court: str,
    file_reference: str = "",
    on: date,
    by: User,
) -> CourtOrder:
    """Record that a court was asked for a measure. Raises Refused or ValidationError."""
    case = lock(measure.case)
    refuse_for(legal_rules.why_not_help(case, by=by) + why_not_apply(measure))
    refuse_future(applied_on, on=on)
    measure = nocontact.applied(measure, on=applied_on, by=by)
    order = CourtOrder(
        case=case,
        number=next_number(case.court_orders.all()),
        measure=measure,
        kind=measure.kind,
        applied_on=applied_on,
        applicant=applicant,
        court=court,
        file_reference=file_reference,
        recorded_by=by,
    )
    return _save(order, "applied", on=applied_on, by=by)


@act
def ordered(
    order: CourtOrder,
    *,
    decided_on: date,
    decision_reference: str,
    scope: str,
    from_on: date,
    until_on: date,
    on: date,
    by: User,
) -> CourtOrder:
    """Record what the court ordered, from when and until when; the measure is in force from that day.

    Raises Refused or ValidationError.
    """
    order = _locked(order, "decide", by=by)
    refuse_future(decided_on, on=on)
    move(order, to=OrderState.ORDERED)
    order.decided_on, order.decision_reference, order.scope = decided_on, decision_reference, scope
    order.from_on, order.until_on = from_on, until_on
    _save(order, "ordered", on=decided_on, by=by)
    nocontact.ordered(order.measure, scope=scope, from_on=from_on, until_on=until_on, by=by)
    _tell(order, on=on, by=by)
    return order


@act
def refused(order: CourtOrder, *, decided_on: date, decision_reference: str, on: date, by: User) -> CourtOrder:
    """Record that the court refused; the measure is refused with it. Raises Refused or ValidationError."""
    order = _locked(order, "decide", by=by)
    refuse_future(decided_on, on=on)
    move(order, to=OrderState.REFUSED)
    order.decided_on, order.decision_reference = decided_on, decision_reference
    _save(order, "refused", on=decided_on, by=by)
    nocontact.ended_by_procedure(order.measure, to=MeasureState.REFUSED, on=decided_on, by=by)
    _tell(order, on=on, by=by)
    return order


@act
def serve(order: CourtOrder, *, served_on: date | None, person_told_on: date | None, on: date, by: User) -> CourtOrder:
    """Record on which days the order was served on who must obey it, and the person was told. Raises Refused."""
    order = _locked(order, "serve", by=by)
    refuse_future(served_on, person_told_on, on=on)
    order.served_on, order.person_told_on = served_on, person_told_on
    return _save(order, "served", on=served_on or on, by=by)


@act
def withdraw(order: CourtOrder, *, ended_on: date, on: date, by: User) -> CourtOrder:
    """Record that the application was taken back. Raises Refused or ValidationError."""
    order = _locked(order, "withdraw", by=by)
    refuse_future(ended_on, on=on)
    move(order, to=OrderState.WITHDRAWN)
    order.ended_on = ended_on
    _save(order, "withdrawn", on=ended_on, by=by)
    nocontact.ended_by_procedure(order.measure, to=MeasureState.WITHDRAWN, on=ended_on, by=by)
    return order


@act
def lift(order: CourtOrder, *, ended_on: date, lifted_by: str, lift_reference: str, on: date, by: User) -> CourtOrder:
    """Record that court or prosecutor lifted the measure. Raises Refused or ValidationError."""
    order = _locked(order, "lift", by=by)
    refuse_future(ended_on, on=on)
    move(order, to=OrderState.LIFTED)
    order.ended_on, order.lifted_by, order.lift_reference = ended_on, lifted_by, lift_reference
    _save(order, "lifted", on=ended_on, by=by)
    nocontact.ended_by_procedure(order.measure, to=MeasureState.LIFTED, on=ended_on, by=by)
    _tell(order, on=on, by=by)
    return order


def _locked(order: CourtOrder, step: str, *, by: User) -> CourtOrder:
    order = locked(order)
    refuse_for(legal_rules.why_not_help(order.case, by=by) + why_not_step(order, step))
    return order


def _tell(order: CourtOrder, *, on: date, by: User) -> None:
    notices.tell_who_may(CasePerm.VIEW_SUPPORT, order.case, "court_order_news", subject=order.pk, on=on, but=by)


def _save(order: CourtOrder, step: str, *, on: date, by: User) -> CourtOrder:
    save_checked(order)
    code = order.case.code
    log.record(f"orders.order.{step}", by=by, on=on, case=code, area="legal", number=order.number, kind=order.kind)
    return order
