"""Letters that were issued; the worker of the demo makes them when it starts."""

from cases.actions import documents
from tvcase.demo.stage import Turn, act
from tvcase.documents.letters import letter_of


@act
def confirm(turn: Turn) -> None:
    letter, on, at = letter_of("identification-confirmation"), turn.step.on, turn.step.at
    case = turn["case"]
    case.refresh_from_db()  # the person was given a name since
    documents.issue(case, letter, turn["identification"], by=turn.by, on=on, at=at)
