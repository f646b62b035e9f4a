"""A court's procedure: asked, ordered or refused, served, lifted; the measure follows it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import NoContactMeasure
from cases.nocontact import VOLUNTARY
from legal.orders import actions
from legal.orders.models import CourtOrder
from legal.orders.states import ORDER_FLOW, LiftedBy, OrderState
from tests.cases.kept_apart import applied, ordered, proposed
from tests.factories import CaseFactory, UserFactory
from tvcase.flow import Refused

S = OrderState
DAY = date(2026, 4, 8)


def measure_of(order: CourtOrder) -> NoContactMeasure:
    return NoContactMeasure.objects.get(pk=order.measure_id)


STEPS = {
    "ordered": (
        actions.ordered,
        {
            "decided_on": DAY,
            "decision_reference": "Order 3/2026",
            "scope": "200 metres",
            "from_on": DAY,
            "until_on": date(2026, 9, 30),
        },
        (S.ORDERED, "ACTIVE"),
    ),
    "refused": (actions.refused, {"decided_on": DAY, "decision_reference": "Ruling 4/2026"}, (S.REFUSED, "REFUSED")),
    "withdrawn": (actions.withdraw, {"ended_on": DAY}, (S.WITHDRAWN, "WITHDRAWN")),
    "lifted": (
        actions.lift,
        {"ended_on": DAY, "lifted_by": LiftedBy.COURT, "lift_reference": "Ruling 9/2026"},
        (S.LIFTED, "LIFTED"),
    ),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", [S.APPLIED, S.ORDERED, S.REFUSED, S.WITHDRAWN, S.LIFTED])
def test_each_step_follows_the_flow_and_the_measure_follows_the_step(step, state):
    order = ordered(CaseFactory()) if state in (S.ORDERED, S.LIFTED) else applied(CaseFactory())
    for name, (act, facts, (then, _measure)) in STEPS.items():
        if then == state and name != "ordered":
            order = act(order, **facts, on=DAY, by=order.recorded_by)
    act, facts, (then, measure) = STEPS[step]

    if then in ORDER_FLOW.get(state, ()):
        assert act(order, **facts, on=DAY, by=order.recorded_by).state == then
        assert measure_of(order).state == measure
    else:
        with pytest.raises(ValidationError):
            act(order, **facts, on=DAY, by=order.recorded_by)


def test_the_measure_holds_as_the_court_ordered_it():
    measure = measure_of(ordered(CaseFactory()))

    assert (measure.from_on, measure.until_on, measure.scope) == (date(2026, 4, 7), date(2026, 9, 30), "200 metres")


def test_the_database_lets_no_measure_outlast_its_order():
    order = ordered(CaseFactory())

    with pytest.raises(IntegrityError, match="ordered_by_a_court"), transaction.atomic():
        NoContactMeasure.objects.filter(pk=order.measure_id).update(until_on=date(2027, 1, 1))


def test_what_a_court_ordered_is_not_edited():
    order = ordered(CaseFactory())

    with pytest.raises(IntegrityError, match="keeps_what_it_was"), transaction.atomic():
        CourtOrder.objects.filter(pk=order.pk).update(until_on=date(2027, 1, 1))


@pytest.mark.parametrize("kind", VOLUNTARY)
def test_no_court_is_asked_for_what_the_person_chooses(kind):
    case = CaseFactory()
    asked = {"applied_on": DAY, "applicant": "PERSON", "court": "Проба"}

    with pytest.raises(Refused):
        actions.apply(proposed(case, kind), **asked, on=DAY, by=case.recorded_by)


def test_an_order_is_served_after_it_was_made():
    order = ordered(CaseFactory())

    with pytest.raises(ValidationError, match="served after"), transaction.atomic():
        actions.serve(order, served_on=date(2026, 4, 1), person_told_on=None, on=DAY, by=order.recorded_by)
    served = actions.serve(order, served_on=DAY, person_told_on=DAY, on=DAY, by=order.recorded_by)

    assert (served.served_on, served.person_told_on) == (DAY, DAY)


def test_those_who_support_the_person_record_it():
    order = applied(CaseFactory())
    act, facts, _then = STEPS["ordered"]

    with pytest.raises(Refused):
        act(order, **facts, on=DAY, by=UserFactory(prosecutor=True))
