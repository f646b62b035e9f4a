"""Acts against contact: measures, orders, contacts, towns to avoid."""

from cases.actions import breaches, dangers, nocontact
from cases.models import NoContactMeasure
from legal.orders import actions as orders
from tvcase.demo.stage import Turn, act


@act
def measure_propose(turn: Turn) -> None:
    facts = dict(turn.facts)
    channels = facts.pop("channels", [])
    made = nocontact.propose(turn["case"], **facts, closed_channels=channels, on=turn.step.on, by=turn.by)
    turn.keep("measure", made)


@act
def measure_agree(turn: Turn) -> None:
    on = turn.step.on
    nocontact.agree(
        turn["measure"],
        explained_on=on,
        agreed_on=on,
        agreement_language=turn.facts["language"],
        until_on=turn.facts["until_on"],
        on=on,
        by=turn.by,
    )


@act
def measure_end(turn: Turn) -> None:
    nocontact.take_back(turn["measure"], on=turn.step.on, by=turn.by)


@act
def order_apply(turn: Turn) -> None:
    on = turn.step.on
    turn.keep("order", orders.apply(turn["measure"], **turn.facts, applied_on=on, on=on, by=turn.by))


@act
def order_make(turn: Turn) -> None:
    on = turn.step.on
    reference = f"ДЕМО-{on.day}/{on.year}"
    orders.ordered(
        turn["order"], **turn.facts, decided_on=on, decision_reference=reference, from_on=on, on=on, by=turn.by
    )


@act
def contact_log(turn: Turn) -> None:
    in_force = NoContactMeasure.objects.filter(case=turn["case"]).in_force(on=turn.step.on).first()
    at = turn.step.at
    breaches.log_contact(turn["case"], **turn.facts, measure=in_force, happened_at=at, at=at, by=turn.by)


@act
def danger_place(turn: Turn) -> None:
    dangers.note_place(turn["case"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def order_refuse(turn: Turn) -> None:
    on = turn.step.on
    orders.refused(turn["order"], decided_on=on, decision_reference=f"ДЕМО-{on.day}/{on.year}", on=on, by=turn.by)


@act
def order_withdraw(turn: Turn) -> None:
    orders.withdraw(turn["order"], ended_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def order_lift(turn: Turn) -> None:
    on = turn.step.on
    reference = f"ДЕМО-{on.day}/{on.year}"
    orders.lift(turn["order"], ended_on=on, lifted_by="COURT", lift_reference=reference, on=on, by=turn.by)
