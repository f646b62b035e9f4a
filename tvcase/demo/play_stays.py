"""Acts in a stay that goes on: away and back, another place, a child who came along, a longer stay."""

from shelters.actions import moves, presence, terms
from shelters.states import ExtensionState
from tvcase.demo.stage import Turn, act


@act
def stay_absent(turn: Turn) -> None:
    presence.absent(turn["stay"], **turn.facts, since=turn.step.at, by=turn.by)


@act
def stay_back(turn: Turn) -> None:
    presence.back(turn["stay"], at=turn.step.at, by=turn.by)


@act
def stay_move(turn: Turn) -> None:
    place = turn.stage.places[turn["stay"].shelter.code, turn.facts["place"]]
    turn.keep("stay", moves.move_to(turn["stay"], place=place, on=turn.step.on, by=turn.by))


@act
def child_come(turn: Turn) -> None:
    presence.child_comes(turn["stay"], **turn.facts, from_on=turn.step.on, by=turn.by)


@act
def stay_longer(turn: Turn) -> None:
    terms.propose_extension(turn["stay"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def stay_longer_answered(turn: Turn) -> None:
    on = turn.step.on
    proposed = turn["stay"].extensions.get(state=ExtensionState.PROPOSED)  # it moves on with the person
    terms.answer_extension(proposed, approved=True, **turn.facts, answered_on=on, on=on, by=turn.by)
