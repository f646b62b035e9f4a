"""Where the plan is played: the records of each story as they come to be, and one function for each act.

Every act is done by the person of the story, on its day, through the same actions that the pages call.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save

from cases.models import Indicator
from shelters.models import Place, Shelter
from tvcase.accounts.models import Organisation, User
from tvcase.demo.telling import Step, Story


@dataclass
class Stage:
    """Everybody and everything the acts need, by account name or code."""

    users: dict[str, User]
    organisations: dict[str, Organisation]
    shelters: dict[str, Shelter]
    places: dict[tuple[str, int], Place]
    indicators: dict[tuple[str, str], Indicator]
    records: dict[str, dict[str, Any]] = field(default_factory=dict)

    def play(self, step: Step, story: Story) -> None:
        """Do one act of a story."""
        turn = Turn(self, step, story, self.records.setdefault(story.code, {}))
        with recorded_at(step.at):
            ACTS[step.act](turn)


@dataclass
class Turn:
    """One act being done: the step, its story, and the story's records so far."""

    stage: Stage
    step: Step
    story: Story
    records: dict[str, Any]

    @property
    def by(self) -> User:
        return self.stage.users[self.step.by]

    @property
    def facts(self) -> dict[str, Any]:
        return self.step.facts

    def __getitem__(self, name: str) -> Any:
        return self.records[name]

    def keep(self, name: str, record: Any) -> None:
        """Remember a record for the acts that follow."""
        self.records[name] = record


ACTS: dict[str, Callable[[Turn], None]] = {}


def act(function: Callable[[Turn], None]) -> Callable[[Turn], None]:
    """Make a function the one that plays the act of its name."""
    ACTS[function.__name__] = function
    return function


@contextmanager
def recorded_at(at: datetime) -> Iterator[None]:
    """Rows that are added meanwhile say that they were recorded at this instant, as they were in the story."""

    def stamp(sender: type[Model], instance: Any, **kwargs: Any) -> None:
        if instance._state.adding and hasattr(instance, "recorded_at"):
            instance.recorded_at = at

    pre_save.connect(stamp, weak=False)
    try:
        yield
    finally:
        pre_save.disconnect(stamp)
