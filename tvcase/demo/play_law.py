"""Acts of the law: proceedings, the office's register, service, appeals, and a protection that is given up."""

from legal.actions import appeals, proceedings, protection, requests
from legal.models import Protection
from tvcase.demo.stage import Turn, act


@act
def open_proceedings(turn: Turn) -> None:
    found = proceedings.record(
        turn["case"],
        pre_trial_number=turn.facts["number"],
        authority=turn.stage.organisations[turn.facts["authority"]],
        opened_on=turn.step.on,
        by=turn.by,
    )
    turn.keep("proceedings", found)
    requests.link(turn["request"], proceedings=found, on=turn.step.on, by=turn.by)


@act
def proceedings_step(turn: Turn) -> None:
    proceedings.step(turn["proceedings"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def register(turn: Turn) -> None:
    requests.register(turn["request"], **turn.facts, registered_on=turn.step.on, by=turn.by)


@act
def claim(turn: Turn) -> None:
    requests.claim(turn["request"], at=turn.step.at, by=turn.by)


@act
def serve(turn: Turn) -> None:
    requests.serve(turn["request"], **turn.facts, served_on=turn.step.on, by=turn.by)


@act
def serve_end(turn: Turn) -> None:
    protection.serve_end(_protection(turn), **turn.facts, served_on=turn.step.on, by=turn.by)


@act
def appeal(turn: Turn) -> None:
    turn.keep("appeal", appeals.appeal(turn["request"], **turn.facts, filed_on=turn.step.on, by=turn.by))


@act
def uphold(turn: Turn) -> None:
    appeals.uphold(turn["appeal"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def overturn(turn: Turn) -> None:
    appeals.overturn(turn["appeal"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def renounce(turn: Turn) -> None:
    day = turn.step.on
    protection.renounce(_protection(turn), **turn.facts, on=day, explained_on=day, by=turn.by)


def _protection(turn: Turn) -> Protection:
    return Protection.objects.select_related("request", "case").get(request=turn["request"])
