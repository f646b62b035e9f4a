"""Acts of legal aid."""

from legal.aid.actions import applications, chasing, decisions, lawyers
from legal.aid.states import Applicant
from tvcase.demo.stage import Turn, act


@act
def aid_full(turn: Turn) -> None:
    made = applications.draft(turn["case"], product="FULL", **turn.facts, on=turn.step.on, by=turn.by)
    turn.keep("aid", made)


@act
def aid_sign(turn: Turn) -> None:
    """The application that was prepared by itself, unless another one was begun."""
    if "aid" not in turn.records:
        turn.keep("aid", turn["case"].aid_applications.get())
    applications.sign(turn["aid"], applicant=Applicant.PERSON, signed_on=turn.step.on, by=turn.by)


@act
def aid_submit(turn: Turn) -> None:
    applications.submit(turn["aid"], submitted_on=turn.step.on, by=turn.by)


@act
def aid_documents(turn: Turn) -> None:
    applications.ask_documents(turn["aid"], **turn.facts, asked_on=turn.step.on, by=turn.by)


@act
def aid_chase(turn: Turn) -> None:
    chasing.chase(turn["aid"], **turn.facts, chased_on=turn.step.on, by=turn.by)


@act
def aid_grant(turn: Turn) -> None:
    """A lawyer with an account, or one who is only named."""
    facts = dict(turn.facts)
    if username := facts.pop("lawyer", ""):
        facts["lawyer"] = turn.stage.users[username]
    on = turn.step.on
    decisions.grant(turn["aid"], **facts, decided_on=on, appointed_on=on, by=turn.by)


@act
def aid_refuse(turn: Turn) -> None:
    decisions.refuse(turn["aid"], **turn.facts, decided_on=turn.step.on, told_on=turn.step.on, by=turn.by)


@act
def aid_appeal(turn: Turn) -> None:
    decisions.appeal(turn["aid"], appealed_on=turn.step.on, by=turn.by)


@act
def aid_work(turn: Turn) -> None:
    lawyers.record_work(turn["aid"], **turn.facts, done_on=turn.step.on, by=turn.by)
