"""Draw docs/flows.md from the FLOW tables."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

HEAD = """# Flows

Every record with a state, and the steps it may take. Drawn from the FLOW tables by `manage.py flows`.
"""


class Command(BaseCommand):
    """Write the drawing, or with --check only say whether it is stale."""

    help = "Draws docs/flows.md from the FLOW tables."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the file is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "flows.md"
        drawing = draw()
        if options["check"]:
            if path.read_text() != drawing:
                raise SystemExit("docs/flows.md is stale: run manage.py flows")
            return
        path.write_text(drawing)


def draw() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        models = [model for model in apps.get_models() if hasattr(model, "FLOW")]
        return HEAD + "".join(_section(model) for model in models)


def _section(model: Any) -> str:
    labels = dict(model._meta.get_field("state").flatchoices)
    states = "".join(f"| `{code}` | {labels[code]} |\n" for code in labels)
    return (
        f"\n## {model._meta.label}\n\n```mermaid\nstateDiagram-v2\n{''.join(_arrows(model))}```\n\n"
        f"| Code | Meaning |\n| --- | --- |\n{states}"
    )


def _arrows(model: Any) -> Iterator[str]:
    reached = {state for steps in model.FLOW.values() for state in steps}
    for state in model.FLOW:
        if state not in reached:
            yield f"    [*] --> {state}\n"
    for state, steps in model.FLOW.items():
        yield from (f"    {state} --> {step}\n" for step in steps)
    for state in sorted(reached - model.FLOW.keys()):
        yield f"    {state} --> [*]\n"
