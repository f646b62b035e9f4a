"""Migrations render the models that they work with; here, no more often than they must.

Django renders a model and all that are related to it anew after every change of its state. A constraint, an index or a
trigger changes no field and no relation, so the rendered model is told of it instead: with hundreds of them, rendering
was most of the time of a first start.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

TOLD = ("constraints", "indexes", "triggers")


@contextmanager
def only_fields_render() -> Iterator[None]:
    """Inside, adding or removing constraints, indexes and triggers renders no model anew."""

    def of_django(state: ProjectState, app_label: str, model_name: str, *_what: Any) -> tuple[ProjectState, str, str]:
        return state, app_label, model_name

    def of_pgtrigger(operation: Any, app_label: str, state: ProjectState) -> tuple[ProjectState, str, str]:
        return state, app_label, operation.model_name.lower()

    with ExitStack() as stack:
        for name in ("_append_option", "_remove_option", "_alter_option"):
            stack.enter_context(patch.object(ProjectState, name, _told(getattr(ProjectState, name), of_django)))
        for operation in (AddTrigger, RemoveTrigger):
            quiet = _told(operation.state_forwards, of_pgtrigger)
            stack.enter_context(patch.object(operation, "state_forwards", quiet))
        yield


def _told(change: Callable[..., None], of: Callable[..., tuple[ProjectState, str, str]]) -> Callable[..., None]:
    """The same change, made while the state has no rendered models; the one that is concerned is told of it."""

    def changed(*arguments: Any) -> None:
        state, app_label, model_name = of(*arguments)
        rendered = state.__dict__.pop("apps", None)
        change(*arguments)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            meta = rendered.get_model(app_label, model_name)._meta
            options = state.models[app_label, model_name].options
            for name in TOLD:
                setattr(meta, name, list(options.get(name, [])))

    return changed
