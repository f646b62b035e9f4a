"""Acts of compensation, hearings and the log of what was told."""

from decimal import Decimal

from cases.states import StatementForm
from legal.claims.actions import claims, hearings, interviews
from legal.claims.models import currency_on
from legal.claims.states import GivenBy
from tvcase.demo.stage import Turn, act


@act
def claim_prepare(turn: Turn) -> None:
    on, facts = turn.step.on, dict(turn.facts)
    facts["asked_amount"] = Decimal(facts["asked_amount"])
    made = claims.prepare(
        turn["case"], **facts, claimant="PERSON", asked_currency=currency_on(on), asked_on=on, on=on, by=turn.by
    )
    turn.keep("claim", made)


@act
def claim_file(turn: Turn) -> None:
    claims.file(turn["claim"], filed_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def claim_missing(turn: Turn) -> None:
    claims.ask_for_documents(turn["claim"], **turn.facts, incomplete_on=turn.step.on, on=turn.step.on, by=turn.by)


@act
def claim_decide(turn: Turn) -> None:
    on = turn.step.on
    amount = Decimal(turn.facts["amount"])
    claims.decide(
        turn["claim"],
        decided_on=on,
        result=turn.facts["result"],
        decision_reference=turn.facts["reference"],
        awarded_amount=amount,
        awarded_currency=currency_on(on),
        on=on,
        by=turn.by,
    )


@act
def claim_pay(turn: Turn) -> None:
    on, amount = turn.step.on, Decimal(turn.facts["amount"])
    claims.pay(turn["claim"], paid_on=on, paid_amount=amount, paid_currency=currency_on(on), on=on, by=turn.by)


@act
def hearing_plan(turn: Turn) -> None:
    turn.keep("hearing", hearings.plan(turn["case"], **turn.facts, on=turn.step.on, by=turn.by))


@act
def hearing_prepare(turn: Turn) -> None:
    hearings.prepare(turn["hearing"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def tell(turn: Turn) -> None:
    told = interviews.record(turn["case"], **turn.facts, told_on=turn.step.on, on=turn.step.on, by=turn.by)
    turn.keep("interview", told)


@act
def tell_again(turn: Turn) -> None:
    interviews.share(
        turn["interview"],
        organisation=turn.stage.organisations[turn.facts["to"]],
        agreed_on=turn.step.on,
        given_by=GivenBy.PERSON,
        form=StatementForm.WRITTEN,
        on=turn.step.on,
        by=turn.by,
    )
